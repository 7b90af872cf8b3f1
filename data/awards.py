"""Companies that won an award for corporate responsibility, as public pages list them: context, never a count."""

from functools import cache

import pandas as pd

from data.errors import Finding, InputError
from data.paths import ROOT, shown
from geo.places import places

AWARDS = ROOT / "data" / "awards.csv"
COLUMNS = ("award", "year", "category", "company", "size", "project", "place", "url")


@cache
def awards() -> pd.DataFrame:
    """The winners, newest first.

    Returns:
        One row per prize: award, year, category, company, size ("large", "SME" or ""), project, place (code of a region
        where the page locates the company, otherwise ""), url of the page. An empty text says that the page is silent.

    Raises:
        InputError: the columns are others, a row names no company or page, or its place is unknown.
    """
    rows = pd.read_csv(AWARDS, encoding="utf-8", dtype=str, keep_default_na=False)
    if tuple(rows.columns) != COLUMNS:
        raise _error(1, "columns", ", ".join(rows.columns), f"are not {', '.join(COLUMNS)}")
    for line, row in enumerate(rows.to_dict("records"), start=2):
        for name in ("award", "year", "company", "url"):
            if not row[name].strip():
                raise _error(line, name, "", "is empty")
        if row["place"] and row["place"] not in places():
            raise _error(line, "place", row["place"], "is no place of geo/")
    return rows.astype({"year": "int64"}).sort_values("year", ascending=False, kind="stable").reset_index(drop=True)


def _error(line: int, column: str, found: str, problem: str) -> InputError:
    return InputError([Finding(shown(AWARDS), line, column, found, problem, "Correct the row by the page it names")])
