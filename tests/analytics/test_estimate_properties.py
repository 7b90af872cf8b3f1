"""Properties of the estimates on random designs, and their agreement with a linearisation of our own and with svy."""

import math
from collections.abc import Callable
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.estimate import Least, means, ratios, shares
from analytics.survey_design import Design

ANY = Least(respondents=1, clusters=1)
FOUND = ["value", "lower", "upper", "standard_error", "effective_n", "design_effect"]
slowly = settings(max_examples=40, deadline=None)

respondent = st.tuples(
    st.integers(0, 2), st.integers(0, 3), st.floats(0.2, 5), st.sampled_from(["yes", "no", "refused", None]),
    st.sampled_from(["made-up A", "made-up B", None]), st.integers(0, 9), st.integers(1, 9),
)  # fmt: skip


@st.composite
def samples(draw: Callable) -> pd.DataFrame:
    """A made-up sample: every stratum has two clusters that cannot be drawn away, and one respondent in each."""
    rows = draw(st.lists(respondent, min_size=1, max_size=60))
    firm = [
        (stratum, cluster, draw(st.floats(0.2, 5)), draw(st.sampled_from(["yes", "no"])), "made-up A", 3, 2)
        for stratum in {row[0] for row in rows}
        for cluster in (4, 5)
    ]
    columns = ["stratum", "psu", "weight", "answer", "place", "hours", "visits"]
    answers = pd.DataFrame([*rows, *firm], columns=columns).assign(year=2000, grp="")
    clusters = answers.groupby("stratum")["psu"].transform("nunique")
    people = answers.groupby(["stratum", "psu"])["weight"].transform("size")
    return answers.assign(clusters_in_all=clusters + answers["stratum"] + 1, people_in_all=people + answers["psu"])


designs = st.sampled_from([Design(), Design(fpc="clusters_in_all"), Design(stratum="", psu=""), Design(stratum=""),
                           Design(fpc="clusters_in_all", second_fpc="people_in_all")])  # fmt: skip


def by_hand(answers: pd.DataFrame, above: pd.Series, below: pd.Series, design: Design) -> tuple[float, float]:
    """The second opinion: ratio and standard error by our own linearisation; `above` is empty outside the domain."""
    inside = above.notna()
    whole = (answers["weight"] * below)[inside].sum()
    ratio = (answers["weight"] * above)[inside].sum() / whole
    scores = (answers["weight"] * (above - ratio * below) / whole).where(inside, 0.0)
    strata = answers[design.stratum] if design.stratum else pd.Series(0, answers.index)
    units = answers[design.psu] if design.psu else answers.index.to_series()
    variance = 0.0
    for _, rows in answers.groupby(strata):
        clusters = scores[rows.index].groupby(units[rows.index])
        total, count = clusters.sum(), clusters.ngroups
        share = count / rows[design.fpc].iloc[0] if design.fpc else 0.0
        variance += (1 - share) * count * total.var()
        if design.second_fpc:
            for _, one in clusters:
                left = 1 - len(one) / rows.loc[one.index[0], design.second_fpc]
                variance += share * left * len(one) * (one.var() if len(one) > 1 else 0.0)
    return ratio, math.sqrt(variance)


def agree(found: pd.DataFrame, answers: pd.DataFrame, above: pd.Series, below: pd.Series, design: Design) -> None:
    assert len(found)
    for row in found[found["refused"] == ""].to_dict("records"):
        ratio, error = by_hand(answers, above.where(answers["place"] == row["place"]), below, design)
        assert row["value"] == pytest.approx(ratio, rel=1e-9, abs=1e-9)
        assert row["standard_error"] == pytest.approx(error, rel=1e-9, abs=1e-9)


@slowly
@given(samples(), designs)
def test_shares_agree_with_our_own_linearisation(answers: pd.DataFrame, design: Design) -> None:
    yes = answers["answer"].eq("yes").astype(float).where(answers["answer"].notna()) * 100
    below = pd.Series(1.0, answers.index)

    agree(shares(answers, ["yes"], design=design, least=ANY), answers, yes, below, design)


@slowly
@given(samples(), designs)
def test_means_agree_with_our_own_linearisation(answers: pd.DataFrame, design: Design) -> None:
    found = means(answers, answer="hours", design=design, least=ANY)

    agree(found, answers, answers["hours"].astype(float), pd.Series(1.0, answers.index), design)


@slowly
@given(samples(), designs)
def test_ratios_agree_with_our_own_linearisation(answers: pd.DataFrame, design: Design) -> None:
    found = ratios(answers, "hours", "visits", design=design, least=ANY)

    agree(found, answers, answers["hours"].astype(float), answers["visits"].astype(float), design)


@slowly
@given(samples(), st.sampled_from(["korn_graubard", "logit"]))
def test_the_value_lies_inside_its_interval(answers: pd.DataFrame, interval: str) -> None:
    found = shares(answers, ["yes"], least=ANY, interval=interval)
    given = found[found["refused"] == ""]

    assert ((given["lower"] >= 0) & (given["lower"] <= given["value"])).all()
    assert ((given["value"] <= given["upper"]) & (given["upper"] <= 100)).all()
    assert ((given["effective_n"] > 0) & (given["effective_n"] <= given["n"] + 1e-9)).all()


@slowly
@given(samples(), st.floats(0.001, 1000))
def test_the_scale_of_the_weights_does_not_matter(answers: pd.DataFrame, factor: float) -> None:
    found = shares(answers, ["yes"], least=ANY)
    scaled = shares(answers.assign(weight=answers["weight"] * factor), ["yes"], least=ANY)

    np.testing.assert_allclose(scaled[FOUND], found[FOUND], rtol=1e-7, atol=1e-7)


@slowly
@given(samples(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(answers: pd.DataFrame, chance: Random) -> None:
    order = list(range(len(answers)))
    chance.shuffle(order)

    found, shuffled = shares(answers, ["yes"], least=ANY), shares(answers.iloc[order], ["yes"], least=ANY)

    np.testing.assert_allclose(shuffled[FOUND], found[FOUND], rtol=1e-7, atol=1e-7)
    assert shuffled[["place", "n", "clusters", "refused"]].equals(found[["place", "n", "clusters", "refused"]])


@slowly
@given(samples())
def test_between_the_ends_intervals_agree_with_those_of_the_library(answers: pd.DataFrame) -> None:
    import polars as pl
    import svy

    known = answers.assign(place=answers["place"].fillna("elsewhere"), yes=answers["answer"].eq("yes").astype(float))
    table = pl.DataFrame({name: known[name].to_list() for name in ("yes", "place", "weight", "stratum", "psu")})
    sample = svy.Sample(table, svy.Design(stratum="stratum", psu="psu", wgt="weight"))
    theirs = sample.estimation.prop("yes", by="place", ci_method="korn-graubard").to_polars().to_dicts()
    bounds = {row["place"]: (100 * row["lci"], 100 * row["uci"]) for row in theirs if row["yes"] == 1}

    ours = shares(known, [1.0], answer="yes", least=ANY)
    for row in ours[(ours["refused"] == "") & ours["value"].between(0.001, 99.999)].to_dict("records"):
        if row["standard_error"] > 1e-9:  # without spread svy gives the share itself as its interval
            assert (row["lower"], row["upper"]) == pytest.approx(bounds[row["place"]], abs=1e-6)
