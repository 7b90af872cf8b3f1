"""The logframe as a table of a document and in words."""

from analytics.briefing import figures, logframe
from analytics.briefing.blocks import Cell, Claim, Sentence, Table
from analytics.briefing.brief import Brief
from analytics.briefing.logframe import Dated, Row
from analytics.briefing.tables import head


def summary(brief: Brief) -> Sentence:
    """How many targets STAR published, and for how many of them a result."""
    rows = [row for row in logframe.project_rows(brief) if row.phase == logframe.STAR]
    ids = tuple(row.target.number.fact_ids[0] for row in rows if row.target is not None)
    known = tuple(row.current.number.fact_ids[0] for row in rows if row.current is not None)
    verdict = "some" if known else "none"
    claim = Claim("targets:STAR", verdict, ids)
    count = figures.count(ids, len(ids), brief.language)
    return brief.tell.sentence(
        f"targets_{verdict}",
        claim,
        count=len(ids),
        targets=count,
        known=figures.count(known, len(known), brief.language),
    )


def table(brief: Brief) -> Table:
    """Targets of STAR and results of CSSIGE: unit, baseline, target and current value, each with its year."""
    caption = brief.tell.words("table_logframe")
    rows = tuple(_row(brief, row) for row in logframe.project_rows(brief))
    return Table(
        head(
            brief, "indicator", "baseline", "milestones", "target", "current", numeric=("baseline", "target", "current")
        ),
        rows,
        caption,
        brief.tell.words("table_alt", caption=caption, rows=len(rows)),
        (brief.tell.words("logframe_note"),),
    )


def _row(brief: Brief, row: Row) -> tuple[Cell, ...]:
    milestones = row.milestones[-1] if row.milestones else None
    return (
        Cell(f"{brief.name(row.indicator)}, {row.unit}"),
        *(cell(brief, one) for one in (row.baseline, milestones, row.target, row.current)),
    )


def cell(brief: Brief, dated: Dated | None) -> Cell:
    """A value with its year, or in red that it was not published."""
    if dated is None:
        return Cell(brief.tell.words("not_published"), tone="bad")
    return Cell(f"{dated.number.text} ({dated.year})", dated.number)
