"""Which figures of one indicator may be joined by a line: those that the change rules would compare."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.catalogue import Indicator
from analytics.change import FOOTING, NEVER, edition
from analytics.combine import as_dicts, words

UNSURE = frozenset({"announced", "announced-rounded", "preliminary"})


def unsure(facts: pd.DataFrame) -> "pd.Series[bool]":
    """Which facts are announced or preliminary: drawn hollow, and no baseline where a final record exists."""
    flagged = facts["flag"].map(lambda flag: bool(UNSURE & set(words(flag))))
    return flagged.astype(bool) | (facts["status"] == "provisional")


def series(record: Indicator, facts: pd.DataFrame) -> list[pd.DataFrame]:
    """The facts of one place and group as series, the longest first.

    Two figures belong to one series when they come from the same survey or edition, were made on the same footing
    (telephone, other question, another base) and have the same kind of interval: the conditions under which
    `analytics.change.compare` compares them, breaks aside. Figures of sets picked for their values stand alone.

    Args:
        record: their indicator.
        facts: rows of the facts frame of one place and one group.

    Returns:
        Frames of at least one row, each in the order of years, one row per year (the last wave of a year).
    """
    if facts.empty:
        return []
    rows = as_dicts(facts)
    parts: dict[str, dict[int, int]] = {}
    # Rows are sorted, not frames: a page of eleven regions asks eleven times.
    for number, row in sorted(enumerate(rows), key=lambda one: (one[1]["year"], one[1]["wave"])):
        parts.setdefault(_key(record, row, number), {})[int(row["year"])] = number
    longest_first = sorted(parts.values(), key=lambda part: (-len(part), -max(part)))
    return [facts.iloc[list(part.values())] for part in longest_first]


def longest(record: Indicator, facts: pd.DataFrame) -> pd.DataFrame:
    """The longest series, of equals the newest; an empty frame when there are no facts."""
    found = series(record, facts)
    return found[0] if found else facts


def _key(record: Indicator, row: Mapping[str, Any], number: int) -> str:
    flags = frozenset(words(row["flag"]))
    if flags & NEVER or record.nature == "statement":
        return str(number)
    kind = row["interval_kind"] if isinstance(row["interval_kind"], str) else ""
    return f"{edition(str(row['source']), record.nature)}|{kind}|{row['interval_level']}|{sorted(flags & FOOTING)}"
