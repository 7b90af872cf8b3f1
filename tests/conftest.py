"""One release for the whole test session, built from the shipped sources, and a page opened in it."""

import os
import shutil
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from geo import figures

figures.CHECKED = True
ROOT = Path(__file__).resolve().parent.parent
# No test asserts a time: a busy machine is no mistake.
settings.register_profile("kvali", deadline=None)
settings.load_profile("kvali")
MADE_UP_CORRECTION = """[[correction]]
indicator = "turnout_parliamentary"
place = "GE-KK"
year = 2024
wave = ""
grp = ""
column = "value"
old = 49.8
new = 51.8
evidence = "made up for the tests"
"""


@pytest.fixture(scope="session")
def release(tmp_path_factory):
    """A release built from data/sources in a var/ of its own; KVALI_VAR points there for the rest of the session."""
    from data import releases

    own = tmp_path_factory.mktemp("var") / "own"
    shutil.copytree(made_once(tmp_path_factory.getbasetemp(), "built", built), own)
    os.environ["KVALI_VAR"] = str(own)
    yield releases.current()
    releases.close()


def made_once(folder, name, make):
    """A folder that `make` has filled: of several workers the first one does, the others wait."""
    home = (folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder) / name
    done = home.with_name(f"{name}-done")
    try:
        home.mkdir()
    except FileExistsError:
        until = time.monotonic() + 240
        while not done.exists():
            assert time.monotonic() < until, f"the worker that makes {name} for all has not finished"
            time.sleep(0.2)
        return home
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KVALI_VAR", str(home))
        make(home)
    done.touch()
    return home


def built(home):
    """Builds the shipped sources into an empty var/."""
    from analytics import build
    from data import releases

    build.build()
    releases.close()


@pytest.fixture(scope="session", autouse=True)
def packages_scanned_once():
    """Streamlit looks through all installed packages for components at every opened page; nothing changes there."""
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def app(release, monkeypatch):
    """Opens a page as a reader's browser would: app("indicator", lang="ka", indicator="eng_petition") -> AppTest."""
    from streamlit.testing.v1 import AppTest

    monkeypatch.setenv("KVALI_VAR", str(release.path.parent.parent))

    def opened(page="overview", **address):
        test = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=60)
        for name, value in address.items():
            test.query_params[name] = value
        if page != "start":
            test.switch_page(f"{page}.py")
        return test.run()

    return opened


@pytest.fixture(scope="session")
def changed_sources(tmp_path_factory):
    """The shipped sources with a made-up correction of one turnout and without the newest year of one index."""
    root = tmp_path_factory.mktemp("sources") / "sources"
    shutil.copytree(ROOT / "data" / "sources", root)
    lines = (root / "csosi" / "observations.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("csosi_overall,GEO,2022,")]
    assert len(kept) == len(lines) - 1
    (root / "csosi" / "observations.csv").write_text("".join(kept), encoding="utf-8")
    (root / "foige_2024" / "corrections.toml").write_text(MADE_UP_CORRECTION, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def two_releases(release, changed_sources, tmp_path_factory):
    """The shipped release and a newer one from the changed sources, in a var/ of their own: (older, newer)."""
    from analytics import build
    from data import releases

    def build_newer(home):
        shutil.copytree(release.path, home / "releases" / release.id)
        shutil.copytree(release.path.parent.parent / "cache", home / "cache")
        build.build(root=changed_sources)
        releases.close()

    own = tmp_path_factory.mktemp("two") / "own"
    shutil.copytree(made_once(tmp_path_factory.getbasetemp(), "two", build_newer), own)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KVALI_VAR", str(own))
        return releases.named(release.id), releases.current()
