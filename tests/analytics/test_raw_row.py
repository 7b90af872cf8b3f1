"""A fact leads to the line it was read from, and says so when it does not."""

import shutil

import pytest

from analytics import facts
from analytics.raw_row import trace
from data import raw_rows
from data.paths import ROOT, SOURCES
from data.source_records import DERIVED

DRAWN = 200
TURNOUT = ("turnout_parliamentary", "GE-KK", 2024, "", "", "value", "foige_2024")


@pytest.fixture(scope="module")
def drawn(release):
    """Two facts of every source, and more of the large ones: 200 at least."""
    published = facts.of(release, grp=None)
    published = published[published["source"] != DERIVED]
    few = published.groupby("source").sample(2, random_state=1, replace=True)
    many = published.sample(DRAWN, random_state=2)
    return [*few.to_dict("records"), *many.to_dict("records")]


def test_the_row_found_holds_the_value_of_the_fact_or_what_was_corrected(drawn):
    assert len(drawn) >= DRAWN
    assert len({fact["source"] for fact in drawn}) > 90
    for fact in drawn:
        found = trace(fact)
        assert found.standing in ("published", "corrected"), fact["fact_id"]
        old = [one.old for one in found.row.corrections if one.column == "value"]
        assert float(found.row.cells["value"]) == (old[0] if old else fact["value"])


def test_the_line_named_is_the_line_in_the_file(drawn):
    for fact in drawn[::10]:
        row = trace(fact).row
        line = (ROOT / row.file).read_text(encoding="utf-8").splitlines()[row.line - 1]
        assert line.startswith(f"{fact['indicator']},{fact['place']},{fact['year']},")


def test_the_cells_are_all_columns_as_they_stand():
    row = raw_rows.find(TURNOUT)
    header = (ROOT / row.file).read_text(encoding="utf-8").splitlines()[0]
    assert list(row.cells) == header.split(",")
    assert row.cells["value"] == "49.8"


def test_a_corrected_fact_shows_old_and_new(two_releases, changed_sources):
    _, newer = two_releases
    fact = facts.of(newer, ("turnout_parliamentary",), places=("GE-KK",), years=(2024,)).iloc[0].to_dict()
    found = trace(fact, changed_sources)
    assert found.standing == "corrected"
    assert [(one.old, one.new, one.evidence) for one in found.row.corrections] == [
        (49.8, 51.8, "made up for the tests")
    ]
    assert (found.row.cells["value"], fact["value"]) == ("49.8", 51.8)


def test_a_release_older_than_the_files_says_that_the_row_changed_or_is_gone(two_releases, changed_sources):
    older, _ = two_releases
    changed = facts.of(older, ("turnout_parliamentary",), places=("GE-KK",), years=(2024,)).iloc[0].to_dict()
    gone = facts.of(older, ("csosi_overall",), places=("GEO",), years=(2022,)).iloc[0].to_dict()
    assert trace(changed, changed_sources).standing == "changed"
    assert trace(gone, changed_sources).standing == "gone"
    assert trace(gone).standing == "published"


def test_without_source_files_it_says_so(drawn, tmp_path):
    assert trace(drawn[0], tmp_path / "nowhere").standing == "absent"


def test_a_row_behind_a_line_break_in_a_cell_is_counted_right(tmp_path):
    folder = tmp_path / "made_up"
    folder.mkdir()
    header = "indicator,place,year,wave,grp,value,qualifier,lower,upper,n,flag,note\n"
    rows = 'made_up,GEO,2020,,,1,,,,,,"two\nlines"\nmade_up,GEO,2021,,,2,,,,,,\n'
    (folder / "observations.csv").write_text(header + rows, encoding="utf-8")
    assert raw_rows.find(("made_up", "GEO", 2021, "", "", "value", "made_up"), tmp_path).line == 4


def test_a_changed_file_is_read_again(tmp_path):
    shutil.copytree(SOURCES / "csosi", tmp_path / "csosi")
    file = tmp_path / "csosi" / "observations.csv"
    key = ("csosi_overall", "GEO", 2022, "", "", "value", "csosi")
    before = raw_rows.find(key, tmp_path).line
    header, rest = file.read_text(encoding="utf-8").split("\n", 1)
    file.write_text(f"{header}\ncsosi_overall,ARM,1999,,,4,,,,,,\n{rest}", encoding="utf-8")
    assert raw_rows.find(key, tmp_path).line == before + 1


def test_a_computed_fact_rests_on_published_ones_through_all_steps(release):
    density = facts.of(release, ("nnle_density",), places=("GE-KK",)).iloc[-1]
    base = facts.rests_on(release, density["fact_id"])
    assert trace(density.to_dict()).standing == "computed"
    assert set(base["indicator"]) >= {"gs_nnle_active"}
    assert all(trace(row).standing == "published" for row in base.to_dict("records"))


def test_the_files_of_rows_are_those_that_hold_them():
    gone = (*TURNOUT[:2], 1801, *TURNOUT[3:])
    assert raw_rows.files([TURNOUT, TURNOUT]) == {raw_rows.find(TURNOUT).file}
    assert raw_rows.files([gone]) == set()
