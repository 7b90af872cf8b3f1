"""What holds for every fact of an index, whatever the figures say, and what a seed decides."""

from itertools import combinations

import numpy as np
import pytest

from analytics import facts as questions
from analytics.catalogue import catalogue
from analytics.index_facts import index_facts
from analytics.index_gates import points
from analytics.index_panel import panel, units
from analytics.indices import indices
from data import releases

PROFILES = [(index.id, profile.id) for index in indices().values() for profile in index.profile]
LAST = {index.id: index.years[1] for index in indices().values()}
SEED = releases.SEED


@pytest.fixture(scope="module")
def facts(release):
    """The facts of all indices by the id of the index."""
    rows = releases.query(release, "SELECT facts.* FROM facts JOIN indicators USING (indicator) WHERE kind = 'index'")
    return {name: rows[rows["indicator"].str.startswith(f"index_{name}_")] for name in indices()}


@pytest.fixture(scope="module")
def published(release):
    return releases.query(release, "SELECT facts.*, level FROM facts JOIN places USING (place)")


def of(facts, index, profile, statistic):
    rows = facts[index]
    return rows[(rows["indicator"] == f"index_{index}_{profile}") & (rows["statistic"] == statistic)]


@pytest.mark.parametrize(("index", "profile"), PROFILES)
def test_ranks_and_their_ends_lie_between_the_first_and_the_last_place(facts, index, profile):
    rows = of(facts, index, profile, "rank")
    ends = rows[["lower", "value", "upper"]].to_numpy()

    assert len(rows)
    assert (ends >= 1).all()
    assert (ends <= len(units(indices()[index]))).all()
    assert (np.diff(ends, axis=1) >= 0).all()


@pytest.mark.parametrize(("index", "profile"), PROFILES)
def test_the_ends_of_a_rank_are_whole(facts, index, profile):
    rows = of(facts, index, profile, "rank")
    over_methods = rows[rows["grp"] == ""]

    assert (over_methods[["lower", "value", "upper"]] % 1 == 0).all(axis=None)


@pytest.mark.parametrize(("index", "profile"), PROFILES)
def test_a_place_has_a_rank_where_it_has_a_score(facts, index, profile):
    scores, ranks = of(facts, index, profile, "score"), of(facts, index, profile, "rank")
    ranks = ranks[ranks["grp"] == ""]

    assert set(zip(scores["place"], scores["year"], strict=True)) == set(
        zip(ranks["place"], ranks["year"], strict=True)
    )


@pytest.mark.parametrize(("index", "profile"), PROFILES)
def test_every_pair_of_places_with_a_score_stands_once(facts, index, profile):
    rows, scores = of(facts, index, profile, "ahead"), of(facts, index, profile, "score")
    last = rows[(rows["year"] == LAST[index]) & ~rows["grp"].str.fullmatch(r"versus=\d+")]
    placed = sorted(scores[scores["year"] == LAST[index]]["place"])
    pairs = [tuple(sorted((row.place, row.grp.removeprefix("versus=")))) for row in last.itertuples()]

    assert sorted(pairs) == list(combinations(placed, 2))


@pytest.mark.parametrize("index", list(indices()))
def test_chances_count_out_of_a_hundred(facts, index):
    assert facts[index][facts[index]["statistic"] == "ahead"]["value"].between(0, 100).all()


@pytest.mark.parametrize("index", list(indices()))
def test_points_stay_on_the_scale_and_within_their_range(facts, index):
    rows = facts[index][facts[index]["statistic"].isin(["score", "normalised"])]
    ranged = rows[rows["lower"].notna()]

    assert rows["value"].between(1 - 1e-9, 100 + 1e-9).all()
    assert (ranged["lower"] <= ranged["value"] + 1e-9).all()
    assert (ranged["value"] <= ranged["upper"] + 1e-9).all()


@pytest.mark.parametrize("index", list(indices()))
def test_shares_of_the_variance_of_rank_lie_between_nought_and_one(facts, index):
    rows = facts[index][facts[index]["statistic"].isin(["sobol_first", "sobol_total"])]

    assert len(rows)
    assert rows["value"].between(0, 1).all()


@pytest.mark.parametrize("index", list(indices()))
def test_draws_are_marked_as_simulated_and_stated_figures_are_not(facts, index):
    stated = facts[index]["statistic"].isin(["score", "normalised", "value"])

    assert set(facts[index][stated]["status"]) == {"derived"}
    assert set(facts[index][~stated]["status"]) == {"simulated"}


@pytest.mark.parametrize("index", list(indices()))
def test_every_interval_says_that_it_comes_from_simulation(facts, index):
    rows = facts[index][facts[index]["lower"].notna()]

    assert set(rows["interval_kind"]) == {"simulation"}
    assert set(rows["interval_level"].astype(float)) == {0.9}


@pytest.mark.parametrize("index", list(indices()))
def test_what_is_not_known_has_nothing_but_the_worth_of_knowing_it(facts, index):
    groups = {f"component={pillar}" for pillar in indices()[index].unknown}
    rows = facts[index][facts[index]["grp"].isin(groups)]

    assert set(rows["statistic"]) == {"gain"}
    assert set(rows["grp"]) == groups


@pytest.mark.parametrize(("index", "profile"), PROFILES)
def test_every_gate_says_whether_it_is_passed(facts, index, profile):
    rows = of(facts, index, profile, "value")

    assert len(rows) >= 5
    assert set(rows["note"].str.split(";").str[0]) <= {"pass", "fail", "told"}


def test_a_suppressed_survey_cell_of_a_region_stands_in_no_fact_of_the_index(facts):
    rows = facts["regional"]
    cells = set(rows[(rows["place"] == "GE-MM") & (rows["statistic"] == "normalised")]["grp"])

    assert "component=turnout_latest" in cells
    assert "component=charity_donation_pooled" not in cells


def test_only_survey_shares_have_a_range_in_the_regional_index(facts):
    rows = facts["regional"]
    ranged = rows[(rows["statistic"] == "normalised") & rows["lower"].notna()]

    assert set(ranged["grp"]) == {"component=charity_donation_pooled", "component=petition_pooled"}


@pytest.mark.parametrize(
    ("profile", "year", "printed"),
    [
        ("overall", 2012, (12, 9, 14)),
        ("overall", 2017, (10, 4, 13)),
        ("overall", 2022, (11, 6, 13)),
        ("civic_space", 2023, (10, 8, 12)),
        ("engagement", 2023, (12, 6, 14)),
    ],
)
def test_georgias_range_lies_within_a_place_of_the_printed_one(facts, profile, year, printed):
    rows = of(facts, "national", profile, "rank")
    (row,) = rows[(rows["place"] == "GEO") & (rows["year"] == year) & (rows["grp"] == "")].itertuples()

    assert (row.value, row.lower, row.upper) == pytest.approx(printed, abs=1)


@pytest.mark.parametrize(("before", "after"), [(2012, 2017), (2017, 2023), (2012, 2023)])
def test_georgias_engagement_changed_reliably_in_no_span(facts, before, after):
    rows = of(facts, "national", "engagement", "ahead")
    (chance,) = rows[(rows["place"] == "GEO") & (rows["year"] == after) & (rows["grp"] == f"versus={before}")]["value"]

    assert 5 < chance < 95


def test_the_parts_of_the_national_index_hang_together_as_printed(published):
    index = indices()["national"]
    made = panel(index, published[published["indicator"].isin(index.inputs)], catalogue())
    table, parts = points(made.cells, made.choices), np.array(made.cells.pillars)
    means = {part.id: table[..., parts == part.id].mean(axis=-1).ravel() for part in index.part}
    found = {pair: np.corrcoef(means[pair[0]], means[pair[1]])[0, 1] for pair in combinations(means, 2)}

    assert found["environment", "advocacy"] == pytest.approx(0.92, abs=0.005)
    assert max(found.values()) == found["environment", "advocacy"]
    assert min(found.values()) == pytest.approx(0.65, abs=0.05)


def test_one_seed_gives_the_facts_of_the_release_again(facts, published):
    made = index_facts(indices()["regional"], published, catalogue(), SEED)
    key, numbers = ["indicator", "place", "year", "statistic", "grp"], ["value", "lower", "upper"]
    again, stored = (rows.set_index(key)[numbers].sort_index() for rows in (made, facts["regional"]))

    assert list(again.index) == list(stored.index)
    assert again.to_numpy(dtype=float) == pytest.approx(stored.to_numpy(dtype=float), rel=1e-11, nan_ok=True)


def test_another_seed_changes_no_stated_score_and_no_range_by_more_than_a_place(facts, published):
    made = index_facts(indices()["regional"], published, catalogue(), SEED + 1)
    key = ["indicator", "place", "year", "statistic", "grp"]
    other, usual = (rows.set_index(key)[["value", "lower", "upper"]] for rows in (made, facts["regional"]))
    scores, ranks = (usual[usual.index.get_level_values("statistic") == name] for name in ("score", "rank"))

    assert other.loc[scores.index, "value"].to_numpy() == pytest.approx(scores["value"].to_numpy())
    assert np.abs(other.loc[ranks.index].to_numpy(dtype=float) - ranks.to_numpy(dtype=float)).max() <= 1


def test_an_index_of_facts_in_another_order_is_the_same(published):
    index = indices()["regional"]
    inputs = published[published["indicator"].isin(index.inputs)]
    one, other = (panel(index, rows, catalogue()).cells for rows in (inputs, inputs.iloc[::-1]))

    assert np.array_equal(one.values, other.values, equal_nan=True)
    assert np.array_equal(one.errors, other.errors)
    assert np.array_equal(one.other, other.other, equal_nan=True)


def test_a_national_index_of_facts_in_another_order_is_the_same(published):
    index = indices()["national"]
    inputs = published[published["indicator"].isin(index.inputs)]
    one, other = (panel(index, rows, catalogue()).cells for rows in (inputs, inputs.iloc[::-1]))

    assert np.array_equal(one.values, other.values, equal_nan=True)


def test_no_rank_of_any_indicator_stands_without_its_range(release):
    ranks = questions.of(release, grp=None, statistic="rank")

    assert len(ranks)
    assert ranks[["lower", "upper"]].notna().all(axis=None)
