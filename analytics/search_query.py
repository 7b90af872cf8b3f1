"""What the words of a query may stand for: stems, phrases, words that say little, other words for the same thing."""

import re
from functools import cache
from typing import Literal

from analytics.search_words import search_words
from analytics.spelling import folded

# Endings of nouns (Georgian case, plural, postposition; English plural and -ing), long before short.
ENDINGS = (
    "ebistvis", "istvis", "ebshi", "ebze", "ebis", "ebma", "ebit", "ing", "ebi", "shi", "dan", "tan", "tvis", "is",
    "it", "ze", "ma", "s",
)  # fmt: skip
VOWELS = "aeiou"
KEYBOARD = {"C": "ჩ", "J": "ჟ", "R": "ღ", "S": "შ", "T": "თ", "W": "ჭ", "Z": "ძ"}
RESTS = frozenset(("", *VOWELS, *ENDINGS, *(vowel + end for vowel in VOWELS for end in ENDINGS)))
"""What may stand behind a stem in another form of the same noun."""
SHORTEST_STEM = 4


def keyboard(query: str) -> str:
    """A query typed in capitals of the Georgian keyboard (T = თ, W = ჭ) with the letters that are meant.

    Only a capital behind a small letter is one; names in English have theirs in front.

    >>> keyboard("aWara, saqarTvelo, Tbilisi")
    'aჭara, saqarთvelo, Tbilisi'
    """
    return re.sub(f"(?<=[a-z])[{''.join(KEYBOARD)}]", lambda found: KEYBOARD[found[0]], query)


def stems(part: str) -> list[str]:
    """A word of a query without its ending, where enough of it is left: another case of it stands in the names.

    >>> stems("acharis"), stems("mosakhleoba"), stems("gori")
    (['achar'], ['mosakhleob'], [])
    """
    found = next((part[: -len(end)] for end in ENDINGS if part.endswith(end)), part)
    if found == part and part[-1] in VOWELS:
        found = part[:-1]
    return [found] if found != part and len(found) >= SHORTEST_STEM else []


def phrased(query: str) -> str:
    """A folded query in which every phrase is replaced by what stands for it.

    >>> phrased(folded("grants per capita"))
    'grants inhabitant'
    """
    padded = f" {query} "
    for phrase, instead in _phrases().items():
        padded = padded.replace(f" {phrase} ", f" {instead} ")
    return padded.strip()


def needed_words(query: str) -> list[str]:
    """The words of a folded query that must be met: without those that say nothing or little, unless all do."""
    given = list(dict.fromkeys(query.split()))
    telling = [part for part in given if part not in _set_of("empty")] or given
    return [part for part in telling if part not in _set_of("optional")] or telling


@cache
def _set_of(kind: Literal["empty", "optional"]) -> frozenset[str]:
    return frozenset(folded(word) for word in getattr(search_words(), kind))


@cache
def _phrases() -> dict[str, str]:
    """Phrase -> what stands for it, folded, the longest first."""
    pairs = search_words().phrases.items()
    return {folded(phrase): folded(word) for phrase, word in sorted(pairs, key=lambda pair: -len(pair[0]))}


@cache
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(folded(word) for word in group) for group in search_words().alike)


def stand_ins(part: str) -> list[str]:
    """The other words of the groups that hold this one."""
    return sorted({word for group in _groups() if part in group for word in group if word != part and " " not in word})
