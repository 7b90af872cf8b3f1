"""Imports a survey from its micro-data: only estimates are written, respondents' rows never leave this process."""

import csv
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analytics import catalogue, survey_answers, survey_files, survey_mapping
from analytics.combine import as_dicts
from analytics.estimate import Least, shares
from analytics.survey_answers import Coding
from analytics.survey_design import DesignError
from analytics.survey_mapping import Survey
from data.errors import Finding, InputError
from data.observations import COLUMNS, GAP_COLUMNS
from data.paths import shown

WIDEST = 50  # points; wider intervals carry nothing (docs/decisions/0002-figures-into-sources.md)
WIDE = 40  # points; from here on the row says that it is wide
Row = dict[str, Any]


@dataclass(frozen=True)
class Imported:
    """What one run wrote.

    Attributes:
        observations: rows of observations.csv.
        gaps: rows of gaps.csv.
        folder: where they stand.
    """

    observations: int
    gaps: int
    folder: Path


def estimates(mapping: Path, step: Callable[[str], None] = lambda name: None) -> pd.DataFrame:
    """The estimates of one survey; nothing is written.

    Args:
        mapping: the mapping file; the micro-data stand beside it.
        step: told the name of each indicator when it is done.

    Returns:
        One row per indicator, breakdown and group, sorted: indicator, place, year, wave, grp and the columns of
        `analytics.estimate.shares`.

    Raises:
        InputError: with every finding in the mapping and in the micro-data.
        ExtraMissing: the survey packages are not installed.
    """
    survey = survey_mapping.load(mapping)
    _check_indicators(mapping, survey)
    data = survey_files.read(mapping.parent / survey.file, survey.variables)
    coding = Coding(mapping, data)
    people = survey_answers.coded(survey, coding)
    questions = {name: survey_answers.answers(survey, coding, name) for name in survey.indicators}
    coding.raise_findings()
    frames = []
    for name, (given, yes) in questions.items():
        frames.append(_of_indicator(survey, people.assign(answer=given), yes, data.path).assign(indicator=name))
        step(name)
    rows = pd.concat(frames, ignore_index=True).assign(wave=survey.wave)
    return rows.sort_values(["indicator", "place", "year", "wave", "grp"], ignore_index=True)


def _check_indicators(mapping: Path, survey: Survey) -> None:
    known = catalogue.catalogue()
    findings = [
        Finding(shown(mapping), 0, "indicators", name, "has no record",
                f"Write analytics/indicators/{name}.toml first. Nearest: {survey_files.nearest(name, known)}")
        for name in survey.indicators if name not in known
    ]  # fmt: skip
    if findings:
        raise InputError(findings)


def _of_indicator(survey: Survey, people: pd.DataFrame, yes: set[str], path: Path) -> pd.DataFrame:
    least = Least(survey.minimum.respondents, survey.minimum.clusters)
    design = survey_answers.design(survey)
    frames = [_grouped(survey, people, breakdown) for breakdown in survey.printed]
    try:
        return pd.concat([shares(frame, yes, design=design, least=least) for frame in frames], ignore_index=True)
    except DesignError as error:
        cure = "Mend the data, or see [design] in docs/survey-import.md"
        raise InputError([Finding(shown(path), 0, "design", path.name, f"is no sample: {error}", cure)]) from None


def _grouped(survey: Survey, people: pd.DataFrame, breakdown: tuple[str, ...]) -> pd.DataFrame:
    """The respondents with place, year and grp of one breakdown; empty where one belongs to no group of it."""
    place = people["place"] if "place" in breakdown else survey.whole
    grp = pd.Series("", people.index, dtype="object")
    for name in breakdown:
        if name != "place":
            grp = grp.where(grp == "", grp + "|") + (f"{name}=" + people[name])
    return people.assign(place=place, year=survey.year, grp=grp)


def write(rows: pd.DataFrame, folder: Path) -> Imported:
    """Write estimates as observations.csv and gaps.csv of a source folder.

    Both are written aside and moved into place whole when both are complete; other files of the folder stay. Rows of an
    earlier import are replaced.

    Args:
        rows: what `estimates` returned.
        folder: the source folder; it is made when it is missing.
    """
    records: list[Row] = as_dicts(rows)
    shown_rows = [_observation(row) for row in records if not _reason(row)]
    gaps = [_gap(row, _reason(row)) for row in records if _reason(row)]
    folder.mkdir(parents=True, exist_ok=True)
    written = [_aside(folder / "observations.csv", COLUMNS, shown_rows), _aside(folder / "gaps.csv", GAP_COLUMNS, gaps)]
    for aside, path in written:
        aside.replace(path)
    return Imported(len(shown_rows), len(gaps), folder)


def _reason(row: Row) -> str:
    """Why a cell is not shown, as the note of its gap; "" when it is shown."""
    counted = f"n={row['n']}; clusters={row['clusters']}"
    if row["refused"]:
        return counted + ("; a stratum with one cluster" if row["refused"] == "lonely_psu" else "")
    width = row["upper"] - row["lower"]
    return f"n={row['n']}; interval {width:.1f} points wide" if width > WIDEST else ""


def _observation(row: Row) -> Row:
    numbers = {name: f"{row[name]:.2f}" for name in ("value", "lower", "upper")}
    return {
        **_key(row),
        **numbers,
        "n": row["n"],
        "flag": "wide-interval" if row["upper"] - row["lower"] > WIDE else "",
    }


def _gap(row: Row, note: str) -> Row:
    return {**_key(row), "reason": "suppressed", "note": note}


def _key(row: Row) -> Row:
    return {name: row[name] for name in ("indicator", "place", "year", "wave", "grp")}


def _aside(path: Path, columns: Sequence[str], rows: list[Row]) -> tuple[Path, Path]:
    """Write one file beside its place; the name does not end in .csv, so that a build never reads a half of it."""
    aside = path.with_name(f"{path.name}.partial")
    with aside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        file.flush()
        os.fsync(file.fileno())
    return aside, path
