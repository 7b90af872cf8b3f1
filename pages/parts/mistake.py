"""What a reader sees when a page breaks: words in the language of the page, never a traceback."""

import logging

import streamlit as st

from pages.parts.address import href
from pages.parts.menu import PAGES
from pages.parts.text import t


def tell(error: Exception) -> bool:
    """Says that the page could not be drawn; the traceback goes to the server's log.

    Returns:
        True, so that Streamlit adds no message of its own in English.
    """
    logging.getLogger("kvali").error("a page could not be drawn", exc_info=error)
    st.error(t("frame.mistake", overview=href(PAGES[0])))
    return True
