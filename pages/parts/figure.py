"""The parts of a figure: head, chart or its table twin, legend, source line, and the switch between chart and table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts import address, legend, table
from pages.parts.charts import Style
from pages.parts.legend import Key
from pages.parts.source_line import SourceLine
from pages.parts.table import Twin
from pages.parts.text import plain, t
from pages.parts.theme import tokens

TABLES = "table"
"""Name, in the address, of the figures whose table the reader wants to see, with commas between."""
_HEAD, _SUBJECT = "figure.head", "figure.subject"
# Without topojsonURL plotly asks a foreign host for a world map; ours is empty (pages/static/world_110m.json).
# The one button of plotly's bar makes pictures; it stays unseen (`chrome.brand`), `picture_script` presses it.
_CONFIG: dict[str, Any] = {"displayModeBar": True, "modeBarButtons": [["toImage"]], "displaylogo": False}


@dataclass(frozen=True)
class Head:
    """Title and subtitle of a figure as the reader sees them."""

    title: str
    subtitle: str = ""


def style(format: str) -> Style:
    """How charts of a record with this format field write and paint for the reader of this run."""
    return Style(format, address.language(), tokens(st.context.theme.type))


def head(title: str, subtitle: str = "") -> None:
    """Draws a figure's title (h2) and subtitle; `controls` go below them."""
    st.session_state[_HEAD] = Head(title, subtitle)
    # What follows the first line of a heading is text below it, in the same message.
    below = f"\n:small[:gray[{plain(subtitle)}]]" if subtitle else ""
    st.header(plain(title) + below, anchor=False)


def controls() -> DeltaGenerator:
    """A wrapping row for the controls of the figure that comes next: `with figure.controls(): year = choose.one(…)`."""
    return st.container(horizontal=True, vertical_alignment="bottom", gap="medium")


def subject(words: str) -> None:
    """Says what all figures of the page are about, which their titles leave out; "" for nothing in particular."""
    st.session_state[_SUBJECT] = words


def last_head() -> Head:
    """The head of the figure that comes now: the one that was drawn last in this run, with the page's subject."""
    found: Head = st.session_state.get(_HEAD, Head(""))
    about = st.session_state.get(_SUBJECT, "")
    return found if not about or about in found.title else replace(found, title=f"{about}: {found.title}")


def body(
    key: str, chart: go.Figure, *, alt: str, twin: Twin, source: SourceLine, keys: Sequence[Key] = (),
    on_select: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """Draws a figure without its controls: the chart with its legend or the table, and the source line.

    Args:
        key: unique on the page; also the name of the file.
        chart: the plotly figure.
        alt: what it shows, in a sentence or two with its numbers, in the reader's language.
        twin: its rows.
        source: interval, source, licence and limits.
        keys: its legend.
        on_select: called when a mark is clicked; the selection is in `st.session_state[key]`.
    """
    if view(key) == "table":
        table.show(twin, alt)
    else:
        _draw(key, chart, alt, on_select)
        if keys:
            legend.show(keys)
    source.show()


def _draw(key: str, chart: go.Figure, alt: str, on_select: Callable[[], None] | None) -> None:
    config = {**_CONFIG, "topojsonURL": f"{address.base()}/app/static/"}
    selection: dict[str, Any] = {"on_select": on_select, "selection_mode": "points"} if on_select else {}
    # The height goes to the box, too, so that nothing jumps while the chart's script is on its way.
    height: int | Literal["content"] = chart.to_dict()["layout"].get("height", "content")
    st.plotly_chart(chart, theme=None, key=key, alt=alt, config=config, height=height, **selection)


def _tables() -> list[str]:
    return (st.query_params.get(TABLES) or "").split(",")


def view(key: str) -> str:
    """What the reader wants to see of a figure: "figure" or "table"."""
    return "table" if key in _tables() else "figure"


def switch(key: str) -> None:
    """Draws the switch between chart and table; the address holds which figures are tables."""
    words = {one: t(f"figure.view_{one}") for one in ("figure", "table")}
    widget = f"view.{key}.{address.language()}"
    st.session_state[widget] = view(key)
    st.segmented_control(
        t("figure.view"), list(words), required=True, key=widget, label_visibility="collapsed",
        format_func=words.__getitem__, on_change=_take, args=(key, widget),
    )  # fmt: skip


def _take(key: str, widget: str) -> None:
    """Callback of the switch."""
    others = [one for one in _tables() if one not in ("", key)]
    address.write(TABLES, ",".join([*others, key] if st.session_state[widget] == "table" else others))
