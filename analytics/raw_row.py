"""Where a published fact comes from, down to the line of a file, and whether the file still says what it says."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from data import raw_rows
from data.ids import KEY, Key
from data.paths import SOURCES
from data.raw_rows import RawRow
from data.source_records import DERIVED

Standing = Literal["published", "corrected", "changed", "gone", "absent", "computed"]
NUMBERS = ("value", "lower", "upper")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Trace:
    """The row of a fact, and how both stand to each other.

    Attributes:
        standing: "published" = the fact is the row; "corrected" = it is the row with its corrections; "changed" = the
            row holds other numbers than the release; "gone" = the source's files here hold no such row; "absent" = no
            source files stand here; "computed" = there is no row, the fact has inputs.
        row: the row; None where there is none.
    """

    standing: Standing
    row: RawRow | None = None


def trace(fact: Row, root: Path = SOURCES) -> Trace:
    """The row that a fact was read from.

    A release may be older than the files beside it, or newer: what they hold is compared with it, number by number.

    Args:
        fact: one row of the facts frame.
        root: the source folders.
    """
    if fact["source"] == DERIVED:
        return Trace("computed")
    if not raw_rows.here(root):
        return Trace("absent")
    row = raw_rows.find(key_of(fact), root)
    if row is None:
        return Trace("gone")
    if not all(_same(fact[column], row.told(column)) for column in NUMBERS):
        return Trace("changed", row)
    return Trace("corrected" if row.corrections else "published", row)


def key_of(fact: Row) -> Key:
    """The natural key of a row of the facts frame."""
    indicator, place, year, wave, grp, statistic, source = (fact[name] for name in KEY)
    return str(indicator), str(place), int(year), str(wave), str(grp), str(statistic), str(source)


def _same(number: Any, text: str) -> bool:
    """Whether a number of a release is what a cell says; an empty cell is no number."""
    known = number is not None and not math.isnan(number)
    return math.isclose(number, float(text), rel_tol=1e-12, abs_tol=1e-12) if known and text else known == bool(text)
