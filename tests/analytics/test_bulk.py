"""What may leave in bulk: terms and licences pass from parents to children."""

import pytest

from analytics import bulk
from analytics.bulk_fields import FACTS
from analytics.rights import JOINED, OPEN, SHARE_ALIKE, binding, rights
from data import releases


@pytest.fixture(scope="module")
def ancestors(release):
    """Fact id -> the sources of the fact and of all its ancestors, walked one by one."""
    parents = releases.query(release, "SELECT fact_id, parent FROM fact_parents").groupby("fact_id")["parent"].agg(list)
    source = releases.query(release, "SELECT fact_id, source FROM facts").set_index("fact_id")["source"].to_dict()
    parents, found = parents.to_dict(), {}

    def of(fact_id):
        if fact_id not in found:
            found[fact_id] = {source[fact_id]}.union(*(of(parent) for parent in parents.get(fact_id, ())))
        return found[fact_id]

    return {fact_id: of(fact_id) for fact_id in source}


@pytest.fixture(scope="module")
def sources(release):
    return bulk.sources(release).set_index("source")


def test_no_fact_with_a_closed_ancestor_leaves_in_bulk(release, ancestors, sources):
    allowed = set(sources.index[sources["terms"].isin([OPEN, "own"])])
    leaving = bulk.open_facts(release)["fact_id"]
    assert len(leaving) > 40_000
    assert [fact_id for fact_id in leaving if not ancestors[fact_id] <= allowed] == []


def test_every_fact_credits_all_sources_of_its_ancestors(release, ancestors):
    credits = rights(release)["credits"]
    assert [one for one in credits.index if not ancestors[one] - {"kvali"} <= set(credits[one].split(JOINED))] == []


def test_facts_that_stay_have_a_closed_source_to_name(release, sources):
    closed = set(sources.index[~sources["terms"].isin([OPEN, "own"])])
    staying = rights(release).loc[lambda one: one["terms"] != OPEN, "credits"].astype(str)
    assert all(closed & set(credits.split(JOINED)) for credits in staying.unique())


def test_a_fact_computed_from_v_dem_is_shared_alike(release, ancestors):
    rows = bulk.open_facts(release)
    computed = rows[(rows["source"] == "kvali") & rows["credits"].str.contains("vdem")]
    assert {"peers_behind_libdem", "index_national_overall"} <= set(computed["indicator"])
    assert set(computed["licence"]) == {"CC BY-SA 4.0"}


def test_a_closed_fact_is_not_licensed_by_its_open_ancestors(release):
    closed = rights(release)[lambda one: one["terms"] != OPEN]
    assert (closed["licence"].astype(str) == closed["licences"].astype(str)).all()


@pytest.mark.parametrize("licence", SHARE_ALIKE)
def test_a_share_alike_licence_binds_what_is_mixed_with_it(licence):
    assert binding(f"CC BY 4.0{JOINED}{licence} made up{JOINED}MIT") == f"{licence} made up"


def test_ranks_rest_on_the_whole_panel_whatever_their_own_parents_are(release):
    rows, _ = bulk.facts(release, bulk.Wanted("index_national_overall", statistic="rank"), limit=5000)
    assert set(rows["terms"]) == {"quote"}


def test_a_suppressed_cell_has_neither_a_value_nor_its_count(release):
    gaps = bulk.gaps(release)
    hidden = gaps[gaps["reason"] == "suppressed"]
    assert len(hidden) == 82
    assert set(hidden["note"]) == {""}
    cell = ["indicator", "place", "year", "wave", "grp", "source"]
    facts = releases.query(release, "SELECT * FROM facts")
    assert hidden.merge(facts, on=cell).empty


def test_what_is_left_out_is_counted_and_has_an_address(release):
    rows = bulk.left_out(release)
    assert set(rows["terms"]) == {"cite", "quote"}
    assert rows["url"].str.startswith("http").all()
    counted = bulk.indicators(release).set_index("indicator")
    closed = counted["facts"] - counted["open_facts"]
    assert set(rows["indicator"]) == set(closed[closed > 0].index)


def test_rows_have_the_columns_of_the_table(release):
    rows, total = bulk.facts(release, bulk.Wanted("population", place="GE-GU"), limit=3)
    assert list(rows.columns) == [field.name for field in FACTS]
    assert len(rows) == 3 < total


def test_required_columns_are_never_empty(release):
    rows = bulk.open_facts(release)
    assert [one.name for one in FACTS if one.required and (rows[one.name].isna() | (rows[one.name] == "")).any()] == []


def test_pages_hold_every_fact_once_and_in_one_order(release):
    wanted = bulk.Wanted("population")
    whole, total = bulk.facts(release, wanted, limit=5000)
    pages = [bulk.facts(release, wanted, limit=100, offset=passed)[0] for passed in range(0, total, 100)]
    assert [fact_id for page in pages for fact_id in page["fact_id"]] == list(whole["fact_id"])
    assert whole["fact_id"].is_unique


def test_a_rank_has_a_unit_of_its_own(release):
    rows, _ = bulk.facts(release, bulk.Wanted("index_national_overall"), limit=5000)
    units = rows.groupby("statistic")["unit_en"].unique().map(list).to_dict()
    assert units["score"] == ["points, 1 to 100"]
    assert units["rank"] == ["place in the order, 1 = best"]
