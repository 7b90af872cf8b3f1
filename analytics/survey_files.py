"""Reads micro-data: SPSS (.sav), Stata (.dta) and CSV. Answers come as texts of their codes; nothing is stored."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from analytics.survey_design import ExtraMissing
from data.errors import Finding, InputError
from data.paths import shown

SUFFIXES = (".sav", ".dta", ".csv")


@dataclass(frozen=True)
class Microdata:
    """The variables that a mapping asks for.

    Attributes:
        path: the file.
        cells: one row per respondent, one column per variable: the code as text ("1", "-1", "a"), empty (None) where
            nobody was asked. Codes that the file declares as missing (refused, don't know) are kept.
        labels: variable -> code -> label, in the file's own script.
        first_row: what an editor calls the first respondent's row: 2 below the header of a CSV, else 1.
    """

    path: Path
    cells: pd.DataFrame
    labels: Mapping[str, Mapping[str, str]]
    first_row: int

    def finding(self, position: int, column: str, problem: str, cure: str) -> Finding:
        """What is wrong with the cell of one respondent."""
        value = self.cells[column].iloc[position]
        text = "" if value is None else str(value)
        return Finding(shown(self.path), position + self.first_row, column, text, problem, cure)


def read(path: Path, variables: Mapping[str, str]) -> Microdata:
    """The variables of one file.

    Args:
        path: .sav, .dta or .csv.
        variables: name -> key of the mapping that asks for it.

    Raises:
        InputError: the file is missing, unreadable or of another kind, or a variable is not in it.
        ExtraMissing: pyreadstat is not installed and the file is no CSV.
    """
    if path.suffix not in SUFFIXES:
        cure = f"Give one of {', '.join(SUFFIXES)}"
        raise InputError([Finding(shown(path), 0, "", path.name, "is of no known kind", cure)])
    if not path.exists():
        raise InputError([Finding(shown(path), 0, "", path.name, "is not there", "Put it beside the mapping")])
    return _read_csv(path, variables) if path.suffix == ".csv" else _read_statistics(path, variables)


def _read_csv(path: Path, variables: Mapping[str, str]) -> Microdata:
    try:
        cells = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise _unreadable(path, error) from None
    _check_names(path, variables, [str(name) for name in cells])
    return Microdata(path, pd.DataFrame({name: _codes(cells[name]) for name in variables}), {}, 2)


def _read_statistics(path: Path, variables: Mapping[str, str]) -> Microdata:
    pyreadstat = _pyreadstat()
    reader = pyreadstat.read_sav if path.suffix == ".sav" else pyreadstat.read_dta
    try:
        _, about = reader(str(path), metadataonly=True)
        _check_names(path, variables, about.column_names)
        marked, about = reader(str(path), usecols=list(variables), user_missing=True)
        plain = reader(str(path), usecols=list(variables))[0] if path.suffix == ".dta" else marked
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError) as error:
        raise _unreadable(path, error) from None
    cells = {name: _codes(_without_false_noughts(marked[name], plain[name])) for name in variables}
    labels = {
        name: {_code(code): str(label) for code, label in pairs.items()}
        for name, pairs in about.variable_value_labels.items()
    }
    return Microdata(path, pd.DataFrame(cells), labels, 1)


def _without_false_noughts(marked: "pd.Series[Any]", plain: "pd.Series[Any]") -> "pd.Series[Any]":
    """The answers with the letters of Stata's missing values, and nobody asked as empty.

    pyreadstat 1.3.7 turns the plain missing value of a whole-number variable into 0 as soon as the variable also has
    lettered ones and these are asked for; read without them it is empty.
    """
    letters = marked.map(lambda value: isinstance(value, str))
    return marked.astype("object").where(plain.notna() | letters, None)


def _codes(cells: "pd.Series[Any]") -> "pd.Series[Any]":
    """Codes as texts, empty as None."""
    texts = [_code(value) or None for value in cells]
    return pd.Series(texts, dtype="object")


def _code(value: object) -> str:
    """A code as the mapping writes it: 1.0 is "1", as number and as text."""
    if value is None or value != value:  # noqa: PLR0124 - only NaN differs from itself
        return ""
    return re.sub(r"^(-?\d+)\.0+$", r"\1", str(value).strip())


def _check_names(path: Path, variables: Mapping[str, str], known: Collection[str]) -> None:
    findings = [
        Finding(shown(path), 0, key, name, "is no variable of this file", f"Nearest: {nearest(name, known)}")
        for name, key in variables.items()
        if name not in known
    ]
    if findings:
        raise InputError(findings)


def nearest(name: str, known: Collection[str]) -> str:
    """The three most similar names, as a message lists them."""
    from rapidfuzz import process, utils  # noqa: PLC0415 - only an error pays for it

    found = process.extract(name, list(known), limit=3, processor=utils.default_process)
    return ", ".join(text for text, _, _ in found) or "the file has none"


def _unreadable(path: Path, error: Exception) -> InputError:
    kind = {".sav": "SPSS file", ".dta": "Stata file", ".csv": "CSV in UTF-8"}[path.suffix]
    problem = f"cannot be read as {kind} ({error})"
    return InputError([Finding(shown(path), 0, "", path.name, problem, "Export it again from the statistics package")])


def _pyreadstat() -> ModuleType:
    try:
        import pyreadstat  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise ExtraMissing("pyreadstat") from None
    return pyreadstat
