"""Known errors of a source: the file keeps what was published, the correction stands beside it with its evidence."""

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd

from data.errors import Finding, InputError
from data.paths import shown

FILE = "corrections.toml"
KEY = ("indicator", "place", "year", "wave", "grp")
NEEDED = {*KEY, "column", "old", "new", "evidence"}


def correct(observations: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """The observations with the folder's corrections.toml applied; corrected rows have the status "corrected".

    Raises:
        InputError: a correction lacks a key, meets no row, or the row does not hold the old value any more.
    """
    found = entries(folder)
    if not found:
        return observations
    corrected = observations.copy()
    for number, entry in enumerate(found, start=1):
        _apply(corrected, entry, folder / FILE, number)
    return corrected


def entries(folder: Path) -> list[dict[str, Any]]:
    """The corrections of a source as its file has them, unchecked; none without a file."""
    path = folder / FILE
    return tomllib.loads(path.read_text(encoding="utf-8")).get("correction", []) if path.exists() else []


def _apply(observations: pd.DataFrame, entry: dict[str, Any], path: Path, number: int) -> None:
    missing = NEEDED - set(entry)
    if missing:
        raise _wrong(
            path, number, ", ".join(sorted(missing)), "is missing", "A correction names its row, old, new and evidence"
        )
    match = (observations[list(KEY)] == [entry[name] for name in KEY]).all(axis=1)
    if match.sum() != 1:
        raise _wrong(
            path, number, str([entry[name] for name in KEY]), f"meets {match.sum()} rows", "Name exactly one row"
        )
    column = entry["column"]
    row = observations.index[match][0]
    if observations.at[row, column] != entry["old"]:
        raise _wrong(
            path,
            number,
            str(observations.at[row, column]),
            f"is not the old value {entry['old']!r}",
            "Has the source mended it? Then remove the correction",
        )
    observations.at[row, column] = entry["new"]
    observations.at[row, "status"] = "corrected"


def _wrong(path: Path, number: int, value: str, problem: str, cure: str) -> InputError:
    return InputError([Finding(shown(path), 0, f"correction {number}", value, problem, cure)])
