"""Pairwise statements: of two places in one year, which stands above the other, and may that be said at all?

Where two places pose the same question as two dates, change.py answers it: survey shares (z on the logit scale), expert
scores with bounds (z with the half-widths that face each other), complete counts (arithmetic, from one unit on). Rates
that rest on register counts are compared here. All pairs of one page are corrected together by Holm's rule.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from itertools import combinations
from statistics import NormalDist
from typing import Any, Literal

import pandas as pd

from analytics import facts as questions
from analytics.catalogue import Indicator, catalogue
from analytics.change import FOOTING, PROBABLE, SURE, Change, Reading, compare, holm
from analytics.change import Verdict as ChangeVerdict
from analytics.combine import as_dicts, words
from data import releases
from data.releases import Release

Verdict = Literal[
    "above", "below", "probably_above", "probably_below", "cannot_tell", "too_small", "two_numbers", "not_comparable"
]
TOLD_APART = ("above", "below")
_OF_CHANGE: Mapping[str, Verdict] = {
    "rose": "above", "fell": "below", "probably_rose": "probably_above", "probably_fell": "probably_below",
    "no_reliable_change": "cannot_tell", "not_comparable": "not_comparable",
}  # fmt: skip
_OF_DATES_ONLY = ("list_changed", "bounds_apart", "bounds_overlap")
TURNED: Mapping[str, str] = {
    "above": "below", "below": "above", "probably_above": "probably_below", "probably_below": "probably_above",
}  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """What may be said of one figure at two places.

    Attributes:
        first: code of the place the verdict speaks of.
        second: code of the place it is held against.
        verdict: above, below, probably_above, probably_below, cannot_tell (within the error), too_small (complete
            counts under one unit), two_numbers (no error model: the reader sees two numbers), not_comparable.
        difference: first - second, in the figure's unit; None when not comparable.
        lower: lower end of the difference's interval at `interval_level`; None where there is no error model.
        upper: upper end.
        probability: P that the difference has the sign shown; None where the rule is arithmetic.
        rule: survey_waves, full_count, expert_bounds, rates, reliability, two_numbers or none.
        reason: machine word for what limits the verdict, "" when there is nothing to add.
        interval_level: 0.95 for surveys, the publisher's own for experts.
    """

    first: str
    second: str
    verdict: Verdict
    difference: float | None = None
    lower: float | None = None
    upper: float | None = None
    probability: float | None = None
    rule: str = "none"
    reason: str = ""
    interval_level: float | None = None

    def turned(self) -> "Pair":
        """The same statement, said of the second place."""
        verdict: Any = TURNED.get(self.verdict, self.verdict)
        difference, lower, upper = (_negative(value) for value in (self.difference, self.upper, self.lower))
        return replace(
            self, first=self.second, second=self.first, verdict=verdict, difference=difference, lower=lower, upper=upper
        )


def _negative(value: float | None) -> float | None:
    return None if value is None else -value


def statements(readings: Mapping[str, Reading], *, nature: str) -> list[Pair]:
    """All pairs of these places, each said of the place with the higher value.

    Args:
        readings: place to its figure, all of one indicator, year and group; the order of the answer.
        nature: the record's nature; it picks the rule.
    """
    couples = list(combinations(readings, 2))
    changes = holm([_difference(readings[first], readings[second], nature) for first, second in couples])
    found = [_pair(first, second, change) for (first, second), change in zip(couples, changes, strict=True)]
    return [pair.turned() if (pair.difference or 0) < 0 else pair for pair in found]


def pairs_with(place: str, families: Sequence[tuple[Mapping[str, Reading], str]]) -> list[list[Pair]]:
    """One place against every other one, over several indicators that are corrected together.

    Args:
        place: the place that every statement speaks of.
        families: for each indicator the readings of its places, among them this one, and its nature.

    Returns:
        For each indicator its pairs, in the order of its places.
    """
    couples = [(family, other) for family, (readings, _) in enumerate(families) for other in readings if other != place]
    differences = [
        _difference(families[family][0][place], families[family][0][other], families[family][1])
        for family, other in couples
    ]
    found: list[list[Pair]] = [[] for _ in families]
    for (family, other), change in zip(couples, holm(differences), strict=True):
        found[family].append(_pair(place, other, change))
    return found


def _pair(first: str, second: str, change: Change) -> Pair:
    verdict = _OF_CHANGE[change.verdict]
    if change.rule == "two_numbers":
        verdict = "two_numbers"
    if change.rule == "full_count" and verdict == "cannot_tell":
        verdict = "too_small"
    reason = "" if change.reason in _OF_DATES_ONLY else change.reason
    return Pair(
        first, second, verdict, change.difference, change.lower, change.upper, change.probability, change.rule, reason,
        change.interval_level,
    )  # fmt: skip


def _difference(first: Reading, second: Reading, nature: str) -> Change:
    """The statement on first - second in the words of change.py: "rose" means that the first stands above."""
    if (obstacle := _obstacle(first, second, nature)) is not None:
        return obstacle
    if nature == "register":
        return _rates(first, second)
    bounded = first.lower is not None or second.lower is not None
    if nature == "full_count" or (nature in ("survey", "expert") and bounded):
        return compare(replace(second, year=0), replace(first, year=1), nature=nature)
    return _two_numbers(first, second, "no_interval")


def _obstacle(first: Reading, second: Reading, nature: str) -> Change | None:
    """Why two figures of one year do not stand on the same footing; elections are one record, whoever keeps it."""
    if first.source != second.source and nature != "full_count":
        return Change("not_comparable", None, None, None, None, "none", "source")
    flags = [frozenset(words(one.flag)) & FOOTING for one in (first, second)]
    if flags[0] != flags[1]:
        return Change("not_comparable", None, None, None, None, "none", "footing")
    return None


def _two_numbers(first: Reading, second: Reading, reason: str) -> Change:
    return Change("not_comparable", first.value - second.value, None, None, None, "two_numbers", reason)


def _rates(first: Reading, second: Reading) -> Change:
    """Rates by their numerators as Poisson counts: z = ln(a / b) / sqrt(1/m + 1/n), more than chance traffic.

    Raw counts of places of different size are two numbers and no statement.
    """
    if first.count is None or second.count is None:
        raw = first.value % 1 == 0 and second.value % 1 == 0
        return _two_numbers(first, second, "size" if raw else "no_counts")
    if min(first.count, second.count) <= 0 or min(first.value, second.value) <= 0:
        return _two_numbers(first, second, "zero_count")
    spread = math.sqrt(1 / first.count + 1 / second.count)
    probability = NormalDist().cdf(abs(math.log(first.value / second.value)) / spread)
    difference = first.value - second.value
    return Change(_sign(difference, probability), difference, None, None, probability, "rates", "")


def _sign(difference: float, probability: float) -> ChangeVerdict:
    if probability < PROBABLE or difference == 0:
        return "no_reliable_change"
    if probability >= SURE:
        return "rose" if difference > 0 else "fell"
    return "probably_rose" if difference > 0 else "probably_fell"


def comparable(release: Release) -> pd.DataFrame:
    """What can be compared at all: one row per indicator and level with figures of two places or more.

    Returns:
        indicator, level, places (how many).
    """
    return releases.query(
        release,
        """
        SELECT indicator, level, count(DISTINCT place) AS places FROM facts JOIN places USING (place)
        WHERE grp = '' AND statistic = 'value' GROUP BY ALL HAVING places > 1 ORDER BY indicator, level
        """,
    )


def values(release: Release, indicator: str, places: Sequence[str], year: int) -> pd.DataFrame:
    """The figures to compare: the facts frame, one row per place that has one, in the order of `places`."""
    facts = questions.shown(release, questions.of(release, (indicator,), places=places, years=(year,)))
    single = facts.drop_duplicates("place", keep="last").set_index("place", drop=False)
    return single.loc[[place for place in places if place in single.index]].reset_index(drop=True)


def pairs(release: Release, indicator: str, places: Sequence[str], year: int) -> pd.DataFrame:
    """The statements on all pairs of these places.

    Returns:
        One row per pair, the fields of `Pair`. No row when fewer than two places have a figure.
    """
    record = catalogue()[indicator]
    rows = values(release, indicator, places, year)
    if alike(record, rows):
        found = [
            Pair(first, second, "cannot_tell", rule="reliability", reason="regions_alike")
            for first, second in combinations(rows["place"], 2)
        ]
    else:
        counts = numerators(release, record, rows)
        facts: list[dict[str, Any]] = as_dicts(rows)
        readings = {str(fact["place"]): Reading.of(fact, counts.get(fact["fact_id"])) for fact in facts}
        found = statements(readings, nature=record.nature)
    return pd.DataFrame([asdict(pair) for pair in found], columns=[field.name for field in fields(Pair)])


def alike(record: Indicator, rows: pd.DataFrame) -> bool:
    """Whether these are regions that the indicator cannot tell apart from one national value."""
    return record.regions == "statement" and set(rows["level"]) == {"region"}


def numerators(release: Release, record: Indicator, rows: pd.DataFrame) -> dict[str, float]:
    """The numerators of computed register rates by fact id; none where a value is not its numerator per denominator."""
    if record.nature != "register" or not record.derived or rows.empty:
        return {}
    sql = """
        SELECT fact_parents.fact_id, sum(value) FILTER (role = 'numerator') AS numerator,
               sum(value) FILTER (role = 'denominator') AS denominator
        FROM fact_parents JOIN facts ON facts.fact_id = fact_parents.parent
        WHERE list_contains($ids, fact_parents.fact_id) GROUP BY ALL
    """
    parts = releases.query(release, sql, {"ids": list(rows["fact_id"])}).merge(rows[["fact_id", "value"]], on="fact_id")
    parts = parts[(parts["numerator"] > 0) & (parts["denominator"] > 0)]
    factor = parts["value"] * parts["denominator"] / parts["numerator"]
    if factor.empty or factor.max() - factor.min() > 1e-6 * abs(factor.max()):
        return {}
    return dict(zip(parts["fact_id"], parts["numerator"].astype(float), strict=True))


def side_by_side(release: Release, places: Sequence[str], level: str, pillar: str) -> pd.DataFrame:
    """The indicators of a pillar that all these places have in one year, each in its latest such year.

    Core indicators, and of the context all; without raw counts of regions, which only show their size.

    Returns:
        One row per indicator and place: the facts frame, `pairs` (how many), `apart` (how many can be told apart),
        `verdict` where all pairs have the same one, else "", and `first`, the place that the first pair speaks of.
    """
    records = [one for one in catalogue().values() if one.pillar == pillar and (one.core or pillar == "context")]
    wanted = [one.id for one in records if level not in ("region", "municipality") or one.regions != "none"]
    facts = questions.of(release, wanted, places=places, levels=(level,)) if wanted else pd.DataFrame()
    years = _common_years(facts, len(places)) if len(facts) else {}
    found = [_beside(release, name, places, years[name]) for name in wanted if name in years]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame()


def _common_years(facts: pd.DataFrame, places: int) -> dict[str, int]:
    having = facts.groupby(["indicator", "year"])["place"].nunique().reset_index()
    latest = having[having["place"] == places].groupby("indicator")["year"].max()
    return {str(name): int(year) for name, year in latest.items()}


def _beside(release: Release, indicator: str, places: Sequence[str], year: int) -> pd.DataFrame:
    found = pairs(release, indicator, places, year)
    agreed = found["verdict"].nunique() == 1
    return values(release, indicator, places, year).assign(
        pairs=len(found), apart=int(found["verdict"].isin(TOLD_APART).sum()), first=found["first"].iloc[0],
        verdict=found["verdict"].iloc[0] if agreed else "",
    )  # fmt: skip


def series(release: Release, indicator: str, places: Sequence[str]) -> pd.DataFrame:
    """The years of these places: the facts frame, ordered by place and year, and `joined`, whether a line may hold it.

    A line holds the facts on the footing, and of surveys those of the series, that most facts of the place share.
    """
    facts = questions.shown(release, questions.of(release, (indicator,), places=places))
    facts = facts.drop_duplicates(["place", "year"], keep="last").reset_index(drop=True)
    survey = catalogue()[indicator].nature == "survey"
    key = pd.Series([_series_of(row.source, row.flag, survey) for row in facts.itertuples()], dtype="object")
    most = {place: _most(key[rows.index]) for place, rows in facts.groupby("place")}
    return facts.assign(joined=[one == most[place] for one, place in zip(key, facts["place"], strict=True)])


def _series_of(source: Any, flag: Any, survey: bool) -> str:
    footing = ";".join(sorted(set(words(flag)) & FOOTING))
    return (re.sub(r"\d+", "", source) if survey else "") + "|" + footing


def _most(keys: "pd.Series[Any]") -> str:
    return str(keys.mode().iloc[0])
