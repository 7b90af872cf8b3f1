"""Every word of the interface, from the catalogues pages/parts/catalogues/<language>/<page>.po.

A key is `page.name`; each page's catalogue is a file of its own, and all are merged. Placeholders are Python's:
{place}.
"""

import os
import re
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po

from pages.parts.address import language

CATALOGUES = Path(__file__).with_name("catalogues")
_LOOSE_HYPHEN = re.compile(r"(?<=[\d%)\]₾“])-(?=[ა-ჰ])")


class CatalogueError(LookupError):
    """A key stands in two catalogues of one language, or in none."""


@lru_cache
def catalogue(lang: str) -> dict[str, tuple[str, ...]]:
    """All strings of a language: key to its forms (one, or singular and plural).

    Raises:
        CatalogueError: two files of the language hold the same key; both are named.
    """
    strings: dict[str, tuple[str, ...]] = {}
    home: dict[str, str] = {}
    for path in sorted((CATALOGUES / lang).glob("*.po")):
        for key, forms in _messages(path, lang).items():
            if key in home:
                raise CatalogueError(f"{key} stands in {home[key]} and in {path.name} of {lang}")
            strings[key], home[key] = forms, path.name
    return strings


def _messages(path: Path, lang: str) -> dict[str, tuple[str, ...]]:
    with path.open(encoding="utf-8") as file:
        messages = read_po(file, locale=lang, abort_invalid=True)
    found: dict[str, tuple[str, ...]] = {}
    for message in messages:
        key = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
        if key:
            forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
            found[key] = tuple(form or "" for form in forms)
    return found


def translate(lang: str, key: str, **values: object) -> str:
    """The string of `key` in `lang` with its placeholders filled; streamlit-free, for charts and exports.

    Raises:
        CatalogueError: in tests, when the key is missing. Readers see the key instead of a broken page.
    """
    return _filled(lang, _forms(lang, key)[0], values)


def translate_count(lang: str, key: str, count: int, **values: object) -> str:
    """The string of `key` in the form that `count` asks for; {count} is filled with it."""
    forms = _forms(lang, key)
    plural = Locale.parse(lang).plural_form(count) != "one"
    return _filled(lang, forms[min(int(plural), len(forms) - 1)], {"count": count, **values})


def t(key: str, **values: object) -> str:
    """The string of `key` in the reader's language: `t("hub.title", place=…)`."""
    return translate(language(), key, **values)


def tn(key: str, count: int, **values: object) -> str:
    """The string of `key` for so many things, in the reader's language: `tn("hub.answers", 30)`."""
    return translate_count(language(), key, count, **values)


def plain(words: str) -> str:
    """Words from outside (an address, a file) made safe to stand in markdown: nothing in them is markup."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>:$~&])", r"\\\1", words)


def glued(words: str) -> str:
    r"""Georgian text in which a number and the ending behind its hyphen stay on one line (U+2060, word joiner).

    >>> glued("95%-იანი").encode("unicode_escape")[3:16]
    b'\\u2060-\\u2060'
    """
    return _LOOSE_HYPHEN.sub("\u2060-\u2060", words)


def _forms(lang: str, key: str) -> tuple[str, ...]:
    forms = catalogue(lang).get(key)
    if forms is None and "PYTEST_CURRENT_TEST" in os.environ:
        raise CatalogueError(f"{key} is in no catalogue of {lang}")
    return forms or (key,)


def _filled(lang: str, words: str, values: dict[str, object]) -> str:
    filled = words.format(**values) if values else words
    return glued(filled) if lang == "ka" else filled
