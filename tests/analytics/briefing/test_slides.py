"""Slides read back: native charts with data and intervals, notes with sources and facts, nothing off the slide."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Pt

from analytics.briefing import layout, slide_pages
from analytics.briefing.blocks import Chart, Point, Table
from analytics.briefing.choices import StaffNote
from analytics.briefing.document import Section
from analytics.briefing.drawing import measured
from analytics.briefing.slides import slides

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SUBJECTS = ["region:GE-KK", "region:GE-RL", "project", "indicator:turnout_parliamentary"]


def opened(content):
    return Presentation(io.BytesIO(content))


def shapes(content):
    return [shape for slide in opened(content).slides for shape in slide.shapes]


def text(shape):
    if shape.has_text_frame:
        return shape.text_frame.text
    if shape.has_table:
        return "\n".join(cell.text_frame.text for row in shape.table.rows for cell in row.cells)
    return ""


def notes(content):
    return "\n".join(slide.notes_slide.notes_text_frame.text for slide in opened(content).slides)


def cells(chart):
    """All words and numbers of the sheet behind a chart."""
    with zipfile.ZipFile(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)) as parts:
        shared = etree.fromstring(parts.read("xl/sharedStrings.xml"))
        strings = ["".join(one.itertext()) for one in shared]
        page = etree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    found = [(cell.get("t"), cell.findtext(f"{SHEET}v")) for cell in page.iter(f"{SHEET}c")]
    return [strings[int(value)] if kind == "s" else float(value) for kind, value in found if value is not None]


@pytest.fixture(scope="module", params=["ka", "en"])
def document(request, documents):
    return documents("region:GE-KK", request.param, length="full", emblem=True)


@pytest.fixture(scope="module")
def file(document):
    return slides(document)


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("language", ["ka", "en"])
def test_every_number_stands_on_a_slide_as_it_was_written(documents, subject, language):
    document = documents(subject, language)
    found = "\n".join(text(shape) for shape in shapes(slides(document)))
    written = [number.text.replace("\u2060", "") for number in document.numbers()]
    assert written
    assert [one for one in written if one not in found] == []


def test_the_notes_name_the_facts_of_every_number_and_point(document, file):
    found = notes(file)
    ids = {one for note in document.footnotes() for one in note.fact_ids}
    ids |= {one for chart in document.charts() for point in chart.points for one in point.fact_ids}
    assert [one for one in ids if one not in found] == []


def test_charts_are_native_and_hold_the_values_of_the_document(document, file):
    drawn = [shape.chart for shape in shapes(file) if shape.has_chart]
    ours = [chart for chart in document.charts() if chart.kind != "map"]
    assert len(drawn) == len(ours) == 3
    for chart, native in zip(ours, drawn, strict=True):
        values = [value for series in native.plots[0].series for value in series.values if value is not None]
        assert values == [point.value for point in chart.points if point.value is not None]


def test_the_sheet_behind_a_chart_holds_intervals_words_and_facts(document, file):
    drawn = [shape.chart for shape in shapes(file) if shape.has_chart]
    for chart, native in zip([one for one in document.charts() if one.kind != "map"], drawn, strict=True):
        found = cells(native)
        for point in chart.points:
            assert {point.text, *point.fact_ids} <= {one for one in found if isinstance(one, str)}
            ends = {round(one, 9) for one in (point.value, point.lower, point.upper) if one is not None}
            assert ends <= {round(one, 9) for one in found if isinstance(one, float)}


def test_intervals_are_drawn_as_error_bars_of_the_same_reach(document, file):
    chart = next(one for one in document.charts() if any(point.lower is not None for point in one.points))
    native = [shape.chart for shape in shapes(file) if shape.has_chart][
        [one for one in document.charts() if one.kind != "map"].index(chart)
    ]
    for name, end in (("plus", "upper"), ("minus", "lower")):
        drawn = [
            float(one.text) for one in native._chartSpace.find(f".//{CHART}errBars/{CHART}{name}").iter(f"{CHART}v")
        ]
        ours = [abs(getattr(point, end) - point.value) for point in chart.points]
        assert drawn == pytest.approx(ours, rel=1e-4)


def test_a_line_breaks_where_its_meaning_does(documents):
    document = documents("region:GE-KK", "en")
    chart = next(one for one in document.charts() if one.cuts)
    native = next(shape.chart for shape in shapes(slides(document)) if shape.has_chart and shape.chart.plots[0].series)
    own = [point for point in chart.points if point.selected]
    years = [
        point.idx for point in native._chartSpace.iter(f"{CHART}ser").__next__().find(f"{CHART}yVal").iter(f"{CHART}pt")
    ]
    assert len(years) == len(own)
    assert years != list(range(len(own)))


def test_charts_maps_and_tables_say_what_they_show(document, file):
    told = [
        shape._element.xpath(".//p:cNvPr")[0].get("descr")
        for shape in shapes(file)
        if shape.has_chart or shape.shape_type == 13
    ]
    assert told == [chart.alt for chart in document.charts()]
    tables = [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in shapes(file) if shape.has_table]
    assert all(tables)


def test_nothing_runs_out_of_a_slide(file):
    deck = opened(file)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_no_two_slides_have_the_same_title(file):
    titles = [slide.shapes.title.text_frame.text for slide in opened(file).slides]
    assert len(titles) == len(set(titles))
    assert all(titles)


def test_every_run_is_in_the_language_of_the_document(document, file):
    runs = {run.get("lang") for shape in shapes(file) for run in shape._element.iter("{*}rPr")}
    assert runs == {{"ka": "ka-GE", "en": "en-GB"}[document.language]}


def test_no_words_are_smaller_than_nine_points(file):
    sizes = {run.font.size for shape in shapes(file) if shape.has_text_frame for one in shape.text_frame.paragraphs
             for run in one.runs}  # fmt: skip
    assert min(sizes) >= Pt(9)


def test_words_from_outside_stay_words(documents):
    made_up = "made up: <a:br/> & =1+1"
    document = documents("region:GE-KK", "en", length="half", notes=(StaffNote("key", made_up),))
    assert made_up in "\n".join(text(shape) for shape in shapes(slides(document)))


def test_the_same_document_gives_the_same_bytes_whatever_the_clock_says(document, file, release):
    assert slides(document) == file
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        assert {one.date_time[:3] for one in parts.infolist()} == {tuple(map(int, release.date.split("-")))}
    properties = opened(file).core_properties
    assert {str(properties.created)[:10], str(properties.modified)[:10]} == {release.date}


@pytest.mark.parametrize("kind", ["bars-with-intervals", "line-with-band", "slope"])
@pytest.mark.parametrize("values", [(None, None), (0.0, 0.0), (None, 5.0)])
def test_a_chart_with_held_back_values_is_drawn(documents, kind, values):
    document = documents("region:GE-KK", "en", length="half")
    points = tuple(Point(year, one, "made up", series="a") for year, one in zip(("2020", "2021"), values, strict=True))
    chart = Chart(kind, "made up", "made up", points, "%", "made up", "made up")
    made = replace(document, sections=(Section("key", "made up", (chart,)),))
    assert "made up" in notes(slides(made))


@pytest.mark.parametrize("language", ["ka", "en"])
def test_slides_that_share_a_title_follow_each_other(documents, language):
    deck = opened(slides(documents("region:GE-KK", language, length="full")))
    titles = [re.sub(r" \(\d+/\d+\)$", "", slide.shapes.title.text_frame.text) for slide in deck.slides]
    runs = [title for title, before in zip(titles, ["", *titles], strict=False) if title != before]
    assert len(runs) < len(titles)
    assert len(runs) == len(set(runs))


def test_the_dates_of_sources_stay_on_one_line(documents):
    *_, table = (one for one in documents("region:GE-KK", "ka", length="full").blocks() if isinstance(one, Table))
    width = layout.column_widths(table, slide_pages.ROOM, slide_pages.CELL)[2] - layout.PADDING
    assert max(measured(row[2].text, slide_pages.CELL, True) for row in table.rows) <= width
