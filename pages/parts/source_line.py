"""The line under every figure: interval · source, edition · licence · what it does not represent."""

from dataclasses import dataclass

import streamlit as st

from pages.parts.text import plain, t


@dataclass(frozen=True)
class SourceLine:
    """Where a figure's numbers come from, each part in the reader's language.

    Attributes:
        interval: what the interval is, or that there is none: "95% interval, design-based", "complete count".
        source: publisher, title and edition.
        licence: under which terms the figures may be used.
        limits: what they do not represent; empty when nothing need be said.
        cited: ids of the sources, for citations.
    """

    interval: str
    source: str
    licence: str
    limits: str = ""
    cited: tuple[str, ...] = ()

    def text(self) -> str:
        """The whole line, safe to stand in markdown."""
        parts = (
            self.interval,
            t("figure.source", source=self.source),
            t("figure.licence", licence=self.licence) if self.licence else "",
            self.limits,
        )
        return " · ".join(plain(part) for part in parts if part)

    def show(self) -> None:
        """Draws the line, small and quiet, at full contrast."""
        st.markdown(f":small[:gray[{self.text()}]]")
