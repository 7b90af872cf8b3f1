"""What every figure of every page has: words for who cannot see it, and a table of the same rows."""

import pytest

from pages.parts.menu import PAGES

WITHOUT_TABLE = 1
"""On the hub page: the small map that only shows where a region lies, beside its name."""


def keys(test, prefix):
    found = (one.key.split(".") for one in test.segmented_control if one.key.startswith(prefix))
    return {parts[1] for parts in found if len(parts) == 3}  # "view.ka" is the choice of a view of Compare


@pytest.mark.parametrize("lang", ["ka", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_figure_has_words_and_a_table(app, page, lang):
    test = app(page, lang=lang)
    charts = test.get("plotly_chart")
    assert all(len(chart.proto.alt) > 20 for chart in charts)
    switches = keys(test, "view.")
    assert len(switches) == len(charts) - (WITHOUT_TABLE if page == "hub" else 0)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page not in ("start", "explore", "briefing", "releases", "project", "methods")]
)
def test_a_figure_whose_table_is_asked_for_shows_it(app, page):
    before = app(page, lang="en")
    after = app(page, lang="en", table=sorted(keys(before, "view."))[0])
    assert not after.exception
    assert len(after.get("plotly_chart")) == len(before.get("plotly_chart")) - 1
    assert len(after.table) == len(before.table) + 1
