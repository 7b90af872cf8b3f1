"""Reads a source's observations: every cell checked, nothing lost, every finding with its file, line and cure."""

import hashlib
import re
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from data.errors import Finding, InputError
from data.paths import shown
from data.source_records import Source

COLUMNS = ("indicator", "place", "year", "wave", "grp", "value", "qualifier", "lower", "upper", "n", "flag", "note")
OPTIONAL = {"statistic": "value"}
GAP_COLUMNS = ("indicator", "place", "year", "wave", "grp", "reason", "note")
KEY = ["indicator", "place", "year", "wave", "grp", "statistic"]
QUALIFIERS = ("", "about", "over", "under", "up to")
STATISTICS = ("value", "baseline", "milestone", "target")
REASONS = ("suppressed", "not collected", "not published", "not found", "occupied", "asked of hub")
DIMENSIONS = ("sex", "age", "settlement", "answer", "size", "field", "company", "trust_ngo")

NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")
GROUP = re.compile(r"([a-z_]+=[^|=]+)(\|[a-z_]+=[^|=]+)*")


@dataclass(frozen=True)
class Known:
    """What a row may name: indicators with a record, and places."""

    indicators: Collection[str]
    places: Collection[str]


@dataclass(frozen=True)
class Rule:
    """One column's rule: which texts it allows, what is wrong with the others, and the cure."""

    column: str
    allows: Callable[[str], bool]
    problem: str
    cure: str


def _rules(known: Known) -> list[Rule]:
    where = "Mend the name, or add the {}".format
    return [
        Rule("indicator", lambda text: text in known.indicators, "is no indicator", where("record")),
        Rule("place", lambda text: text in known.places, "is no place", where("place to geo/")),
        Rule("year", _is_year, "is no year from 1900 to 2100", "Write the data year with four digits"),
        Rule("grp", _is_group, "is no group", "Write dimension=category, several joined by | in alphabetical order"),
    ]


def _value_rules() -> list[Rule]:
    number = "Write digits with a decimal point, without spaces; a missing value belongs in gaps.csv"
    return [
        Rule("statistic", lambda text: text in STATISTICS, "is no statistic", f"Use one of {', '.join(STATISTICS)}"),
        Rule("value", lambda text: bool(NUMBER.fullmatch(text)), "is no number", number),
        Rule("lower", _is_optional_number, "is no number", number),
        Rule("upper", _is_optional_number, "is no number", number),
        Rule("n", lambda text: text == "" or (text.isdigit() and int(text) > 0), "is no count", "Write a whole number"),
        Rule(
            "qualifier", lambda text: text in QUALIFIERS, "is no qualifier", f"Use one of {', '.join(QUALIFIERS[1:])}"
        ),
    ]


def _is_year(text: str) -> bool:
    return text.isdigit() and 1900 <= int(text) <= 2100


def _is_optional_number(text: str) -> bool:
    return text == "" or bool(NUMBER.fullmatch(text))


def _is_group(text: str) -> bool:
    if not text:
        return True
    parts = text.split("|")
    dimensions = [part.split("=")[0] for part in parts]
    return bool(GROUP.fullmatch(text)) and dimensions == sorted(set(dimensions)) and set(dimensions) <= set(DIMENSIONS)


def digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of the files of a folder, subfolders too."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def read(folder: Path, source: Source, known: Known) -> pd.DataFrame:
    """The published facts of one source folder.

    Returns:
        One row per observation: indicator, place, year (int64), wave, grp, statistic, value, qualifier, lower, upper
        (float64, NaN where the source prints none), interval_kind, interval_level, n (Int64), status, flag, note,
        source.

    Raises:
        InputError: with every finding in the folder's observation files.
    """
    files = sorted(path for path in folder.glob("*.csv") if path.name != "gaps.csv")
    if not files:
        raise InputError([Finding(shown(folder), 0, "", folder.name, "has no observations", "Add observations.csv")])
    texts = pd.concat([_texts(path, COLUMNS) for path in files], ignore_index=True)
    _check(texts, _rules(known) + _value_rules())
    _check_keys(texts, KEY)
    return _typed(texts, source)


def read_gaps(folder: Path, source: Source, known: Known) -> pd.DataFrame:
    """The numbers that a reader would look for and this source does not give: one row each, with the reason."""
    path = folder / "gaps.csv"
    if not path.exists():
        return pd.DataFrame(columns=[*GAP_COLUMNS, "source"])
    texts = _texts(path, GAP_COLUMNS)
    reason = Rule("reason", lambda text: text in REASONS, "is no reason", f"Use one of {', '.join(REASONS)}")
    _check(texts, [*_rules(known), reason])
    _check_keys(texts, KEY[:-1])
    gaps = texts[list(GAP_COLUMNS)].assign(source=source.source, year=texts["year"].astype("int64"))
    return gaps.assign(note=gaps["note"].where(gaps["note"] != "", None))


def _texts(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """The cells of one file as texts, with the file's name and each row's line."""
    cells = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    allowed = [*columns, *OPTIONAL] if columns is COLUMNS else list(columns)
    missing = [column for column in columns if column not in cells]
    unknown = [str(column) for column in cells if column not in allowed]
    if missing or unknown:
        cure = f"The header must hold {','.join(columns)}"
        wrong = [(name, "is missing") for name in missing] + [(name, "is not known") for name in unknown]
        raise InputError([Finding(shown(path), 1, name, name, problem, cure) for name, problem in wrong])
    for column, default in OPTIONAL.items():
        if column not in cells:
            cells[column] = default
    return cells.assign(file=shown(path), line=cells.index + 2)


def _check(texts: pd.DataFrame, rules: list[Rule]) -> None:
    findings = []
    for rule in rules:
        allowed = {text: rule.allows(text) for text in texts[rule.column].unique()}
        if all(allowed.values()):
            continue
        wrong = texts[~texts[rule.column].map(allowed).astype(bool)]
        findings += [_finding(row, rule.column, rule.problem, rule.cure) for row in wrong.to_dict("records")]
    if findings:
        raise InputError(findings)


def _finding(row: Mapping[Hashable, Any], column: str, problem: str, cure: str) -> Finding:
    return Finding(str(row["file"]), int(row["line"]), column, str(row[column]), problem, cure)


def _check_keys(texts: pd.DataFrame, key: list[str]) -> None:
    twice = texts[texts.duplicated(key, keep="first")]
    cure = "One row per indicator, place, year, wave and group; `wave` tells two values of one year apart"
    findings = [
        _finding(row, "indicator", "stands twice with this place, year, wave and group", cure)
        for row in twice.to_dict("records")
    ]
    if findings:
        raise InputError(findings)


def _typed(texts: pd.DataFrame, source: Source) -> pd.DataFrame:
    numbers = {
        column: pd.to_numeric(texts[column].where(texts[column] != "")).astype("float64")
        for column in ("value", "lower", "upper")
    }
    typed = texts.assign(
        **numbers,
        year=texts["year"].astype("int64"),
        n=pd.to_numeric(texts["n"].where(texts["n"] != "")).astype("Int64"),
        source=source.source,
        status="published",
        flag=texts["flag"].where(texts["flag"] != "", None),
        note=texts["note"].where(texts["note"] != "", None),
    )
    _check_bounds(typed, source)
    bounded = typed["lower"].notna()
    return typed.drop(columns=["file", "line"]).assign(
        interval_kind=bounded.map({True: source.interval.kind if source.interval else None, False: None}),
        interval_level=bounded.map({True: source.interval.level if source.interval else None, False: None}).astype(
            "float64"
        ),
    )


def _check_bounds(typed: pd.DataFrame, source: Source) -> None:
    one_sided = typed["lower"].isna() != typed["upper"].isna()
    outside = typed["lower"].notna() & ~((typed["lower"] <= typed["value"]) & (typed["value"] <= typed["upper"]))
    undeclared = typed["lower"].notna() & (source.interval is None)
    problems = [
        (one_sided, "has one bound only", "Give both bounds or none"),
        (outside, "lies above the value, or the value above the upper bound", "Mend the row, or add a correction"),
        (undeclared, "is a bound without a meaning", "Add [interval] kind and level to source.toml"),
    ]
    findings = [
        _finding(row, "lower", problem, cure)
        for wrong, problem, cure in problems
        if wrong.any()
        for row in typed[wrong].to_dict("records")
    ]
    if findings:
        raise InputError(findings)
