import subprocess
import sys

import pandas as pd
import pytest

from analytics.estimate import Least, ratios, shares
from analytics.survey_design import Design, DesignError, ExtraMissing, drawn
from data.paths import ROOT

ANY = Least(respondents=1, clusters=1)
FOUND = ["value", "lower", "upper", "standard_error", "effective_n", "design_effect"]


def made_up(*rows: tuple[str, int, str], **more: object) -> pd.DataFrame:
    """One row per respondent: stratum, psu, answer."""
    frame = pd.DataFrame(rows, columns=["stratum", "psu", "answer"])
    return frame.assign(weight=1.0, place="made-up", year=2000, grp="").assign(**more)


def of_clusters(clusters: int, each: int = 10, answer: str = "yes") -> pd.DataFrame:
    return made_up(*[("made-up", cluster, answer) for cluster in range(clusters) for _ in range(each)])


def test_refusals_stay_in_the_denominator() -> None:
    answers = made_up(*[("s", psu, answer) for psu in range(3) for answer in ("yes", "no", "refused", "don't know")])

    assert shares(answers, ["yes"], least=ANY)["value"].item() == pytest.approx(25)


def test_who_was_not_asked_leaves_the_denominator_but_not_the_design() -> None:
    asked = made_up(*[("s", psu, answer) for psu in range(4) for answer in ("yes", "no")])
    answers = asked.assign(answer=asked["answer"].where(asked["psu"] < 3))

    found = shares(answers, ["yes"], least=ANY).iloc[0]

    assert (found["value"], found["n"], found["clusters"]) == (pytest.approx(50), 6, 3)


def test_a_domain_keeps_the_clusters_that_hold_none_of_its_respondents() -> None:
    """Dropping the others would count three clusters, as if nobody had tried the rest."""
    answers = made_up(*[("s", psu, answer) for psu in range(6) for answer in ("yes", "no", "no")])
    answers.loc[answers.index[1], "answer"] = "yes"
    domain = answers.assign(place=["made-up" if psu < 3 else "elsewhere" for psu in answers["psu"]])

    kept = shares(domain, ["yes"], least=ANY).set_index("place").loc["made-up"]
    dropped = shares(answers[answers["psu"] < 3], ["yes"], least=ANY).iloc[0]

    assert kept["value"] == dropped["value"]
    # Sum of squares over 6 x 5 pairs of clusters instead of 3 x 2: the factor n / (n - 1) is 6 / 5, not 3 / 2.
    assert (dropped["standard_error"] / kept["standard_error"]) ** 2 == pytest.approx((3 / 2) / (6 / 5))


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (of_clusters(3, each=9), "few_respondents"),
        (of_clusters(2, each=20), "few_clusters"),
        (of_clusters(3, each=10), ""),
    ],
)
def test_refusing_is_data(answers: pd.DataFrame, reason: str) -> None:
    found = shares(answers, ["yes"]).iloc[0]

    assert found["refused"] == reason
    assert found[FOUND[:5]].isna().all() == bool(reason)
    assert (found["n"], found["clusters"]) == (len(answers), answers["psu"].nunique())


def test_a_refusal_does_not_take_its_neighbours_with_it() -> None:
    answers = pd.concat([of_clusters(3), of_clusters(2).assign(place="small")], ignore_index=True)

    found = shares(answers, ["yes"]).set_index("place")

    assert found["refused"].to_dict() == {"made-up": "", "small": "few_respondents"}


def test_clusters_in_as_many_strata_say_nothing_of_their_spread() -> None:
    answers = made_up(*[(stratum, psu, "yes") for stratum in "abc" for psu in range(2) for _ in range(10)])
    answers = answers.assign(place=["made-up" if psu == 0 else "elsewhere" for psu in answers["psu"]])

    found = shares(answers, ["yes"]).set_index("place")

    assert found["refused"].to_dict() == {"made-up": "lonely_psu", "elsewhere": "lonely_psu"}


def test_a_ratio_to_nothing_is_refused() -> None:
    answers = of_clusters(3).assign(hours=2.0, visits=0.0)

    assert ratios(answers, "hours", "visits")["refused"].item() == "no_denominator"


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_an_interval_exists_at_none_and_at_all(answer: str) -> None:
    found = shares(of_clusters(4, answer=answer), ["yes"]).iloc[0]

    assert (found["lower"] == 0) == (answer == "no")
    assert (found["upper"] == 100) == (answer == "yes")
    assert 0 < found["upper"] - found["lower"] < 50


def test_unequal_weights_leave_less_at_none() -> None:
    even = of_clusters(4, answer="no")
    uneven = even.assign(weight=[1.0, 9.0] * (len(even) // 2))

    assert shares(uneven, ["yes"])["upper"].item() > shares(even, ["yes"])["upper"].item()


def test_equal_answers_inside_clusters_cost_effective_respondents() -> None:
    """Twelve clusters of ten who answer alike are worth little more than twelve people."""
    answers = made_up(*[("s", psu, "yes" if psu % 2 else "no") for psu in range(12) for _ in range(10)])

    found = shares(answers, ["yes"]).iloc[0]

    assert found["design_effect"] == pytest.approx(120 / 11)
    assert found["effective_n"] == pytest.approx(11)


def two_and_one() -> pd.DataFrame:
    pairs = [("firm", psu, answer) for psu in range(4) for answer in ("yes", "no", "yes") * 4]
    alone = made_up(*[("made-up lonely", 0, "yes")] * 12).assign(place="alone")
    return pd.concat([made_up(*pairs), alone], ignore_index=True)


def test_a_lonely_unit_stops_by_default_and_names_its_stratum() -> None:
    with pytest.raises(DesignError, match=r"stratum made-up lonely.*refuse, center, skip"):
        shares(two_and_one(), ["yes"])


def test_a_lonely_unit_can_refuse_only_its_own_groups() -> None:
    found = shares(two_and_one(), ["yes"], design=Design(lonely="refuse"), least=ANY).set_index("place")

    assert found["refused"].to_dict() == {"alone": "lonely_psu", "made-up": ""}


def test_centring_a_lonely_unit_is_never_less_cautious_than_leaving_it_out() -> None:
    answers = two_and_one().assign(place="made-up")
    errors = {
        rule: shares(answers, ["yes"], design=Design(lonely=rule), least=ANY)["standard_error"].item()
        for rule in ("center", "skip")
    }

    assert errors["center"] > errors["skip"]


@pytest.mark.parametrize(
    ("change", "design", "message"),
    [
        ({"weight": 0.0}, Design(), "weight 0.0 in row 0 is not above 0"),
        ({"weight": float("inf")}, Design(), "not above 0 and finite"),
        ({"stratum": None}, Design(), "stratum 'stratum' is empty in row 0"),
        ({}, Design(psu="cluster"), "no column 'cluster', which the design names as psu"),
        ({"all": 2}, Design(fpc="all"), "sample larger than its population"),
        ({"all": range(5, 35)}, Design(fpc="all"), "more than one population"),
        ({"all": 9}, Design(second_fpc="all"), "second_fpc needs fpc"),
        ({}, Design(lonely="ignore"), "'ignore' is no rule"),
    ],
)
def test_a_broken_design_is_named(change: dict[str, object], design: Design, message: str) -> None:
    with pytest.raises(DesignError, match=message):
        drawn(of_clusters(3).assign(**change), design)


def test_a_cluster_number_used_in_two_strata_is_two_clusters() -> None:
    answers = made_up(*[(stratum, psu, "yes") for stratum in "ab" for psu in range(2) for _ in range(10)])

    assert shares(answers, ["yes"])["clusters"].item() == 4


def test_nobody_asked_gives_no_rows() -> None:
    assert shares(of_clusters(3).assign(answer=None), ["yes"]).empty


def test_a_missing_package_is_named_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "svy", None)

    with pytest.raises(ExtraMissing, match=r"svy.*requirements-survey\.txt.*make setup-survey"):
        shares(of_clusters(3), ["yes"])


def test_estimates_are_imported_without_the_survey_packages() -> None:
    code = "import analytics.estimate, sys; print([m for m in ('svy', 'polars', 'scipy') if m in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "[]"
