"""The logframe as an XLSX file in the EU's column order, with the pre-flight list on a sheet of its own."""

from collections.abc import Iterator, Sequence

from analytics.briefing import logframe, logframe_table, no_harm
from analytics.briefing.blocks import Cell
from analytics.briefing.brief import Brief
from analytics.briefing.choices import Choices, checked, release_of
from analytics.briefing.logframe import Dated, Row
from analytics.briefing.sheet import Book
from analytics.writing.numbers import years_text
from data.releases import Release
from geo.hubs import PHASES

COLUMNS = (
    ("result", 18), ("indicator", 34), ("unit", 14), ("baseline", 16), ("baseline_date", 16), ("milestones", 16),
    ("target", 16), ("target_date", 16), ("current", 16), ("current_date", 16), ("source", 24), ("comment", 36),
)  # fmt: skip
"""Result, indicator, unit, baseline with date, intermediate targets, final target, current value, source, comment."""
PREFLIGHT = (("indicator", 44), ("check", 44), ("light", 12), ("found", 48))


def rows(choices: Choices, indicators: Sequence[str] = (), release: Release | None = None) -> tuple[Brief, list[Row]]:
    """The rows of a logframe: those of the project, or of chosen indicators; figures that must not leave are left out.

    Raises:
        ChoiceError: the choices do not fit.
        KeyError: an indicator that is none.
    """
    brief = Brief(release or release_of(choices), checked(choices))
    found = logframe.indicator_rows(brief, indicators) if indicators else logframe.project_rows(brief)
    ids = {one for row in found for dated in logframe.values(row) for one in dated.number.fact_ids}
    refused = set(no_harm.refused(brief.release, ids))
    return brief, [logframe.without(row, refused) for row in found]


def xlsx(brief: Brief, found: Sequence[Row]) -> bytes:
    """The logframe with its pre-flight list as a file."""
    say = brief.tell.words
    with Book(say("logframe_title"), brief.release.date) as book:
        book.rows(say("sheet_logframe"), _heads(brief, COLUMNS), _logframe(brief, found))
        book.rows(say("sheet_preflight"), _heads(brief, PREFLIGHT), _preflight(brief, found))
    return book.bytes()


def _heads(brief: Brief, columns: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    return [(brief.tell.words(f"head_{key}"), width) for key, width in columns]


def _logframe(brief: Brief, found: Sequence[Row]) -> Iterator[tuple[object, ...]]:
    """A row per indicator, and under it one per sex and age group, or that none is published."""
    for row in found:
        yield _row(brief, row)
        silent: list[tuple[str, Dated | None]] = [(brief.tell.words("by_sex_age"), None)]
        parts = [(group(brief, part.group), part.value) for part in row.parts]
        for name, dated in parts or silent:
            yield ("", name, row.unit, *[Cell("")] * 5, *_value(brief, dated), "", "")


def _row(brief: Brief, row: Row) -> tuple[object, ...]:
    record = brief.record(row.indicator)
    milestones = row.milestones or (None,)
    sources = "; ".join(brief.sources[one].publisher[brief.language] for one in row.source)
    return (
        brief.tell.pillar(record.pillar), record.name[brief.language], row.unit, *_value(brief, row.baseline),
        _joined(brief, milestones), *_value(brief, row.target), *_value(brief, row.current), sources,
        _comment(brief, row),
    )  # fmt: skip


def _comment(brief: Brief, row: Row) -> str:
    """What must be said beside the row and, where a project reported a result at its end, that result and its fact."""
    told = brief.tell.words(f"comment_{row.comment}") if row.comment else ""
    if row.reported is None:
        return told
    number, (start, end) = row.reported.number, PHASES[row.phase]
    return brief.tell.words(
        "comment_reported", value=number.text, years=years_text(start, end), comment=told, fact=number.fact_ids[0]
    )


def _value(brief: Brief, dated: Dated | None) -> tuple[Cell, Cell]:
    """A value and its date, both red where it was not published."""
    silent = Cell(brief.tell.words("not_published"), tone="bad")
    return (silent, silent) if dated is None else (Cell(dated.number.text, dated.number), Cell(str(dated.year)))


def _joined(brief: Brief, milestones: Sequence[Dated | None]) -> Cell:
    told = [logframe_table.cell(brief, one) for one in milestones]
    return Cell("; ".join(one.text for one in told), tone=told[0].tone)


def group(brief: Brief, grp: str) -> str:
    """A sex or age group in words."""
    dimension, _, category = grp.partition("=")
    return (
        brief.tell.words(f"group_{category}") if dimension == "sex" else brief.tell.words("group_age", group=category)
    )


def _preflight(brief: Brief, found: Sequence[Row]) -> Iterator[tuple[object, ...]]:
    for row in found:
        for check in logframe.preflight(row):
            light = Cell(brief.tell.words(f"light_{check.tone}"), tone=check.tone)
            told = brief.tell.words(f"found_{check.found}")
            yield (brief.name(row.indicator), brief.tell.words(f"check_{check.check}"), light, told)
