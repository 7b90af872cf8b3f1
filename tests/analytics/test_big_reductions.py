"""Portable queries on DuckDB: answers by hand, and random tables against pandas and the library of indices."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analytics import big_reductions as reductions
from analytics import normalise
from data.engine import Engine, open_engine

PEOPLE = pd.DataFrame([("made-up A", 2020, 20_000), ("made-up A", 2021, 10_000), ("made-up B", 2020, 10_000)],
                      columns=["place", "year", "people"])  # fmt: skip
# Shrinking a frame takes minutes and says little more.
slowly = settings(max_examples=30, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])


@pytest.fixture(scope="module")
def engine() -> Engine:
    return open_engine("duckdb")


def events(*rows: tuple[str, str, float | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["date", "place", "amount"])
    return frame.assign(date=pd.to_datetime(frame["date"]).dt.date, kind="made-up grant")


def rates(engine: Engine, rows: pd.DataFrame, **how: object) -> pd.DataFrame:
    engine.register("events", rows)
    return reductions.event_rates(engine, PEOPLE, **how)


def test_events_are_counted_per_ten_thousand_people_of_their_year(engine: Engine) -> None:
    rows = events(("2020-12-31", "made-up A", 5), ("2020-12-01", "made-up A", -2), ("2021-01-01", "made-up A", None))

    found = rates(engine, rows)

    assert found["events"].tolist() == [2, 1]
    assert found["rate"].tolist() == [1.0, 1.0]
    assert found["period"].tolist() == [2020 * 12 + 11, 2021 * 12]


def test_an_unknown_amount_is_no_nought(engine: Engine) -> None:
    found = rates(engine, events(("2020-01-01", "made-up A", None), ("2020-02-01", "made-up A", 0)))

    assert found["amount"].isna().tolist() == [True, False]
    assert found["with_amount"].tolist() == [0, 1]


def test_a_change_looks_back_twelve_months_and_not_twelve_rows(engine: Engine) -> None:
    found = rates(engine, events(("2020-03-01", "made-up A", 1), ("2021-03-01", "made-up A", 1),
                                 ("2021-04-01", "made-up A", 1)))  # fmt: skip

    assert found["rate_before"].tolist()[1:] == [0.5, pytest.approx(np.nan, nan_ok=True)]
    assert found["rate_change"].tolist()[1] == 0.5


def test_equal_rates_share_a_rank_and_the_next_is_left_out(engine: Engine) -> None:
    three = pd.DataFrame([("A", 2020, 10), ("B", 2020, 10), ("C", 2020, 20)], columns=["place", "year", "people"])
    engine.register("events", events(*[("2020-05-05", place, 1) for place in "ABC"]))

    found = reductions.event_rates(engine, three)

    assert found["rank"].tolist() == [1, 1, 3]


def test_a_place_without_a_population_has_no_rate_and_no_rank(engine: Engine) -> None:
    found = rates(engine, events(("2020-05-05", "made-up A", 1), ("2020-05-05", "elsewhere", 1))).set_index("place")

    assert found.loc["elsewhere", ["rate", "rank"]].isna().all()
    assert found.loc["made-up A", "rank"] == 1


def test_one_kind_of_event_leaves_the_others_out(engine: Engine) -> None:
    rows = events(("2020-05-05", "made-up A", 1), ("2020-05-06", "made-up A", 1))
    rows.loc[1, "kind"] = "made-up loan"

    assert rates(engine, rows, kind="made-up loan")["events"].tolist() == [1]


def test_quarters_of_a_year(engine: Engine) -> None:
    rows = events(*[(f"2020-{month:02}-15", "made-up A", 1) for month in range(1, 13)])

    found = rates(engine, rows, months=3)

    assert found["events"].tolist() == [3, 3, 3, 3]
    assert found["period"].tolist() == [8080, 8081, 8082, 8083]


def test_a_year_is_not_cut_into_periods_of_five_months(engine: Engine) -> None:
    with pytest.raises(ValueError, match="5 months are no period"):
        reductions.event_rates(engine, PEOPLE, months=5)


def test_coverage_counts_places_with_a_value_once(engine: Engine) -> None:
    rows = [("x", "A", 2020, 1.0), ("x", "A", 2020, 2.0), ("x", "B", 2020, None), ("x", "elsewhere", 2020, 1.0)]
    engine.register("observations", pd.DataFrame(rows, columns=["indicator", "place", "year", "value"]))

    found = reductions.coverage(engine, pd.DataFrame({"place": ["A", "B", "C", "D"]}))

    assert found[["expected", "present", "missing", "present_pct"]].iloc[0].tolist() == [4, 1, 3, 25.0]


def test_a_year_in_which_all_values_are_missing_is_said_to_be_empty(engine: Engine) -> None:
    rows = pd.DataFrame([("x", "A", 2020, np.nan)], columns=["indicator", "place", "year", "value"])
    engine.register("observations", rows)

    assert reductions.coverage(engine, pd.DataFrame({"place": ["A"]}))["present"].tolist() == [0]


def test_missing_answers_are_counted_by_rows_and_by_weight(engine: Engine) -> None:
    rows = pd.DataFrame(
        {"sex": ["women"] * 3 + ["men"], "answer": ["yes", None, "no", "no"], "w": [1.0, 2.0, 1.0, 1.0]}
    )
    engine.register("made_up", rows)

    found = reductions.missingness(engine, "made_up", "answer", by=["sex"], weight="w").set_index("sex")

    assert found.loc["women", ["total", "missing", "missing_weighted_pct"]].tolist() == [3, 1, 50.0]
    assert found.loc["men", ["missing", "missing_pct", "missing_weighted_pct"]].tolist() == [0, 0.0, 0.0]


numbers = st.lists(st.one_of(st.none(), st.floats(-1000, 1000)), min_size=1, max_size=40)


@slowly
@given(numbers, st.lists(st.floats(0, 1), min_size=1, max_size=4, unique=True))
def test_quantiles_are_those_of_numpy(engine: Engine, values: list[float | None], wanted: list[float]) -> None:
    rows = pd.DataFrame(
        {"place": "made-up", "value": pd.array(values, dtype="Float64").to_numpy("float64", na_value=np.nan)}
    )
    engine.register("made_up", rows)

    found = reductions.quantiles(engine, "made_up", "value", wanted, by=["place"])

    known = [value for value in values if value is not None]
    expected = np.quantile(known, sorted(wanted)) if known else []
    np.testing.assert_allclose(found["quantile"], expected, rtol=1e-9, atol=1e-9)
    assert (found["n"] == len(known)).all()


@st.composite
def panels(draw) -> pd.DataFrame:
    cells = st.one_of(st.none(), st.integers(-9, 9), st.integers(-400, 400).map(lambda eighths: eighths / 8))
    rows = [(indicator, pool, place, draw(cells)) for indicator in "xyz" for pool in (2019, 2020) for place in "ABCDE"]
    return pd.DataFrame(rows, columns=["indicator", "pool", "place", "value"]).astype({"value": "float64"})


SIGNS = pd.DataFrame({"indicator": list("xyz"), "sign": [1, -1, 1]})
WEIGHTS = pd.DataFrame({"indicator": list("xyz"), "weight": [0.5, 0.3, 0.2]})


@slowly
@given(panels())
def test_normalised_values_are_those_of_the_library_of_indices(engine: Engine, panel: pd.DataFrame) -> None:
    engine.register("observations", panel)

    found = reductions.normalised(engine, SIGNS).set_index(["indicator", "pool", "place"])
    found["z_score"] = reductions.normalised(engine, SIGNS, "z_score")["z_score"].to_numpy()

    for (indicator, _), rows in panel.dropna().groupby(["indicator", "pool"]):
        here = found.loc[list(rows[["indicator", "pool", "place"]].itertuples(index=False, name=None))]
        if rows["value"].nunique() < 2:
            assert here[["min_max", "z_score"]].isna().all().all()
            continue
        values = rows[["value"]].to_numpy() * (-1 if indicator == "y" else 1)
        np.testing.assert_allclose(here["min_max"], normalise.min_max(values)[:, 0], atol=1e-9)
        np.testing.assert_allclose(here["z_score"], normalise.z_score(values)[:, 0], rtol=1e-6, atol=1e-6)


def test_a_composite_weighs_what_a_place_has_and_ranks_it(engine: Engine) -> None:
    rows = [("x", 1, "A", 0.0), ("x", 1, "B", 10.0), ("x", 1, "C", 5.0), ("y", 1, "A", 7.0), ("y", 1, "B", 9.0)]
    engine.register("observations", pd.DataFrame(rows, columns=["indicator", "pool", "place", "value"]))

    found = reductions.composite(engine, SIGNS, WEIGHTS).set_index("place")

    # A: x 0, y 1 (less is better): 0.3 / 0.8. B: x 1, y 0: 0.5 / 0.8. C: x alone, 0.5.
    assert found["score"].to_dict() == pytest.approx({"A": 0.375, "B": 0.625, "C": 0.5})
    assert found["rank"].to_dict() == {"A": 3, "B": 1, "C": 2}
    assert found["weight_share"].to_dict() == pytest.approx({"A": 0.8, "B": 0.8, "C": 0.5})


def test_a_place_with_too_few_indicators_has_no_score(engine: Engine) -> None:
    rows = [("x", 1, "A", 0.0), ("x", 1, "B", 10.0), ("y", 1, "A", 7.0), ("y", 1, "C", 9.0)]
    engine.register("observations", pd.DataFrame(rows, columns=["indicator", "pool", "place", "value"]))

    assert reductions.composite(engine, SIGNS, WEIGHTS, least=0.6)["place"].tolist() == ["A"]
