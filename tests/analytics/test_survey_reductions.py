"""The SQL path of survey estimates against `analytics.estimate`, which goes through svy, on random designs."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analytics import estimate
from analytics import survey_reductions as reductions
from analytics.estimate import Least
from analytics.survey_design import Design, DesignError
from data.engine import Engine, open_engine

ANY = Least(respondents=1, clusters=1)
COUNTS = ["n", "clusters", "refused"]
NUMBERS = ["value", "lower", "upper", "standard_error", "effective_n", "design_effect"]
RULES = ["refuse", "center", "skip"]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return open_engine("duckdb")


respondent = st.tuples(
    st.integers(0, 4), st.integers(0, 4), st.floats(0.2, 5), st.sampled_from(["yes", "no", "refused", None]),
    st.sampled_from(["made-up A", "made-up B", None]), st.sampled_from(["women", "men"]),
    st.one_of(st.none(), st.integers(0, 9)), st.one_of(st.none(), st.integers(0, 9)),
)  # fmt: skip


@st.composite
def samples(draw: Callable) -> pd.DataFrame:
    """A made-up sample; strata of one cluster, clusters outside every group and missing numbers occur."""
    rows = draw(st.lists(respondent, min_size=2, max_size=70))
    columns = ["stratum", "psu", "weight", "answer", "place", "sex", "hours", "visits"]
    answers = pd.DataFrame(rows, columns=columns).astype({"hours": "float64", "visits": "float64"})
    clusters = answers.groupby("stratum")["psu"].transform("nunique")
    people = answers.groupby(["stratum", "psu"])["weight"].transform("size")
    return answers.assign(clusters_in_all=clusters + answers["stratum"], people_in_all=people + answers["psu"],
                          rows_in_all=float(len(answers) + 3))  # fmt: skip


@st.composite
def designs(draw: Callable) -> Design:
    rule = draw(st.sampled_from(RULES))
    return draw(st.sampled_from([
        Design(lonely=rule), Design(fpc="clusters_in_all", lonely=rule), Design(stratum="", psu="", lonely=rule),
        Design(stratum="", psu="", fpc="rows_in_all", lonely=rule), Design(psu="", lonely=rule),
        Design(fpc="clusters_in_all", second_fpc="people_in_all", lonely=rule),
    ]))  # fmt: skip


groupings = st.sampled_from([["place"], ["place", "sex"], ["sex"]])
# Shrinking a frame takes minutes and says little more.
slowly = settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])


def equal(found: pd.DataFrame, expected: pd.DataFrame, by: list[str]) -> None:
    """The same rows to 1e-9; where nobody differs, a design effect is nought over nought and is not compared."""
    found = found.sort_values(by, ignore_index=True)
    assert list(found) == list(expected)
    assert found[[*by, *COUNTS]].astype(object).equals(expected[[*by, *COUNTS]].astype(object))
    spread = (expected["standard_error"] > 1e-7).to_numpy()
    exact = ["value", "standard_error", "lower", "upper"]
    np.testing.assert_allclose(found[exact], expected[exact], rtol=1e-9, atol=1e-7)
    np.testing.assert_allclose(found.loc[spread, NUMBERS], expected.loc[spread, NUMBERS], rtol=1e-8, atol=1e-9)


@slowly
@given(samples(), designs(), groupings, st.sampled_from(["korn_graubard", "logit"]))
def test_shares_are_those_of_the_other_path(
    engine: Engine, answers: pd.DataFrame, design: Design, by: list[str], interval: estimate.Interval
) -> None:
    engine.register("made_up_answers", answers)
    sample = reductions.sample(engine, "made_up_answers", design)

    found = reductions.shares(sample, ["yes"], by=by, least=ANY, interval=interval)

    equal(found, estimate.shares(answers, ["yes"], by=by, design=design, least=ANY, interval=interval), by)


@slowly
@given(samples(), designs(), groupings)
def test_means_are_those_of_the_other_path(
    engine: Engine, answers: pd.DataFrame, design: Design, by: list[str]
) -> None:
    engine.register("made_up_answers", answers)
    sample = reductions.sample(engine, "made_up_answers", design)

    found = reductions.means(sample, answer="hours", by=by, least=ANY)

    equal(found, estimate.means(answers, answer="hours", by=by, design=design, least=ANY), by)


@slowly
@given(samples(), designs(), groupings)
def test_ratios_are_those_of_the_other_path(
    engine: Engine, answers: pd.DataFrame, design: Design, by: list[str]
) -> None:
    engine.register("made_up_answers", answers)
    sample = reductions.sample(engine, "made_up_answers", design)

    found = reductions.ratios(sample, "hours", "visits", by=by, least=ANY)

    equal(found, estimate.ratios(answers, "hours", "visits", by=by, design=design, least=ANY), by)


def clusters(count: int, each: int = 12) -> pd.DataFrame:
    rows = [("s", psu, 1.0, "yes" if row % 3 else "no") for psu in range(count) for row in range(each)]
    return pd.DataFrame(rows, columns=["stratum", "psu", "weight", "answer"])


def test_no_grouping_is_the_whole_sample(engine: Engine) -> None:
    engine.register("made_up_answers", clusters(4))

    found = reductions.shares(reductions.sample(engine, "made_up_answers"), ["yes"], by=[])

    assert (len(found), found["n"].item(), found["value"].item()) == (1, 48, pytest.approx(200 / 3))


def test_small_groups_are_refused_as_elsewhere(engine: Engine) -> None:
    engine.register("made_up_answers", clusters(2))

    found = reductions.shares(reductions.sample(engine, "made_up_answers"), ["yes"], by=[])

    assert found["refused"].item() == "few_respondents"


def test_a_column_named_like_one_of_the_queries_does_not_meet_it(engine: Engine) -> None:
    engine.register("made_up_answers", clusters(4).assign(ratio="a", n="b"))

    found = reductions.shares(reductions.sample(engine, "made_up_answers"), ["yes"], by=["ratio", "n"])

    assert found.iloc[0][["ratio"]].tolist() == ["a"]


@pytest.mark.parametrize(
    ("change", "design", "message"),
    [
        ({"weight": 0.0}, Design(), "'weight' is not above 0 and finite in stratum s"),
        ({"weight": float("inf")}, Design(), "not above 0 and finite"),
        ({"weight": None}, Design(), "not above 0 and finite"),
        ({"stratum": None}, Design(), "the stratum 'stratum' is empty"),
        ({"psu": None}, Design(), "the psu 'psu' is empty in stratum s"),
        ({"psu": 1}, Design(), "one primary sampling unit only .*refuse, center, skip.* in stratum s"),
        ({"all": 2}, Design(fpc="all"), "sample larger than its population"),
        ({"all": range(5, 53)}, Design(fpc="all"), "more than one population"),
        ({"all": None}, Design(fpc="all"), "the fpc 'all' is empty"),
        ({"all": 9}, Design(second_fpc="all"), "second_fpc needs fpc"),
        ({"all": 9}, Design(fpc="all", second_fpc="all"), "cluster with a sample larger"),
        ({}, Design(lonely="ignore"), "'ignore' is no rule"),
    ],
)
def test_a_broken_design_is_named(engine: Engine, change: dict[str, object], design: Design, message: str) -> None:
    engine.register("made_up_answers", clusters(4).assign(**change))

    with pytest.raises(DesignError, match=message):
        reductions.sample(engine, "made_up_answers", design)


def test_a_name_that_is_no_column_stops(engine: Engine) -> None:
    engine.register("made_up_answers", clusters(4))

    with pytest.raises(ValueError, match="is no name for a column"):
        reductions.sample(engine, "made_up_answers", Design(weight='weight"; DROP TABLE x'))
