"""What we do not know about a region, and who could."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.combine import as_dicts
from geo.places import places
from pages.parts import address, empty, figure, load
from pages.parts.address import language
from pages.parts.empty import Way
from pages.parts.place_names import place_text
from pages.parts.prepared import kept
from pages.parts.region_survey_figure import gap_words
from pages.parts.text import plain, t, tn

_SUBJECTS: Mapping[str, tuple[str, dict[str, str]]] = {
    "csr": ("explore", {"pillar": "csr"}),
    "grants": ("project", {}),
    "advocacy": ("explore", {"pillar": "advocacy"}),
}
"""What no region has figures of: where the country's figures stand."""
_TESTED = "foi_transparency_index"


def show(place: str) -> None:
    """Draws what nobody has told yet, each with who could have it and where the country's figures stand."""
    kept("region_gaps", (place,), lambda: _draw(place))


def _draw(place: str) -> None:
    figure.head(t("hub.unknown"), t("hub.unknown_how"))
    for subject, (page, choices) in _SUBJECTS.items():
        empty.no_figures(
            t(f"hub.unknown_{subject}", place=place_text(place, "in", language())),
            why=_why(subject, place),
            who=t(f"hub.unknown_{subject}_who"),
            ways=[Way(t(f"hub.level_{subject}"), page, choices)],
        )
    gaps = load.missing_figures(place)
    if not gaps.empty:
        _missing_cells(gaps)


def _why(subject: str, place: str) -> str:
    if subject != "advocacy":
        return t(f"hub.unknown_{subject}_why")
    tested = load.latest((_TESTED,), places=(place,))
    if tested.empty:
        return t("hub.unknown_advocacy_never")
    return t("hub.unknown_advocacy_why", year=tested["year"].iloc[0])


def _missing_cells(gaps: pd.DataFrame) -> None:
    """Cells that were held back, not collected or not found, by name."""
    with st.container(border=True):
        who = t("empty.who", who=plain(t("hub.gaps_who")))
        st.markdown(f"**{plain(tn('hub.gaps', len(gaps)))}**\n\n:small[:gray[{who}]]")
        with st.expander(t("hub.gaps_list")):
            st.markdown("\n".join(f"- {cell(row)}" for row in as_dicts(gaps)))


def cell(row: Mapping[str, Any]) -> str:
    """One missing figure: indicator, year, reason."""
    words = gap_words(row["reason"], row["answers"], row["clusters"], row["width"])
    name = load.indicators()[row["indicator"]].name[language()]
    return f"[{plain(name)}]({address.href('indicator', indicator=row['indicator'])}), {row['year']}: {plain(words)}"


def show_occupied(place: str) -> None:
    """Draws why a region under occupation has no figures; none are invented."""
    empty.no_figures(
        place_text(place, "name", language()),
        why=t("hub.occupied_why"),
        who=t("hub.occupied_who"),
        ways=[Way(t("hub.level_overview"), "overview")],
    )


def official(place: str) -> bool:
    """Whether Georgia's statistics cover the region."""
    return places()[place].statistics == "official"
