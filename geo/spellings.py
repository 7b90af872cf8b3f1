"""From any spelling that a source uses, in either script, to the code of the place."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from geo.gazetteer import LEVELS, places
from geo.records import csv_rows, toml_table

LEVEL_WORDS = {
    "municipality": "municipality",
    "მუნიციპალიტეტი": "municipality",
    "region": "region",
    "რეგიონი": "region",
    "მხარე": "region",
}
CITY_WORDS = ("city of", "c", "city", "ქალაქი", "ქ")
NEAREST = 3


class UnknownPlace(ValueError):
    """No place is spelled like this. The message names the nearest spellings and their codes."""


def code_of(spelling: str, level: str = "") -> str:
    """Return the code of the place that a source means by a spelling.

    A code is its own spelling. Case, spaces, hyphens, quotes and full stops do not matter, nor do "ქ." and "C."
    before a town. A name that two levels share (Tbilisi is a region and a municipality) is the first of
    country, region, macro-region, municipality, unless `level` or a word in the spelling ("municipality",
    "მუნიციპალიტეტი", "region", "რეგიონი", "მხარე") asks for another.

    Args:
        spelling: a name or a code, Georgian or Latin letters.
        level: "" or one of geo.gazetteer.LEVELS.

    Raises:
        UnknownPlace: no place of the level is spelled so.
        ValueError: the level does not exist.

    >>> code_of("ქვემო  ქართლი"), code_of("C. Tbilisi"), code_of("Tbilisi", level="municipality")
    ('GE-KK', 'GE-TB', '2681111')
    """
    if level and level not in LEVELS:
        raise ValueError(f"unknown level {level!r}; known are {', '.join(LEVELS)}")
    if spelling in places() and level in ("", places()[spelling].level):
        return spelling
    found = _index().get((level or _implied_level(spelling), normalised(spelling)))
    if found is None:
        raise UnknownPlace(_unknown(spelling, level))
    return found


def normalised(spelling: str) -> str:
    """Return a spelling without what tells no two places apart.

    Case folding leaves Georgian letters as they are (only Mtavruli would change, into Mkhedruli).

    >>> normalised("C. Batumi Municipality"), normalised("სამეგრელო – ზემო სვანეთი")
    ('batumi', 'სამეგრელო ზემო სვანეთი')
    """
    text = unicodedata.normalize("NFKC", spelling).casefold().replace("&", " and ")
    words = re.sub(r"[\W_]+", " ", text).split()
    while len(words) > 1 and words[-1] in LEVEL_WORDS:
        words.pop()
    joined = " ".join(words)
    for word in CITY_WORDS:
        joined = joined.removeprefix(f"{word} ")
    return joined


def _implied_level(spelling: str) -> str:
    words = re.sub(r"[\W_]+", " ", spelling.casefold()).split()
    return LEVEL_WORDS.get(words[-1], "") if len(words) > 1 else ""


@cache
def _index() -> Mapping[tuple[str, str], str]:
    """Map (level or "", normalised spelling) to a code; under "" the first level of LEVELS wins."""
    index: dict[tuple[str, str], str] = {}
    for code, spelling in sorted(_spellings(), key=lambda pair: LEVELS.index(places()[pair[0]].level)):
        key = (places()[code].level, normalised(spelling))
        if index.setdefault(key, code) != code:
            raise ValueError(f"{spelling!r} stands for both {index[key]} and {code}")
        index.setdefault(("", key[1]), code)
    return index


def _spellings() -> Iterator[tuple[str, str]]:
    for place in places().values():
        yield from ((place.code, text) for text in (place.name_ka, place.name_en, place.short_ka, place.short_en))
    for table in ("countries.toml", "regions.toml", "macroregions.toml"):
        for code, record in toml_table(table).items():
            yield code, record["cases"]["genitive"]
            yield from ((code, text) for text in record["spellings"])
    for row in csv_rows("municipalities.csv"):
        yield row["code"], row["genitive_ka"]
    for row in csv_rows("spellings.csv"):
        yield row["code"], row["spelling"]


def _unknown(spelling: str, level: str) -> str:
    from rapidfuzz import process  # noqa: PLC0415  only an error pays for it

    known = {text: code for (of_level, text), code in _index().items() if of_level == level}
    near = process.extract(normalised(spelling), list(known), limit=4 * NEAREST)
    codes = list(dict.fromkeys(known[text] for text, _, _ in near))[:NEAREST]
    names = ", ".join(f"{places()[code].name_ka} / {places()[code].name_en} ({code})" for code in codes)
    return f"no {level or 'place'} is spelled {spelling!r}; nearest: {names}"
