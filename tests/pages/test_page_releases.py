"""Releases: the list, the differences of two, and every page as it reads with an older release."""

import shutil

import pytest

from pages.parts import load, release_tables
from pages.parts.menu import LANGUAGES, PAGES
from pages.parts.table import csv_bytes
from pages.parts.text import translate


@pytest.fixture
def opened(app, two_releases, monkeypatch):
    """Opens a page where both releases stand and the newer one is current."""
    monkeypatch.setenv("KVALI_VAR", str(two_releases[1].path.parent.parent))
    return app


def texts(page):
    said = [element.value for kind in (page.title, page.header, page.markdown, page.warning) for element in kind]
    return " ".join(said).replace("\\", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_release_alone_is_listed_and_says_how_to_get_another(app, release, language):
    page = app("releases", lang=language)
    assert not page.exception
    assert release.id in page.table[0].value.iloc[0, 0].replace("\\", "")
    assert "python -m data adopt" in texts(page)
    assert translate(language, "releases.why_one") in texts(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_releases_are_held_against_each_other(opened, two_releases, language):
    page = opened("releases", lang=language)
    assert not page.exception
    assert (chosen(page, "older"), chosen(page, "newer")) == tuple(one.id for one in two_releases)
    here, counts, reasons, changed = (table.value for table in page.table)
    assert len(here) == 2
    assert translate(language, "releases.reason_correction") in set(reasons.iloc[:, 0])
    correction = changed[changed.iloc[:, 6] == translate(language, "releases.reason_correction")].iloc[0]
    assert [one[:2] for one in correction.iloc[4:6]] == ["49", "51"]
    assert translate(language, "releases.indices") == counts.iloc[-1, 0]


def test_an_indicator_narrows_the_figures(opened):
    page = opened("releases", lang="en", changed="csosi_overall")
    assert len(page.table[3].value) == 1


def test_a_release_held_against_itself_asks_for_another(opened, two_releases):
    page = opened("releases", lang="en", older=two_releases[1].id, newer=two_releases[1].id)
    assert not page.exception
    assert page.info[0].value == translate("en", "releases.same")


def test_the_file_holds_every_changed_figure_and_no_value_that_may_only_be_quoted(opened, two_releases):
    opened("releases", lang="en")
    older, newer = (one.id for one in two_releases)
    facts = load.changes(older, newer).facts
    rows = release_tables.file(facts, older, newer).rows
    assert rows["fact_id"].tolist() == facts["fact_id"].tolist()
    kept = rows["terms"].isin(release_tables.MAY_LEAVE)
    assert rows.loc[~kept, ["old", "new"]].isna().all(axis=None)
    assert rows.loc[kept & rows["kind"].eq("changed"), ["old", "new"]].notna().all(axis=None)
    assert b"correction" in csv_bytes(release_tables.file(facts, older, newer), {})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_reads_an_older_release_and_says_so(opened, two_releases, name, language):
    older, newer = two_releases
    page = opened(name, lang=language, release=older.id)
    assert not page.exception
    assert not page.error
    words = texts(page)
    assert translate(language, "frame.release", id=older.id, date="")[:20] in words
    assert newer.id in words
    assert "release=current" in words
    assert chosen(page, "release") == older.id


def chosen(page, name):
    """What the address holds; AppTest gives a list or the word itself."""
    held = page.query_params[name]
    return held[0] if isinstance(held, list) else held


def drawn(page):
    """The alternative texts of the charts of a page, which hold their numbers."""
    return " ".join(element.proto.alt for element in page.get("plotly_chart"))


def test_an_older_release_shows_its_own_figures(opened, two_releases):
    choices = {"lang": "en", "indicator": "turnout_parliamentary", "place": "GE-KK", "year": "2024"}
    newer, older = opened("indicator", **choices), opened("indicator", **choices, release=two_releases[0].id)
    assert "51.8" in drawn(newer)
    assert "51.8" not in drawn(older)
    assert "49.8" in drawn(older)


def test_the_current_release_says_nothing_of_others(opened, two_releases):
    for choices in ({}, {"release": two_releases[1].id}, {"release": "current"}):
        page = opened("methods", lang="en", section="releases", **choices)
        assert "release=" not in texts(page)
        assert not page.warning


def test_the_session_keeps_an_older_release_until_the_reader_goes_back(opened, two_releases):
    page = opened("methods", lang="en", release=two_releases[0].id)
    del page.query_params["release"]
    assert chosen(page.run(), "release") == two_releases[0].id
    page.query_params["release"] = "current"
    assert "release" not in page.run().query_params
    assert "release=" not in texts(page.run())


def test_links_keep_an_older_release(opened, two_releases):
    assert f"lang=en&release={two_releases[0].id}&section=" in texts(
        opened("methods", lang="en", release=two_releases[0].id)
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wanted", ["2020-01-01-00000000", "../../etc", "<b>x</b>"])
def test_an_unknown_release_is_said_with_those_there_are(opened, two_releases, wanted, language):
    page = opened("overview", lang=language, release=wanted)
    assert not page.exception
    words = page.warning[0].value.replace("\\", "")
    assert all(one.id in words for one in two_releases)
    assert wanted in words
    assert chosen(page, "release") == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_damaged_release_is_not_shown(app, two_releases, language, tmp_path, monkeypatch):
    older, newer = two_releases
    shutil.copytree(newer.path.parent, tmp_path / "releases")
    (tmp_path / "releases" / older.id / "facts.parquet").write_bytes(b"damaged")
    monkeypatch.setenv("KVALI_VAR", str(tmp_path))
    page = app("project", lang=language, release=older.id)
    words = page.warning[0].value.replace("\\", "")
    assert words == translate(language, "frame.release_not_whole", wanted=older.id, shown=newer.id, ids=newer.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_an_older_release_cannot_fill_says_so(opened, two_releases, language, monkeypatch, caplog):
    monkeypatch.setattr(load, "index_years", lambda *_: [])
    page = opened("index", lang=language, release=two_releases[0].id)
    assert not page.exception
    said = translate(language, "frame.release_lacks", id=two_releases[0].id)
    assert page.warning[-1].value.replace("\\", "") == said
    assert "lacks" in caplog.text
