"""What pages, briefings and the API may ask a release. Every answer is a frame of the facts' own columns.

A facts frame has one row per number: fact_id, indicator, place, level, year, wave, grp, statistic, source, value,
qualifier, lower, upper, interval_kind, interval_level, n, status, flag, note.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from analytics.combine import as_dicts, as_objects
from data import releases
from data.ids import Key, fact_id, former_ids, renamed
from data.releases import Release

_FACTS = """
SELECT fact_id, indicator, place, level, year, wave, grp, statistic, source, value, qualifier, lower, upper,
       interval_kind, CAST(interval_level AS DOUBLE) AS interval_level, n, status, flag, note
FROM facts JOIN places USING (place)
"""
_ORDER = " ORDER BY indicator, place, year, wave, grp, source"
_MAY_LACK = ("interval_kind", "flag", "note")
FEW = 3
"""Up to so many indicators are picked from memory; for more of them one question to the database costs less."""


def of(
    release: Release,
    indicators: Sequence[str] = (),
    *,
    places: Sequence[str] = (),
    levels: Sequence[str] = (),
    years: Sequence[int] = (),
    grp: str | None = "",
    statistic: str = "value",
) -> pd.DataFrame:
    """Facts of these indicators, places, levels and years; an empty list asks for all.

    Args:
        release: the release to ask.
        indicators: their ids.
        places: their codes.
        levels: country, region, municipality or macroregion.
        years: data years.
        grp: one disaggregation; "" = totals only, None = totals and all groups.
        statistic: value, target, baseline or milestone.
    """
    wanted: dict[str, list[Any]] = {
        "indicator": list(indicators), "place": list(places), "level": list(levels), "year": list(years)
    }  # fmt: skip
    if 0 < len(set(indicators)) <= FEW:
        held = [_of_one(release, name) for name in sorted(set(indicators))]
        return _picked(held, {**wanted, "indicator": [], "grp": [] if grp is None else [grp], "statistic": [statistic]})
    conditions = [f"list_contains(${name}, {name})" for name, values in wanted.items() if values]
    parameters: dict[str, object] = {name: values for name, values in wanted.items() if values}
    if grp is not None:
        conditions.append("grp = $grp")
        parameters["grp"] = grp
    conditions.append("statistic = $statistic")
    parameters["statistic"] = statistic
    return as_objects(releases.query(release, f"{_FACTS} WHERE {' AND '.join(conditions)} {_ORDER}", parameters))


@lru_cache(maxsize=1000)
def _of_one(release: Release, indicator: str) -> pd.DataFrame:
    """Everything that a release says of one indicator, in the order of the facts frame; nobody may change it.

    A page asks for one indicator by place, level, year and group in turn. Most of the cost of each question was to
    make a frame of nineteen columns, not to find its rows.
    """
    rows = releases.query(release, f"{_FACTS} WHERE indicator = $indicator {_ORDER}", {"indicator": indicator})
    return as_objects(rows.astype(dict.fromkeys(_MAY_LACK, "str")))


def _picked(held: Sequence[pd.DataFrame], wanted: Mapping[str, Sequence[object]]) -> pd.DataFrame:
    """The rows in which every column has one of the wanted values; a column without any is not asked."""
    parts = [rows[_fits(rows, wanted)] for rows in held]
    found = parts[0] if len(parts) == 1 else pd.concat(parts)
    if found.empty:
        return found.astype({"n": "int64"})
    nothing = np.full(len(found), None, dtype=object)
    settled: dict[str, Any] = {name: nothing for name in _MAY_LACK if found[name].isna().all()}
    if found["n"].notna().all():
        settled["n"] = found["n"].to_numpy(dtype="int64")
    return found.assign(**settled).reset_index(drop=True)


def _fits(rows: pd.DataFrame, wanted: Mapping[str, Sequence[object]]) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    kept = np.ones(len(rows), dtype=bool)
    for name, values in wanted.items():
        if len(values) == 1:
            kept &= (rows[name] == values[0]).to_numpy(dtype=bool)
        elif values:
            kept &= rows[name].isin(values).to_numpy()
    return kept


def latest(
    release: Release, indicators: Sequence[str] = (), *, places: Sequence[str] = (), levels: Sequence[str] = ()
) -> pd.DataFrame:
    """The newest total of each indicator at each place; of several sources or waves in that year the chosen one."""
    facts = shown(release, of(release, indicators, places=places, levels=levels))
    newest = facts.groupby(["indicator", "place"])["year"].transform("max")
    return facts[facts["year"] == newest].drop_duplicates(["indicator", "place"], keep="last").reset_index(drop=True)


def shown(release: Release, facts: pd.DataFrame) -> pd.DataFrame:
    """The facts without those that another one of the same indicator and cell stands before (table `choices`)."""
    chosen = set(releases.query(release, "SELECT chosen FROM choices")["chosen"])
    cell = ["indicator", "place", "year", "wave", "grp", "statistic"]
    contested = facts.duplicated(cell, keep=False)
    return facts[~contested | facts["fact_id"].isin(chosen)].reset_index(drop=True)


def coverage(release: Release) -> pd.DataFrame:
    """What each indicator has: indicator, rows, first_year, last_year, levels, sources (lists), intervals (share).

    Profiles of an index are no indicators and stand on the index page.
    """
    return releases.query(
        release,
        """
        SELECT indicator, count(*) AS rows, min(year) AS first_year, max(year) AS last_year,
               list_sort(list_distinct(list(CASE WHEN place = 'GEO' THEN 'georgia' ELSE level END))) AS levels,
               list_sort(list_distinct(list(source))) AS sources, avg((lower IS NOT NULL)::INT) AS intervals
        FROM facts JOIN places USING (place) JOIN indicators USING (indicator)
        WHERE kind <> 'index' GROUP BY indicator ORDER BY indicator
        """,
    )


def find(release: Release, fact_id: str) -> pd.DataFrame:
    """The fact with this id, also by the id it had before a rename; no row = there is none in this release."""
    found = releases.query(release, f"{_FACTS} WHERE fact_id = $fact_id", {"fact_id": fact_id})
    if len(found) or not (names := renamed()):
        return found
    candidates = of(release, sorted(set(names.values()) & set(coverage(release)["indicator"])), grp=None)
    return candidates[[fact_id in former_ids(_key(row), names) for row in as_dicts(candidates)]].reset_index(drop=True)


def _key(row: Mapping[str, Any]) -> Key:
    texts = {name: str(row[name]) for name in ("indicator", "place", "wave", "grp", "statistic", "source")}
    year = int(row["year"])
    return texts["indicator"], texts["place"], year, texts["wave"], texts["grp"], texts["statistic"], texts["source"]


def parents(release: Release, fact_id: str) -> pd.DataFrame:
    """The facts that this one was computed from, each with its role; no row = it was published as it is."""
    sql = f"""
        SELECT role, parent.* FROM fact_parents JOIN ({_FACTS}) AS parent ON parent.fact_id = fact_parents.parent
        WHERE fact_parents.fact_id = $fact_id ORDER BY role, parent.place
    """
    return releases.query(release, sql, {"fact_id": fact_id})


def summed_parents(release: Release, fact_ids: Sequence[str], role: str) -> dict[str, float]:
    """For each of these facts the sum of its parents in one role; 0 where it has none."""
    sql = """
        SELECT fact_parents.fact_id, coalesce(sum(parent.value), 0) AS value
        FROM fact_parents JOIN facts AS parent ON parent.fact_id = fact_parents.parent
        WHERE fact_parents.fact_id IN (SELECT unnest($fact_ids)) AND role = $role GROUP BY ALL
    """
    found = releases.query(release, sql, {"fact_ids": list(fact_ids), "role": role})
    return dict.fromkeys(fact_ids, 0.0) | dict(zip(found["fact_id"], found["value"].astype(float), strict=True))


def rests_on(release: Release, fact_id: str) -> pd.DataFrame:
    """The published facts that a computed one rests on in the end, through all steps; no row = it is published."""
    sql = f"""
        WITH RECURSIVE ancestors AS (
            SELECT parent FROM fact_parents WHERE fact_id = $fact_id
            UNION SELECT fact_parents.parent
            FROM fact_parents JOIN ancestors ON fact_parents.fact_id = ancestors.parent)
        SELECT fact.* FROM ({_FACTS}) AS fact JOIN ancestors ON ancestors.parent = fact.fact_id
        WHERE fact.source <> 'kvali' ORDER BY fact.source, fact.indicator, fact.place, fact.year
    """
    return releases.query(release, sql, {"fact_id": fact_id})


def credits(release: Release, fact_ids: Iterable[str]) -> list[str]:
    """The sources to name under these facts: their own, and for computed ones those of all ancestors."""
    known = _credits_of_all(release)
    return sorted({source for fact_id in fact_ids for source in known.get(fact_id, ())})


@lru_cache(maxsize=4)
def _credits_of_all(release: Release) -> dict[str, tuple[str, ...]]:
    """The sources to name under every fact of a release, by its id.

    All of them together take as long as thirty questions for a few, and every figure of a page asks one. More than
    four releases are not held against each other.
    """
    sql = """
        WITH RECURSIVE ancestors AS (
            SELECT fact_id, parent FROM fact_parents
            UNION SELECT ancestors.fact_id, fact_parents.parent
            FROM ancestors JOIN fact_parents ON fact_parents.fact_id = ancestors.parent)
        SELECT fact_id, source FROM facts WHERE source <> 'kvali'
        UNION ALL
        SELECT fact_id, string_agg(DISTINCT source, ' ' ORDER BY source)
        FROM (SELECT ancestors.fact_id, source FROM ancestors JOIN facts ON facts.fact_id = parent)
        WHERE source <> 'kvali' GROUP BY fact_id
    """
    rows = releases.query(release, sql)
    # Few sets of sources credit all facts: each is held once.
    sets = {words: tuple(words.split()) for words in rows["source"].unique()}
    return dict(zip(rows["fact_id"].tolist(), map(sets.__getitem__, rows["source"]), strict=True))


def with_ids(release: Release, fact_ids: Sequence[str]) -> pd.DataFrame:
    """The facts with these ids, in the order of the facts frame; ids that are no facts are left out."""
    sql = f"{_FACTS} WHERE list_contains($fact_ids, fact_id) {_ORDER}"
    return releases.query(release, sql, {"fact_ids": list(fact_ids)})


def ancestors(release: Release, fact_ids: Sequence[str]) -> pd.DataFrame:
    """What these facts rest on, however far back: fact_id, parent, source (of the parent).

    One row per fact and ancestor; the fact itself is one of its own.
    """
    sql = """
        WITH RECURSIVE ancestors AS (
            SELECT unnest($fact_ids) AS fact_id, unnest($fact_ids) AS parent
            UNION SELECT ancestors.fact_id, fact_parents.parent
            FROM ancestors JOIN fact_parents ON fact_parents.fact_id = ancestors.parent)
        SELECT ancestors.fact_id, parent, source FROM ancestors JOIN facts ON facts.fact_id = parent
        ORDER BY ancestors.fact_id, parent
    """
    return releases.query(release, sql, {"fact_ids": list(fact_ids)})


def gaps(release: Release, indicators: Sequence[str] = (), *, places: Sequence[str] = ()) -> pd.DataFrame:
    """Numbers a reader would look for and does not get: indicator, place, year, wave, grp, source, reason, note.

    With the fact_id that each would have if it were published: ids depend on no value.
    """
    sql = """
        SELECT * FROM gaps
        WHERE (len($indicators) = 0 OR list_contains($indicators, indicator))
          AND (len($places) = 0 OR list_contains($places, place))
        ORDER BY indicator, place, year
    """
    rows = releases.query(release, sql, {"indicators": list(indicators), "places": list(places)})
    names = ("indicator", "place", "year", "wave", "grp", "source")
    cells = zip(*(rows[name].tolist() for name in names), strict=True)
    ids = [fact_id((name, place, year, wave, grp, "value", source)) for name, place, year, wave, grp, source in cells]
    return rows.assign(fact_id=ids)


def sources(release: Release) -> pd.DataFrame:
    """One row per source with its terms, and how many facts (rows), indicators and years it gives."""
    sql = """
        SELECT sources.*, count(fact_id) AS rows, count(DISTINCT indicator) AS indicators,
               min(year) AS first_year, max(year) AS last_year
        FROM sources LEFT JOIN facts USING (source) GROUP BY ALL ORDER BY source
    """
    return releases.query(release, sql)


def disagreements(release: Release, concepts: Sequence[str] = ()) -> pd.DataFrame:
    """Cells for which several sources give a number: the facts, with `chosen` and the `rule` that chose.

    One row per fact: the facts frame and concept, chosen (bool), rule.
    """
    sql = f"""
        SELECT fact.*, choices.concept, fact.fact_id = choices.chosen AS chosen, choices.rule
        FROM ({_FACTS}) AS fact JOIN indicators USING (indicator)
        JOIN choices ON (choices.concept, choices.place, choices.year, choices.wave, choices.grp)
                      = (indicators.concept, fact.place, fact.year, fact.wave, fact.grp)
        WHERE statistic = 'value' AND (len($concepts) = 0 OR list_contains($concepts, choices.concept))
        ORDER BY choices.concept, fact.place, fact.year, chosen DESC
    """
    return releases.query(release, sql, {"concepts": list(concepts)})
