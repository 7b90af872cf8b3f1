"""A build on a cluster gives the facts of the embedded one; a worker that dies takes no release with it."""

import shutil
import threading
import time

import numpy as np
import pytest

from analytics import build
from analytics.catalogue import catalogue
from data import releases
from data.engine import EngineError
from data.paths import SOURCES
from tests.analytics.made_up_big_source import INDICATORS, made_up_source


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """The shipped sources and a made-up one on a big table, in a var/ of its own."""
    home = tmp_path_factory.mktemp("build")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KVALI_VAR", str(home / "var"))
        shutil.copytree(SOURCES, home / "sources")
        made_up_source(home / "sources", home / "answers.csv")
        records = dict(catalogue())
        for name in INDICATORS:
            grown = tuple(sorted({*records[name].sources, "made_up_big"}))
            records[name] = records[name].model_copy(update={"sources": grown})
        patch.setattr(build.catalogue, "catalogue", lambda: records)
        yield home / "sources"
        releases.close()


@pytest.fixture(scope="module")
def embedded(sources):
    """The facts of the build without a cluster."""
    return facts_of(build.build(root=sources, engine="duckdb"))


def facts_of(release):
    found = releases.query(release, "SELECT fact_id, value, lower, upper, n FROM facts ORDER BY fact_id")
    return found.astype({"n": "float64"})


def assert_same_facts(found, expected):
    assert found["fact_id"].tolist() == expected["fact_id"].tolist()
    np.testing.assert_allclose(found.iloc[:, 1:], expected.iloc[:, 1:], rtol=1e-9, atol=1e-9)


def test_a_cluster_builds_the_same_facts_and_a_dying_worker_takes_nothing_with_it(sources, embedded, standalone):
    steps: list[str] = []
    done: list[object] = []

    def run():
        try:
            done.append(build.build(steps.append, root=sources, engine=standalone.address))
        except EngineError as error:
            done.append(error)

    before = releases.current().id
    building = threading.Thread(target=run)
    building.start()
    while "made_up_big" not in steps and building.is_alive():
        time.sleep(0.1)
    time.sleep(2)
    standalone.kill_a_worker()
    building.join(timeout=600)

    assert not building.is_alive()
    if isinstance(done[0], EngineError):
        assert releases.current().id == before
    else:
        assert releases.current().id == done[0].id
        assert_same_facts(facts_of(done[0]), embedded)


def test_a_cluster_that_is_away_is_named_at_once_and_the_release_stays(sources, embedded):
    before = releases.current().id

    started = time.monotonic()
    with pytest.raises(EngineError, match=r"nothing answers at spark://127\.0\.0\.1:1\. .*docs/scaling\.md"):
        build.build(root=sources, engine="spark://127.0.0.1:1")
    assert time.monotonic() - started < 30
    assert releases.current().id == before


def test_an_engine_that_is_away_leaves_the_old_release(sources, embedded):
    before = releases.current()
    with pytest.raises(EngineError, match=r"nothing answers at sc://127.0.0.1:1"):
        build.build(root=sources, engine="sc://127.0.0.1:1")
    assert releases.current().id == before.id
