"""The tables of "Releases": which there are, what two of them differ in, and the file of all changed figures."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.combine import as_dicts
from analytics.release_diff import KINDS, REASONS, SAME
from data.releases import Release
from geo.places import places
from pages.parts import address, credit, load
from pages.parts.format import NO_BREAK, bare, date_text, missing, number
from pages.parts.methods_tables import Table
from pages.parts.place_names import place_text
from pages.parts.source_line import SourceLine
from pages.parts.table import Twin
from pages.parts.text import plain, t

SHORT = 12
"""So many letters of a digest tell releases apart; the whole one stands in the manifest and on the methods page."""
MAY_LEAVE = ("open", "cite", "own")


def _heads(*names: str) -> list[str]:
    return [t(f"releases.column_{name}") for name in names]


def here(present: list[Release], current: str) -> Table:
    """The releases that stand here, newest first, each leading to the pages that show it."""
    lang = address.language()
    rows = [
        [f"[{plain(one.id)}]({address.href('overview', release=one.id)})", date_text(one.date, lang),
         number(one.manifest["rows"]["facts"], 0, lang), number(one.manifest["rows"]["sources"], 0, lang),
         f"`{one.manifest['content_sha256'][:SHORT]}`", _standing(one.id, current)]
        for one in present
    ]  # fmt: skip
    return Table(_heads("release", "date", "facts", "sources", "digest", "standing"), rows)


def _standing(release_id: str, current: str) -> str:
    """Whether it is the current one, the one on this page, both or neither."""
    words = [t("releases.is_current")] if release_id == current else []
    if release_id == load.release().id:
        words.append(t("releases.is_read"))
    return ", ".join(words)


def totals(counts: pd.DataFrame) -> dict[str, int]:
    """How many facts were added, changed, withdrawn and stayed, those of an index left out."""
    listed = counts[counts["record"] != "index"]
    return {kind: int(listed[kind].sum()) for kind in (*KINDS, SAME)}


def by_indicator(counts: pd.DataFrame) -> Table:
    """One row per indicator with changes, most first, and one for all indices together."""
    moved = counts[counts[list(KINDS)].sum(axis=1) > 0]
    own = moved[moved["record"] != "index"]
    ordered = own.loc[own[list(KINDS)].sum(axis=1).sort_values(ascending=False, kind="stable").index]
    rows = [[indicator_link(row["indicator"]), *_counted(row)] for row in as_dicts(ordered)]
    if len(moved) > len(own):
        indices = counts.loc[counts["record"] == "index", [*KINDS, SAME]].sum()
        rows.append([t("releases.indices"), *_counted(indices.to_dict())])
    return Table(_heads("indicator", *KINDS, SAME), rows)


def _counted(row: Mapping[Any, Any]) -> list[str]:
    return [number(int(row[kind]), 0, address.language()) for kind in (*KINDS, SAME)]


def by_reason(facts: pd.DataFrame) -> Table:
    """How many figures differ for each reason that occurs."""
    lang, counted = address.language(), facts["reason"].value_counts()
    rows = [[t(f"releases.reason_{one}"), number(int(counted[one]), 0, lang)] for one in REASONS if one in counted]
    return Table(_heads("reason", "figures"), rows)


def name_of(indicator: str) -> str:
    """The name of an indicator, its id where today's catalogue no longer has it."""
    record = load.indicators().get(indicator)
    return record.name[address.language()] if record else indicator


def indicator_link(indicator: str) -> str:
    """The name of an indicator, leading to its page where there is one."""
    name = plain(name_of(indicator))
    known = indicator in load.indicators()
    return f"[{name}]({address.href('indicator', indicator=indicator)})" if known else f"`{indicator}`"


def listed(facts: pd.DataFrame) -> Table:
    """The changed figures with both values and the reason."""
    rows = [
        [indicator_link(row["indicator"]), plain(place_name(row["place"])), _when(row),
         t(f"releases.kind_{row['kind']}"), *_values(row), t(f"releases.reason_{row['reason']}")]
        for row in as_dicts(facts)
    ]  # fmt: skip
    return Table(_heads("indicator", "place", "year", "kind", "old", "new", "reason"), rows)


def place_name(code: str) -> str:
    """The name of a place, its code where geo does not know it."""
    return place_text(code, "name", address.language()) if code in places() else code


def _when(row: Mapping[Any, Any]) -> str:
    """The year, and behind it the wave, group and source that tell figures of one year apart."""
    parts = [one for one in (row["wave"], row["grp"], row["source"]) if one]
    return f"{row['year']} " + " ".join(f"`{one}`" for one in parts)


def _values(row: Mapping[Any, Any]) -> list[str]:
    """Both values; more digits where they would read the same, and what differs where the values do not."""
    old, new = (_written(row["indicator"], row[name]) for name in ("old", "new"))
    fields = str(row["fields"]).split()
    if old == new and "value" in fields:
        old, new = (number(row[name], 9, address.language()) for name in ("old", "new"))
    others = [t(f"releases.field_{one}") for one in fields if one != "value"]
    return [old, new + (f" ({t('releases.also', fields=', '.join(others))})" if others else "")]


def _written(indicator: str, value: Any) -> str:
    record = load.indicators().get(indicator)
    if missing(value):
        return "–"
    return plain(bare(record.format if record else "number:2", float(value), address.language(), finer=True)).replace(
        " ", NO_BREAK
    )


def file(facts: pd.DataFrame, older: str, newer: str) -> Twin:
    """All changed figures as a file; of figures that may only be quoted one by one, both values stay out."""
    terms = facts["fact_id"].map(load.terms(newer)).fillna(facts["fact_id"].map(load.terms(older)))
    free = terms.isin(MAY_LEAVE)
    rows = facts.assign(
        terms=terms, old=facts["old"].where(free), new=facts["new"].where(free), older=older, newer=newer,
        name=[name_of(one) for one in facts["indicator"]],
        reason_in_words=[t(f"releases.reason_{one}") for one in facts["reason"]],
    )  # fmt: skip
    heads = ("fact_id", "indicator", "name", "place", "year", "wave", "grp", "statistic", "source", "terms", "kind",
             "old", "new", "fields", "reason", "reason_in_words", "older", "newer")  # fmt: skip
    return Twin(rows, {one: one for one in heads}, "number:2", {"old": "number:2", "new": "number:2"})


def source(facts: pd.DataFrame) -> SourceLine:
    """Publishers and terms that go with the file."""
    known = load.all_sources()
    used = [known[one] for one in dict.fromkeys(facts["source"]) if one in known]
    return credit.line(used, limits=t("releases.file_limits"))
