"""The reductions that may meet big data: portable SELECTs in analytics/queries, one file each.

Every file begins with comments: `-- One row: …`, `-- Reads: …`, `-- Tests: …`, and where there are any
`-- Slots: {by} …` (names that are put in before the text is run) and `-- Parameters: $name …`.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "queries"
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SLOT = re.compile(r"\{(\w+)\}")
_KEY = re.compile(r"-- ([A-Z][\w ]*): ")


def names() -> list[str]:
    """Names of all queries, without .sql."""
    return sorted(path.stem for path in FOLDER.glob("*.sql"))


@cache
def _file(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def header(name: str) -> dict[str, str]:
    """What the comments before a query say, by their keys ("One row", "Reads", "Tests", …)."""
    said: dict[str, str] = {}
    key = ""
    for line in _file(name).splitlines():
        if not line.startswith("--"):
            break
        if found := _KEY.match(line):
            key = found.group(1)
            said[key] = line[found.end() :]
        elif key:
            said[key] += " " + line.removeprefix("--").strip()
    return said


def text(name: str, **slots: str) -> str:
    """One query without its comments, its slots filled.

    Args:
        name: of the file, without .sql.
        slots: what stands for {slot}; made by us, never a reader's words.

    Raises:
        KeyError: a slot is not filled.
    """
    lines = [line for line in _file(name).splitlines() if not line.lstrip().startswith("--")]
    return _SLOT.sub(lambda slot: slots[slot.group(1)], "\n".join(lines))


def stacked(steps: Mapping[str, str], last: str) -> str:
    """One SELECT out of several: each step is a table for those after it.

    Args:
        steps: name of the table -> its SELECT.
        last: the SELECT that gives the rows; it may begin with WITH.
    """
    if not steps:
        return last
    tables = [f"{name} AS (\n{sql}\n)" for name, sql in steps.items()]
    rest = last.lstrip()
    joined = ",\n" + rest.removeprefix("WITH ") if rest.startswith("WITH ") else "\n" + rest
    return "WITH " + ",\n".join(tables) + joined


def quoted(name: str) -> str:
    """A column or table of a source as SQL writes it.

    Raises:
        ValueError: it has other signs than letters, digits and underscores, or begins with a digit.
    """
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name for a column or table: letters, digits and _ only, no digit first")
    return f'"{name}"'
