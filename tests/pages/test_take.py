"""What is taken away from a figure: files, pictures, links, citations, one figure alone."""

import io
import json
from html import unescape

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from pages.parts import picture, picture_script, spreadsheet
from pages.parts.legend import Key
from pages.parts.picture import Surroundings
from pages.parts.table import Twin
from pages.parts.theme import DARK, LIGHT

OPEN = {"ka": "ჩამოტვირთვა, გაზიარება", "en": "Download and share"}
TREND = "vdem_v2x_libdem_trend"


@pytest.fixture
def made_up():
    rows = pd.DataFrame({"label": ["=1+1", "ქვემო ქართლი"], "value": [-9.04, None], "n": [1200, 30]})
    return Twin(rows, {"label": "Place", "value": "%", "n": "n"}, "percent:0")


def sheets(body):
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_workbook_holds_the_rows_with_all_their_digits_and_no_formula(made_up):
    found = sheets(spreadsheet.xlsx_bytes(made_up, {}, ("Figures", "About"), date="2026-11-22"))
    assert found["Figures"] == [["Place", "%", "n"], ["'=1+1", -9.04, 1200.0], ["ქვემო ქართლი", "", 30.0]]


def test_a_workbook_says_on_a_second_sheet_what_its_rows_are(made_up):
    about = {"Source": "=made up", "Licence": "https://example.org"}
    found = sheets(spreadsheet.xlsx_bytes(made_up, about, ("Figures", "About"), date="2026-11-22"))
    assert found["About"][1:] == [["Source", "'=made up"], ["Licence", "https://example.org"]]


def test_the_same_view_gives_the_same_workbook(made_up):
    made = [spreadsheet.xlsx_bytes(made_up, {"Title": "x"}, ("Figures", "About"), date="2026-11-22") for _ in range(2)]
    assert made[0] == made[1]


def around(title="Made up", keys=(), notes=("Source: made up",)):
    return Surroundings(title, "percent", keys, notes)


def test_a_picture_holds_title_subtitle_legend_and_notes():
    laid = picture.laid_out(around(keys=[Key("dot", "estimate")]), LIGHT)
    assert [word["text"] for word in laid["words"]] == ["Made up", "percent", "estimate", "Source: made up"]
    assert len(laid["marks"]) == 1


def test_what_stands_above_and_below_a_picture_fits_into_the_room_made_for_it():
    long = "a made-up source with very many words " * 12
    laid = picture.laid_out(around(title=long, keys=[Key("dot", long), Key("band", "x")], notes=[long, long]), LIGHT)
    below = [word for word in laid["words"] if word["foot"]]
    above = [word for word in laid["words"] if not word["foot"]]
    lines = [word["text"].count("<br>") + 1 for word in below]
    assert max(word["y"] + word["size"] for word in above) <= laid["top"]
    assert max(word["y"] + word["size"] * count for word, count in zip(below, lines, strict=True)) <= laid["bottom"]
    order = [word["y"] for word in below]
    assert order == sorted(order)


def test_a_picture_is_drawn_in_the_colours_of_the_theme():
    assert picture.laid_out(around(), DARK)["words"][0]["colour"] == DARK.ink


def test_the_buttons_of_a_picture_carry_what_the_script_reads():
    markup = picture.buttons("trend", around('A "quoted" <title>'), "kvali_trend", LIGHT)
    order = json.loads(unescape(markup.split('data-kvali-picture="')[1].split('"')[0]))
    assert order["figure"] == "trend"
    assert order["words"][0]["text"] == 'A "quoted" &lt;title&gt;'
    read = {
        name
        for name in ("figure", "file", "width", "top", "bottom", "words", "marks")
        if f"order.{name}" in picture_script.SCRIPT
    }
    assert read == set(order)


def opened(app, language, **choices):
    drawn = app("indicator", lang=language, indicator="vdem_v2x_libdem", **choices)
    key = f"take.{TREND}.{language}"
    drawn.session_state[key] = True
    return drawn.run()


def test_what_can_be_taken_is_made_only_once_it_is_asked_for(app):
    drawn = app("indicator", lang="en", indicator="vdem_v2x_libdem")
    assert len(drawn.code) == 0
    assert len(drawn.get("download_button")) == 0


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_view_is_cited_in_both_languages_with_its_source_release_and_address(app, release, language):
    drawn = opened(app, language)
    assert not drawn.exception
    lines = [code.value for code in drawn.code][2:]
    assert len(lines) == 2
    for lang, line in zip(sorted(OPEN, key=lambda one: one != language), lines, strict=True):
        assert "V-Dem Country-Year dataset v15" in line
        assert release.id in line
        assert f"lang={lang}" in line
        assert "indicator=vdem_v2x_libdem" in line


def test_the_link_of_a_frame_asks_for_one_figure_alone(app):
    frame = opened(app, "en").code[1].value
    assert frame.startswith("<iframe")
    assert f"figure={TREND}&embed=true" in frame


def test_a_figure_that_was_kept_ready_is_taken_away_under_its_own_title(app):
    page = app("index", lang="en").run()
    page.session_state["take.index_scores.en"] = True
    frame = page.run().code[1].value
    assert 'title="Scores by the stated method' in frame


def test_a_frame_shows_its_figure_alone_with_title_source_and_release(app, release):
    drawn = app("indicator", lang="en", indicator="vdem_v2x_libdem", figure=TREND)
    assert not drawn.exception
    assert len(drawn.get("plotly_chart")) == 1
    assert drawn.title[-1].value.startswith("Liberal democracy index\\: Georgia")
    said = " ".join(text.value for text in drawn.markdown)
    assert "Licence" in said
    assert release.id.replace("-", "\\-") in said


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_frame_without_such_a_figure_names_those_that_there_are(app, language):
    drawn = app("indicator", lang=language, indicator="vdem_v2x_libdem", figure="made_up_name")
    said = " ".join(text.value for text in drawn.markdown)
    assert "made\\_up\\_name" in said
    assert TREND.replace("_", "\\_") in said
    assert len(drawn.get("plotly_chart")) == 0


def test_which_figures_are_tables_stands_in_the_address(app):
    drawn = app("indicator", lang="en", indicator="vdem_v2x_libdem", table=TREND)
    assert len(drawn.table) >= 1
    switch = next(one for one in drawn.segmented_control if one.key == f"view.{TREND}.en")
    assert switch.value == "table"
    switch.set_value("figure").run()
    assert "table" not in drawn.query_params
