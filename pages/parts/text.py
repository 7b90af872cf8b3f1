"""Every word of the interface, from the catalogues pages/parts/catalogues/<language>/<page>.po.

A key is `page.name`; each page's catalogue is a file of its own, and all are merged with those that documents share
(`analytics.writing.catalogues`). Placeholders are Python's: {place}.
"""

import re
from pathlib import Path

from analytics.writing.catalogues import SHARED, CatalogueError, Catalogues
from pages.parts.address import language

__all__ = ["CatalogueError", "catalogue", "plain", "t", "tn", "translate", "translate_count"]

CATALOGUES = Path(__file__).with_name("catalogues")
_WORDS = Catalogues(SHARED, CATALOGUES)
catalogue = _WORDS.strings
"""All strings of a language: key to its forms."""
translate = _WORDS.translate
"""`translate("en", "hub.title", place=…)`; streamlit-free, for charts and exports."""
translate_count = _WORDS.translate_count
"""`translate_count("en", "hub.answers", 30)`; streamlit-free."""


def t(key: str, **values: object) -> str:
    """The string of `key` in the reader's language: `t("hub.title", place=…)`."""
    return translate(language(), key, **values)


def tn(key: str, count: int, **values: object) -> str:
    """The string of `key` for so many things, in the reader's language: `tn("hub.answers", 30)`."""
    return translate_count(language(), key, count, **values)


def plain(words: str) -> str:
    """Words from outside (an address, a file) made safe to stand in markdown: nothing in them is markup."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>:$~&])", r"\\\1", words)
