"""Which release a reader reads: the current one, or another that the address names with `release=<id>`.

The address counts before what the session remembers, so that the menu keeps an older release; `release=current` goes
back. What is not here or not whole is said aloud, and the current release is shown.
"""

import logging
from collections.abc import Callable

import streamlit as st

from data import releases
from data.releases import Release, ReleaseError
from pages.parts import address
from pages.parts.address import RELEASE
from pages.parts.format import date_text
from pages.parts.menu import PAGES
from pages.parts.text import plain, t

BACK = "current"
"""The word in the address that leads back to the current release."""
NAMED_AT_MOST = 5
_REFUSED = "release.refused"


def settle() -> Release:
    """The release that this run shows, kept in session and address when it is another than the current one.

    Raises:
        data.releases.ReleaseMissing: none was asked for that is here, and none was built.
        data.releases.ReleaseDamaged: the same of a current one whose files were changed.
    """
    wanted = st.query_params.get(RELEASE) or st.session_state.get(RELEASE, "")
    st.session_state[_REFUSED] = ""
    if wanted == BACK:
        address.write(RELEASE, None)
    elif wanted:
        return _asked(wanted)
    st.session_state.pop(RELEASE, None)
    return releases.current()


def _asked(wanted: str) -> Release:
    st.session_state.pop(RELEASE, None)
    try:
        found = releases.named(wanted)
    except ReleaseError:
        st.session_state[_REFUSED] = wanted
        return releases.current()
    if found.id != releases.pointed():
        st.session_state[RELEASE] = found.id
        address.write(RELEASE, found.id)
    return found


def say(shown: Release, page: str) -> None:
    """Says above the page that it shows another release than the current one, or why not the one asked for.

    Args:
        shown: what `settle` found.
        page: the address of the running page, "" for the first.
    """
    refused = st.session_state.get(_REFUSED, "")
    if refused:
        _say_refused(refused, shown)
    elif st.session_state.get(RELEASE) == shown.id:
        _say_older(shown, page or PAGES[0])


def run(page: Callable[[], None]) -> None:
    """Runs the page; where one chokes on what another release than the current one lacks, readers are told that."""
    try:
        page()
    except Exception:
        if not address.release():
            raise
        logging.getLogger(__name__).exception("release %s lacks what the page needs", address.release())
        st.warning(t("frame.release_lacks", id=plain(address.release())))


def _say_refused(wanted: str, shown: Release) -> None:
    here = [one.id for one in releases.present()]
    more = "" if len(here) <= NAMED_AT_MOST else ", …"
    words = "frame.release_not_whole" if wanted in releases.names() else "frame.release_unknown"
    names = ", ".join(plain(name) for name in here[:NAMED_AT_MOST]) + more
    st.warning(t(words, wanted=plain(wanted[:40]), shown=plain(shown.id), ids=names))


def _say_older(shown: Release, page: str) -> None:
    choices = {name: value for name, value in st.query_params.items() if name not in {"lang", RELEASE}}
    back = address.href(page, **choices | {RELEASE: BACK})
    told = {"id": plain(shown.id), "date": date_text(shown.date, address.language()), "back": back}
    with st.container(border=True):
        st.markdown(f":small[{t('frame.release_other', **told, current=plain(releases.pointed()))}]")
