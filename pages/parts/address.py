"""What the address of a page says: its language and the reader's choices as ids, never as translated words."""

from collections.abc import Collection
from contextvars import ContextVar
from urllib.parse import urlencode

import streamlit as st

from pages.parts.menu import LANGUAGES, PAGES

RELEASE = "release"
"""Name, in address and session, of a release that is read in place of the current one (`release_choice`)."""


# Every run has a thread of its own. The session could be asked, too, but some hundred times a run that is felt.
_language: ContextVar[str] = ContextVar("language", default="")


def settle_language(language: str, *, keep_address: bool) -> None:
    """Sets the language of this run and of the session; the address says so too, unless it is to stay as it is."""
    st.session_state["lang"] = language
    _language.set(language)
    if not keep_address:
        write("lang", language)


def language() -> str:
    """Language of the run, "ka" or "en": what frame.py settled, else the session, the address, Georgian."""
    if settled := _language.get():
        return settled
    wanted = st.session_state.get("lang") or st.query_params.get("lang")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def base() -> str:
    """Path under which the app is served, "" or "/kvali", for addresses that leave Streamlit's own widgets."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def write(name: str, value: str | None) -> None:
    """Puts a choice into the address, or takes it out when `value` is None or empty; equal values make no history."""
    if not value:
        if name in st.query_params:
            del st.query_params[name]
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


def release() -> str:
    """Id of the release that the reader chose in place of the current one, "" for the current one."""
    return str(st.session_state.get(RELEASE, ""))


def _kept() -> dict[str, str]:
    """What every link keeps: the language, and another release than the current one."""
    return {"lang": language(), **({RELEASE: release()} if release() else {})}


def href(page: str, **choices: str) -> str:
    """Address of a page for a link in running text: `[Guria](…)`. It keeps language and release.

    Links in text load the page anew; where a link stands alone, take `link`, which does not.

    Args:
        page: an id of `menu.PAGES`.
        choices: what the page is to show, ids only: place="GE-KK".
    """
    path = "" if page == PAGES[0] else page
    return f"{base()}/{path}?{urlencode({**_kept(), **choices})}"


def here(*, without: Collection[str] = (), **changes: str) -> str:
    """The whole address of the view that the reader sees, with language and all choices.

    Args:
        without: names of choices to leave out.
        changes: choices that differ.
    """
    choices = {name: value for name, value in st.query_params.items() if name not in without}
    return f"{st.context.url or base()}?{urlencode({'lang': language(), **choices, **changes}, safe=',')}"


def link(page: str, label: str, **choices: str) -> None:
    """Draws a link to a page that keeps language and release; arguments as for `href`."""
    st.page_link(f"{page}.py", label=label, query_params={**_kept(), **choices})


def go(page: str, **choices: str) -> None:
    """Leaves for another page at once; arguments as for `href`."""
    st.switch_page(f"{page}.py", query_params={**_kept(), **choices})
