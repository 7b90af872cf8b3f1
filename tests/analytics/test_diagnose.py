from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analytics.diagnose import (
    agreement,
    correlations,
    cronbach_alpha,
    kurtosis,
    principal_components,
    shape,
    skewness,
)

# OECD/JRC Handbook (2008): 23 countries of the Technology Achievement Index, tables 6 and 7, pages 65 and 72. The
# values stand in its table A.2, telephones and electricity with two decimals of their logarithms.
EIGENVALUES = [3.3, 1.7, 1.0, 0.9, 0.5, 0.3, 0.2, 0.1]
PERCENT = [41.9, 21.8, 12.3, 11.1, 6.0, 3.7, 2.2, 0.9]
CORRELATIONS = [
    ("patents", "exports", 0.45),
    ("patents", "internet", -0.09),
    ("royalties", "internet", 0.46),
    ("internet", "electricity_log10", 0.84),
    ("internet", "exports", -0.45),
    ("telephones_log10", "electricity_log10", 0.64),
    ("schooling", "exports", -0.35),
    ("university", "telephones_log10", 0.33),
]


def technology() -> pd.DataFrame:
    path = Path(__file__).parent / "published" / "technology_achievement_2001.csv"
    return pd.read_csv(path, encoding="utf-8", index_col="country").drop(columns="printed")


@pytest.mark.parametrize(("one", "other", "printed"), CORRELATIONS)
def test_published_correlations(one: str, other: str, printed: float) -> None:
    assert round(correlations(technology()).at[one, other], 2) == printed


def test_published_eigenvalues() -> None:
    found = principal_components(technology())

    assert found["eigenvalue"].to_list() == pytest.approx(EIGENVALUES, abs=0.06)
    assert found["share"].to_list() == pytest.approx(PERCENT, abs=0.15)  # inputs have two decimals
    assert found["cumulative"].iloc[-1] == pytest.approx(100)


def test_published_consistency_and_what_leaving_one_out_does_to_it() -> None:
    values = technology()

    assert round(cronbach_alpha(values), 2) == 0.70
    assert round(cronbach_alpha(values.drop(columns="exports")), 2) == 0.77
    assert round(cronbach_alpha(values.drop(columns="telephones_log10")), 2) == 0.60


def test_consistency_by_hand() -> None:
    values = pd.DataFrame({"a": [1.0, 2.0, 3.0, 4.0], "b": [2.0, 2.0, 4.0, 4.0]})

    # Variances 5/3 and 4/3, covariance 4/3: 2 * (1 - 3 / (3 + 8/3)); correlation 2 / sqrt(5).
    assert cronbach_alpha(values, standardised=False) == pytest.approx(2 * (1 - 3 / (3 + 8 / 3)))
    assert cronbach_alpha(values) == pytest.approx(2 * (1 - 2 / (2 + 4 / np.sqrt(5))))


def test_indicators_that_say_the_same_are_fully_consistent() -> None:
    values = pd.DataFrame({"a": [1.0, 2.0, 4.0], "b": [10.0, 20.0, 40.0]})

    assert cronbach_alpha(values) == pytest.approx(1)


def test_what_does_not_vary_is_refused_by_name() -> None:
    values = pd.DataFrame({"a": [1.0, 2.0, 4.0], "b": [1.0, 1.0, 1.0]})

    with pytest.raises(ValueError, match="b does not vary"):
        cronbach_alpha(values)
    with pytest.raises(ValueError, match="not 2 and 2"):
        principal_components(values.iloc[:2])


def test_skewness_and_kurtosis_are_those_of_a_sample() -> None:
    values = np.random.default_rng(3).lognormal(size=(2, 9, 3))

    assert skewness(values) == pytest.approx(stats.skew(values, axis=1, bias=False))
    assert kurtosis(values) == pytest.approx(stats.kurtosis(values, axis=1, bias=False))


def test_the_shape_of_few_or_equal_values_is_not_known() -> None:
    values = np.array([[0.1, 1.0, np.nan], [0.1, 2.0, np.nan], [0.1, np.nan, 3.0], [0.1, np.nan, 4.0]])

    assert np.isnan(skewness(values)).all()
    assert np.isnan(kurtosis(values)).all()


def test_one_huge_value_rules_a_scale() -> None:
    found = shape(pd.DataFrame({"even": np.arange(12.0), "ruled": [*np.arange(11.0), 500.0]}))

    assert found["outliers"].to_list() == [False, True]
    assert found["units"].to_list() == [12, 12]


def test_agreement_counts_the_units_that_have_both() -> None:
    scores = pd.Series({"A": 1.0, "B": 2.0, "C": 3.0, "D": 4.0, "E": np.nan})
    found = agreement(scores, pd.Series({"A": 10.0, "B": 20.0, "C": 40.0, "D": 30.0, "E": 1.0}))

    assert (found.units, round(found.rho, 6)) == (4, 0.8)
