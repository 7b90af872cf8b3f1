"""Change statements: did a figure rise or fall between two years, by the rule that fits how it was made.

One scale for every kind: P is the probability that the change has the sign shown. P >= 0.975 (two-sided p < 0.05)
says rose or fell; 0.90 to 0.975, or significance lost to the number of places compared, says probably; less says no
reliable change. P counts samples or coders' errors, never methods.
"""

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Any, Literal

from analytics.combine import joined, logit_estimate, number, words

Verdict = Literal["rose", "fell", "probably_rose", "probably_fell", "no_reliable_change", "not_comparable"]
SURE, PROBABLE = 0.975, 0.90
SIGNIFICANT = 0.05
LIST_CHANGE = 0.05
# Words of a flag that change what a figure measures: both sides carry them or neither.
FOOTING = frozenset({
    "phone-mode", "other-question", "other-base", "oversample", "other-definition", "older-vintage", "short-sum",
    "re-based", "ten-year-mean", "period-total", "period-mean", "districts-left-out", "one-wave", "size-unknown",
})  # fmt: skip
NEVER = frozenset({"best-eleven", "extremes"})  # a set picked for its values returns to the mean by itself
TOLERANCE = {"announced": 1.0, "announced-rounded": 1.0}  # points: turnout announced at 20:00, not the final record
STANDARD_WIDTHS = {0.68: 1.0, 0.90: 1.645, 0.95: 1.96}  # half-width of an interval in standard deviations


@dataclass(frozen=True)
class Reading:
    """One figure of one place as a change statement needs it; `count` is the numerator when the value is a rate."""

    year: int
    value: float
    lower: float | None = None
    upper: float | None = None
    interval_kind: str | None = None
    interval_level: float | None = None
    n: float | None = None
    source: str = ""
    flag: str | None = None
    count: float | None = None

    @classmethod
    def of(cls, fact: Mapping[str, Any], count: float | None = None) -> "Reading":
        """The reading of one row of the facts frame."""
        bounds = {name: number(fact.get(name)) for name in ("lower", "upper", "interval_level", "n")}
        kind = fact.get("interval_kind")
        return cls(
            year=int(fact["year"]), value=float(fact["value"]), interval_kind=kind if isinstance(kind, str) else None,
            source=str(fact.get("source") or ""), flag=joined(fact.get("flag")), count=count, **bounds,
        )  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What may be said of two figures.

    Attributes:
        verdict: the statement.
        difference: after - before, in the figure's unit; None when not comparable.
        lower: lower end of the difference's interval, at `interval_level`; None where there is no error model.
        upper: upper end.
        probability: P that the change has the sign shown; None where the rule is arithmetic.
        rule: survey_waves, full_count, expert_bounds, expert_steps, register_counts, rates or none.
        reason: machine word for the sentence beside the verdict, "" when there is nothing to add.
        interval_level: 0.95 for surveys, the publisher's own for experts.
    """

    verdict: Verdict
    difference: float | None
    lower: float | None
    upper: float | None
    probability: float | None
    rule: str
    reason: str
    interval_level: float | None = None


def compare(
    before: Reading,
    after: Reading,
    *,
    nature: str,
    breaks: Collection[int] = (),
    step: float = 1.0,
    sub_items: int = 0,
    threshold: float = 1.0,
) -> Change:
    """The change between two figures of one indicator, place and group.

    Args:
        before: the earlier figure.
        after: the later figure.
        nature: the record's nature; it picks the rule.
        breaks: first years of a new meaning that concern this place.
        step: smallest step of an expert scale without bounds.
        sub_items: how many parts of such a score moved the same way, where it is known.
        threshold: smallest change worth stating of a full count, in its unit.

    Returns:
        The change; "not_comparable" with the reason when the figures do not stand on the same footing.

    Raises:
        ValueError: `after` is earlier than `before`.
    """
    if after.year < before.year:
        raise ValueError(f"{after.year} is earlier than {before.year}: give the earlier figure first")
    reason = _obstacle(before, after, nature, breaks)
    if reason:
        return _not_comparable(reason)
    rules: dict[str, Callable[[], Change]] = {
        "survey": lambda: _survey(before, after),
        "full_count": lambda: _full_count(before, after, threshold),
        "expert": lambda: _expert(before, after, step, sub_items),
        "register": lambda: _register(before, after),
    }
    return rules[nature]() if nature in rules else _not_comparable("no_rule")


def _not_comparable(reason: str) -> Change:
    return Change("not_comparable", None, None, None, None, "none", reason)


def _obstacle(before: Reading, after: Reading, nature: str, breaks: Collection[int]) -> str:
    """Why two figures must not be compared; "" when nothing stands in the way."""
    flags = [frozenset(words(one.flag)) for one in (before, after)]
    obstacles = {
        "same_year": before.year == after.year,
        "break": any(before.year < year <= after.year for year in breaks),
        "selected_set": bool((flags[0] | flags[1]) & NEVER),
        "footing": bool((flags[0] ^ flags[1]) & FOOTING),
        "interval": (before.interval_kind, before.interval_level) != (after.interval_kind, after.interval_level),
        "source": edition(before.source, nature) != edition(after.source, nature),
    }
    return next((reason for reason, met in obstacles.items() if met), "")


def edition(source: str, nature: str) -> str:
    """What must agree of two sources: a survey's series (cb2017, cb2019), any other's edition, nothing of elections."""
    if nature == "full_count":
        return ""
    return re.sub(r"\d+", "", source) if nature == "survey" else source


def _sign(difference: float, probability: float) -> Verdict:
    if probability < PROBABLE or difference == 0:
        return "no_reliable_change"
    if probability >= SURE:
        return "rose" if difference > 0 else "fell"
    return "probably_rose" if difference > 0 else "probably_fell"


def _bounded(reading: Reading) -> tuple[float, float, float] | None:
    if reading.lower is None or reading.upper is None:
        return None
    return reading.value, reading.lower, reading.upper


def _survey(before: Reading, after: Reading) -> Change:
    """Independent survey shares in percent: z on the logit scale, the interval in points from the half-widths."""
    first, second = _bounded(before), _bounded(after)
    if first is None or second is None:
        return _not_comparable("no_interval")
    (start, error), (end, other) = logit_estimate(*first), logit_estimate(*second)
    spread = math.hypot(error, other)
    probability = NormalDist().cdf(abs(end - start) / spread) if spread else 0.5
    half = math.hypot((first[2] - first[1]) / 2, (second[2] - second[1]) / 2)
    difference = after.value - before.value
    verdict = _sign(difference, probability)
    return Change(verdict, difference, difference - half, difference + half, probability, "survey_waves", "", 0.95)


def _full_count(before: Reading, after: Reading, threshold: float) -> Change:
    """No sampling error: arithmetic, but nothing under the threshold or the source's own tolerance."""
    difference = after.value - before.value
    least = max([threshold, *(TOLERANCE.get(word, 0.0) for word in [*words(before.flag), *words(after.flag)])])
    if round(abs(difference), 9) < least:
        return Change("no_reliable_change", difference, None, None, None, "full_count", "below_threshold")
    changed = before.n is not None and after.n is not None and abs(after.n / before.n - 1) > LIST_CHANGE
    verdict: Verdict = "rose" if difference > 0 else "fell"
    return Change(verdict, difference, None, None, None, "full_count", "list_changed" if changed else "")


def _expert(before: Reading, after: Reading, step: float, sub_items: int) -> Change:
    first, second = _bounded(before), _bounded(after)
    if first is None or second is None:
        return _steps(before, after, step, sub_items)
    return _facing(first, second, before.interval_level or 0.68)


def _facing(first: tuple[float, float, float], second: tuple[float, float, float], level: float) -> Change:
    """Expert scores with bounds: z with the half-widths that face each other."""
    down, up = (first[0] - first[1], second[2] - second[0]), (first[2] - first[0], second[0] - second[1])
    difference = second[0] - first[0]
    width = STANDARD_WIDTHS.get(round(level, 2)) or NormalDist().inv_cdf((1 + level) / 2)
    facing = math.hypot(*(down if difference < 0 else up)) / width
    probability = NormalDist().cdf(abs(difference) / facing) if facing else (1.0 if difference else 0.5)
    apart = first[1] > second[2] or second[1] > first[2]
    lower, upper = difference - math.hypot(*up), difference + math.hypot(*down)
    reason = "bounds_apart" if apart else "bounds_overlap"
    return Change(_sign(difference, probability), difference, lower, upper, probability, "expert_bounds", reason, level)


def _steps(before: Reading, after: Reading, step: float, sub_items: int) -> Change:
    """Expert scores without bounds: two steps, or two parts moved, count; one step is within coder error."""
    for value in (before.value, after.value):
        if abs(value / step - round(value / step)) > 1e-6:
            return _not_comparable("no_interval")
    difference = after.value - before.value
    steps = round(abs(difference) / step)
    if steps >= 2 or (steps and sub_items >= 2):
        return Change("rose" if difference > 0 else "fell", difference, None, None, None, "expert_steps", "")
    reason = "one_step" if steps else "not_re_rated"
    return Change("no_reliable_change", difference, None, None, None, "expert_steps", reason)


def _register(before: Reading, after: Reading) -> Change:
    """Register counts, or rates by their numerators: Poisson z = (b - a) / sqrt(a + b), more than chance traffic."""
    rate = before.count is not None and after.count is not None
    start, end = (before.count, after.count) if rate else (before.value, after.value)
    if start is None or end is None or (start % 1 or end % 1):
        return _not_comparable("no_counts")
    probability = NormalDist().cdf(abs(end - start) / math.sqrt(start + end)) if start + end else 0.5
    difference = after.value - before.value
    if difference * (end - start) < 0:
        return Change("no_reliable_change", difference, None, None, None, "rates", "base_moved")
    verdict = _sign(difference, probability)
    return Change(verdict, difference, None, None, probability, "rates" if rate else "register_counts", "")


def holm(changes: Sequence[Change]) -> list[Change]:
    """The changes of all places on one page, corrected for their number by Holm's step-down rule.

    A change that is no longer significant at 5 % becomes "probably", reason "multiplicity"; its P stays. Changes
    without a probability are not tests and do not count.
    """
    chances = ((change.probability, place) for place, change in enumerate(changes))
    tested = [(2 * (1 - chance), place) for chance, place in chances if chance is not None]
    adjusted, highest = {}, 0.0
    for rank, (p, place) in enumerate(sorted(tested)):
        highest = max(highest, min(1.0, (len(tested) - rank) * p))
        adjusted[place] = highest
    return [_weakened(change, adjusted.get(place, 0.0)) for place, change in enumerate(changes)]


def _weakened(change: Change, p: float) -> Change:
    if p < SIGNIFICANT or change.verdict not in ("rose", "fell"):
        return change
    weaker: Verdict = "probably_rose" if change.verdict == "rose" else "probably_fell"
    return replace(change, verdict=weaker, reason="multiplicity")
