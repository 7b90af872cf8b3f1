"""Finds the row of data/sources that a published fact was read from: file, line, cells as they stand, corrections."""

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from data import corrections
from data.ids import Key
from data.observations import OPTIONAL
from data.paths import SOURCES, shown

NAMED = ("indicator", "place", "year", "wave", "grp", "statistic")
"""What names a row inside the folder of its source, in the order of `data.ids.KEY`."""


@dataclass(frozen=True)
class Correction:
    """One cell that the source prints wrong: the file keeps `old`, the facts hold `new`; `evidence` says why."""

    column: str
    old: Any
    new: Any
    evidence: str


@dataclass(frozen=True)
class RawRow:
    """One line of a source's file.

    Attributes:
        file: its path below the checkout, "data/sources/cb2019/observations.csv".
        line: the line where the row begins; the header is line 1.
        cells: column -> text, all columns in the file's order, nothing changed.
        corrections: what was corrected in it.
    """

    file: str
    line: int
    cells: Mapping[str, str]
    corrections: tuple[Correction, ...]

    def told(self, column: str) -> str:
        """A cell as the facts hold it: corrected where it is."""
        found = [str(one.new) for one in self.corrections if one.column == column]
        return found[-1] if found else self.cells.get(column, "")


def here(root: Path = SOURCES) -> bool:
    """Whether the source files stand here at all; a server may run on a release alone."""
    return root.is_dir()


def find(key: Key, root: Path = SOURCES) -> RawRow | None:
    """The row with this natural key; None where no file of its source holds it (any more).

    Args:
        key: indicator, place, year, wave, grp, statistic, source, as in `data.ids.KEY`.
        root: the source folders.
    """
    folder = root / key[6]
    found = _rows_of(folder, key[0], _state(folder)).get(tuple(str(part) for part in key[:6]))
    return RawRow(*found, tuple(_corrections(folder, key))) if found else None


def files(keys: Collection[Key], root: Path = SOURCES) -> set[str]:
    """The files that hold the rows with these natural keys."""
    states = {source: _state(root / source) for source in {key[6] for key in keys}}
    found = (_rows_of(root / key[6], key[0], states[key[6]]).get(tuple(str(part) for part in key[:6])) for key in keys)
    return {row[0] for row in found if row}


def _names(cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(cells.get(column, OPTIONAL.get(column, "")) for column in NAMED)


def _state(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """The observation files of a folder with time and size, so that a changed file is read again."""
    files = sorted(path for path in folder.glob("*.csv") if path.name != "gaps.csv")
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)


@lru_cache(maxsize=256)
def _rows_of(
    folder: Path, indicator: str, state: tuple[tuple[str, int, int], ...]
) -> dict[tuple[str, ...], tuple[str, int, dict[str, str]]]:
    """File, line and cells of every row of one indicator in one source folder, by what names it; the first counts."""
    found: dict[tuple[str, ...], tuple[str, int, dict[str, str]]] = {}
    for row in (row for name, *_ in state for row in _read(folder / name, indicator)):
        found.setdefault(_names(row[2]), row)
    return found


def _read(path: Path, indicator: str) -> Iterator[tuple[str, int, dict[str, str]]]:
    name = shown(path)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        columns = next(reader, [])
        begins = reader.line_num + 1
        for cells in reader:
            if indicator in cells:
                row = dict(zip(columns, cells, strict=True))
                if row["indicator"] == indicator:
                    yield name, begins, row
            begins = reader.line_num + 1


def _corrections(folder: Path, key: Key) -> Iterator[Correction]:
    """The corrections of one row; they name it without its statistic, as `data.corrections` does."""
    for entry in corrections.entries(folder):
        if tuple(str(entry.get(name)) for name in corrections.KEY) == tuple(str(part) for part in key[:5]):
            yield Correction(entry["column"], entry["old"], entry["new"], entry["evidence"])
