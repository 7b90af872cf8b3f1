"""The places before and after: any two years or a phase of the project, with what may be said of every change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.combine import as_dicts
from analytics.moves import PHASES, Move
from geo.places import places
from pages.parts import (
    certainty,
    choose,
    compare_changes,
    compare_dumbbell,
    compare_figures,
    compare_span,
    credit,
    empty,
    figure,
    flags,
    legend,
    load,
    pair_words,
    slope,
)
from pages.parts.address import language
from pages.parts.compare_choices import Chosen, place_name
from pages.parts.format import change_text, interval, missing, value_text, years_text
from pages.parts.legend import Key
from pages.parts.prepared import Prepared, PreparedTable, kept
from pages.parts.table import Twin
from pages.parts.text import plain, t

SHAPES = ("slope", "dumbbell")
_LINES: Mapping[str, str] = {"no_reliable_change": "dot", "not_comparable": ""}
_FACT = (
    "indicator",
    "place",
    "year",
    "value",
    "lower",
    "upper",
    "interval_level",
    "fact_id",
    "source",
    "flag",
    "qualifier",
)


@dataclass(frozen=True)
class _Shown:
    """The changes of one choice: headline, verdicts, and the places that lack one of the two figures."""

    opening: tuple[str, str, str]
    verdicts: PreparedTable | None
    bounded: bool
    absent: str


def show(chosen: Chosen, opening: DeltaGenerator) -> None:
    """Draws the figures, the headline into `opening`."""
    known = compare_span.years(chosen)
    phase = compare_span.phase()
    span = compare_span.pair(known, phase)
    if span is None:
        _nothing(chosen, phase, opening)
        return
    shown = kept("compare_dates", (*chosen.ids, *span), lambda: _shown(chosen, span))
    claim, limit, lead = shown.opening
    with opening:
        certainty.headline(claim, limit, lead=lead, eyebrow=compare_figures.eyebrow(chosen.record))
    if phase != compare_span.OWN:
        st.markdown(f":small[:gray[{plain(_phase_words(phase, span))}]]")
    if shown.verdicts is None:
        return
    figure.head(t("compare.dates_title", first=span[0], last=span[1]), compare_figures.direction(chosen.record))
    with figure.controls():
        words = {one: t(f"compare.shape_{one}") for one in SHAPES}
        usual = "dumbbell" if shown.bounded else "slope"
        shape = choose.one("shape", t("compare.shape"), SHAPES, words.__getitem__, default=usual, segments=True)
    kept("compare_shape", (*chosen.ids, *span, shape), lambda: _drawn(chosen, span, shape)).show("compare_dates")
    if shown.absent:
        st.markdown(f":small[:gray[{plain(shown.absent)}]]")
    figure.head(t("compare.verdicts_title"), t("compare.verdicts_subtitle"))
    shown.verdicts.show("compare_verdicts")


def _nothing(chosen: Chosen, phase: str, opening: DeltaGenerator) -> None:
    name = chosen.record.name[language()]
    with opening:
        certainty.headline(
            t("compare.one_year", name=name),
            t("compare.one_year_limit"),
            eyebrow=compare_figures.eyebrow(chosen.record),
        )
    if phase != compare_span.OWN:
        empty.no_figures(compare_span.NAMES[phase], why=t("compare.phase_none", years=years_text(*PHASES[phase])))


def _phase_words(phase: str, span: tuple[int, int]) -> str:
    """Which years stand for the phase's start and end."""
    first, last = PHASES[phase]
    exact = span == (first, last)
    return t(
        "compare.phase_exact" if exact else "compare.phase_near", name=compare_span.NAMES[phase],
        years=years_text(first, last), first=span[0], last=span[1],
    )  # fmt: skip


def _shown(chosen: Chosen, span: tuple[int, int]) -> _Shown:
    found = compare_changes.moves(chosen, *span)
    names = [place_name(code) for code in chosen.places if code not in {one.place for one in found}]
    absent = t("compare.dates_absent", places=", ".join(names), first=span[0], last=span[1]) if names else ""
    bounded = any(not missing(one.after["lower"]) for one in found)
    opening = compare_changes.headline(chosen.record, found, *span)
    return _Shown(opening, _verdicts(chosen, found) if found else None, bounded, absent)


def _facts(found: Sequence[Move]) -> pd.DataFrame:
    """Both facts of every move, as a facts frame."""
    return pd.DataFrame([{name: fact[name] for name in _FACT} for one in found for fact in (one.before, one.after)])


def _rows(chosen: Chosen, found: Sequence[Move]) -> pd.DataFrame:
    """One row per place: both values with their ends, how its line is drawn, and the change with its verdict."""
    rows = pd.DataFrame([_row(chosen, one) for one in found])
    return rows.sort_values("last", ascending=False, kind="stable").reset_index(drop=True)


def _row(chosen: Chosen, move: Move) -> dict[str, Any]:
    sides = {"first": move.before, "last": move.after}
    known = {side: fact["value"] for side, fact in sides.items()}
    known |= {f"{side}_{name}": fact[name] for side, fact in sides.items() for name in ("year", "lower", "upper")}
    change = move.change
    return known | {
        "place": move.place, "label": place_name(move.place), "role": chosen.role(move.place),
        "line": _LINES.get(change.verdict, "solid"), "verdict": compare_changes.verdict(move),
        "reason": compare_changes.reason(chosen.record, move), "difference": change.difference,
        "lower": change.lower, "upper": change.upper, "probability": change.probability, "rule": change.rule,
    }  # fmt: skip


def _drawn(chosen: Chosen, span: tuple[int, int], shape: str) -> Prepared:
    found = compare_changes.moves(chosen, *span)
    rows, record = _rows(chosen, found), chosen.record
    style = figure.style(record.format)
    if shape == "slope":
        short = [str(getattr(places()[code], f"short_{language()}")) for code in rows["place"]]
        roles = ["selected" if role == "selected" else "peer" for role in rows["role"]]
        chart = slope.slope(rows.assign(label=short, role=roles), style, first=str(span[0]), last=str(span[1]))
    else:
        chart = compare_dumbbell.dumbbell(rows, style)
    told = "; ".join(
        f"{row['label']} {style.full(row['first'])} → {style.full(row['last'])}, {row['verdict']}"
        for row in as_dicts(rows)
    )
    limits = " · ".join([record.caveat[language()], *flags.words(_facts(found)["flag"])])
    return Prepared(
        chart, t("compare.dates_alt", name=record.name[language()], values=told), _twin(chosen, rows, span),
        credit.of(record, _facts(found), limits=limits), _keys(chosen, rows, span, shape),
    )  # fmt: skip


def _keys(chosen: Chosen, rows: pd.DataFrame, span: tuple[int, int], shape: str) -> list[Key]:
    keys = [Key("selected", place_name(chosen.places[0]))]
    if shape == "dumbbell":
        keys += [Key("hollow", str(span[0])), Key("dot", str(span[1]))]
        keys += legend.intervals(_level(chosen, span))[1:] if rows["last_lower"].notna().any() else []
    words = {"dot": "compare.line_unsure", "": "compare.line_none"}
    return keys + [Key("dotted" if line else "no_line", t(words[line])) for line in words if line in set(rows["line"])]


def _level(chosen: Chosen, span: tuple[int, int]) -> int:
    levels = load.facts((chosen.record.id,), places=chosen.places, years=span)["interval_level"].dropna()
    return round(100 * float(levels.iloc[0]))


def _twin(chosen: Chosen, rows: pd.DataFrame, span: tuple[int, int]) -> Twin:
    heads = {"label": t("compare.place"), "first": str(span[0]), "last": str(span[1])}
    ends = {
        f"{side}_{name}": t(f"compare.{name}_of", year=year)
        for side, year in zip(("first", "last"), span, strict=True)
        for name in ("lower", "upper")
        if rows[f"{side}_{name}"].notna().any()
    }
    form = chosen.record.format
    return Twin(
        rows, heads | ends | {"verdict": t("compare.column_said")}, form, dict.fromkeys(("first", "last", *ends), form)
    )


def _verdicts(chosen: Chosen, found: Sequence[Move]) -> PreparedTable:
    """Every place with its two values, the change with its interval, the verdict and what limits it."""
    record, rows = chosen.record, _rows(chosen, found)
    form = pair_words.difference_format(record)
    names = ("label", "verdict", "change", "before", "after", "reason")
    written = rows.assign(
        before=[_value(chosen, row, "first") for _, row in rows.iterrows()],
        after=[_value(chosen, row, "last") for _, row in rows.iterrows()],
        change=[_change(chosen, row) for _, row in rows.iterrows()],
    )  # fmt: skip
    heads = {
        "label": t("compare.place"), "before": str(rows["first_year"].iloc[0]), "after": str(rows["last_year"].iloc[0]),
        "change": t("compare.column_change"), "verdict": t("compare.column_said"), "reason": t("compare.column_reason"),
    }  # fmt: skip
    kept_heads = {name: heads[name] for name in names if name != "reason" or written["reason"].any()}
    return PreparedTable(
        Twin(written, kept_heads, form), t("compare.verdicts_alt", name=record.name[language()]),
        credit.of(record, _facts(found), limits=t("compare.verdicts_rule")),
        Twin(rows, {str(name): str(name) for name in rows if name not in ("role", "line")}, form),
    )  # fmt: skip


def _value(chosen: Chosen, row: "pd.Series[Any]", side: str) -> str:
    return value_text(chosen.record, row[side], row[f"{side}_lower"], row[f"{side}_upper"], "", language())


def _change(chosen: Chosen, row: "pd.Series[Any]") -> str:
    """The difference with its interval; a dash where none may be stated."""
    if missing(row["difference"]):
        return "–"
    told = change_text(chosen.record, float(row["difference"]), language())
    if missing(row["lower"]) or missing(row["upper"]):
        return told
    ends = interval(pair_words.difference_format(chosen.record), float(row["lower"]), float(row["upper"]), language())
    return f"{told} ({ends})"
