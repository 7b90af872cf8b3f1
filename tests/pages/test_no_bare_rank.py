"""No page says "third of fifteen": a rank stands as a range or not at all, in text, alt text, tooltip and file."""

import json
import re

import pytest

from analytics.indices import indices
from pages.parts import index_figures
from pages.parts.index_words import View
from pages.parts.menu import LANGUAGES, PAGES
from pages.parts.table import csv_bytes

BARE = re.compile(
    r"\brank(?:s|ed)? (?:of )?\d+(?![–\d])|\b\d+(?:st|nd|rd|th) (?:of|in|place|among)\b|#\d{1,2}\b"
    r"|\d+-ე ადგილ|(?:პირველ|მეორე|მესამე) ადგილზე|რანგი \d+(?![–\d])"
)
VIEWS = [{}, {"index": "national"}, {"index": "regional", "profile": "overall"}]


def said(page):
    """Everything that a page says: texts, tables, alt texts and the charts with their tooltips."""
    texts = [element.value for kind in ("title", "header", "markdown", "info", "warning") for element in page.get(kind)]
    tables = [table.value.to_csv() for table in page.get("table")]
    charts = [element.proto for element in page.get("plotly_chart")]
    drawn = [json.dumps(json.loads(proto.spec), ensure_ascii=False) for proto in charts if proto.spec]
    return " ".join(map(str, [*texts, *tables, *(getattr(proto, "alt", "") for proto in charts), *drawn]))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_no_page_prints_a_bare_rank(app, name, lang):
    views = VIEWS if name == "index" else VIEWS[:1]
    for choices in views:
        words = said(app(name, lang=lang, **choices))
        assert len(words) > 200
        assert BARE.findall(words) == []


@pytest.mark.parametrize(
    "bare", ["rank 3 of 15", "Georgia is 12th of 15", "#3", "საქართველო 12-ე ადგილზეა", "მეორე ადგილზე"]
)
def test_the_walk_would_see_a_bare_rank(bare):
    assert BARE.search(bare)


def test_a_range_is_no_bare_rank():
    assert not BARE.search("rank 8–13 of 15")


@pytest.mark.parametrize("name", ["ranges", "publishers"])
def test_the_file_of_a_figure_of_ranks_holds_both_ends_and_no_single_rank(app, name):
    app("index", lang="en", index="national")
    record = indices()["national"]
    made = getattr(index_figures, name)(View(record, record.profile[0], "GEO", 2023))
    head = csv_bytes(made.twin, {}).decode("utf-8-sig").splitlines()[0].split(",")
    assert {"lower", "upper"} <= set(head)
    assert not {"rank", "value", "median"} & set(head)
