import numpy as np
import pandas as pd
import pytest

from analytics.treat import MARKS, after, group_mean, logged, none, other_year, transformed, winsorised


def panel(**columns: list[float]) -> pd.DataFrame:
    index = pd.MultiIndex.from_product([[2020, 2021, 2022, 2023], ["A", "B"]], names=["year", "unit"])
    return pd.DataFrame(columns, index=index, dtype=float)


GAPS = panel(x=[1, 10, np.nan, 20, 3, np.nan, np.nan, np.nan])


def test_a_gap_takes_the_units_nearest_year_and_says_so() -> None:
    found = other_year(GAPS, years=1)

    assert found.values["x"].to_list() == [1, 10, 1, 20, 3, 20, 3, pytest.approx(np.nan, nan_ok=True)]
    assert found.marks[["year", "unit", "rule", "origin", "after"]].to_numpy().tolist() == [
        [2021, "A", "other_year", "2020", 1],
        [2022, "B", "other_year", "2021", 20],
        [2023, "A", "other_year", "2022", 3],
    ]
    assert found.marks["before"].isna().all()
    assert found.count == 3


def test_a_figure_is_carried_no_further_than_stated() -> None:
    assert np.isnan(other_year(GAPS, years=1).values["x"].iloc[-1])
    assert other_year(GAPS, years=2).values["x"].iloc[-1] == 20


def test_carrying_needs_years() -> None:
    with pytest.raises(ValueError, match="of another year"):
        other_year(pd.DataFrame({"x": [1.0]}, index=["A"]))


def test_a_gap_takes_the_mean_of_its_group_and_says_which() -> None:
    values = pd.DataFrame({"x": [1.0, 3.0, np.nan, np.nan]}, index=list("ABCD"))

    found = group_mean(values, {"A": "coast", "B": "coast", "C": "coast"})

    assert found.values["x"].to_list() == [1, 3, 2, pytest.approx(np.nan, nan_ok=True)]
    assert found.marks[["indicator", "unit", "rule", "origin"]].to_numpy().tolist() == [
        ["x", "C", "group_mean", "coast"]
    ]


def test_the_mean_of_a_group_is_that_of_the_same_year() -> None:
    values = panel(x=[1, 5, np.nan, 7, 3, 9, 4, 8])

    assert group_mean(values, {"A": "all", "B": "all"}).values["x"].iloc[2] == 7


def test_a_complete_frame_is_left_alone_without_marks() -> None:
    values = panel(x=list(range(8)))

    for found in (none(values), other_year(values), group_mean(values, {"A": "g"}), winsorised(values), logged(values)):
        pd.testing.assert_frame_equal(found.values, values)
        assert found.marks.columns.to_list() == list(MARKS)
        assert found.count == 0


@pytest.mark.parametrize("sign", [1, -1])
def test_the_values_that_rule_a_scale_are_brought_in_one_by_one(sign: int) -> None:
    column = sign * np.array([*range(20), 300.0, 400.0])
    values = pd.DataFrame({"x": column}, index=[f"U{number}" for number in range(22)])

    found = winsorised(values)

    assert found.values["x"].iloc[-2:].to_list() == [sign * 19, sign * 19]
    assert found.values["x"].iloc[:20].to_list() == values["x"].iloc[:20].to_list()
    assert found.marks[["unit", "rule", "origin", "before", "after"]].to_numpy().tolist() == [
        ["U20", "winsorised", "2", sign * 300, sign * 19],
        ["U21", "winsorised", "2", sign * 400, sign * 19],
    ]


def test_no_more_values_are_brought_in_than_stated() -> None:
    values = pd.DataFrame({"x": [*range(20), 300.0, 400.0]})

    assert winsorised(values, points=1).values["x"].iloc[-2:].to_list() == [300, 300]


def test_gaps_stay_gaps_when_outliers_are_brought_in() -> None:
    values = pd.DataFrame({"x": [np.nan, *range(20), 400.0]})
    found = winsorised(values)

    assert np.isnan(found.values["x"].iloc[0])
    assert found.count == 1


def test_a_skewed_indicator_is_put_into_logarithms_as_a_whole() -> None:
    values = pd.DataFrame({"skewed": np.exp(np.arange(10.0)), "even": np.arange(10.0)})
    found = logged(values)

    assert found.values["skewed"].to_list() == pytest.approx(list(range(10)))
    assert found.values["even"].to_list() == list(range(10))
    assert found.marks[["indicator", "rule"]].to_numpy().tolist() == [["skewed", "logged"]]
    assert found.marks["before"].iloc[0] > 2 > found.marks["after"].iloc[0]


def test_marks_of_several_treatments_stand_together() -> None:
    values = panel(x=[1, 2, 3, 4, np.nan, 5, 6, 7], y=[1, 1, 1, 1, 1, 1.1, 1.2, 1000])

    found = after(other_year(values), winsorised)

    assert found.marks["rule"].to_list() == ["other_year", "winsorised"]
    assert found.marks["before"].dtype == float


def test_transforms_of_each_indicator() -> None:
    values = np.array([[np.e, 50.0, 7.0], [1.0, 0.0, np.nan]])
    found = transformed(values, ["log", "logit", "none"])

    assert found[0].tolist() == pytest.approx([1, 0, 7])
    assert found[1, :2].tolist() == pytest.approx([0, np.log(0.5 / 99.5)])
    assert np.isnan(found[1, 2])


def test_impossible_transforms_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="income holds a value that is not above nought"):
        transformed(np.array([[1.0, 0.0]]), ["none", "log"], ["share", "income"])
    with pytest.raises(ValueError, match="share holds a value that is no percentage"):
        transformed(np.array([[101.0]]), ["logit"], ["share"])
