"""Worked examples that others have printed: every printed digit is met."""

from pathlib import Path

import pandas as pd
import pytest

from analytics.estimate import Least, means, ratios, shares
from analytics.estimate_intervals import korn_graubard
from analytics.survey_design import Design

PUBLISHED = Path(__file__).parent / "published"
ANY = Least(respondents=1, clusters=1)  # the examples are smaller than what Kvali would print


def example(name: str) -> pd.DataFrame:
    return pd.read_csv(PUBLISHED / f"{name}.csv", encoding="utf-8").assign(whole="sample")


def one_mean(answers: pd.DataFrame, answer: str, design: Design) -> "pd.Series":
    return means(answers, answer=answer, by=["whole"], design=design, least=ANY).iloc[0]


@pytest.mark.parametrize(("population", "error"), [("", 0.7412683), ("population", 0.6160407)])
def test_stratified_clusters_with_and_without_population_correction(population: str, error: float) -> None:
    # Data set fpc of R's survey package (Lumley), from Stata's svy manual, StataCorp; printed by both:
    # mean 5.448148, standard error 0.7412683 without and 0.6160407 with finite population correction.
    found = one_mean(example("two_strata"), "x", Design(fpc=population))

    assert round(found["value"], 6) == 5.448148
    assert round(found["standard_error"], 7) == error
    assert found["clusters"] == 8


def test_one_stage_clusters_with_population_correction() -> None:
    # Lohr, Sampling: Design and Analysis, one-stage cluster sampling: grades in 5 of 100 suites; printed: mean 2.826,
    # standard error 0.164.
    answers = example("grades_by_suite").assign(weight=20, suites=100)

    found = one_mean(answers, "grade", Design(stratum="", psu="suite", fpc="suites"))

    assert round(found["value"], 3) == 2.826
    assert round(found["standard_error"], 3) == 0.164


def test_ratio_over_clusters_of_unequal_size() -> None:
    # Scheaffer, Mendenhall and Ott, Elementary Survey Sampling, cluster sampling: income of the residents of 25 out of
    # 415 blocks; printed: 8,801 dollars a resident, bound on the error (two standard errors) 1,617.
    answers = example("incomes_by_block").assign(weight=1, blocks=415)
    design = Design(stratum="", psu="block", fpc="blocks")

    found = ratios(answers, "income", "residents", by=["whole"], design=design, least=ANY).iloc[0]

    assert round(found["value"]) == 8801
    assert round(2 * found["standard_error"]) == 1617


def test_two_stages_each_with_its_population() -> None:
    # Hempelmann, "Multistage Sampling", R-help mailing list, 7 July 2006, output of R's survey package: 3 of 23
    # clusters, some units of each; printed: mean 45.796, standard error 5.5483.
    answers = example("two_stages").assign(clusters_in_all=23)
    drawn = answers.groupby("cluster")["y"].transform("size")
    design = Design(stratum="", psu="cluster", fpc="clusters_in_all", second_fpc="units_in_cluster")

    found = one_mean(answers.assign(weight=23 / 3 * answers["units_in_cluster"] / drawn), "y", design)

    assert round(found["value"], 3) == 45.796
    assert round(found["standard_error"], 4) == 5.5483


def test_none_of_ten_is_the_printed_exact_interval() -> None:
    # Clopper and Pearson, Biometrika 26 (1934): none of ten, 95 %: 0 to 30.85 percent, that is 1 - 0.025 ** (1 / 10).
    answers = pd.DataFrame({"answer": ["no"] * 10, "weight": 1.0, "whole": "sample"})

    found = shares(answers, ["yes"], by=["whole"], design=Design(stratum="", psu=""), least=ANY).iloc[0]

    assert (found["value"], found["lower"], round(found["upper"], 2)) == (0, 0, 30.85)


def test_half_of_ten_is_the_printed_exact_interval() -> None:
    # The same tables: five of ten, 95 %: 18.71 to 81.29 percent.
    assert [round(100 * bound, 2) for bound in korn_graubard(0.5, 10, 10, 9)] == [18.71, 81.29]
