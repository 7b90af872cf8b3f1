"""The words of both languages, read from catalogues: folders with <language>/<file>.po.

A key is `file.name`. Placeholders are Python's: {place}. Words that pages and documents share lie in SHARED; pages and
briefings each have a folder of their own beside it.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po

SHARED = Path(__file__).with_name("catalogues")
_LOOSE_HYPHEN = re.compile(r"(?<=[\d%)\]₾“])-(?=[ა-ჰ])")


class CatalogueError(LookupError):
    """A key stands in two catalogues of one language, or in none."""


class Catalogues:
    """The words of some folders as one set; read once per language.

    Attributes:
        folders: where they lie.
    """

    def __init__(self, *folders: Path) -> None:
        """Reads nothing yet."""
        self.folders = folders
        self._read: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def strings(self, language: str) -> Mapping[str, tuple[str, ...]]:
        """All strings of a language: key to its forms (one, or singular and plural).

        Raises:
            CatalogueError: two files of the language hold the same key; both are named.
        """
        if language not in self._read:
            self._read[language] = _merged(self.folders, language)
        return self._read[language]

    def forms(self, language: str, key: str) -> tuple[str, ...]:
        """The forms of a key, unfilled.

        Raises:
            CatalogueError: in tests, when the key is missing. Readers see the key instead of a broken page.
        """
        forms = self.strings(language).get(key)
        if forms is None and "PYTEST_CURRENT_TEST" in os.environ:
            raise CatalogueError(f"{key} is in no catalogue of {language}")
        return forms or (key,)

    def translate(self, language: str, key: str, **values: object) -> str:
        """The string of `key` in a language with its placeholders filled.

        Raises:
            CatalogueError: as `forms`.
        """
        return _filled(language, self.forms(language, key)[0], values)

    def translate_count(self, language: str, key: str, count: int, **values: object) -> str:
        """The string of `key` in the form that `count` asks for; {count} is filled with it."""
        form = form_for(language, self.forms(language, key), count)
        return _filled(language, form, {"count": count, **values})


def form_for(language: str, forms: tuple[str, ...], count: float) -> str:
    """The form, singular or plural, that so many things ask for."""
    plural = Locale.parse(language).plural_form(count) != "one"
    return forms[min(int(plural), len(forms) - 1)]


def glued(words: str) -> str:
    r"""Georgian text in which a number and the ending behind its hyphen stay on one line (U+2060, word joiner).

    >>> glued("95%-იანი").encode("unicode_escape")[3:16]
    b'\\u2060-\\u2060'
    """
    return _LOOSE_HYPHEN.sub("\u2060-\u2060", words)


def _filled(language: str, words: str, values: Mapping[str, object]) -> str:
    filled = words.format(**values) if values else words
    return glued(filled) if language == "ka" else filled


def _merged(folders: tuple[Path, ...], language: str) -> dict[str, tuple[str, ...]]:
    strings: dict[str, tuple[str, ...]] = {}
    home: dict[str, str] = {}
    for path in sorted(path for folder in folders for path in (folder / language).glob("*.po")):
        for key, forms in _messages(path, language).items():
            if key in home:
                raise CatalogueError(f"{key} stands in {home[key]} and in {path.name} of {language}")
            strings[key], home[key] = forms, path.name
    return strings


def _messages(path: Path, language: str) -> dict[str, tuple[str, ...]]:
    with path.open(encoding="utf-8") as file:
        messages = read_po(file, locale=language, abort_invalid=True)
    found: dict[str, tuple[str, ...]] = {}
    for message in messages:
        key = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
        if key:
            forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
            found[key] = tuple(form or "" for form in forms)
    return found
