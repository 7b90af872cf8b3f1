"""The logframe as a table of a document and in words."""

from analytics.briefing import figures, logframe
from analytics.briefing.blocks import Cell, Claim, Sentence, Table
from analytics.briefing.brief import Brief
from analytics.briefing.logframe import Dated, Row
from analytics.briefing.tables import head
from analytics.writing.numbers import years_text
from geo.hubs import PHASES

SPARED = ("baseline", "milestones", "current")
"""Columns that a short briefing leaves out when nothing of them is published."""


def summary(brief: Brief) -> Sentence:
    """How many targets STAR published, and for how many of them a result."""
    rows = [row for row in logframe.project_rows(brief) if row.phase == logframe.STAR]
    ids = tuple(row.target.number.fact_ids[0] for row in rows if row.target is not None)
    known = tuple(row.current.number.fact_ids[0] for row in rows if row.current is not None)
    verdict = "some" if known else "none"
    claim = Claim("targets:STAR", verdict, ids)
    return brief.tell.sentence(
        f"targets_{verdict}", claim, count=len(ids),
        targets=figures.tally(ids, brief.language), known=figures.tally(known, brief.language),
    )  # fmt: skip


def table(brief: Brief) -> Table:
    """Targets of STAR and results of CSSIGE: unit, baseline, targets, current value, each with its year; comment.

    What CSSIGE reported at its end stands in the comment: it is no current value. Unless everything is wanted, columns
    in which nothing is published become one line under the table.
    """
    found = logframe.project_rows(brief)
    empty = [key for key in SPARED if not brief.full and not any(_dated(row, key) for row in found)]
    keys = [key for key in ("indicator", "baseline", "milestones", "target", "current", "comment") if key not in empty]
    caption = brief.tell.words("table_logframe")
    names = ", ".join(brief.tell.words(f"named_{key}") for key in empty)
    unknown = (brief.tell.words("none_published", names=names),) if empty else ()
    rows = tuple(tuple(_cell(brief, row, key) for key in keys) for row in found)
    alt = brief.tell.words("table_alt", caption=caption, rows=len(rows))
    columns = head(brief, *keys, numeric=("baseline", "target", "current"))
    return Table(columns, rows, caption, alt, (*unknown, brief.tell.words("logframe_note")))


def _dated(row: Row, key: str) -> Dated | None:
    last = next(iter(row.milestones[-1:]), None)
    return {"baseline": row.baseline, "milestones": last, "target": row.target, "current": row.current}[key]


def _cell(brief: Brief, row: Row, key: str) -> Cell:
    if key == "indicator":
        return Cell(f"{brief.name(row.indicator)}, {row.unit}")
    return _comment(brief, row) if key == "comment" else cell(brief, _dated(row, key))


def _comment(brief: Brief, row: Row) -> Cell:
    """What a project reported at its end; nothing for a plan, which the note under the table explains."""
    if row.reported is None:
        return Cell("")
    number = row.reported.number
    told = brief.tell.words("reported_short", value=number.text, years=years_text(*PHASES[row.phase]))
    return Cell(told, number)


def cell(brief: Brief, dated: Dated | None) -> Cell:
    """A value with its year, or in red that it was not published."""
    if dated is None:
        return Cell(brief.tell.words("not_published"), tone="bad")
    return Cell(f"{dated.number.text} ({dated.year})", dated.number)
