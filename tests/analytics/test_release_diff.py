"""What a newer release says that an older one did not: found exactly, each with its reason."""

import pandas as pd
import pytest

from analytics.release_diff import KINDS, REASONS, difference, summary
from data import ids, release_archive, releases
from data.ids import fact_id

SOURCE = {"publisher": "made up", "title": "made up", "licence": "made up", "terms": "open", "version": "1"}
INDICATOR = {"pillar": "context", "concept": "x", "kind": "published", "unit": "%", "better": "neither"}


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Writes made-up releases: made(facts, parents=…, gaps=…, versions=…)."""
    monkeypatch.setenv("KVALI_VAR", str(tmp_path))
    yield write
    releases.close()


def fact(value=1.0, *, indicator="made_up", year=2019, source="one", status="published", **more):
    key = (indicator, "GEO", year, "", "", "value", source)
    named = dict(zip(ids.KEY, key, strict=True))
    return {**named, "fact_id": fact_id(key), "value": value, "status": status, **more}


def write(facts, parents=(), gaps=(), versions=(), kinds=()):
    rows = pd.DataFrame(facts)
    tables = {name: pd.DataFrame() for name in releases.TABLES}
    tables |= {
        "sources": pd.DataFrame(
            [SOURCE | {"source": one} | dict(versions).get(one, {}) for one in set(rows["source"])]
        ),
        "places": pd.DataFrame([{"place": "GEO", "level": "country", "name_en": "Georgia"}]),
        "indicators": pd.DataFrame(
            [
                INDICATOR | {"indicator": one, "kind": dict(kinds).get(one, "published")}
                for one in set(rows["indicator"])
            ]
        ),
        "facts": rows,
        "fact_parents": pd.DataFrame(parents, columns=["fact_id", "parent", "role"]),
        "gaps": pd.DataFrame(gaps, columns=["indicator", "place", "year", "wave", "grp", "source", "reason", "note"]),
    }
    return releases.write(tables, date="2026-11-22", inputs_sha256="0" * 64, code_version="test")


def told(older, newer):
    return [(row["kind"], row["reason"]) for row in difference(older, newer).to_dict("records")]


def test_a_release_does_not_differ_from_itself(made):
    one = made([fact()])
    assert difference(one, one).empty
    assert summary(one, one)[list(KINDS)].to_numpy().sum() == 0


def test_the_thirteenth_digit_does_not_count_and_the_twelfth_does(made):
    old = made([fact(0.123456789012)])
    assert told(old, made([fact(0.1234567890123, note="x")])) == []
    assert told(old, made([fact(0.123456789013)])) == [("changed", "figures")]


def test_a_changed_fact_holds_both_values_and_what_differs(made):
    old = made([fact(1.0, n=30)])
    row = difference(old, made([fact(2.0, n=31, flag="rounded")])).iloc[0]
    assert (row["old"], row["new"], row["fields"]) == (1.0, 2.0, "value n flag")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([fact(), fact(year=2020)], [fact()], ("withdrawn", "figures")),
        ([fact()], [fact(), fact(year=2020)], ("added", "figures")),
        ([fact()], [fact(2.0, status="corrected")], ("changed", "correction")),
        ([fact(2.0, status="corrected")], [fact()], ("changed", "correction_withdrawn")),
        ([fact()], [fact(), fact(source="two", year=2020)], ("added", "new_source")),
        ([fact(), fact(source="two", year=2020)], [fact()], ("withdrawn", "source_withdrawn")),
        ([fact()], [fact(), fact(indicator="another")], ("added", "new_indicator")),
        ([fact(), fact(indicator="another")], [fact()], ("withdrawn", "indicator_withdrawn")),
    ],
)
def test_each_kind_of_change_has_its_reason(made, before, after, expected):
    assert told(made(before), made(after)) == [expected]


def test_another_source_in_the_place_of_one_that_is_gone_is_a_new_edition(made):
    old, new = made([fact(source="one_2019")]), made([fact(2.0, source="one_2020")])
    assert told(old, new) == [("withdrawn", "new_edition"), ("added", "new_edition")]


def test_another_version_of_the_same_source_is_a_new_edition(made):
    old, new = made([fact()]), made([fact(2.0)], versions={"one": {"version": "2"}})
    assert told(old, new) == [("changed", "new_edition")]


def test_a_figure_that_became_a_gap_is_withheld(made):
    gap = {"indicator": "made_up", "place": "GEO", "year": 2020, "wave": "", "grp": "", "source": "one"}
    old, new = made([fact(), fact(year=2020)]), made([fact()], gaps=[gap | {"reason": "suppressed"}])
    assert told(old, new) == [("withdrawn", "withheld")]


def computed(value):
    return fact(value, indicator="computed", source="kvali", status="derived")


def test_a_computed_figure_differs_because_its_parents_do(made):
    links = [(computed(0.0)["fact_id"], fact()["fact_id"], "numerator")]
    old, new = made([fact(), computed(1.0)], parents=links), made([fact(2.0), computed(2.0)], parents=links)
    assert told(old, new) == [("changed", "computed"), ("changed", "figures")]


def test_a_computed_figure_of_equal_parents_is_computed_in_another_way(made):
    links = [(computed(0.0)["fact_id"], fact()["fact_id"], "numerator")]
    old, new = made([fact(), computed(1.0)], parents=links), made([fact(), computed(2.0)], parents=links)
    assert told(old, new) == [("changed", "method")]


def test_a_renamed_indicator_is_one_changed_fact_with_its_new_id(made, monkeypatch):
    monkeypatch.setattr("analytics.release_diff.renamed", lambda: {("indicator", "old_name"): "made_up"})
    found = difference(made([fact(indicator="old_name")]), made([fact()]))
    assert found[["fact_id", "kind", "reason"]].to_numpy().tolist() == [[fact()["fact_id"], "changed", "renamed"]]


def test_facts_of_an_index_are_counted_and_not_listed(made):
    old = made([fact()], kinds={"made_up": "index"})
    new = made([fact(2.0)], kinds={"made_up": "index"})
    assert difference(old, new).empty
    assert summary(old, new).iloc[0][["record", "changed"]].tolist() == ["index", 1]


def test_two_states_of_the_sources_differ_in_exactly_what_was_touched(two_releases):
    found = difference(*two_releases)
    published = found[found["source"] != "kvali"]
    assert published[["indicator", "place", "year", "kind", "reason"]].to_numpy().tolist() == [
        ["csosi_overall", "GEO", 2022, "withdrawn", "figures"],
        ["turnout_parliamentary", "GE-KK", 2024, "changed", "correction"],
    ]
    assert published[["old", "new"]].iloc[1].tolist() == [49.8, 51.8]
    assert published["fields"].iloc[1] == "value status"


def test_what_was_computed_from_the_touched_figures_says_so(two_releases):
    found = difference(*two_releases)
    ours = found[found["source"] == "kvali"]
    assert len(ours)
    assert set(ours["reason"]) == {"computed"}
    assert "turnout_latest" in set(ours["indicator"])


def test_the_summary_counts_every_fact_once(two_releases):
    counts = summary(*two_releases)
    older, newer = (one.manifest["rows"]["facts"] for one in two_releases)
    assert counts[["withdrawn", "changed", "unchanged"]].to_numpy().sum() == older
    assert counts[["added", "changed", "unchanged"]].to_numpy().sum() == newer
    listed = difference(*two_releases)
    own = counts[counts["record"] != "index"]
    assert own[list(KINDS)].sum().to_dict() == listed["kind"].value_counts().reindex(KINDS, fill_value=0).to_dict()


def test_backwards_what_was_added_is_withdrawn(two_releases):
    there, back = difference(*two_releases), difference(*reversed(two_releases))
    turned = {"added": "withdrawn", "withdrawn": "added", "changed": "changed"}
    assert there.set_index("fact_id")["kind"].map(turned).to_dict() == back.set_index("fact_id")["kind"].to_dict()


def test_every_reason_is_one_of_the_list(two_releases):
    assert set(difference(*two_releases)["reason"]) <= set(REASONS)


def test_a_release_that_travelled_says_the_same(two_releases, tmp_path, monkeypatch):
    older, newer = two_releases
    monkeypatch.setenv("KVALI_VAR", str(tmp_path))
    adopted = release_archive.adopt(release_archive.pack(newer))
    assert difference(newer, adopted).empty
    pd.testing.assert_frame_equal(difference(older, adopted), difference(older, newer))
