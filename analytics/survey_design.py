"""How a sample was drawn, and the variance of a ratio under it. The only module that knows the library svy.

Method: Taylor linearisation of a ratio of weighted totals, with-replacement variance between primary sampling units
(PSUs) inside strata, times the finite population correction where it is given (Binder, International Statistical
Review 51, 1983). A domain keeps the whole design: records outside it count with zero.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

import pandas as pd

if TYPE_CHECKING:
    from types import ModuleType

Lonely = Literal["fail", "refuse", "center", "skip"]
LONELY: tuple[Lonely, ...] = get_args(Lonely)
OUTSIDE = -1


class DesignError(ValueError):
    """The columns of a design do not describe a sample; the message names the stratum, cluster or row."""


class ExtraMissing(RuntimeError):
    """A package of requirements-survey.txt is not installed; the message says how to install it."""

    def __init__(self, package: str) -> None:
        super().__init__(
            f"{package} is not installed: estimates from micro-data need requirements-survey.txt. "
            "Run `make setup-survey` (or `pip install --require-hashes -r requirements-survey.txt`)"
        )


@dataclass(frozen=True)
class Design:
    """Which columns of the answers say how they were drawn.

    Attributes:
        weight: weight of the respondent, above 0; only its proportions matter.
        stratum: stratum; "" = the sample was not stratified.
        psu: primary sampling unit, told apart within its stratum; "" = every row was drawn by itself.
        fpc: number of primary sampling units in the stratum's population; "" = very many, or drawn with replacement.
        second_fpc: number of respondents there are in the primary sampling unit; needs `fpc`.
        lonely: what to do with a stratum of one primary sampling unit: "fail" (the default) stops, "refuse" gives no
            estimate for a group with respondents in it, "center" measures it around the mean of all units (too wide
            rather than too narrow), "skip" says it was certain to be drawn and adds nothing.
    """

    weight: str = "weight"
    stratum: str = "stratum"
    psu: str = "psu"
    fpc: str = ""
    second_fpc: str = ""
    lonely: Lonely = "fail"


def drawn(answers: pd.DataFrame, design: Design) -> pd.DataFrame:
    """What the design says of each respondent, checked.

    Args:
        answers: one row per respondent with the columns that the design names.
        design: the names.

    Returns:
        One row per respondent, index of `answers`: weight, stratum and psu (numbers; a psu's number is its own in the
        whole sample), lonely (bool: the stratum has one psu), and fpc and second_fpc where the design has them.

    Raises:
        DesignError: a missing column or cell, a weight that is not above 0, a population smaller than its sample, or
            a lonely stratum under the rule "fail".
    """
    if design.second_fpc and not design.fpc:
        raise DesignError("second_fpc needs fpc: the correction of the second stage alone has no meaning")
    names = {"weight": design.weight, "stratum": design.stratum, "psu": design.psu,
             "fpc": design.fpc, "second_fpc": design.second_fpc}  # fmt: skip
    cells = {part: _cells(answers, name, part) for part, name in names.items() if name}
    frame = pd.DataFrame(cells, index=answers.index)
    frame["stratum_name"] = frame["stratum"] if design.stratum else "the whole sample"
    frame["stratum"] = pd.factorize(frame["stratum_name"])[0]
    frame["psu"] = frame.groupby(["stratum", "psu"]).ngroup() if design.psu else range(len(frame))
    _check_weights(frame)
    _check_lonely(frame, design)
    _check_population(frame, "fpc", "stratum", frame.groupby("stratum")["psu"].transform("nunique"))
    _check_population(frame, "second_fpc", "psu", frame.groupby("psu")["psu"].transform("size"))
    return frame.drop(columns="stratum_name")


def _cells(answers: pd.DataFrame, name: str, part: str) -> "pd.Series[Any]":
    if name not in answers:
        raise DesignError(f"the answers have no column {name!r}, which the design names as {part}")
    cells = answers[name]
    if cells.isna().any():
        raise DesignError(f"{part} {name!r} is empty in row {cells.index[cells.isna()][0]}")
    return cells if part in ("stratum", "psu") else cells.astype("float64")


def _check_weights(frame: pd.DataFrame) -> None:
    wrong = frame[~((frame["weight"] > 0) & (frame["weight"] < float("inf")))]
    if len(wrong):
        raise DesignError(f"the weight {wrong['weight'].iloc[0]} in row {wrong.index[0]} is not above 0 and finite")


def _check_lonely(frame: pd.DataFrame, design: Design) -> None:
    frame["lonely"] = frame.groupby("stratum")["psu"].transform("nunique") == 1
    if design.lonely not in LONELY:
        raise DesignError(f"{design.lonely!r} is no rule for lonely units; known are {', '.join(LONELY)}")
    names = frame.loc[frame["lonely"], "stratum_name"].unique()
    if len(names) and design.lonely == "fail":
        listed = ", ".join(str(name) for name in names)
        raise DesignError(
            f"one primary sampling unit only in stratum {listed}: the spread inside it cannot be known. "
            "Join it with a neighbouring stratum, or choose one of the rules refuse, center, skip"
        )


def _check_population(frame: pd.DataFrame, column: str, unit: str, sampled: "pd.Series[int]") -> None:
    """A population is one number for each unit, and not smaller than what was drawn from it."""
    if column not in frame:
        return
    several = frame.groupby(unit)[column].transform("nunique") > 1
    small = frame[column] < sampled
    for wrong, problem in ((several, "has more than one"), (small, "has a sample larger than its")):
        if wrong.any():
            row = frame[wrong].iloc[0]
            raise DesignError(f"a {unit} of stratum {row['stratum_name']} {problem} population ({column})")


def ratios_of_totals(units: pd.DataFrame, lonely: Lonely = "fail") -> pd.DataFrame:
    """The ratio of two weighted totals in each domain, with its design-based standard error.

    Args:
        units: one row per respondent of the whole sample: what `drawn` returned, and numerator, denominator (finite),
            domain (whole numbers; OUTSIDE = in none).
        lonely: the rule for strata of one unit.

    Returns:
        One row per domain, index domain: estimate, standard_error, in the unit of numerator / denominator.

    Raises:
        ExtraMissing: svy is not installed.
    """
    svy = _svy()
    import polars as pl  # noqa: PLC0415 - comes with svy

    columns = [name for name in units if name != "lonely"]
    table = pl.DataFrame({name: units[name].to_numpy() for name in columns}).with_row_index("respondent")
    sample = svy.Sample(table, svy.Design(**_named(svy, units, lonely)))
    found = sample.estimation.ratio("numerator", "denominator", by="domain").to_polars()
    rows = {name: found[name].to_list() for name in ("domain", "est", "se")}
    frame = pd.DataFrame(rows).rename(columns={"est": "estimate", "se": "standard_error"})
    return frame[frame["domain"] != OUTSIDE].set_index("domain").sort_index()


def _named(svy: "ModuleType", units: pd.DataFrame, lonely: Lonely) -> dict[str, Any]:
    """The design in svy's words; a refused stratum adds nothing here, its groups are refused by the caller."""
    named: dict[str, Any] = {"wgt": "weight", "stratum": "stratum", "psu": "psu"}
    if "second_fpc" in units:
        # Without the respondents as units of the second stage svy leaves out the variance of that stage, silently.
        named |= {"pop_size": svy.PopSize("fpc", "second_fpc"), "ssu": "respondent"}
    elif "fpc" in units:
        named["pop_size"] = "fpc"
    if lonely != "fail":
        named["singleton"] = "skip" if lonely == "refuse" else lonely
    return named


def _svy() -> "ModuleType":
    try:
        import svy  # noqa: PLC0415 - an extra, and slow to import
    except ModuleNotFoundError as error:
        raise ExtraMissing(error.name or "svy") from None
    return svy
