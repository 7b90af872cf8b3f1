"""What must not leave: decided by one function, for every format."""

import html
import io
import zipfile
from dataclasses import replace

import pandas as pd
import pypdf
import pytest

from analytics import facts as questions
from analytics.briefing import logframe, no_harm, watch
from analytics.briefing.blocks import (
    Bullets,
    Cell,
    Chart,
    Claim,
    Column,
    KeyMessage,
    Number,
    Paragraph,
    Point,
    Run,
    Sentence,
    Table,
)  # fmt: skip
from analytics.briefing.choices import Choices
from analytics.briefing.document import Document, Section
from analytics.briefing.logframe import Dated, Part, Row
from analytics.briefing.no_harm import may_leave
from analytics.briefing.writers import WRITERS

HELD = "not shown, to protect people"


def fact(**changed):
    made_up = {
        "fact_id": "kmadeup22222", "indicator": "gs_entities_active", "place": "GE-KK", "year": 2023,
        "source": "made_up", "grp": "", "value": 3.0, "n": None,
    }  # fmt: skip
    return made_up | changed


def test_official_counts_of_entities_are_no_small_cells():
    assert may_leave(fact()) == ""


@pytest.mark.parametrize(("value", "refusal"), [(0.0, "small_count"), (4.0, "small_count"), (5.0, ""), (29.0, "")])
def test_fewer_than_five_victims_are_not_told(value, refusal):
    assert may_leave(fact(indicator="gs_dv_victims", value=value)) == refusal


@pytest.mark.parametrize(("answers", "refusal"), [(29, "few_answers"), (30, ""), (None, "")])
def test_fewer_than_thirty_answers_are_not_told(answers, refusal):
    assert may_leave(fact(indicator="eng_petition", value=20.0, n=answers)) == refusal


def test_a_small_n_of_municipalities_is_no_small_cell():
    assert may_leave(fact(indicator="foi_score_direct", n=4)) == ""


def test_a_company_is_told_only_by_what_it_said_of_itself():
    assert may_leave(fact(indicator="company_charity_gel", grp="company=TBC Bank")) == ""
    assert may_leave(fact(indicator="eu_cso_total", grp="company=made up")) == "organisation"


def test_a_group_of_an_unknown_dimension_could_be_persons():
    assert may_leave(fact(grp="person=made up")) == "person"


def test_a_held_cell_stays():
    assert may_leave(fact(), held={"kmadeup22222"}) == "complement"


def rows(values, **changed):
    made_up = [
        fact(indicator="gs_dv_victims", place=place, value=value, fact_id=place, wave="") | changed
        for place, value in values.items()
    ]
    return pd.DataFrame(made_up)


def test_one_small_cell_under_a_total_takes_the_next_smallest_with_it():
    assert no_harm.complements(rows({"GEO": 42.0, "GE-KK": 3.0, "GE-GU": 9.0, "GE-IM": 30.0})) == ["GE-GU"]


def test_two_small_cells_hide_each_other():
    assert no_harm.complements(rows({"GEO": 42.0, "GE-KK": 3.0, "GE-GU": 4.0, "GE-IM": 35.0})) == []


def test_without_a_total_nothing_can_be_worked_out():
    assert no_harm.complements(rows({"GE-KK": 3.0, "GE-GU": 9.0})) == []


@pytest.fixture(scope="module")
def small(release):
    """The ids of all small counts of victims in the release."""
    found = questions.of(release, ("gs_dv_victims",), grp=None)
    ids = list(found.loc[found["value"] < 5, "fact_id"])
    assert ids
    return ids


def made_up_document(ids):
    """A document that tells a small count in every kind of block; it reads 4711, to be looked for."""
    number = Number((ids[0],), 4.0, "4711")
    told = Sentence((Run("Victims: "), Run("4711", number)), Claim("made up", "figure", (ids[0],)))
    table = Table((Column("a"), Column("b", True)), ((Cell("row"), Cell("4711", number)),), "made up", "made up")
    chart = Chart("bars-with-intervals", "made up", "made up: 4711", (Point("x", 4711.0, "4711", fact_ids=(ids[0],)),),
                  "persons", "made up", "made up")  # fmt: skip
    blocks = (Paragraph(told), KeyMessage(told), Bullets((told,)), table, chart)
    return Document("Made up", "made up", "en", "region:GE-KK", "donor", "2026-11-22-00000000", "2026-11-22", None,
                    (Section("key", "Made up", blocks),))  # fmt: skip


def words(content):
    """All words of a file, of every part of a zipped one, and of the files in it."""
    if content[:4] == b"%PDF":
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if content[:2] != b"PK":
        return html.unescape(content.decode("utf-8", "replace"))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return " ".join(words(parts.read(name)) for name in parts.namelist())


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_no_format_tells_a_small_count(name, small, release):
    document = made_up_document(small)
    assert "4711" in words(WRITERS[name](document, release))
    found = words(WRITERS[name](no_harm.cleared(document, release), release))
    assert "4711" not in found
    assert HELD in found


def test_a_saved_briefing_tells_no_small_count(small, release, tmp_path):
    path = tmp_path / "saved.json"
    watch.save(path, Choices(subject="region:GE-KK"), no_harm.cleared(made_up_document(small), release))
    assert "4711" not in path.read_text(encoding="utf-8")


def test_a_logframe_drops_what_is_refused(small):
    dated = Dated(2023, 4.0, Number((small[0],), 4.0, "4711"))
    row = Row("", "gs_dv_victims", "persons", 2017, baseline=dated, target=dated, current=dated, milestones=(dated,),
              parts=(Part("sex=women", "persons", dated),))  # fmt: skip
    assert logframe.values(logframe.without(row, {small[0]})) == ()
    assert logframe.without(row, ()) == row


def test_what_was_computed_from_a_small_count_goes_with_it(release, small, monkeypatch):
    computed = pd.DataFrame({"fact_id": ["kcomputed222"], "parent": [small[0]], "source": ["made_up"]})
    monkeypatch.setattr(questions, "ancestors", lambda release, ids: computed)
    number = Number(("kcomputed222",), 1.5, "4711")
    document = made_up_document(small)
    told = Paragraph(Sentence((Run("4711", number),)))
    document = replace(document, sections=(replace(document.sections[0], blocks=(told,)),))
    assert no_harm.cleared(document, release).sections[0].blocks[0].sentence.text == HELD


@pytest.mark.parametrize("place", ["GE-RL", "GE-KK"])
def test_no_shipped_briefing_holds_a_refused_fact(documents, release, place):
    document = documents(f"region:{place}", "en", length="full")
    ids = {one for number in document.numbers() for one in number.fact_ids}
    ids |= {one for chart in document.charts() for point in chart.points for one in point.fact_ids}
    assert no_harm.refused(release, ids) == {}


def test_the_briefing_on_victims_holds_back_the_small_counts_and_shows_the_others(documents, release, small):
    document = documents("indicator:gs_dv_victims", "en", length="full")
    shown = {one for chart in document.charts() for point in chart.points for one in point.fact_ids}
    assert shown
    assert not shown & set(small)
