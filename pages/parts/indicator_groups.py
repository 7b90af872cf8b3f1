"""One indicator by sex, age, settlement, macro-region, size or answer: its figures, or who could have them."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analytics.catalogue import Indicator
from analytics.combine import as_dicts
from analytics.disaggregation import MACROREGION, PEOPLE, asked_of
from geo.places import GEORGIA, places
from pages.parts import bars, choose, credit, dots, empty, figure, flags, indicator_words, legend, load
from pages.parts.address import language
from pages.parts.empty import Way
from pages.parts.group_words import by_words, group_words
from pages.parts.indicator_places import gap_text, name, twin_of
from pages.parts.prepared import Prepared, kept
from pages.parts.text import t

NAME = "by"
ORDER = {"capital": 0, "urban": 1, "rural": 2, "large": 0, "medium": 1, "small": 2, "unknown": 3}
"""Categories that stand in another order than that of their letters."""
Row = Mapping[str, Any]


def show(record: Indicator, place: str) -> None:
    """Draws the division that the reader chooses, `by=` in the address; nothing for what nobody would divide."""
    options = kept("groups_by", (record.id, place), lambda: _options(record, place))
    if not options:
        return
    chosen = choose.settle(NAME, list(options), options.__getitem__, quiet=True)
    found = kept("groups", (record.id, place, chosen), lambda: _prepared(record, place, chosen))
    title, drawn = found or (t("indicator.groups_none", by=by_words(chosen)), None)
    figure.head(title, f"{name(place)} · {record.unit[language()]}")
    with figure.controls():
        if len(options) > 1:
            choose.one(NAME, t("indicator.by"), list(options), options.__getitem__)
    if drawn:
        drawn.show(f"{record.id}_groups")
    else:
        kept("groups_missing", (record.id, place, chosen), lambda: _missing(record, place, chosen))


def _options(record: Indicator, place: str) -> dict[str, str]:
    """What the indicator can be divided by, in words: with figures of this place, elsewhere, and without any."""
    parts = load.divided(record.id)
    here = set(parts.loc[parts["whole"] == place, "dimension"])
    found = list(dict.fromkeys([*asked_of(record), *parts["dimension"]]))
    words = {one: by_words(one) for one in sorted(found, key=lambda one: one not in here)}
    return {one: said if one in here else t("indicator.by_without", by=said) for one, said in words.items()}


def _prepared(record: Indicator, place: str, dimension: str) -> tuple[str, Prepared] | None:
    """Title and figure of one division; None where the place has no figure of it."""
    parts = load.divided(record.id)
    parts = parts[(parts["dimension"] == dimension) & (parts["whole"] == place)]
    if parts.empty:
        return None
    cell = ["place", "grp"]
    newest = parts[parts["year"] == parts.groupby(cell)["year"].transform("max")].drop_duplicates(cell, keep="last")
    years = sorted({int(year) for year in newest["year"]})
    title = t("indicator.groups_title", by=by_words(dimension), year=years[-1])
    rows = pd.concat([_total(record, newest, dimension), _labelled(newest, len(years) > 1)], ignore_index=True)
    rows = pd.concat([rows, _withheld(record, place, dimension, set(newest["grp"]))], ignore_index=True)
    style = figure.style(record.format)
    bounded = bool(rows["lower"].notna().any())
    plain = bounded or rows["value"].isna().any() or rows["value"].min() < 0
    chart = dots.dot_and_interval(rows, style) if plain else bars.bars(rows, style)
    known = rows[rows["value"].notna()]
    told = "; ".join(f"{row['label']}: {indicator_words.value(record, row)}" for row in as_dicts(known))
    source = credit.of(record, known, limits="; ".join(flags.words(known["flag"])))
    levels = sorted({round(100 * level) for level in known["interval_level"].dropna()})
    keys = [key for level in levels for key in legend.intervals(level)]
    return title, Prepared(chart, f"{title}. {told}", twin_of(record, rows), source, keys)


def _labelled(facts: pd.DataFrame, several_years: bool) -> pd.DataFrame:
    """The parts with their words, in the order to draw."""
    facts = facts.assign(hidden=None, place_at=[_order(str(grp)) for grp in facts["grp"]])
    facts = facts.sort_values(["place_at", "grp"], kind="stable")
    return facts.assign(label=[_label(row, several_years) for row in as_dicts(facts)])


def _order(grp: str) -> int:
    return ORDER.get(grp.rpartition("=")[2], 0)


def _label(row: Row, several_years: bool) -> str:
    words = group_words(str(row["grp"])) or name(str(row["place"]))
    return f"{words}, {row['year']}" if several_years else words


def _total(record: Indicator, parts: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """The whole beside its parts, where they are shares of people and one source counted both in one year."""
    if dimension not in PEOPLE or dimension == MACROREGION or parts[["year", "source"]].drop_duplicates().shape[0] > 1:
        return parts.head(0)
    first = parts.iloc[0]
    totals = load.facts((record.id,), places=(str(first["place"]),), years=(int(first["year"]),))
    same: pd.DataFrame = totals[totals["source"] == first["source"]].head(1)
    return same.assign(label=t("indicator.group_all"), hidden=None)


def _withheld(record: Indicator, place: str, dimension: str, known: set[str]) -> pd.DataFrame:
    """Groups that a source holds back, with the reason in place of a value."""
    rows = [
        {"label": group_words(str(row["grp"])), "hidden": gap_text(row), "value": None, "lower": None, "upper": None}
        for row in as_dicts(load.withheld_groups(record.id, place, dimension)) if row["grp"] not in known
    ]  # fmt: skip
    return pd.DataFrame(rows)


def _missing(record: Indicator, place: str, dimension: str) -> None:
    """Says that a division has no figures here, where there are some, or who could have them."""
    what = f"{record.name[language()]}: {by_words(dimension)}"
    parts = load.divided(record.id)
    elsewhere = list(dict.fromkeys(parts.loc[parts["dimension"] == dimension, "whole"]))
    if elsewhere:
        choices = {"indicator": record.id, "place": _nearest(place, elsewhere), NAME: dimension}
        way = Way(t("indicator.by_way", place=name(choices["place"])), "indicator", choices)
        empty.no_figures(what, why=t("indicator.groups_elsewhere"), ways=[way])
        return
    withheld = as_dicts(load.withheld_groups(record.id, place, dimension))
    if withheld:
        empty.no_figures(what, why="; ".join(f"{group_words(str(row['grp']))}: {gap_text(row)}" for row in withheld))
        return
    kind, sources = load.could_have(record, place)
    empty.no_figures(what, why=t(f"indicator.by_{kind}"), who=_sources(sources))


def _sources(found: Sequence[str]) -> str:
    records = [load.all_sources()[one] for one in found if one in load.all_sources()]
    return "; ".join(t("credit.named", publisher=one.publisher[language()], title=one.title) for one in records)


def _nearest(place: str, wholes: Sequence[str]) -> str:
    """Of the places with such figures: the region around a municipality, else Georgia, else the first."""
    near = [places()[place].region or "", GEORGIA, *wholes]
    return next(one for one in near if one in wholes)
