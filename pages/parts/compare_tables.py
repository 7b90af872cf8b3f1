"""The tables of the comparison: every pair with its verdict in words, and the places over a whole pillar."""

from itertools import groupby
from typing import Any

import pandas as pd

from analytics.catalogue import Indicator
from analytics.combine import listed
from pages.parts import credit, load, pair_words
from pages.parts.address import language
from pages.parts.compare_choices import place_name
from pages.parts.format import missing, value_text
from pages.parts.prepared import PreparedTable
from pages.parts.table import Twin
from pages.parts.text import t, tn

_ALWAYS = ("first", "verdict", "second")
_PAIR_COLUMNS = (*_ALWAYS, "difference", "lower", "upper", "reason")
_FILE_COLUMNS = ("indicator", "name", "place", "place_name", "year", "value", "lower", "upper", "source")


def pairs(record: Indicator, year: int, facts: pd.DataFrame, statements: pd.DataFrame) -> PreparedTable:
    """Every pair with its verdict; columns that say nothing of any pair stay out."""
    written = statements.assign(
        first=statements["first"].map(place_name), second=statements["second"].map(place_name),
        verdict=[pair_words.verdict(pair) for _, pair in statements.iterrows()],
        reason=[pair_words.reason(pair) for _, pair in statements.iterrows()],
    )  # fmt: skip
    kept = [
        name for name in _PAIR_COLUMNS if name in _ALWAYS or any(cell and not missing(cell) for cell in written[name])
    ]
    form = pair_words.difference_format(record)
    table = Twin(written, {name: t(f"compare.column_{name}") for name in kept}, form, {"difference": form})
    return PreparedTable(
        table, t("compare.pairs_alt", name=record.name[language()], year=year),
        credit.of(record, facts, limits=t("compare.pairs_rule")), _file(statements, form),
    )  # fmt: skip


def _file(statements: pd.DataFrame, form: str) -> Twin:
    """The pairs with all that was computed, codes beside the names."""
    names = {f"{one}_name": statements[one].map(place_name) for one in ("first", "second")}
    named = statements.assign(**names)
    return Twin(named, {str(column): str(column) for column in named}, form)


def profile(record: Indicator, level: str, pillar: str, chosen: tuple[str, ...]) -> PreparedTable | None:
    """The places over the indicators of a pillar; None where they share no year of any. The file has one number a row.

    Args:
        record: the indicator of the page, whose kind heads the source line.
        level: the level of the places.
        pillar: id of the pillar.
        chosen: codes of the places, in the order of their columns.
    """
    rows = load.side_by_side(chosen, level, pillar)
    if rows.empty:
        return None
    records, lang = load.indicators(), language()
    grouped = groupby(listed(rows), key=lambda cell: str(cell.indicator))
    lines = [_line(records[name], list(cells)) for name, cells in grouped]
    heads = {"name": t("compare.indicator"), "year": t("compare.year"), **{code: place_name(code) for code in chosen}}
    names = [records[one].name[lang] for one in rows["indicator"]]
    file = rows.assign(place_name=rows["place"].map(place_name), name=names)
    return PreparedTable(
        Twin(pd.DataFrame(lines), {**heads, "said": t("compare.column_said")}, "number:2"),
        t("compare.profile_alt", places=", ".join(map(place_name, chosen))),
        credit.of(record, rows, limits=t("compare.profile_limits")),
        Twin(file, {name: name for name in _FILE_COLUMNS}, "number:2"),
    )  # fmt: skip


def _line(one: Indicator, cells: list[Any]) -> dict[str, str]:
    """One indicator as words: its name, year, the value at each place, and what can be said of them."""
    first, lang = cells[0], language()
    values = {str(cell.place): value_text(one, cell.value, cell.lower, cell.upper, "", lang) for cell in cells}
    said = tn("compare.apart_of", int(first.apart), pairs=int(first.pairs))
    if first.pairs == 1 or first.verdict in ("two_numbers", "not_comparable"):
        said = t(f"compare.said_{first.verdict}", first=place_name(first.first))
    unit = "" if one.format.startswith("percent") else f" ({one.unit[lang]})"
    return {"name": one.name[lang] + unit, "year": str(int(first.year)), **values, "said": said}
