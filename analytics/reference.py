"""The national figure to hold a regional one against: published or computed for Georgia, never a mean of regions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics import facts as questions
from analytics.catalogue import Indicator, catalogue
from analytics.change import FOOTING
from analytics.combine import as_dicts, words
from data.releases import Release
from geo.places import GEORGIA

NO_NATIONAL_FIGURE = "no national figure"


@dataclass(frozen=True)
class Reference:
    """What stands for the whole country beside a regional figure.

    Attributes:
        fact: the national fact, a row of the facts frame; None where there is none.
        rule: "same indicator", "same concept" (another record asks the same of the whole country), or "".
        reason: why there is none, "no national figure", or "".
    """

    fact: Mapping[str, Any] | None
    rule: str
    reason: str


NONE = Reference(None, "", NO_NATIONAL_FIGURE)


def national(release: Release, regional: Mapping[str, Any]) -> Reference:
    """The national figure of the same year, wave, group and footing as a regional one.

    In this order: Georgia's fact of the same indicator; Georgia's fact of another indicator of the same concept and
    nature. Of several, a published one stands before one that Kvali computed from counts. A survey's reference must
    come from the very survey of the regional figure (the Caucasus Barometer of 2017 has both, other years have not),
    since another questionnaire would show its own difference, not the region's.

    Args:
        release: the release to ask.
        regional: a row of the facts frame.

    Returns:
        The reference; without a fact when nobody published or could compute one. Regions are never averaged: their
        samples and lists have unequal sizes, and a plain mean is no figure of the country.
    """
    found = nationals(release, pd.DataFrame([dict(regional)]))
    return found[str(regional["fact_id"])]


def nationals(release: Release, regionals: pd.DataFrame) -> dict[str, Reference]:
    """The references of several regional facts at once, by fact id. Arguments as for `national`."""
    records = catalogue()
    kin = {name: _kin(records[name], records) for name in regionals["indicator"].unique()}
    asked = sorted({one for names in kin.values() for one in names})
    years = sorted({int(year) for year in regionals["year"]})
    candidates = questions.of(release, asked, places=(GEORGIA,), years=years, grp=None) if asked else regionals[:0]
    rows = as_dicts(candidates)
    return {str(row["fact_id"]): _of(row, rows, records) for row in as_dicts(regionals)}


def nationals_in(release: Release, indicator: str, level: str, year: int) -> dict[str, Reference]:
    """The references of all totals of one indicator at one level in one year, by fact id."""
    return nationals(release, questions.of(release, (indicator,), levels=(level,), years=(year,)))


def _kin(record: Indicator, records: Mapping[str, Indicator]) -> list[str]:
    """The record's own id, and those of the records that claim the same quantity by the same kind of figure."""
    same = (other for other in records.values() if other.concept == record.concept and other.nature == record.nature)
    return [record.id, *(other.id for other in same if other.id != record.id)]


def _of(regional: Mapping[str, Any], candidates: list[dict[str, Any]], records: Mapping[str, Indicator]) -> Reference:
    record = records[str(regional["indicator"])]
    kin = _kin(record, records)
    fitting = [fact for fact in candidates if _fits(fact, regional, record, kin)]
    if not fitting:
        return NONE
    fact = min(fitting, key=lambda one: (one["indicator"] != record.id, one["status"] == "derived", str(one["source"])))
    rule = "same indicator" if fact["indicator"] == record.id else "same concept"
    return Reference(fact, rule, "")


def _fits(fact: Mapping[str, Any], regional: Mapping[str, Any], record: Indicator, kin: list[str]) -> bool:
    """Whether a national fact answers the same question about the same year as the regional one."""
    if fact["indicator"] not in kin:
        return False
    same = all(fact[name] == regional[name] for name in ("year", "wave", "grp"))
    survey = record.nature != "survey" or record.derived or fact["source"] == regional["source"]
    own = fact["indicator"] == record.id
    return same and survey and (own or _footing(fact) == _footing(regional))


def _footing(fact: Mapping[str, Any]) -> frozenset[str]:
    """The words of a flag that change what is measured."""
    return frozenset(words(fact.get("flag"))) & FOOTING
