"""What may be asked of a release by machine, and what of it may leave in bulk.

Frames have the columns of analytics/bulk_fields.py, in that order. Terms decide: facts that rest on open sources only
may leave all at once (`open_facts`); all others one indicator at a time (`facts`), and `left_out` says where they are.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from analytics import facts as questions
from analytics.bulk_fields import FACTS, GAPS, INDICATORS, LEFT_OUT, PLACES, SOURCES, Field
from analytics.bulk_names import described, indicator_names, unit_of
from analytics.rights import JOINED, OPEN, rights
from data import releases, source_records
from data.releases import Release

_ALL = 1_000_000_000
_FACTS = """
SELECT fact_id, indicator, place, name_ka AS place_ka, name_en AS place_en, level, year, wave, grp, statistic, source,
       value, qualifier, lower, upper, interval_kind, CAST(interval_level AS DOUBLE) AS interval_level, n, status, flag,
       note, count(*) OVER () AS total
FROM facts JOIN places USING (place)
WHERE ($indicator IS NULL OR indicator = $indicator) AND ($place IS NULL OR place = $place)
  AND ($level IS NULL OR level = $level) AND ($year IS NULL OR year = $year)
  AND ($first IS NULL OR year >= $first) AND ($last IS NULL OR year <= $last)
  AND ($grp IS NULL OR grp = $grp) AND ($statistic IS NULL OR statistic = $statistic)
  AND ($source IS NULL OR source = $source)
ORDER BY indicator, place, year, wave, grp, statistic, source
LIMIT $limit OFFSET $offset
"""
_INDICATORS = """
SELECT indicator, pillar, concept, kind, better, scale_min, scale_max, additive, n_means, count(fact_id) AS facts,
       min(year) AS first_year, max(year) AS last_year
FROM indicators LEFT JOIN facts USING (indicator) GROUP BY ALL ORDER BY indicator
"""
# Points of regions are where the map writes a name, not where a region is: they stay at home.
_PLACES = """
SELECT place, level, name_ka, name_en, string_agg(whole, ' | ' ORDER BY whole) AS within,
       CASE WHEN level = 'municipality' THEN lat END AS lat, CASE WHEN level = 'municipality' THEN lon END AS lon,
       statistics
FROM places LEFT JOIN place_members ON place = member GROUP BY ALL ORDER BY place
"""
# The note of a suppressed cell counts the few who answered; it stays with the cell.
_GAPS = """
SELECT indicator, place, year, wave, grp, source, reason, CASE WHEN reason <> 'suppressed' THEN note END AS note
FROM gaps ORDER BY indicator, place, year, wave, grp, source
"""


@dataclass(frozen=True)
class Wanted:
    """Which facts: one indicator, and of it only what the other attributes name; None = all.

    Attributes:
        indicator: its id.
        place: code of a place.
        level: country, region, municipality or macroregion.
        year: one data year.
        first: first data year.
        last: last data year.
        grp: a disaggregation; "" = totals only.
        statistic: value, target, score and so on.
        source: id of a source.
    """

    indicator: str
    place: str | None = None
    level: str | None = None
    year: int | None = None
    first: int | None = None
    last: int | None = None
    grp: str | None = None
    statistic: str | None = None
    source: str | None = None


def facts(release: Release, wanted: Wanted, *, limit: int, offset: int = 0) -> tuple[pd.DataFrame, int]:
    """A page of the facts of one indicator, whatever their terms, and how many there are on all pages.

    Args:
        release: the release to ask.
        wanted: which facts.
        limit: how many at most.
        offset: how many of them to pass over.
    """
    found = releases.query(release, _FACTS, {**asdict(wanted), "limit": limit, "offset": offset})
    return _dressed(release, found), int(found["total"].iloc[0]) if len(found) else 0


def open_facts(release: Release) -> pd.DataFrame:
    """All facts that rest on open sources only."""
    every = dict.fromkeys(Wanted.__dataclass_fields__)
    found = releases.query(release, _FACTS, {**every, "limit": _ALL, "offset": 0})
    terms = rights(release)["terms"].reindex(found["fact_id"])
    return _dressed(release, found[(terms == OPEN).to_numpy()])


def _dressed(release: Release, found: pd.DataFrame) -> pd.DataFrame:
    """The facts with unit, terms, licences and credits."""
    named = found.join(rights(release), on="fact_id")
    keys = list(zip(named["indicator"], named["statistic"], strict=True))
    units = {key: unit_of(*key) for key in set(keys)}
    for language in ("ka", "en"):
        named[f"unit_{language}"] = [units[key][language] for key in keys]
    return shaped(named, FACTS)


@lru_cache(maxsize=2)
def indicators(release: Release) -> pd.DataFrame:
    """One row per indicator of the release, profiles of indices among them, with the terms of its facts.

    Kept and shared, so nobody may change the frame.
    """
    rows = releases.query(release, _INDICATORS)
    of_facts = releases.query(release, "SELECT fact_id, indicator FROM facts").join(rights(release), on="fact_id")
    terms = of_facts.groupby("indicator").agg(
        open_facts=("terms", lambda terms: int((terms == OPEN).sum())), terms=("terms", _listed),
        licences=("licences", _listed), credits=("credits", _listed),
    )  # fmt: skip
    words = pd.DataFrame([{"indicator": name, **described(name)} for name in rows["indicator"]])
    joined = rows.merge(words, on="indicator").join(terms, on="indicator")
    return shaped(joined.fillna({"open_facts": 0}), INDICATORS)


def _listed(values: "pd.Series[str]") -> str:
    """The different items of some lists."""
    return JOINED.join(sorted({item for words in values.unique() for item in str(words).split(JOINED)}))


def places(release: Release) -> pd.DataFrame:
    """One row per place."""
    return shaped(releases.query(release, _PLACES), PLACES)


def sources(release: Release) -> pd.DataFrame:
    """One row per source; its Georgian words come from its record, and are missing when the record is gone."""
    rows = questions.sources(release)
    records = source_records.load_all()
    for text in ("publisher", "caveat"):
        rows[f"{text}_ka"] = [_georgian(records.get(name), text) for name in rows["source"]]
    rows["publisher_en"], rows["caveat_en"] = rows["publisher"], rows["notes"]
    return shaped(rows.rename(columns={"rows": "facts"}), SOURCES)


def _georgian(record: source_records.Source | None, text: str) -> str | None:
    if record is None:
        return "კვალი" if text == "publisher" else None
    return record.publisher.ka if text == "publisher" else record.caveat.ka


def gaps(release: Release) -> pd.DataFrame:
    """One row per number that a reader would look for and does not get."""
    return shaped(releases.query(release, _GAPS), GAPS)


def left_out(release: Release) -> pd.DataFrame:
    """One row per indicator and source that keeps facts of it out of the bulk, with the address to find them at."""
    closed = rights(release).loc[lambda one: one["terms"] != OPEN, ["credits"]].astype(object)
    pairs = closed.assign(source=closed["credits"].str.split(JOINED, regex=False)).explode("source")
    named = pairs.join(releases.query(release, "SELECT fact_id, indicator FROM facts").set_index("fact_id"))
    counted = named.groupby(["indicator", "source"]).size().rename("facts").reset_index()
    known = questions.sources(release).drop(columns=["indicators", "rows"])
    rows = counted.merge(known[~known["terms"].isin([OPEN, "own"])], on="source").rename(
        columns={"publisher": "publisher_en"}
    )
    for language in ("ka", "en"):
        rows[f"name_{language}"] = [indicator_names(name)[language] for name in rows["indicator"]]
    return shaped(rows.sort_values(["indicator", "source"], ignore_index=True), LEFT_OUT)


def known(release: Release, column: str, indicator: str | None = None) -> Mapping[str, str]:
    """What may be asked for in a column of the facts: each value with the words it may be looked for by.

    Args:
        release: the release to ask.
        column: indicator, place, source or grp.
        indicator: for grp: the indicator whose disaggregations are meant.
    """
    askers: dict[str, Callable[[], Iterable[tuple[str, str]]]] = {
        "indicator": lambda: _values(release, "SELECT indicator, indicator FROM indicators"),
        "place": lambda: _values(release, "SELECT place, concat_ws(' ', place, name_en, name_ka) FROM places"),
        "source": lambda: _values(release, "SELECT source, source FROM sources"),
        "grp": lambda: _values(release, "SELECT DISTINCT grp, grp FROM facts WHERE indicator = ?", [indicator]),
    }
    return dict(askers[column]())


def _values(release: Release, sql: str, parameters: Sequence[object] = ()) -> Iterable[tuple[str, str]]:
    found = releases.query(release, sql, parameters)
    return zip(found.iloc[:, 0], found.iloc[:, 1], strict=True)


_KINDS: Mapping[str, Any] = {"integer": "Int64", "number": "float64", "boolean": "bool"}


def shaped(rows: pd.DataFrame, fields: Sequence[Field]) -> pd.DataFrame:
    """The rows with exactly these columns, in their order and of their kinds; texts are "" where there is none."""
    made = {}
    for field in fields:
        column = rows[field.name]
        if field.kind in _KINDS:
            made[field.name] = column.astype(_KINDS[field.kind])
        elif field.kind == "date":
            made[field.name] = pd.to_datetime(column).dt.strftime("%Y-%m-%d").astype(object).fillna("")
        else:
            made[field.name] = column.astype(object).fillna("")
    return pd.DataFrame(made, columns=[field.name for field in fields]).reset_index(drop=True)
