"""One figure alone, for a frame on another site: `?figure=KEY`, best with Streamlit's own `embed=true`.

The page runs as always, since its choices decide what the figure shows, but draws no figure and stays hidden; the one
that is asked for is drawn in its place. Only this view may be framed (`pages.parts.front`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from data.releases import Release
from pages.parts import address, figure
from pages.parts.figure import Head
from pages.parts.format import date_text
from pages.parts.text import plain, t

NAME = "figure"
_FOUND = "single.found"
_HIDDEN = "behind_the_figure"
_STYLE = f"<style>.st-key-{_HIDDEN}, [data-testid='stHeader'] {{display: none}}</style>"


@dataclass
class Found:
    """What the page offered while it ran: the keys of its figures, and the one that was asked for."""

    keys: list[str] = field(default_factory=list)
    title: Head = field(default_factory=lambda: Head(""))
    draw: Callable[[], None] | None = None


def asked() -> str:
    """The key of the figure that the address asks for alone, "" for a whole page."""
    return st.query_params.get(NAME) or ""


def instead(key: str, draw: Callable[[], None]) -> bool:
    """Whether only one figure is wanted, so that the page must not draw this one; keeps it if it is the one."""
    if not asked():
        return False
    found: Found = st.session_state.setdefault(_FOUND, Found())
    found.keys.append(key)
    if key == asked():
        found.title, found.draw = figure.last_head(), draw
    return True


def run(page: Callable[[], None], release: Release) -> None:
    """Runs a page out of sight and draws the figure that the address asks for, or says which ones there are."""
    found = st.session_state[_FOUND] = Found()
    st.html(_STYLE)
    with st.container(key=_HIDDEN):
        page()
    if found.draw is None:
        offered = ", ".join(map(plain, found.keys)) or "–"
        st.title(t("take.no_figure"), anchor=False)
        st.markdown(t("take.no_figure_help", wanted=plain(asked()[:60]), offered=offered))
    else:
        st.title(plain(found.title.title), anchor=False)
        if found.title.subtitle:
            st.markdown(f":small[:gray[{plain(found.title.subtitle)}]]")
        found.draw()
    day = date_text(release.date, address.language())
    whole = f"[{t('take.whole_page')}]({address.here(without=(NAME,))})"
    told = f"{t('frame.release', id=plain(release.id), date=day)} · {whole}"
    st.markdown(f":small[:gray[**{t('frame.brand')}** · {told}]]")
