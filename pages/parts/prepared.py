"""What is kept ready: the numbers of a release never change, so what was made once for a view is not made again.

Building a chart with its twin costs ten to forty milliseconds and writing it for the browser two more. What `kept`
builds or draws is handed out as it is; Streamlit keeps the messages of what was drawn and sends them anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from typing import TypeVar

import plotly.graph_objects as go
import streamlit as st

from pages.parts import figure, load, single, table, take
from pages.parts.address import language
from pages.parts.address import release as chosen_release
from pages.parts.legend import Key
from pages.parts.source_line import SourceLine
from pages.parts.table import Twin
from pages.parts.take import Taken
from pages.parts.theme import tokens

Kept = TypeVar("Kept")
_serials = count()


@dataclass(frozen=True)
class Prepared:
    """A figure with all that stands around it; nobody may change it, since all readers of the view share it."""

    chart: go.Figure
    alt: str
    twin: Twin
    source: SourceLine
    keys: Sequence[Key] = ()
    serial: int = field(default_factory=_serials.__next__, init=False, compare=False)

    def show(self, key: str, on_select: Callable[[], None] | None = None) -> None:
        """Draws the figure; `key` is unique on the page, `on_select` is called when a mark is clicked."""
        taken = Taken(key, figure.last_head(), self.twin, self.source, self.keys)
        draw = partial(self.draw, taken, on_select)
        if not single.instead(key, draw):
            draw()

    def draw(self, taken: Taken, on_select: Callable[[], None] | None = None) -> None:
        """Draws the figure wherever it is asked for, as part of the whole page."""
        view = figure.view(taken.key)
        if on_select:  # a chart that answers clicks is a widget, which Streamlit does not keep
            self._body(taken.key, on_select)
        else:
            kept("figure", (self.serial, taken.key, view), lambda: self._body(taken.key))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            figure.switch(taken.key)
            take.away(taken if view == "figure" else replace(taken, keys=None))

    def _body(self, key: str, on_select: Callable[[], None] | None = None) -> None:
        figure.body(
            key, self.chart, alt=self.alt, twin=self.twin, source=self.source, keys=self.keys, on_select=on_select
        )  # fmt: skip


@dataclass(frozen=True)
class PreparedTable:
    """A figure that is a table and nothing else; shared like `Prepared`.

    Attributes:
        twin: the rows.
        alt: what the table holds, in the reader's language.
        source: interval, source, licence and limits.
        file: the rows to take away, where the table writes several numbers into one cell.
    """

    twin: Twin
    alt: str
    source: SourceLine
    file: Twin | None = None
    serial: int = field(default_factory=_serials.__next__, init=False, compare=False)

    def show(self, key: str) -> None:
        """Draws the table with source line and what can be taken away; `key` is unique on the page."""
        taken = Taken(key, figure.last_head(), self.file or self.twin, self.source)
        if not single.instead(key, lambda: self.draw(taken)):
            self.draw(taken)

    def draw(self, taken: Taken) -> None:
        """Draws the table wherever it is asked for."""
        kept("table", (self.serial,), self._body)
        take.away(taken)

    def _body(self) -> None:
        table.show(self.twin, self.alt)
        self.source.show()


def kept(what: str, view: tuple[object, ...], build: Callable[[], Kept]) -> Kept:
    """What `build` makes or draws for a view, once per release, language and theme; drawn again at every call.

    Args:
        what: the kind of thing, so that two kinds with equal views stay apart.
        view: all that it depends on beside release, language and theme, as plain ids.
        build: makes it and asks the reader nothing. It may draw what is no widget (text, markup, tables, charts,
            columns, boxes, links to pages) where it is called, not into a container made outside of it.
    """
    # By name: Streamlit reads the signature anew for every argument that comes by position.
    # Links keep a release that the reader chose, so what holds them differs by that, too.
    # As one string: Streamlit takes a tuple apart and looks up the type of each of its items, at every call.
    key = repr((load.release().id, chosen_release(), what, language(), tokens(st.context.theme.type).name, view))
    return _kept(key=key, _build=build)


@st.cache_resource(show_spinner=False, max_entries=6000)
def _kept(key: str, _build: Callable[[], Kept]) -> Kept:
    return _build()
