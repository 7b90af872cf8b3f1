"""The donor's door: what moved in Georgia since the first project began, how sure that is, and against what."""

from collections.abc import Sequence
from functools import partial

import pandas as pd

from analytics.movements import SINCE, Movement
from pages.parts import address, credit, doors, empty, figure, indicator_words, load
from pages.parts.address import language
from pages.parts.prepared import PreparedTable, kept
from pages.parts.table import Twin
from pages.parts.text import plain, t, tn

COLUMNS = ("indicator", "before", "after", "sure", "beside", "pillar")
GROUPS = ("worse", "better", "other", "none")


def show() -> None:
    """Draws a table for each direction, and what could not be compared."""
    every = load.movements()
    for name in GROUPS:
        found = [one for one in every if one.direction == name]
        figure.head(tn(f"start.moved_{name}", len(found), since=SINCE), t(f"start.moved_{name}_how"))
        if found:
            kept("movements", (name,), partial(_table, found)).show(f"moved_{name}")
        else:
            empty.no_figures(t(f"start.moved_{name}_none"))
    unknown = sum(one.direction == "unknown" for one in every)
    figure.head(tn("start.moved_unknown", unknown), t("start.moved_unknown_how"))
    doors.ways(
        ("overview", t("menu.overview"), {}), ("compare", t("menu.compare"), {}), ("index", t("menu.index"), {}),
        ("explore", t("menu.explore"), {}), ("project", t("menu.project"), {}),
    )  # fmt: skip


def _table(found: Sequence[Movement]) -> PreparedTable:
    rows = pd.DataFrame([_row(one) for one in found])
    heads = {name: t(f"start.column_{name}") for name in COLUMNS}
    facts = pd.DataFrame([one.move.after for one in found])
    sources = [load.all_sources()[one] for one in load.credits(facts["fact_id"])]
    file = rows.assign(indicator=rows["name"])
    line = credit.line(sources, limits=t("start.moved_limits"))
    return PreparedTable(Twin(rows, heads, "number:2"), t("start.moved_alt"), line, Twin(file, heads, "number:2"))


def _row(one: Movement) -> dict[str, str]:
    record, move = load.indicators()[one.indicator], one.move
    name = record.name[language()]
    compared = address.href("indicator", indicator=record.id, since=str(int(move.before["year"])))
    return {
        "pillar": t(f"pillar.{record.pillar}"),
        "indicator": f"[{plain(name)}]({compared})",
        "name": name,
        "before": f"{indicator_words.value(record, move.before)}, {int(move.before['year'])}",
        "after": f"{indicator_words.value(record, move.after)}, {int(move.after['year'])}",
        "sure": indicator_words.of_move(record, move)[1].rstrip(".").removeprefix(", "),
        "beside": _beside(one),
    }


def _beside(one: Movement) -> str:
    if not one.peers:
        return t("start.beside_none")
    if not one.told:
        return tn("start.beside_no_error", one.peers)
    if not one.above and not one.below:
        return tn("start.beside_unsure", one.told)
    return t("start.beside", above=one.above, below=one.below, unsure=one.told - one.above - one.below)
