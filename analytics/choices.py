"""Several sources speak of one cell of one concept: all are kept, one is shown, and the rule says why."""

import pandas as pd

from analytics.catalogue import Indicator

CELL = ["concept", "place", "year", "wave", "grp"]


def choices(facts: pd.DataFrame, records: dict[str, Indicator]) -> pd.DataFrame:
    """The table `choices`.

    The rule, in this order: a final record before an announced or provisional one, a published figure before one that
    Kvali computed, a figure with an interval before one without, the larger n, and at last the source's name, so that
    the answer never depends on row order.

    Returns:
        One row per cell that more than one fact fills: concept, place, year, wave, grp, chosen (fact_id), rule.
    """
    values = facts[(facts["statistic"] == "value") & facts["indicator"].isin(list(records))]
    values = values.assign(concept=values["indicator"].map({one.id: one.concept for one in records.values()}))
    contested = values[values.duplicated(CELL, keep=False)]
    if contested.empty:
        return pd.DataFrame(columns=[*CELL, "chosen", "rule"])
    ranked = contested.assign(
        announced=contested["flag"].fillna("").str.contains("announced"),
        computed=contested["status"] == "derived",
        bare=contested["lower"].isna(),
        small=-contested["n"].fillna(0).astype("float64"),
    )
    order = ["announced", "computed", "bare", "small", "source"]
    first = ranked.sort_values([*CELL, *order]).groupby(CELL, sort=False)
    return pd.DataFrame([_choice(cell, rows, order) for cell, rows in first])


def _choice(cell: tuple[object, ...], rows: pd.DataFrame, order: list[str]) -> dict[str, object]:
    reasons = {
        "announced": "final record before announced figure",
        "computed": "published before computed",
        "bare": "with interval before without",
        "small": "larger n",
        "source": "first source by name",
    }
    decisive = next(column for column in order if rows[column].iloc[0] != rows[column].iloc[1])
    return {**dict(zip(CELL, cell, strict=True)), "chosen": rows["fact_id"].iloc[0], "rule": reasons[decisive]}
