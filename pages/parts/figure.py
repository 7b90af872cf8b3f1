"""The figure block of every page: head, controls, chart or its table twin, legend, source line, download."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts import address, legend, load, table
from pages.parts.charts import Style
from pages.parts.legend import Key
from pages.parts.source_line import SourceLine
from pages.parts.table import Twin
from pages.parts.text import plain, t
from pages.parts.theme import tokens


def style(format: str) -> Style:
    """How charts of a record with this format field write and paint for the reader of this run."""
    return Style(format, address.language(), tokens(st.context.theme.type))


def head(title: str, subtitle: str = "") -> DeltaGenerator:
    """Draws a figure's title (h2) and subtitle.

    Returns:
        A wrapping row for the figure's controls: `with figure.head(…): year = choose.one(…)`.
    """
    with st.container(gap=None):
        st.header(plain(title), anchor=False)
        if subtitle:
            st.markdown(f":small[:gray[{plain(subtitle)}]]")
    return st.container(horizontal=True, vertical_alignment="bottom", gap="medium")


def show(
    key: str, chart: go.Figure, *, alt: str, twin: Twin, source: SourceLine, keys: Sequence[Key] = (),
    on_select: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """Draws everything below a figure's head.

    Args:
        key: unique on the page; also the name of the file.
        chart: the plotly figure.
        alt: what it shows, in a sentence or two with its numbers, in the reader's language.
        twin: its rows.
        source: interval, source, licence and limits.
        keys: its legend.
        on_select: called when a mark is clicked; the selection is in `st.session_state[key]`.
    """
    with st.container(gap="small"):
        body(key, chart, alt=alt, twin=twin, source=source, keys=keys, on_select=on_select)
        controls(key, twin, source)


def body(
    key: str, chart: go.Figure, *, alt: str, twin: Twin, source: SourceLine, keys: Sequence[Key] = (),
    on_select: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """Draws a figure without its controls: the chart with its legend or the table, and the source line."""
    if view(key) == "table":
        table.show(twin, alt)
    else:
        _draw(key, chart, alt, on_select)
        if keys:
            legend.show(keys)
    source.show()


def show_table(key: str, twin: Twin, *, alt: str, source: SourceLine, file: Twin | None = None) -> None:
    """Draws a figure that is a table and nothing else: rows, source line, download.

    Args:
        key: unique on the page; also the name of the file.
        twin: the rows.
        alt: what the table holds, in the reader's language.
        source: interval, source, licence and limits.
        file: the rows to download, where the table writes several numbers into one cell.
    """
    with st.container(gap="small"):
        table.show(twin, alt)
        source.show()
        download(key, file or twin, source)


def _draw(key: str, chart: go.Figure, alt: str, on_select: Callable[[], None] | None) -> None:
    # Without topojsonURL plotly asks a foreign host for a world map; ours is empty (pages/static/world_110m.json).
    config: dict[str, Any] = {"displayModeBar": False, "topojsonURL": f"{address.base()}/app/static/"}
    selection: dict[str, Any] = {"on_select": on_select, "selection_mode": "points"} if on_select else {}
    # The height goes to the box, too, so that nothing jumps while the chart's script is on its way.
    height: int | Literal["content"] = int(chart.layout.height) if chart.layout.height else "content"
    st.plotly_chart(chart, theme=None, key=key, alt=alt, config=config, height=height, **selection)


def _view_key(key: str) -> str:
    return f"view.{key}.{address.language()}"


def view(key: str) -> str:
    """What the reader wants to see of a figure: "figure" or "table"."""
    return str(st.session_state.get(_view_key(key), "figure"))


def controls(key: str, twin: Twin, source: SourceLine) -> None:
    """Draws the switch between chart and table, and the download of the rows."""
    words = {one: t(f"figure.view_{one}") for one in ("figure", "table")}
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.segmented_control(
            t("figure.view"), list(words), default="figure", required=True, key=_view_key(key),
            label_visibility="collapsed", format_func=words.__getitem__,
        )  # fmt: skip
        download(key, twin, source)


def download(key: str, twin: Twin, source: SourceLine) -> None:
    """Draws the button that hands over the rows as a CSV file, written when it is pressed."""
    st.download_button(
        t("figure.download"), data=lambda: table.csv_bytes(twin, credits_of(source)), file_name=f"kvali_{key}.csv",
        mime="text/csv", key=f"download.{key}.{address.language()}", on_click="ignore",
    )  # fmt: skip


def credits_of(source: SourceLine) -> Mapping[str, str]:
    """The columns of every downloaded row: where it comes from, its terms, and the release it stands in."""
    return {"source": source.source, "licence": source.licence, "limits": source.limits, "release": load.release().id}
