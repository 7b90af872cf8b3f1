"""What a newer release says that an older one did not, figure by figure, and why.

Numbers count with 12 significant digits, as in the digest of a release. Notes are not compared. Facts of an index are
made by simulation, tens of thousands at a time: they are counted, not listed.
"""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from data import releases
from data.ids import KEY, former_ids, renamed
from data.releases import Release

KINDS = ("added", "changed", "withdrawn")
SAME = "unchanged"
REASONS = (
    "renamed", "computed", "new_indicator", "indicator_withdrawn", "method", "correction", "correction_withdrawn",
    "new_edition", "new_source", "source_withdrawn", "withheld", "figures",
)  # fmt: skip
"""Why a fact differs, the first that holds.

renamed: its indicator or source has another name.
computed: figures that it was computed from differ.
new_indicator, indicator_withdrawn: only one of the releases knows the indicator.
method: computed from the same figures in another way.
correction, correction_withdrawn: a known error of the source was corrected, or a correction taken back.
new_edition: the source came in another version, or another source took the place of one that is gone.
new_source, source_withdrawn: only one of the releases has figures of the source.
withheld: the newer release says why the figure is not shown.
figures: the figures taken from the same edition of the source differ.
"""
NUMBERS = ("value", "lower", "upper", "n")
WORDS = ("qualifier", "status", "flag")
COLUMNS = ["fact_id", *KEY, "kind", "old", "new", "fields", "reason"]
_CELL = ["indicator", "place", "year", "wave", "grp", "statistic"]
_OWN = "kvali"


class Changes(NamedTuple):
    """What differs between two releases.

    Attributes:
        facts: as `difference` gives them.
        counts: as `summary` gives them.
    """

    facts: pd.DataFrame
    counts: pd.DataFrame


def difference(older: Release, newer: Release) -> pd.DataFrame:
    """The facts that differ, without those of an index.

    Returns:
        One row per fact: fact_id (that of the newer release), indicator, place, year, wave, grp, statistic, source,
        kind (of KINDS), old and new (the values in the indicator's unit, NaN where there is none), fields (what differs
        in a changed fact: names of NUMBERS and WORDS joined by a space), reason (of REASONS).
    """
    return changes(older, newer).facts


def summary(older: Release, newer: Release) -> pd.DataFrame:
    """How many facts of each indicator differ.

    Returns:
        One row per indicator of either release: indicator, record (published, derived or index), added, changed,
        withdrawn and unchanged (numbers of facts).
    """
    return changes(older, newer).counts


def changes(older: Release, newer: Release) -> Changes:
    """Both answers from one comparison."""
    both = _both(older, newer)
    return Changes(_listed(both, older, newer), _counted(both))


def _listed(both: pd.DataFrame, older: Release, newer: Release) -> pd.DataFrame:
    moved = both[both["kind"] != SAME]
    listed = moved[moved["record"] != "index"]
    reasons = _reasons(listed, set(moved["fact_id"]), older, newer)
    rows = listed.rename(columns={"value_old": "old", "value_new": "new"}).assign(reason=reasons)
    return rows.sort_values(list(KEY), ignore_index=True)[COLUMNS]


def _counted(both: pd.DataFrame) -> pd.DataFrame:
    counted = both.groupby(["indicator", "record", "kind"]).size().unstack("kind", fill_value=0)
    return counted.reindex(columns=[*KINDS, SAME], fill_value=0).reset_index().rename_axis(columns=None)


def _both(older: Release, newer: Release) -> pd.DataFrame:
    """One row per fact of either release: key, record, kind, fields, renamed, and every column as _old and _new."""
    new = _facts(newer)
    old = _under_new_names(_facts(older), new)
    both = old.merge(new, on="fact_id", how="outer", suffixes=("_old", "_new"), indicator="side")
    gone, come = both["side"] == "left_only", both["side"] == "right_only"
    fields = _fields(both).mask(gone | come, "")
    is_renamed = ~gone & ~come & (both["was"] != both["fact_id"])
    kind = np.select([come, fields.ne("") | is_renamed, gone], KINDS, default=SAME)
    told = {name: both[f"{name}_new"].mask(gone, both[f"{name}_old"]) for name in (*KEY, "record")}
    both = both.assign(**told, kind=kind, fields=fields, renamed=is_renamed)
    return both.astype({"year": "int64"})


def _facts(release: Release) -> pd.DataFrame:
    columns = ", ".join(["fact_id", *KEY, *NUMBERS, *WORDS])
    sql = f"SELECT {columns}, kind AS record FROM facts JOIN indicators USING (indicator)"
    return releases.query(release, sql)


def _under_new_names(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """The older facts under the ids that they have now; `was` keeps the id of their own release."""
    former = _former(old, new)
    return old.assign(was=old["fact_id"], fact_id=old["fact_id"].replace(former) if former else old["fact_id"])


def _former(old: pd.DataFrame, new: pd.DataFrame) -> dict[str, str]:
    """Older id to newer id of every fact whose indicator or source was renamed between the two."""
    names = renamed()
    if not names:
        return {}
    come = new[~new["fact_id"].isin(old["fact_id"])]
    keys = zip(come["fact_id"], come[list(KEY)].itertuples(index=False, name=None), strict=True)
    return {before: now for now, key in keys for before in former_ids(key, names)}


def _fields(both: pd.DataFrame) -> "pd.Series[str]":
    """Which fields of a fact differ, joined by a space; "" = none."""
    words = pd.Series("", index=both.index)
    for name in (*NUMBERS, *WORDS):
        differs = _differ(both[f"{name}_old"], both[f"{name}_new"], number=name in NUMBERS)
        words = words + np.where(differs, f"{name} ", "")
    return words.str.strip()


def _differ(old: "pd.Series[Any]", new: "pd.Series[Any]", *, number: bool) -> "pd.Series[bool]":
    """Where two columns differ; an empty cell equals an empty cell."""
    if not number:
        return old.fillna("").astype(object) != new.fillna("").astype(object)
    old, new = old.astype(float), new.astype(float)
    unequal = (old != new) & ~(old.isna() & new.isna())
    near = old[unequal].map("{:.12g}".format) == new[unequal].map("{:.12g}".format)
    unequal[near.index[near]] = False
    return unequal


def _reasons(listed: pd.DataFrame, moved: set[str], older: Release, newer: Release) -> list[str]:
    """The first of REASONS that holds for each fact."""
    changed, gone = (listed["kind"] == kind for kind in KINDS[1:])
    holds = {
        "renamed": listed["renamed"],
        **_reasons_of_ours(listed, moved, older, newer),
        "correction": listed["status_new"].eq("corrected"),
        "correction_withdrawn": changed & listed["status_old"].eq("corrected"),
        **_reasons_of_sources(listed, older, newer),
        "withheld": gone & _cells(listed).isin(set(_cells(_gaps(newer)))),
    }
    conditions = [holds[name].to_numpy(dtype=bool) for name in REASONS[:-1]]
    return [str(one) for one in np.select(conditions, REASONS[:-1], default=REASONS[-1])]


def _reasons_of_ours(
    listed: pd.DataFrame, moved: set[str], older: Release, newer: Release
) -> dict[str, "pd.Series[bool]"]:
    """Reasons that lie with what Kvali computes and which indicators it has."""
    known = [set(releases.query(one, "SELECT indicator FROM indicators")["indicator"]) for one in (older, newer)]
    return {
        "computed": listed["fact_id"].isin(_children(moved, newer)) | listed["was"].isin(_children(moved, older)),
        "new_indicator": ~listed["indicator"].isin(known[0]),
        "indicator_withdrawn": ~listed["indicator"].isin(known[1]),
        "method": listed["source"] == _OWN,
    }


def _children(moved: set[str], release: Release) -> set[str]:
    """The facts that were computed from one of these."""
    links = releases.query(release, "SELECT fact_id, parent FROM fact_parents")
    return set(links.loc[links["parent"].isin(moved), "fact_id"])


def _reasons_of_sources(listed: pd.DataFrame, older: Release, newer: Release) -> dict[str, "pd.Series[bool]"]:
    """Reasons that lie with the source of a published figure."""
    before, after = _versions(older), _versions(newer)
    come, gone = ~listed["source"].isin(before.keys()), ~listed["source"].isin(after.keys())
    other = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    replaced = _cells(listed).isin(set(_cells(listed[come]))) & _cells(listed).isin(set(_cells(listed[gone])))
    return {
        "new_edition": listed["source"].isin(other) | (replaced & (come | gone)),
        "new_source": come,
        "source_withdrawn": gone,
    }


def _versions(release: Release) -> dict[str, str]:
    """The version of every source that gives figures to a release."""
    sql = "SELECT DISTINCT source, coalesce(version, '') AS version FROM sources JOIN facts USING (source)"
    found = releases.query(release, sql)
    return dict(zip(found["source"], found["version"], strict=True))


def _cells(facts: pd.DataFrame) -> "pd.Series[Any]":
    """What a figure says something about, whoever says it, as one text."""
    words = facts[_CELL].astype(str)
    return words[_CELL[0]].str.cat(words[_CELL[1:]], sep="\t")


def _gaps(release: Release) -> pd.DataFrame:
    return releases.query(release, "SELECT *, 'value' AS statistic FROM gaps")
