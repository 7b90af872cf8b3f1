from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics.composite import ROOT_ID, Composite, acting, composite, scored, wide
from analytics.recipe import Aggregation, Imputation, Item, Least, Normalisation, Outliers, Part, Recipe, Weights


def item(name: str, **more: Any) -> Item:
    return Item(indicator=name, **({"better": "higher"} | more))


VOICE = Part(id="voice", items=(item("x"), item("y"), item("z")))
MEANS = Part(id="means", items=(item("u"), item("v", better="lower")))
VALUES = pd.DataFrame(
    {"x": [0, 5, 10, 5], "y": [0, 10, 5, 10], "z": [2, 4, 1, 3], "u": [1, 2, 3, 5], "v": [1, 2, 3, 5]},
    index=["A", "B", "C", "D"],
    dtype=float,
)


def made(values: pd.DataFrame = VALUES, *parts: Part, groups: dict[str, str] | None = None, **rules: Any) -> Composite:
    return composite(values, Recipe(pillars=parts or (VOICE, MEANS), **rules), groups)


def gaps(**cells: str) -> pd.DataFrame:
    values = VALUES.copy()
    for unit, names in cells.items():
        values.loc[unit, list(names)] = np.nan
    return values


def test_an_index_by_hand() -> None:
    found = made()

    # B: x (5-0)/10, y 10/10, z (4-1)/3; u (2-1)/4, v turned 1 - 1/4.
    assert found.normalised.loc["B"].to_list() == [0.5, 1, 1, 0.25, 0.75]
    assert found.parts.loc["B"].to_list() == pytest.approx([2.5 / 3, 0.5])
    assert found.scores["B"] == pytest.approx((2.5 / 3 + 0.5) / 2)
    assert found.cells.loc["B"].to_dict() == {"known": 5, "filled": 0, "wanted": 5}


def test_parts_weigh_alike_whatever_they_hold() -> None:
    found = made()

    assert found.stated.to_dict() == pytest.approx({"x": 1 / 6, "y": 1 / 6, "z": 1 / 6, "u": 1 / 4, "v": 1 / 4})
    assert found.weights.loc["A"].to_dict() == pytest.approx(found.stated.to_dict())


def test_stated_weights_at_every_level() -> None:
    parts = (
        Part(id="voice", weight=3, items=(item("x", weight=1), item("y", weight=4))),
        Part(id="means", weight=1, items=(item("u"),)),
    )
    found = made(VALUES, *parts, weights=Weights(method="given"))

    assert found.stated.to_dict() == pytest.approx({"x": 0.15, "y": 0.6, "u": 0.25})


def test_publishers_weigh_alike_before_their_indicators_do() -> None:
    part = Part(id="space", items=(item("x", group="V"), item("y", group="V"), item("u", group="F")))
    found = made(VALUES, part, weights=Weights(group_first=True))

    assert found.stated.to_dict() == pytest.approx({"x": 0.25, "y": 0.25, "u": 0.5})
    assert found.parts.columns.to_list() == ["space", "space/V", "space/F"]


@pytest.mark.parametrize("method", ["pca", "inverse_correlation"])
def test_weights_from_the_data_are_the_same_for_every_unit(method: str) -> None:
    values = pd.DataFrame(np.random.default_rng(4).normal(size=(12, 5)), columns=list("xyzuv"))
    found = made(values, weights=Weights(method=method))

    assert found.stated.sum() == pytest.approx(1)
    assert found.weights.to_numpy() == pytest.approx(np.tile(found.stated.to_numpy(), (12, 1)))


def test_what_a_unit_lacks_passes_its_weight_on_within_the_part() -> None:
    found = made(gaps(B="z"))

    assert found.weights.loc["B"].to_list() == pytest.approx([0.25, 0.25, 0, 0.25, 0.25])
    assert found.cells.loc["B"].to_dict() == {"known": 4, "filled": 0, "wanted": 5}


def test_a_unit_that_lacks_too_much_of_a_part_has_no_score() -> None:
    found = made(gaps(A="xy", B="u"), least_data=Least(within=0.6, between=1))

    assert np.isnan(found.parts.at["A", "voice"])
    assert np.isnan(found.scores["A"])
    assert found.weights.loc["A"].isna().all()
    assert np.isnan(found.scores["B"])  # one of two is less than 0.6
    assert found.scores[["C", "D"]].notna().all()


def test_a_part_may_be_missing_where_the_rule_allows_it() -> None:
    found = made(gaps(A="xyz"), least_data=Least(within=0.6, between=0.5))

    assert found.scores["A"] == pytest.approx(found.parts.at["A", "means"])
    assert found.weights.loc["A"].to_list() == pytest.approx([0, 0, 0, 0.5, 0.5])


def test_least_data_counts_indicators_not_publishers() -> None:
    part = Part(id="a", items=(item("x", group="V"), item("y", group="V"), item("z", group="V"), item("u", group="F")))
    rules = {"weights": Weights(group_first=True), "least_data": Least(within=0.75, between=1)}

    assert made(gaps(A="u"), part, **rules).scores.notna().all()
    assert np.isnan(made(gaps(A="xy"), part, **rules).scores["A"])


def test_a_geometric_index_punishes_what_is_uneven() -> None:
    span = Normalisation(span=(1, 100))
    even = made(normalisation=span)
    uneven = made(normalisation=span, aggregation=Aggregation(within="geometric", between="geometric"))

    assert (uneven.scores <= even.scores + 1e-9).all()
    assert uneven.scores["A"] < even.scores["A"]


def panel() -> pd.DataFrame:
    table = pd.concat({2020: VALUES, 2021: VALUES * [2, 1, 1, 2, 1]}, names=["year", "unit"])
    table.loc[(2021, "B"), "z"] = np.nan
    return table


def test_a_gap_that_is_filled_is_marked_and_counted() -> None:
    found = made(panel(), imputation=Imputation(rule="other_year", years=1))

    assert found.marks[["indicator", "year", "unit", "rule", "origin"]].to_numpy().tolist() == [
        ["z", 2021, "B", "other_year", "2020"]
    ]
    assert found.cells.loc[(2021, "B")].to_dict() == {"known": 4, "filled": 1, "wanted": 5}
    assert made(panel()).marks.empty


def test_the_mean_of_a_group_needs_the_groups() -> None:
    rule = Imputation(rule="group_mean")

    found = made(panel(), imputation=rule, groups={"B": "south", "C": "south"})
    assert found.marks["after"].to_list() == [1]  # of C in 2021
    with pytest.raises(ValueError, match="needs the group"):
        made(panel(), imputation=rule)


def test_years_are_comparable_when_they_are_pooled() -> None:
    pooled = made(panel()).scores
    yearly = made(panel(), normalisation=Normalisation(over="year")).normalised["x"]

    assert pooled[(2021, "C")] > pooled[(2020, "C")]
    assert yearly.loc[2020].to_list() == yearly.loc[2021].to_list()


@pytest.mark.parametrize(("rule", "name"), [("winsorise", "winsorised"), ("log", "logged")])
def test_outliers_are_treated_and_marked(rule: str, name: str) -> None:
    values = pd.DataFrame({"x": [*np.arange(1, 20.0), 1000], "y": np.arange(20.0)})
    found = made(values, Part(id="a", items=(item("x"), item("y"))), outliers=Outliers(rule=rule))

    assert found.marks[["indicator", "rule"]].to_numpy().tolist() == [["x", name]]
    assert found.normalised["x"].iloc[9] > 0.3  # untreated it would be less than 0.01


def test_goalposts_are_transformed_with_their_values() -> None:
    part = Part(id="a", items=(item("x", goalposts=(1, 10_000), transform="log"),))
    found = made(pd.DataFrame({"x": [100.0]}), part, normalisation=Normalisation(method="goalposts"))

    assert found.scores.iloc[0] == pytest.approx(0.5)


def test_there_is_no_rank() -> None:
    assert not [name for name in Composite.__dataclass_fields__ if "rank" in name]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (VALUES.drop(columns="z"), "no column z"),
        (pd.concat([VALUES, VALUES.loc[["B"]]]), "B stands twice"),
        (VALUES.replace(10, np.inf), "x holds an infinite value"),
        (VALUES.assign(u=3.0), "u has fewer than two different values"),
    ],
)
def test_values_that_do_not_fit_are_refused_by_name(values: pd.DataFrame, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        made(values)


def test_draws_of_points_give_what_a_loop_gives() -> None:
    tree = Recipe(pillars=(VOICE, MEANS), aggregation=Aggregation(between="geometric")).tree()
    draws = np.random.default_rng(1).uniform(1, 100, size=(6, 4, 5))
    draws[:, 0, 0] = np.nan

    found = scored(tree, draws, list("xyzuv"))
    loop = [scored(tree, table, list("xyzuv")) for table in draws]

    assert found.points[ROOT_ID] == pytest.approx(np.array([one.points[ROOT_ID] for one in loop]))
    assert acting(tree, found) == pytest.approx(np.array([acting(tree, one) for one in loop]))


def test_draws_of_weights_give_what_a_loop_gives_and_nought_leaves_out() -> None:
    tree = Recipe(pillars=(VOICE, MEANS), least_data=Least(within=1, between=1)).tree()
    points = VALUES.to_numpy() + 1
    points[0, 0] = np.nan
    weights = np.array([[1, 1, 1], [0, 1, 1], [2, 0, 1]], dtype=float)

    found = scored(tree, points, list("xyzuv"), {"voice": weights}).points[ROOT_ID]
    loop = [scored(tree, points, list("xyzuv"), {"voice": row}).points[ROOT_ID] for row in weights]

    assert found == pytest.approx(np.array(loop), nan_ok=True)
    assert np.isnan(found[:, 0]).tolist() == [True, False, True]


def test_long_facts_become_a_wide_frame() -> None:
    facts = pd.DataFrame(
        [("x", "A", 2020, 1.0), ("x", "B", 2020, 2.0), ("x", "A", 2021, 3.0), ("y", "A", 2020, 4.0), ("q", "A", 1, 0)],
        columns=["indicator", "place", "year", "value"],
    )

    found = wide(facts, ["y", "x", "none"])

    assert found.index.names == ["year", "unit"]
    assert found.columns.to_list() == ["y", "x", "none"]
    assert found.loc[(2020, "A")].to_list() == [4, 1, pytest.approx(np.nan, nan_ok=True)]
    assert wide(facts[facts["year"] == 2020], ["x"], years=False)["x"].to_dict() == {"A": 1, "B": 2}
    with pytest.raises(ValueError, match="two facts for one cell: x, A"):
        wide(facts, ["x"], years=False)
