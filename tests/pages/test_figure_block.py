"""The figure block: table twin, file, source line, and what stands where figures are missing. Data is made up."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import table
from pages.parts.certainty import Card, card_html
from pages.parts.source_line import SourceLine
from pages.parts.theme import LIGHT
from tests.pages.said import heads


@pytest.fixture
def made_up():
    rows = pd.DataFrame({
        "label": ["=made up", "plain"], "value": [-9.04, None], "lower": [-12.0, None], "upper": [1234.5, None],
        "n": [1200, 30], "hidden": ["", "not shown"],
    })  # fmt: skip
    heads = {"label": "Place", "value": "%", "lower": "Lower end", "upper": "Upper end", "n": "n"}
    return table.Twin(rows, heads, "percent:0")


def cells(twin, language):
    styled = table.written(twin, language)
    styled._translate(False, False)
    body = styled._translate(False, False)["body"]
    return [[cell["display_value"] for cell in row if cell["type"] == "td"] for row in body]


def test_the_table_has_the_rows_of_the_figure_with_one_digit_more(made_up):
    assert cells(made_up, "en") == [["=made up", "−9.0", "−12.0", "1,234.5", "1,200"], ["plain", "–", "–", "–", "30"]]


def test_the_table_writes_in_the_readers_language(made_up):
    assert cells(made_up, "ka")[0][1:4] == ["−9,0", "−12,0", "1\u00a0234,5"]


def test_the_file_is_this_view_with_its_credits(made_up):
    text = table.csv_bytes(made_up, {"source": "made up", "licence": "CC BY 4.0", "release": "r1"}).decode("utf-8-sig")
    lines = text.split("\r\n")
    assert lines[0] == "label,value,lower,upper,n,source,licence,release"
    assert lines[2] == "plain,,,,30,made up,CC BY 4.0,r1"


def test_the_file_opens_as_utf_8_in_a_spreadsheet(made_up):
    assert table.csv_bytes(made_up, {}).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell):
    assert table.harmless(cell) == "'" + cell


def test_numbers_stay_numbers(made_up):
    assert table.harmless(-9.0) == -9.0
    assert b"\r\n'=made up,-9.04," in table.csv_bytes(made_up, {})


def test_a_card_is_text_and_never_markup():
    card = Card("<i>made up</i>", "what", "59%", "2024", "+7 points", "complete count", [(2008, 1), (2024, 2)], "alt")
    markup = card_html(card, LIGHT)
    assert "&lt;i&gt;made up&lt;/i&gt;" in markup
    assert 'alt="alt"' in markup
    assert "<img" not in card_html(Card("a", "b", "c", "d", "e", "f", [(2008, 1)]), LIGHT)


def block():
    import pandas as pd
    import streamlit as st

    from pages.parts import dots, empty, figure
    from pages.parts.prepared import Prepared
    from pages.parts.source_line import SourceLine
    from pages.parts.table import twin

    rows = pd.DataFrame({"label": ["made up"], "value": [20.0], "lower": [15.0], "upper": [25.0]})
    figure.head("Title", "Subtitle")
    Prepared(
        dots.dot_and_interval(rows, figure.style("percent:0")), alt="One made-up value: 20 (15 to 25).",
        twin=twin(rows, {"label": "Place"}, "percent:0", unit="%"),
        source=SourceLine("95% interval", "Made-up survey", "CC BY 4.0", "not regions"),
    ).show("made_up")  # fmt: skip
    empty.no_figures("CSR practice", who="the hub")
    st.text(empty.suppressed(30, 2))


@pytest.fixture(params=["ka", "en"])
def drawn(request, release):
    app = AppTest.from_function(block, default_timeout=30)
    app.session_state["lang"] = request.param
    app.run()
    assert not app.exception
    return app


def test_a_figure_has_a_title_and_words_for_who_cannot_see_it(drawn):
    assert heads(drawn) == ["Title"]
    assert "One made-up value" in str(drawn.get("plotly_chart")[0].proto)


def test_the_line_below_names_interval_source_licence_and_limits_in_this_order(drawn):
    line = next(text.value for text in drawn.markdown if "Made\\-up survey" in text.value)
    places = [line.index(part) for part in ("interval", "Made", "CC BY", "not regions")]
    assert places == sorted(places)


def test_the_table_takes_the_place_of_the_chart(drawn):
    drawn.segmented_control[0].set_value("table").run()
    assert len(drawn.table) == 1
    assert len(drawn.get("plotly_chart")) == 0


def test_what_is_missing_says_who_could_have_it(drawn):
    said = " ".join(text.value for text in drawn.markdown)
    assert "the hub" in said
    assert "CSR practice" in said
    assert "30" in drawn.text[0].value


def test_the_source_line_leaves_out_what_is_empty():
    line = SourceLine("interval", "source", "")
    assert line.text().count("·") == 1
