"""One release for the whole test session, built from the shipped sources, and a page opened in it."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def release(tmp_path_factory):
    """A release built from data/sources in a var/ of its own; KVALI_VAR points there for the rest of the session."""
    from analytics import build
    from data import releases

    os.environ["KVALI_VAR"] = str(tmp_path_factory.mktemp("var"))
    yield build.build()
    releases.close()


@pytest.fixture
def app(release, monkeypatch):
    """Opens a page as a reader's browser would: app("indicator", lang="ka", indicator="eng_petition") -> AppTest."""
    from streamlit.testing.v1 import AppTest

    monkeypatch.setenv("KVALI_VAR", str(release.path.parent.parent))

    def opened(page="overview", **address):
        test = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=60)
        for name, value in address.items():
            test.query_params[name] = value
        if page != "overview":
            test.switch_page(f"{page}.py")
        return test.run()

    return opened
