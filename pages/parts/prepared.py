"""Figures kept ready: the numbers of a release never change, so what was drawn once for a view is not built again.

Building a chart with its twin costs ten to forty milliseconds, handing over a finished one costs two.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import plotly.graph_objects as go
import streamlit as st

from pages.parts import figure, load
from pages.parts.address import language
from pages.parts.legend import Key
from pages.parts.source_line import SourceLine
from pages.parts.table import Twin
from pages.parts.theme import tokens

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Prepared:
    """All that `figure.show` needs; nobody may change it, since all readers of the view share it."""

    chart: go.Figure
    alt: str
    twin: Twin
    source: SourceLine
    keys: Sequence[Key] = ()

    def show(self, key: str, on_select: Callable[[], None] | None = None) -> None:
        """Draws the figure; `key` is unique on the page, `on_select` is called when a mark is clicked."""
        figure.show(
            key, self.chart, alt=self.alt, twin=self.twin, source=self.source, keys=self.keys, on_select=on_select
        )  # fmt: skip


def kept(what: str, view: tuple[object, ...], build: Callable[[], Kept]) -> Kept:
    """What `build` makes for a view, built once per release, language and theme.

    Args:
        what: the kind of thing, so that two kinds with equal views stay apart.
        view: all that it depends on beside release, language and theme, as plain ids.
        build: makes it; draws nothing and asks the reader nothing.
    """
    return _kept(load.release().id, what, language(), tokens(st.context.theme.type).name, view, build)


@st.cache_resource(show_spinner=False, max_entries=600)
def _kept(
    release_id: str, what: str, lang: str, theme: str, view: tuple[object, ...], _build: Callable[[], Kept]
) -> Kept:
    return _build()
