"""Legends: small pictures of the marks with their meaning in words. The pictures are SVG in the theme's colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from geo.legend import LegendEntry
from pages.parts import drawing
from pages.parts.text import t
from pages.parts.theme import Tokens, tokens
from pages.parts.trend import PHASES, Break

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="22" height="14" viewBox="0 0 22 14">{}</svg>'
_BOX = '<rect x=".5" y=".5" width="21" height="13" fill="{fill}" stroke="{edge}" stroke-width="1"{more}/>'


@dataclass(frozen=True)
class Key:
    """One entry of a legend.

    Attributes:
        mark: "" for words without a picture, or dot, selected, hollow, peer (grey line), tick, nation (tick in ink),
            band, line, dashed, dotted, no_line (two dots without a line), break, swatch, no_figure, occupied, overlap,
            hub, hub_unconfirmed, phase1, phase2.
        words: its meaning in the reader's language.
        colour: for a swatch: the class colour.
    """

    mark: str
    words: str
    colour: str = ""


def show(keys: Sequence[Key], label: str = "") -> None:
    """Draws a legend in one wrapping row; `label` names it for screen readers where it is no figure's legend."""
    colours = tokens(st.context.theme.type)
    items = "".join(
        f'<li style="display:inline-flex;align-items:center;gap:6px">{_image(key, colours)}{escape(key.words)}</li>'
        for key in keys
    )
    st.html(
        f'<ul aria-label="{escape(label or t("legend.label"))}" style="display:flex;flex-wrap:wrap;gap:4px 16px;'
        f'list-style:none;margin:0;padding:0;font-size:0.875rem;color:{colours.mute}">{items}</ul>'
    )


def intervals(level: int, colour_of: str = "dot") -> list[Key]:
    """The entries of a figure of dots with intervals: estimate and bar, in the reader's language."""
    return [Key(colour_of, t("legend.estimate")), Key("band", t("legend.interval", level=level))]


def phases() -> list[Key]:
    """The entries of a trend's two bands, with their years."""
    marks = ("phase1", "phase2")
    return [Key(mark, f"{name} {first}–{last}") for mark, (name, first, last) in zip(marks, PHASES, strict=True)]


def breaks(cuts: Sequence[Break]) -> list[Key]:
    """Why a trend's lines stop where a zigzag stands, one entry a reason."""
    years: dict[str, list[str]] = {}
    for cut in cuts:
        years.setdefault(cut.reason, []).append(str(cut.year))
    return [Key("break", t("legend.break", year=", ".join(known), reason=reason)) for reason, known in years.items()]


def of_map(entries: Sequence[LegendEntry]) -> list[Key]:
    """The entries that `geo.legend.legend_entries` makes for a map."""
    marks = {"class": "swatch", "spanning": "overlap", "hub_confirmed": "hub", "hub_not_confirmed": "hub_unconfirmed"}
    return [Key(marks.get(entry.kind, entry.kind), entry.label, entry.fill) for entry in entries]


def picture(key: Key, colours: Tokens) -> str:
    """The SVG of one mark."""
    return _SVG.format(_mark(key, colours))


def _image(key: Key, colours: Tokens) -> str:
    return f'<img alt="" src="{_source(key, colours)}" width="22" height="14">' if key.mark else ""


def _source(key: Key, colours: Tokens) -> str:
    return drawing.address(picture(key, colours))


def _mark(key: Key, c: Tokens) -> str:
    ring = f'<circle cx="11" cy="7" r="5" fill="{c.bg}" stroke="{{}}" stroke-width="2"/>'
    disc = '<circle cx="11" cy="7" r="5.5" fill="{}"/>'
    line = '<line x1="1" y1="7" x2="21" y2="7" stroke="{}" stroke-width="{}"/>'
    marks = {
        "dot": disc.format(c.brand),
        "selected": disc.format(c.accent),
        "hollow": ring.format(c.ink),
        "hub": disc.format(c.accent),
        "hub_unconfirmed": ring.format(c.accent),
        "line": line.format(c.brand, 2.5),
        "peer": line.format(c.context, 1.5),
        "tick": f'<line x1="11" y1="1" x2="11" y2="13" stroke="{c.context}" stroke-width="2"/>',
        "nation": f'<line x1="11" y1="1" x2="11" y2="13" stroke="{c.ink}" stroke-width="2"/>',
        "dashed": f'<line x1="1" y1="7" x2="21" y2="7" stroke="{c.ink}" stroke-width="2" stroke-dasharray="5 3"/>',
        "dotted": f'<line x1="1" y1="7" x2="21" y2="7" stroke="{c.mute}" stroke-width="2" stroke-dasharray="2 3"/>',
        "no_line": "".join(f'<circle cx="{x}" cy="7" r="3.5" fill="{c.mute}"/>' for x in (4, 18)),
        "band": f'<line x1="1" y1="7" x2="21" y2="7" stroke="{c.brand}" stroke-opacity=".55" stroke-width="3"/>',
        "break": f'<path d="M11,0L15,3L7,7L15,11L11,14" fill="none" stroke="{c.ink}" stroke-width="1.5"/>',
        "phase1": _BOX.format(fill=c.phase1, edge=c.line, more=""),
        "phase2": _BOX.format(fill=c.phase2, edge=c.line, more=""),
        "swatch": _BOX.format(fill=key.colour or c.brand, edge=c.line, more=""),
        "no_figure": _hatched(c.nodata, c.hatch, c.line, "M-2,14L12,0M8,14L22,0M18,14L32,0"),
        "occupied": _hatched(c.bg, c.hatch, c.hatch, _dense(), dashed=True),
        "overlap": _hatched(key.colour or c.sequence[2], c.bg, c.line, "M-2,14L12,0M4,14L18,0M10,14L24,0M16,14L30,0"),
    }
    return marks[key.mark]


def _dense() -> str:
    return "".join(f"M{x},0L{x + 14},14" for x in range(-12, 22, 4))


def _hatched(ground: str, lines: str, edge: str, path: str, *, dashed: bool = False) -> str:
    box = _BOX.format(fill=ground, edge=edge, more=' stroke-dasharray="2 2"' if dashed else "")
    return f'{box}<path d="{path}" stroke="{lines}" stroke-width="1" fill="none"/>'
