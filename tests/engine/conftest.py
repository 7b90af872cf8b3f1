"""What the tests of engines need: Java, and loopback clusters that live as long as a module's tests."""

import shutil

import pytest

from tests.engine import clusters


@pytest.fixture(scope="session")
def java():
    """Spark is a Java program; without one its tests cannot say anything, and saying nothing is no pass."""
    if not shutil.which("java"):
        pytest.fail(
            "no Java found: the tests of Spark need a Java 17 runtime (apt-get install openjdk-17-jre-headless)"
        )


@pytest.fixture(scope="module")
def standalone(java, tmp_path_factory):
    with clusters.standalone(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def postgresql_address(tmp_path_factory):
    if clusters.postgresql_programs() is None:
        pytest.skip("*** LEFT OUT: PostgreSQL is not installed here ***")
    with clusters.postgresql(tmp_path_factory.mktemp("server")) as address:
        yield address
