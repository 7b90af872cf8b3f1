"""Rules of the house that no tool checks."""

import re
import subprocess
import sys
import tomllib

import pytest

from data.paths import ROOT, SOURCES

SKIPPED = {".venv", "var", ".git", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}


def files(*suffixes):
    for path in ROOT.rglob("*"):
        if path.suffix in suffixes and not SKIPPED & set(path.relative_to(ROOT).parts) and path.is_file():
            yield path


def found(pattern, *suffixes, without=()):
    compiled = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files(*suffixes)
        if not any(part in path.as_posix() for part in without)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if compiled.search(line)
    ]


def test_no_page_hides_a_standard_module_or_a_room_of_the_house():
    taken = set(sys.stdlib_module_names) | {"geo", "data", "analytics", "pages", "tests", "streamlit", "pandas"}
    assert [path.name for path in (ROOT / "pages").glob("*.py") if path.stem in taken] == []


def test_georgian_text_never_changes_its_case():
    # upper() and its kind turn Mkhedruli into Mtavruli, which many fonts lack.
    assert found(r"\.(upper|title|capitalize)\(\)", ".py", without=["tests/"]) == []
    assert found(r"text-transform|\bupper\(", ".py", ".sql", ".css", without=["tests/"]) == []


def test_every_file_is_opened_as_utf_8():
    assert found(r"\.(read_text|write_text)\((?!.*encoding)(?!\))[^)]*\)$", ".py") == []
    assert found(r"\.read_text\(\)|(?<![\w.])(?<!def )open\((?!.*encoding)", ".py", without=["test_house.py"]) == []


def test_no_file_names_a_machine_or_a_registry():
    pattern = r"(?<![\w.~-])/(home|root|work|farm)/[\w.]|index-url|(registry|resolved)\W{1,4}https?:"
    assert found(pattern, ".py", ".md", ".toml", ".txt", ".in", without=["test_house.py"]) == []


def test_no_file_is_larger_than_a_room_should_be():
    long = {
        path.name: lines for path in files(".py") if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}


def test_plotly_is_drawn_in_its_two_places_only():
    allowed = ["geo/figures.py", "geo/region_map.py", "pages/parts/", "tests/"]
    assert found(r"^\s*(import|from) plotly", ".py", without=allowed) == []


def test_figures_are_made_where_the_tests_have_them_checked():
    assert found(r"go\.Figure\(", ".py", without=["geo/figures.py", "tests/"]) == []


def test_pages_never_import_what_is_slow_to_start():
    # geopandas costs seconds at the first page; it belongs to the recipes that rebuild shipped files.
    code = (
        "import pages.parts.load, sys; print([m for m in ('geopandas', 'shapely', 'scipy.stats') if m in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_every_source_stands_in_the_list_of_licences():
    text = (ROOT / "data" / "LICENCES.md").read_text(encoding="utf-8")
    assert [folder.name for folder in SOURCES.iterdir() if f"`{folder.name}`" not in text] == []


@pytest.mark.parametrize(
    "name", ["requirements", "requirements-dev", "requirements-survey", "requirements-engine", "requirements-bench"]
)
def test_every_package_is_pinned_and_hashed(name):
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    pinned = re.findall(r"^([\w.-]+)==", text, flags=re.MULTILINE)
    wanted = re.findall(r"^(\w[\w-]*)", (ROOT / f"{name}.in").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(wanted) <= set(pinned)
    assert text.count("--hash=sha256:") >= len(pinned)
    assert "http" not in text


def test_the_read_me_names_the_commands_that_the_makefile_has():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    documents = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    named = set(re.findall(r"`make ([a-z-]+)", documents)) | set(
        re.findall(r"^make ([a-z-]+)", documents, flags=re.MULTILINE)
    )
    assert named
    assert named <= targets


def test_the_version_is_one():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f'CODE_VERSION = "{version}"' in (ROOT / "analytics" / "build.py").read_text(encoding="utf-8")
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
