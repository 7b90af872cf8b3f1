"""Two indicators against each other over all places of a level: the dots, and how far their orders agree."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.against import FEW, Link, link
from analytics.catalogue import Indicator
from analytics.combine import as_dicts
from geo.places import places
from pages.parts import certainty, choose, compare_figures, credit, figure, load
from pages.parts.address import language
from pages.parts.compare_choices import Chosen, place_name
from pages.parts.compare_scatter import Axis, scatter
from pages.parts.format import amount, interval, number
from pages.parts.legend import Key
from pages.parts.prepared import Prepared, kept
from pages.parts.source_line import SourceLine
from pages.parts.table import Twin
from pages.parts.text import plain, t, tn

FORM = "number:2"
_USUAL = ("nnle_density", "entities_per_1000", "vdem_v2xcs_ccsi", "wdi_gdp_pc")
_MOST_NAMED = 20


@dataclass(frozen=True)
class _Shown:
    """The figure and what may be said of it."""

    claim: str
    limit: str
    lead: str
    chart: Prepared


def show(chosen: Chosen, opening: DeltaGenerator) -> None:
    """Draws the figure, the headline into `opening`."""
    record, level = chosen.record, chosen.level
    known = load.partners(record.id, level)
    if known.empty:
        with opening:
            certainty.headline(
                t("compare.no_partner", name=record.name[language()]), eyebrow=compare_figures.eyebrow(record)
            )
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        other, year = _choices(chosen, known)
    shown = kept("compare_against", (*chosen.ids, other.id, year), lambda: _shown(chosen, other, year))
    both = t("compare.against_eyebrow", first=compare_figures.eyebrow(record), second=compare_figures.eyebrow(other))
    with opening:
        certainty.headline(shown.claim, shown.limit, lead=shown.lead, eyebrow=both)
    figure.head(t("compare.against_title", year=year), t("compare.against_subtitle"))
    shown.chart.show("compare_against")


def _choices(chosen: Chosen, known: pd.DataFrame) -> tuple[Indicator, int]:
    """The second indicator, and a year that both have: by itself the one with most places, of equals the newest."""
    words = kept("compare_partners", chosen.ids[:2], lambda: _named(known))
    usual = next((one for one in _USUAL if one in words), next(iter(words)))
    other = choose.one("against", t("compare.against"), list(words), words.__getitem__, default=usual, resets=("year",))
    rows = known[known["partner"] == other]
    best = rows.sort_values(["places", "year"]).iloc[-1]["year"]
    years = [str(one) for one in rows["year"]]
    return load.indicators()[other], int(choose.one("year", t("compare.year"), years, str, default=str(best)))


def _named(known: pd.DataFrame) -> dict[str, str]:
    records, asked = load.indicators(), set(known["partner"])
    return {
        name: f"{t(f'pillar.{one.pillar}')}: {one.name[language()]}" for name, one in records.items() if name in asked
    }


def _shown(chosen: Chosen, other: Indicator, year: int) -> _Shown:
    record = chosen.record
    pairs = load.pairs_of(record.id, other.id, chosen.level, year)
    found = link(record, other, pairs)
    return _Shown(*_headline(chosen, found, year), _lead(chosen, found), _chart(chosen, other, pairs, year))


def _headline(chosen: Chosen, found: Link, year: int) -> tuple[str, str]:
    """Claim and limit: the correlation only with its interval, or that there is none to be told."""
    lang = language()
    of = tn(f"compare.over_{chosen.level}", found.places)
    claim = t(f"compare.link_{found.verdict}", year=year, of=of)
    if found.rho is None or found.lower is None or found.upper is None:
        return claim, t(f"compare.link_limit_{found.verdict}")
    ends = interval(FORM, found.lower, found.upper, lang)
    return claim, t("compare.link_limit", rho=number(found.rho, 2, lang), ends=ends)


def _lead(chosen: Chosen, found: Link) -> str:
    """What a correlation over so few places is worth, and where two indicators are linked by their making."""
    told = [tn(f"compare.little_{chosen.level}", found.places)] if found.places < FEW else []
    told += [t(f"compare.shared_{found.shared}")] if found.shared else []
    return plain(" ".join([*told, t("compare.no_cause")]))


def _chart(chosen: Chosen, other: Indicator, pairs: pd.DataFrame, year: int) -> Prepared:
    lang, record = language(), chosen.record
    few = len(pairs) <= _MOST_NAMED
    rows = pairs.assign(
        name=pairs["place"].map(place_name), role=pairs["place"].map(chosen.role),
        label=[str(getattr(places()[code], f"short_{lang}")) for code in pairs["place"]],
        named=[few or code in chosen.places for code in pairs["place"]],
    )  # fmt: skip
    axes = [Axis(_titled(one), figure.style(one.format)) for one in (record, other)]
    told = "; ".join(
        f"{row['name']} {amount(record.format, row['value_x'], lang)}, {amount(other.format, row['value_y'], lang)}"
        for row in as_dicts(rows.sort_values("value_x"))
    )
    keys = [
        Key("selected", place_name(chosen.places[0])),
        *([Key("dot", t("compare.key_chosen"))] if len(chosen.places) > 1 else []),
    ]
    keys += [Key("band", t("compare.key_bars"))] if pairs[["lower_x", "lower_y"]].notna().any(axis=None) else []
    return Prepared(
        scatter(rows, *axes),
        t("compare.against_alt", first=record.name[lang], second=other.name[lang], year=year, values=told),
        _twin(rows.sort_values("value_x", ascending=False), record, other), _source(record, other, pairs), keys,
    )  # fmt: skip


def _titled(record: Indicator) -> str:
    """Name and unit, the unit once where the name holds it."""
    name, unit = record.name[language()], record.unit[language()]
    return name if unit in name else t("compare.axis", name=name, unit=unit)


def _twin(rows: pd.DataFrame, first: Indicator, second: Indicator) -> Twin:
    """One row per place: both values and their ends."""
    heads: dict[str, str] = {"name": t("compare.place")}
    forms: dict[str, str] = {}
    for side, record in (("x", first), ("y", second)):
        heads[f"value_{side}"] = _titled(record)
        bounded = rows[f"lower_{side}"].notna().any()
        heads |= {
            f"{end}_{side}": t(f"table.{end}") + "\u200b" * (side == "y") for end in ("lower", "upper") if bounded
        }
        forms |= {f"{end}_{side}": record.format for end in ("value", "lower", "upper")}
    return Twin(rows, heads, first.format, forms)


def _source(first: Indicator, second: Indicator, pairs: pd.DataFrame) -> SourceLine:
    """The source lines of both indicators as one."""
    lines = [
        credit.of(
            record, pairs.rename(columns={f"{name}_{side}": name for name in ("fact_id", "lower", "interval_level")})
        )
        for side, record in (("x", first), ("y", second))
    ]
    parts = {
        name: "; ".join(dict.fromkeys(getattr(line, name) for line in lines))
        for name in ("interval", "source", "licence")
    }
    cited = tuple(dict.fromkeys(one for line in lines for one in line.cited))
    return SourceLine(**parts, limits=" · ".join(dict.fromkeys(line.limits for line in lines)), cited=cited)
