"""The contradiction ledger on "Sources and methods": all numbers that contradict one another, as a table and a file."""

import pandas as pd

from analytics.combine import as_dicts
from pages.parts import address, credit, load
from pages.parts.format import NO_BREAK, value_text
from pages.parts.methods_tables import Table
from pages.parts.place_names import place_text
from pages.parts.source_line import SourceLine
from pages.parts.table import Twin
from pages.parts.text import plain, t

HEADS = ("indicator", "place", "year", "value", "source", "choice")


def table() -> Table:
    """The ledger: each number with who says it; the shown one bold, with the reason once per contradiction."""
    rows = [[_link(row), *_cells(row)] for row in as_dicts(_rows())]
    return Table([t(f"methods.column_{name}") for name in HEADS], rows)


def _link(row: dict) -> str:  # type: ignore[type-arg]
    return f"[{plain(row['name'])}]({address.href('indicator', indicator=row['indicator'])})"


def _cells(row: dict) -> list[str]:  # type: ignore[type-arg]
    value = plain(row["written"]).replace(" ", NO_BREAK)
    who = plain(row["who"]) + (f" ([{t('methods.source_address')}](<{row['address']}>))" if row["address"] else "")
    return [
        plain(row["place_name"]), str(row["year"]), f"**{value}**" if row["chosen"] else value, who,
        plain(row["reason"]) if row["tells"] else "",
    ]  # fmt: skip


def _rows() -> pd.DataFrame:
    """The ledger in the reader's language: what the table and the file are made of."""
    lang, records = address.language(), load.indicators()
    rows = load.ledger()
    said = zip(rows["source"], rows[f"said_{lang}"], strict=True)
    reasons = zip(rows["rule"], rows[f"reason_{lang}"], strict=True)
    first = rows.groupby("contradiction")["chosen"].transform("idxmax")  # the chosen row, the first where none is
    return rows.assign(
        name=[records[one].name[lang] for one in rows["indicator"]],
        place_name=[place_text(one, "name", lang) for one in rows["place"]],
        who=[_who(source, words) for source, words in said],
        reason=[words or t(f"methods.choice_{rule.replace(' ', '_')}") for rule, words in reasons],
        written=[_written(row) for row in as_dicts(rows)],
        shown=[t("methods.shown_yes") if one else t("methods.shown_no") for one in rows["chosen"]],
        tells=rows.index == first,
    )


def _who(source: str, words: str) -> str:
    """Publisher's title, and which page or copy of it where that is told."""
    sources = load.all_sources()
    title = sources[source].title if source in sources else "" if words else t("methods.computed_here")
    return ", ".join(part for part in (title, words) if part)


def _written(row: dict) -> str:  # type: ignore[type-arg]
    """The value as tables write it, one digit finer where a survey or share is rounded."""
    record = load.indicators()[row["indicator"]]
    unit, digits = record.format.split(":")
    whole = record.format == "number:0" or row["rule"] == "told"
    finer = record.model_copy(update={"format": record.format if whole else f"{unit}:{int(digits) + 1}"})
    return value_text(finer, row["value"], None, None, row["qualifier"], address.language())


def file() -> Twin:
    """The ledger as a file: one row per number, whole digits, every reason in every row."""
    heads = ("contradiction", "name", "place_name", "year", "value", "qualifier", "who", "address", "shown", "reason")
    rows = _rows().rename(columns={"source": "source_id"})
    return Twin(rows, {name: name for name in (*heads, "source_id", "fact_id")}, "number:2")


def source() -> SourceLine:
    """Publishers and terms that go with the file."""
    known = load.all_sources()
    used = [known[one] for one in dict.fromkeys(load.ledger()["source"]) if one in known]
    return credit.line(used)
