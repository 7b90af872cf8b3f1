"""Runs the metrics that the records name, in the order of their inputs, and gives every result its parents."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

import pandas as pd

from analytics.catalogue import Indicator
from analytics.index_facts import index_facts
from analytics.indices import indices
from data.ids import KEY, fact_id
from data.releases import SEED
from data.source_records import DERIVED

Metric = Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]

# Figures of the country or a region that follow from all their parts; they join a published indicator.
TOTALS = ("engagement:national_turnout", "capacity:register_totals")
COLUMNS = (
    "wave",
    "grp",
    "statistic",
    "qualifier",
    "lower",
    "upper",
    "interval_kind",
    "interval_level",
    "n",
    "flag",
    "note",
    "status",
)


def metric(name: str) -> Metric:
    """The function that "module:function" names in this package."""
    module, function = name.split(":")
    found: Metric = getattr(import_module(f"analytics.{module}"), function)
    return found


def ordered(records: Iterable[Indicator]) -> Iterator[Indicator]:
    """The computed indicators, each after those that it reads.

    Raises:
        ValueError: some read each other in a circle.
    """
    waiting = {record.id: record for record in records if record.derived}
    while waiting:
        ready = [one for one in waiting.values() if not waiting.keys() & set(one.inputs)]
        if not ready:
            raise ValueError(f"these indicators read each other in a circle: {', '.join(sorted(waiting))}")
        for one in ready:
            yield waiting.pop(one.id)


def derive(
    published: pd.DataFrame, members: pd.DataFrame, records: dict[str, Indicator]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All computed facts and their parents.

    Args:
        published: facts frame of what the sources print (with fact_id and level).
        members: whole, member.
        records: the catalogue.

    Returns:
        The facts frame of published and computed facts together, and fact_parents (fact_id, parent, role).
    """
    levels = published.drop_duplicates("place").set_index("place")["level"]
    facts = published
    parents: list[pd.DataFrame] = []
    for name in TOTALS:
        facts, parents = _join(facts, parents, metric(name)(facts, members), levels)
    for record in ordered(records.values()):
        rows = metric(record.metric)(facts[facts["indicator"].isin(record.inputs)], members)
        facts, parents = _join(facts, parents, rows.assign(indicator=record.id), levels)
    for index in indices().values():
        facts, parents = _join(facts, parents, index_facts(index, facts, records, SEED), levels)
    return facts, pd.concat(parents, ignore_index=True) if parents else pd.DataFrame(
        columns=["fact_id", "parent", "role"]
    )


def _join(
    facts: pd.DataFrame, parents: list[pd.DataFrame], rows: pd.DataFrame, levels: "pd.Series[str]"
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    if rows.empty:
        return facts, parents
    identified = identify(_completed(rows).assign(source=DERIVED))
    identified["level"] = identified["place"].map(levels).fillna(identified["place"].map(_level))
    links = identified[["fact_id", "parents"]].explode("parents")
    edges = pd.DataFrame(links["parents"].tolist(), columns=["parent", "role"]).assign(
        fact_id=links["fact_id"].to_numpy()
    )
    joined = pd.concat([facts, identified[facts.columns].astype(facts.dtypes.to_dict())], ignore_index=True)
    return joined, [*parents, edges[["fact_id", "parent", "role"]].drop_duplicates()]


def _level(place: str) -> str:
    """The level that a place's code shows."""
    if place.startswith("GE-Q-"):
        return "macroregion"
    return "region" if place.startswith("GE-") else "municipality" if place.isdigit() else "country"


def _completed(rows: pd.DataFrame) -> pd.DataFrame:
    """A metric's rows with the columns that it left out."""
    defaults = {"wave": "", "grp": "", "statistic": "value", "qualifier": "", "status": "derived"}
    completed = rows.copy()
    for column in COLUMNS:
        if column not in completed:
            completed[column] = defaults.get(column)
    return completed


def identify(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the fact_id of their natural key."""
    keys = zip(*(rows[column] for column in KEY), strict=True)
    return rows.assign(fact_id=[fact_id((i, p, int(y), w, g, s, q)) for i, p, y, w, g, s, q in keys])
