"""The logframe of a project or of chosen indicators: one row per indicator, and what must be checked before it leaves.

The columns follow the EU's order: result, indicator, unit, baseline with date, intermediate targets, final target,
current value with date, source, comment. Nothing is filled in: a cell without a published figure says so and is red.
What CSSIGE reported of itself at its end is no current value: it stands in the comment.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

import pandas as pd

from analytics import facts as questions
from analytics.briefing import figures
from analytics.briefing.blocks import Number
from analytics.briefing.brief import Brief
from analytics.catalogue import Indicator, catalogue
from analytics.combine import as_dicts
from analytics.writing.numbers import missing
from geo.hubs import PHASES
from geo.places import GEORGIA

Tone = Literal["good", "warn", "bad"]
CHECKS = ("unit", "sum", "baseline", "dates", "current")
"""The pre-flight list, in its order."""
STAR, CSSIGE = "STAR", "CSSIGE"
RESULTS = (
    "cssige_activities",
    "cssige_people",
    "cssige_campaign_reach",
    "cssige_subgrants",
    "cssige_subgrant_value_eur",
)
"""What CSSIGE reported of itself."""
NEAR_START, NOT_FAR = 1, 3
"""A baseline lies near the start within one year; within three it is worth a look."""
CLOSE = 0.9
"""A current value of nine tenths of its target is nearly there."""
TOLERANCE = 0.005
"""Parts may miss their total by half a percent: rounding."""


@dataclass(frozen=True)
class Dated:
    """A value at a date: year, the value, and as it is written with its facts."""

    year: int
    value: float
    number: Number


@dataclass(frozen=True)
class Part:
    """The newest value of one sex or age group."""

    group: str
    unit: str
    value: Dated


@dataclass(frozen=True)
class Row:
    """One indicator of a logframe; what is None was not published.

    Attributes:
        phase: of the project; "" for an indicator that staff chose.
        indicator: its id.
        unit: of the total, in words.
        start: the year the phase, or the chosen period, begins.
        baseline: value at the start.
        milestones: intermediate targets by date.
        target: final target.
        current: newest value; what a project reported at its end is none.
        reported: what the project reported of itself at its end.
        parts: the current value by sex and age.
        additive: whether parts add up to the total.
        better: higher, lower or neither.
        source: ids of the sources.
        comment: machine word: what must be said beside the row, "" for nothing.
    """

    phase: str
    indicator: str
    unit: str
    start: int
    baseline: Dated | None = None
    milestones: tuple[Dated, ...] = ()
    target: Dated | None = None
    current: Dated | None = None
    reported: Dated | None = None
    parts: tuple[Part, ...] = ()
    additive: bool = False
    better: str = "higher"
    source: tuple[str, ...] = ()
    comment: str = ""


@dataclass(frozen=True)
class Check:
    """One line of the pre-flight list: which check, its light, and the machine word of what was found."""

    check: str
    tone: Tone
    found: str


def project_rows(brief: Brief) -> list[Row]:
    """The nine targets of STAR and the five results of CSSIGE, as published."""
    targets = [one for one in catalogue() if one.startswith("star_target_")]
    return [_row(brief, one, STAR) for one in targets] + [_row(brief, one, CSSIGE) for one in RESULTS]


def indicator_rows(brief: Brief, indicators: Sequence[str]) -> list[Row]:
    """Rows of indicators that staff chose: baseline at the start of the period, the newest value, targets if any."""
    return [_row(brief, one, "") for one in indicators]


def _row(brief: Brief, indicator: str, phase: str) -> Row:
    record = brief.record(indicator)
    start = PHASES[phase][0] if phase else brief.choices.since
    values = brief.facts((indicator,), (GEORGIA,)).sort_values("year", kind="stable")
    baseline, milestones, target = (_of(brief, indicator, role) for role in ("baseline", "milestone", "target"))
    newest = values.iloc[-1].to_dict() if len(values) else None
    ids = [one.number.fact_ids[0] for one in (*baseline, *milestones, *target)]
    ids += [str(newest["fact_id"])] if newest is not None else []
    told = _dated(brief, record, newest) if newest is not None else None
    return Row(
        phase, indicator, record.unit[brief.language], start,
        baseline=_baseline(brief, record, values, start, baseline) if not phase else next(iter(baseline), None),
        milestones=milestones,
        target=target[-1] if target else None,
        current=told if phase != CSSIGE else None,
        reported=told if phase == CSSIGE else None,
        parts=_parts(brief, record, newest),
        additive=record.additive,
        better=record.better,
        source=tuple(questions.credits(brief.release, ids)),
        comment={STAR: "plan", CSSIGE: "own_report"}.get(phase, ""),
    )  # fmt: skip


def _of(brief: Brief, indicator: str, role: str) -> tuple[Dated, ...]:
    rows = questions.of(brief.release, (indicator,), places=(GEORGIA,), statistic=role).sort_values("year")
    return tuple(_dated(brief, brief.record(indicator), row) for row in as_dicts(rows))


def _dated(brief: Brief, record: Indicator, fact: Mapping[Any, Any]) -> Dated:
    return Dated(int(fact["year"]), float(fact["value"]), figures.value(record, fact, brief.language))


def _baseline(
    brief: Brief, record: Indicator, values: pd.DataFrame, start: int, told: tuple[Dated, ...]
) -> Dated | None:
    """The published baseline or, of a chosen indicator, the last figure up to the start of the period."""
    earlier = values[values["year"] <= start]
    if told or earlier.empty:
        return next(iter(told), None)
    return _dated(brief, record, earlier.iloc[-1].to_dict())


def _parts(brief: Brief, record: Indicator, current: Mapping[Any, Any] | None) -> tuple[Part, ...]:
    """The current value by sex and age, from the same source and year."""
    if current is None:
        return ()
    rows = questions.of(brief.release, (record.id,), places=(GEORGIA,), years=(int(current["year"]),), grp=None)
    rows = rows[rows["grp"].str.fullmatch(r"(sex|age)=[^|]+") & (rows["source"] == current["source"])]
    return tuple(
        Part(str(row["grp"]), record.unit[brief.language], _dated(brief, record, row)) for row in as_dicts(rows)
    )


def preflight(row: Row) -> list[Check]:
    """The checks of a row in the order of CHECKS: bad where a figure is missing or two do not fit."""
    return [_unit(row), _sum(row), _baseline_near(row), _dates(row), _current(row)]


def _unit(row: Row) -> Check:
    if not row.parts:
        return Check("unit", "bad", "no_parts")
    same = all(part.unit == row.unit for part in row.parts)
    return Check("unit", "good" if same else "bad", "unit_same" if same else "unit_differs")


def _sum(row: Row) -> Check:
    if not row.parts or row.current is None:
        return Check("sum", "bad", "no_parts")
    if not row.additive:
        return Check("sum", "good", "sum_not_asked")
    dimensions = {part.group.partition("=")[0] for part in row.parts}
    sums = [sum(part.value.value for part in row.parts if part.group.startswith(f"{one}=")) for one in dimensions]
    room = TOLERANCE * abs(row.current.value)
    fits = all(abs(total - row.current.value) <= room for total in sums)
    return Check("sum", "good" if fits else "bad", "sum_fits" if fits else "sum_differs")


def _baseline_near(row: Row) -> Check:
    if row.baseline is None:
        return Check("baseline", "bad", "not_published")
    away = abs(row.baseline.year - row.start)
    if away <= NEAR_START:
        return Check("baseline", "good", "baseline_near")
    return Check("baseline", "warn" if away <= NOT_FAR else "bad", "baseline_far")


def _dates(row: Row) -> Check:
    if row.baseline is None or row.target is None or not row.milestones:
        return Check("dates", "bad", "not_published")
    years = [row.baseline.year, *(one.year for one in row.milestones), row.target.year]
    ordered = all(first < second for first, second in pairwise(years))
    return Check("dates", "good" if ordered else "bad", "dates_ordered" if ordered else "dates_mixed")


def _current(row: Row) -> Check:
    """The current value against the target of the same date."""
    if row.current is None or row.target is None:
        return Check("current", "bad", "not_published")
    due = [one for one in (*row.milestones, row.target) if one.year == row.current.year]
    if not due:
        return Check("current", "warn", "no_target_of_date")
    if row.better == "neither":
        return Check("current", "warn", "no_direction")
    share = _share(row.current.value, due[-1].value, row.better)
    if share >= 1:
        return Check("current", "good", "target_met")
    return Check("current", "warn" if share >= CLOSE else "bad", "target_close" if share >= CLOSE else "target_missed")


def _share(current: float, target: float, better: str) -> float:
    """How much of a target is met, 1 = all; where lower is better, how far the value lies over it."""
    reached, asked = (current, target) if better == "higher" else (target, current)
    return reached / asked if asked else float(missing(asked) or reached >= asked)


def values(row: Row) -> tuple[Dated, ...]:
    """Every value of a row, its parts included."""
    single = (one for one in (row.baseline, row.target, row.current, row.reported) if one is not None)
    return (*single, *row.milestones, *(part.value for part in row.parts))


def without(row: Row, fact_ids: Collection[str]) -> Row:
    """The row without the values that rest on these facts."""

    def kept(dated: Dated | None) -> Dated | None:
        return None if dated is None or set(dated.number.fact_ids) & set(fact_ids) else dated

    return replace(
        row, baseline=kept(row.baseline), target=kept(row.target), current=kept(row.current),
        reported=kept(row.reported), milestones=tuple(one for one in row.milestones if kept(one)),
        parts=tuple(part for part in row.parts if kept(part.value)),
    )  # fmt: skip
