"""The places over the years, on a scale of the reader's choice: one figure of lines, one small trend for each."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.rescale import SCALES, Rescaled, rescaled
from geo.places import places
from pages.parts import (
    certainty,
    choose,
    compare_changes,
    compare_figures,
    compare_multiples,
    compare_span,
    credit,
    figure,
    legend,
    load,
    pair_words,
    trend,
)
from pages.parts.address import language
from pages.parts.charts import Role
from pages.parts.compare_choices import Chosen, place_name
from pages.parts.legend import Key
from pages.parts.place_names import place_text
from pages.parts.prepared import Prepared, kept
from pages.parts.table import Twin, twin
from pages.parts.text import plain, t

MOST_PANELS = 16
FEW_LINES = 2
EACH = ("chosen", "all")


@dataclass(frozen=True)
class _View:
    """The choice, the scale and its base year."""

    chosen: Chosen
    scale: str
    base: int

    @property
    def ids(self) -> tuple[object, ...]:
        return *self.chosen.ids, self.scale, self.base if self.scale in ("relative", "change") else 0

    @property
    def form(self) -> str:
        """The format field of the values on the scale."""
        record = self.chosen.record
        own = {"relative": "number:0", "change": pair_words.difference_format(record), "standardised": "number:1"}
        return own.get(self.scale, record.format)

    @property
    def unit(self) -> str:
        """What the values of the scale are."""
        unit = self.chosen.record.unit[language()]
        return unit if self.scale == "absolute" else t(f"compare.unit_{self.scale}", unit=unit, base=self.base)


@dataclass(frozen=True)
class _Shown:
    """What one view shows: figures, or why the scale is refused; `note` says what is left out."""

    refused: str = ""
    note: str = ""
    lines: Prepared | None = None
    panels: Prepared | None = None


def show(chosen: Chosen, opening: DeltaGenerator) -> None:
    """Draws the figures, the headline into `opening`."""
    known = compare_span.years(chosen)
    if known.usual is None:
        with opening:
            certainty.headline(
                t("compare.one_year", name=chosen.record.name[language()]),
                t("compare.one_year_limit"),
                eyebrow=compare_figures.eyebrow(chosen.record),
            )
        return
    words = {one: t(f"compare.scale_{one}") for one in SCALES}
    scale = choose.one("scale", t("compare.scale"), SCALES, words.__getitem__, segments=True)
    base = compare_span.base(known) if scale in ("relative", "change") else known.usual[0]
    _open(chosen, _span(known, base), opening)
    view = _View(chosen, scale, base)
    shown = kept("compare_lines", view.ids, lambda: _shown(view))
    if shown.lines is None:
        with st.container(border=True):
            st.markdown(f"**{plain(t('compare.refused', scale=words[scale]))}**")
            st.markdown(f":small[:gray[{plain(t(f'compare.refused_{shown.refused}', base=base))}]]")
        return
    figure.head(t("compare.trend_title"), _direction(view))
    shown.lines.show("compare_years")
    if shown.note:
        st.markdown(f":small[:gray[{plain(shown.note)}]]")
    _draw_panels(view)


def _span(known: compare_span.Years, base: int) -> tuple[int, int]:
    """The years of the headline: the base year and the newest that the places share, or the newest of all."""
    shared = known.usual[1] if known.usual else base
    return base, shared if base < shared else known.all[-1]


def _open(chosen: Chosen, span: tuple[int, int], opening: DeltaGenerator) -> None:
    """The headline: what became of the places between the base year and the newest one."""
    record = chosen.record
    claim, limit, lead = kept(
        "compare_changes", (*chosen.ids, *span),
        lambda: compare_changes.headline(record, compare_changes.moves(chosen, *span), *span),
    )  # fmt: skip
    with opening:
        certainty.headline(claim, limit, lead=lead, eyebrow=compare_figures.eyebrow(record))


def _draw_panels(view: _View) -> None:
    """One small trend for each chosen place, or for all of the level where they are few enough."""
    everyone = kept("compare_everyone", view.chosen.ids[:2], lambda: _everyone(view.chosen))
    figure.head(t("compare.panels_title"), t("compare.panels_subtitle"))
    with figure.controls():
        words = {one: t(f"compare.each_{one}") for one in EACH}
        each = "chosen"
        if len(everyone) <= MOST_PANELS:
            each = choose.one("each", t("compare.each"), EACH, words.__getitem__, segments=True)
    codes = everyone if each == "all" else view.chosen.places
    panels = kept("compare_panels", (*view.ids, each), lambda: _panels(view, codes))
    if panels:
        panels.show("compare_panels")


def _everyone(chosen: Chosen) -> tuple[str, ...]:
    rows = load.facts((chosen.record.id,), levels=(chosen.level,))
    return tuple(sorted(set(rows["place"]), key=place_name))


def _direction(view: _View) -> str:
    if view.scale == "absolute":
        return compare_figures.direction(view.chosen.record)
    return t("compare.unit_direction", unit=view.unit, better=t(f"compare.better_{view.chosen.record.better}"))


def _on_scale(view: _View, codes: Sequence[str]) -> Rescaled:
    record = view.chosen.record
    facts = load.series(record.id, tuple(codes))
    everyone = load.facts((record.id,), levels=(view.chosen.level,))
    return rescaled(record, facts, view.scale, base=view.base, everyone=everyone)


def _shown(view: _View) -> _Shown:
    found = _on_scale(view, view.chosen.places)
    if found.refused:
        return _Shown(found.refused)
    return _Shown(note=_note(view, found), lines=_lines(view, found.rows))


def _note(view: _View, found: Rescaled) -> str:
    """How the intervals came to the scale, and what does not stand on it."""
    told = [t(f"compare.how_{view.scale}", base=view.base)] if view.scale != "absolute" else []
    for reason in sorted(set(found.left_out.values())):
        names = ", ".join(place_name(code) for code, why in found.left_out.items() if why == reason)
        told.append(t(f"compare.left_{reason}", places=names, base=view.base))
    before = load.series(view.chosen.record.id, view.chosen.places)
    lost = before[~before["place"].isin(list(found.left_out))].merge(
        found.rows[["place", "year"]], how="left", indicator=True
    )
    if (lost["_merge"] == "left_only").any():
        told.append(t("compare.left_years" if view.scale != "standardised" else "compare.left_few"))
    return " ".join(told)


def _rows(rows: pd.DataFrame, *, short: bool = False) -> pd.DataFrame:
    early = rows["flag"].fillna("").str.contains("announced|preliminary")
    return rows.assign(
        label=rows["place"].map(_short if short else place_name),
        source=compare_figures.publishers(rows),
        provisional=early,
    )


def _short(code: str) -> str:
    return str(getattr(places()[code], f"short_{language()}"))


def _role(view: _View, code: str) -> Role:
    """The first choice in accent, the second in the default colour, further ones behind."""
    order = view.chosen.places.index(code)
    return "selected" if order == 0 else "main" if order < FEW_LINES else "peer"


def _lines(view: _View, found: pd.DataFrame) -> Prepared:
    """The chosen places over the years; lines stop at breaks, figures of other surveys stand alone."""
    record, rows = view.chosen.record, _rows(found)
    lines = [
        trend.Line(place_name(str(code)), points, _role(view, str(code)), bool(joined), True)
        for (code, joined), points in rows.groupby(["place", "joined"])
    ]
    breaks = _breaks(view, rows)
    keys = [Key("selected", place_name(view.chosen.places[0])), *legend.phases()]
    keys += [Key("hollow", t("compare.other_series"))] if not rows["joined"].all() else []
    keys += legend.breaks(breaks)
    newest = "; ".join(
        f"{place_text(str(code), 'name', language())} {figure.style(view.form).full(value)}"
        for code, value in rows.groupby("place")["value"].last().items()
    )
    return Prepared(
        trend.trend(lines, figure.style(view.form), breaks=breaks),
        t("compare.trend_alt", name=f"{record.name[language()]}, {view.unit}", values=newest),
        _twin(view, rows), credit.of(record, found), keys,
    )  # fmt: skip


def _twin(view: _View, rows: pd.DataFrame) -> Twin:
    heads = {"label": t("compare.place"), "year": t("compare.year")}
    columns = rows if view.chosen.record.n_means else rows.drop(columns="n")
    columns = columns.drop(columns=["lower", "upper"]) if rows["lower"].isna().all() else columns
    return twin(columns.assign(year=columns["year"].astype(str)), heads, view.form, unit=view.unit)


def _panels(view: _View, codes: Sequence[str]) -> Prepared | None:
    """One panel per place in the order of their names, whatever their values, so that a place is always found."""
    found = _on_scale(view, codes)
    if found.refused:
        return None
    rows = _rows(found.rows, short=True)
    order = sorted(set(rows["place"]), key=place_name)
    parts = dict(list(rows.groupby(["place", "joined"])))
    lines = [
        trend.Line(_short(code), parts[code, joined], "selected" if code == view.chosen.places[0] else "main", joined)
        for code in order
        for joined in (True, False)
        if (code, joined) in parts
    ]
    record = view.chosen.record
    cuts = {_short(code): [cut.year for cut in record.breaks if cut.concerns(code)] for code in order}
    keys = [Key("selected", place_name(view.chosen.places[0]))]
    keys += [Key("hollow", t("compare.other_series"))] if not rows["joined"].all() else []
    full = rows.assign(label=rows["place"].map(place_name)).sort_values(["label", "year"])
    return Prepared(
        compare_multiples.multiples(lines, figure.style(view.form), cuts=cuts),
        t("compare.panels_alt", name=record.name[language()], places=", ".join(map(place_name, order)), unit=view.unit),
        _twin(view, full), credit.of(record, found.rows), keys,
    )  # fmt: skip


def _breaks(view: _View, rows: pd.DataFrame) -> list[trend.Break]:
    """The breaks of method within the years that concern any of the places."""
    shown = set(rows["place"])
    concerned = [cut for cut in view.chosen.record.breaks if any(cut.concerns(code) for code in shown)]
    inside = [cut for cut in concerned if rows["year"].min() < cut.year <= rows["year"].max()]
    return [trend.Break(cut.year, cut.ka if language() == "ka" else cut.en) for cut in inside]
