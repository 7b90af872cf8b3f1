"""From the codes of micro-data to answers: design as numbers, places as codes, groups as categories; all checked."""

from bisect import bisect_right
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.survey_design import Design
from analytics.survey_files import Microdata, nearest
from analytics.survey_mapping import Grouping, Survey
from data.errors import Finding, InputError
from data.paths import shown
from geo.places import UnknownPlace, code_of


@dataclass
class Coding:
    """The micro-data of one survey being coded; findings gather, so that one run shows all of them."""

    mapping: Path
    data: Microdata
    findings: list[Finding] = field(default_factory=list)

    def codes(self, variable: str, wanted: Collection[str], key: str) -> set[str]:
        """Codes of one variable for codes or labels of the mapping; one that occurs nowhere is a finding."""
        return set(self.code_map(variable, {text: text for text in wanted}, key))

    def code_map(self, variable: str, wanted: dict[str, str], key: str) -> dict[str, str]:
        """The same for a table: code -> what the mapping says of the code or of its label."""
        labels = self.data.labels.get(variable, {})
        codes = {*labels, *(cell for cell in self.data.cells[variable].unique() if cell is not None)}
        by_label = {label: code for code, label in labels.items()}
        for text in wanted:
            if text not in codes and text not in by_label:
                cure = f"Nearest: {nearest(text, [*sorted(codes), *by_label])}"
                problem = f"is no code or label of {variable}"
                self.findings.append(Finding(shown(self.mapping), 0, key, text, problem, cure))
        return {text if text in codes else by_label.get(text, text): meant for text, meant in wanted.items()}

    def raise_findings(self) -> None:
        """Stop if anything was found.

        Raises:
            InputError: with all findings.
        """
        if self.findings:
            raise InputError(self.findings)


def coded(survey: Survey, coding: Coding) -> pd.DataFrame:
    """The respondents as estimates need them.

    Returns:
        One row per respondent: weight, fpc, second_fpc (float64), stratum, psu (texts) as far as the design has them;
        place (code), age, sex, settlement (categories) as far as the mapping has them, empty where a respondent belongs
        to none. Findings stand in `coding`.
    """
    columns: dict[str, pd.Series[Any]] = {}
    for part in ("weight", "fpc", "second_fpc"):
        if variable := getattr(survey.design, part):
            columns[part] = _numbers(coding, variable)
    for part in ("stratum", "psu"):
        if variable := getattr(survey.design, part):
            columns[part] = _complete(coding, variable, part)
    if survey.place:
        columns["place"] = _categories(coding, survey.place, "place", _place_of(survey.place))
    for name, one in survey.groups.items():
        columns[name] = _ages(coding, one, name) if one.bins else _categories(coding, one, f"groups.{name}", _none)
    return pd.DataFrame(columns)


def design(survey: Survey) -> Design:
    """The design in the names of the coded answers."""
    parts = ("stratum", "psu", "fpc", "second_fpc")
    named = {part: part if getattr(survey.design, part) else "" for part in parts}
    return Design(weight="weight", lonely=survey.design.lonely, **named)


def answers(survey: Survey, coding: Coding, indicator: str) -> "tuple[pd.Series[Any], set[str]]":
    """The codes that respondents gave to one indicator's question, empty where excluded, and the codes that count."""
    question = survey.indicators[indicator]
    key = f"indicators.{indicator}"
    yes = coding.codes(question.variable, question.yes, f"{key}.yes")
    excluded = coding.codes(question.variable, question.excluded, f"{key}.excluded")
    for code in sorted(yes & excluded):
        cure = "Leave it in one of the two lists"
        coding.findings.append(
            Finding(shown(coding.mapping), 0, f"{key}.excluded", code, "is also one of the answers that count", cure)
        )
    given = coding.data.cells[question.variable]
    return given.where(~given.isin(excluded), None), yes


def _complete(coding: Coding, variable: str, part: str) -> "pd.Series[Any]":
    cells = coding.data.cells[variable]
    cure = f"Every respondent belongs to one {part}: mend the row or drop it before the weights are made"
    for position in _positions(cells.isna()):
        coding.findings.append(coding.data.finding(position, variable, f"is no {part}", cure))
    return cells


def _numbers(coding: Coding, variable: str) -> "pd.Series[Any]":
    cells = coding.data.cells[variable]
    numbers = pd.to_numeric(cells, errors="coerce").astype("float64")
    cure = "Weights and population counts are numbers above 0"
    for position in _positions(~(numbers.map(isfinite) & (numbers > 0))):
        coding.findings.append(coding.data.finding(position, variable, "is not a number above 0", cure))
    return numbers


def _positions(wrong: "pd.Series[bool]") -> list[int]:
    return [position for position, bad in enumerate(wrong) if bad]


def _none(label: str) -> str:
    raise UnknownPlace(f"{label!r} is not among the codes")


def _place_of(grouping: Grouping) -> Callable[[str], str]:
    return lambda label: code_of(label, grouping.level)


def _categories(coding: Coding, grouping: Grouping, key: str, otherwise: Callable[[str], str]) -> "pd.Series[Any]":
    """Category of every respondent; a code without one is a finding, once, at its first row."""
    variable = grouping.variable
    known: dict[str, str | None] = dict.fromkeys(coding.codes(variable, grouping.outside, f"{key}.outside"))
    known |= {
        code: _named(coding, grouping, category, key) for code, category in _mapped(coding, grouping, key).items()
    }
    cells = coding.data.cells[variable]
    for code in cells.dropna().unique():
        if code not in known:
            known[code] = _by_label(coding, code, grouping, otherwise)
    return cells.map(known).astype("object")


def _mapped(coding: Coding, grouping: Grouping, key: str) -> dict[str, str]:
    return coding.code_map(grouping.variable, dict(grouping.codes), f"{key}.codes")


def _named(coding: Coding, grouping: Grouping, category: str, key: str) -> str:
    """A category as it stands; a place as its code, whatever its spelling in the mapping."""
    if key != "place":
        return category
    try:
        return code_of(category, grouping.level)
    except UnknownPlace as error:
        problem = f"is no place ({error})"
        cure = "Write a code or a spelling of geo/"
        coding.findings.append(Finding(shown(coding.mapping), 0, "place.codes", category, problem, cure))
        return category


def _by_label(coding: Coding, code: str, grouping: Grouping, otherwise: Callable[[str], str]) -> str | None:
    """What a code means that the mapping does not name: for places, what its label spells."""
    label = coding.data.labels.get(grouping.variable, {}).get(code, code)
    try:
        return otherwise(label)
    except UnknownPlace as error:
        position = coding.data.cells[grouping.variable].tolist().index(code)
        problem = f"has no category ({error})"
        cure = "Add it to the mapping's codes, or to outside"
        coding.findings.append(coding.data.finding(position, grouping.variable, problem, cure))
        return None


def _ages(coding: Coding, grouping: Grouping, name: str) -> "pd.Series[Any]":
    """Ages in bins: "18-34", the last "55+"; who is younger than the first bin belongs to none."""
    cells = coding.data.cells[grouping.variable]
    outside = coding.codes(grouping.variable, grouping.outside, f"groups.{name}.outside")
    years = pd.to_numeric(cells.where(~cells.isin(outside), None), errors="coerce").astype("float64")
    cure = "Give years as a number, or name the code in outside"
    for position in _positions(cells.notna() & ~cells.isin(outside) & years.isna()):
        coding.findings.append(coding.data.finding(position, grouping.variable, "is no age", cure))
    return years.map(lambda age: _bin(age, grouping.bins)).astype("object")


def _bin(age: float, lower: tuple[int, ...]) -> str | None:
    if not age >= lower[0]:
        return None
    place = bisect_right(lower, age) - 1
    return f"{lower[place]}+" if place + 1 == len(lower) else f"{lower[place]}-{lower[place + 1] - 1}"
