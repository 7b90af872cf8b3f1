"""Search over names in both languages: Georgian letters, their usual Latin spellings, and small typing errors."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

# National transliteration system of 2002; the apostrophes of ejectives are left out, as most people do.
_GEORGIAN = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
_SOUNDS = "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h"
LATIN = dict(zip(_GEORGIAN, _SOUNDS.split(), strict=True))
# Spellings that mean the same sound, folded on both sides so that "qartli", "kartli" and "ქართლი" meet.
FOLDED = (("ph", "p"), ("q", "k"), ("tc", "ts"), ("c", "k"), ("w", "v"), ("x", "kh"), ("y", "i"))
GOOD_ENOUGH = 72


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """The text as the search compares it: Latin letters, no accents, one spelling for each sound.

    >>> folded("ქვემო ქართლი") == folded("Kvemo Qartli") == folded("kvemo kartli")
    True
    """
    latin = "".join(LATIN.get(letter, letter) for letter in text.casefold())
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(letter))
    plain = plain.replace("ch", "\0").replace("'", "").replace("’", "")
    for spelling, sound in FOLDED:
        plain = plain.replace(spelling, sound)
    return re.sub(r"[^\w]+", " ", plain.replace("\0", "ch")).strip()


def search(query: str, entries: Mapping[str, tuple[str, ...]], *, limit: int | None = None) -> list[str]:
    """The keys of the entries that a query means, best first.

    Args:
        query: what the reader typed, in either script.
        entries: key -> the texts it can be found by, the most telling first (name, other name, definition …).
        limit: at most so many.
    """
    wanted = folded(query)
    if not wanted:
        return list(entries)[:limit]
    scores = {key: _score(wanted, texts) for key, texts in entries.items()}
    hits = [key for key, score in scores.items() if score >= GOOD_ENOUGH]
    return sorted(hits, key=lambda key: -scores[key])[:limit]


def _score(wanted: str, texts: tuple[str, ...]) -> float:
    """Best score over the texts; a hit in a later text counts a little less."""
    return max(
        (_similarity(wanted, folded(text)) - 6 * min(place, 3) for place, text in enumerate(texts) if text), default=0.0
    )


def _similarity(wanted: str, text: str) -> float:
    """100 where every word of the query begins a word of the text; else how close each word comes, worst word first."""
    words = text.split()
    if wanted == text:
        return 110.0
    best = [max((_word_score(part, word) for word in words), default=0.0) for part in wanted.split()]
    return min(best) + 4 * (len(wanted) / max(len(text), 1)) if best else 0.0


def _word_score(part: str, word: str) -> float:
    if word.startswith(part):
        return 100.0
    # Georgian nouns change their ends: "turnouts", "აქტივობის"; and short words must not match by chance.
    stem = word[: max(len(part), 4)]
    return float(fuzz.ratio(part, stem)) if len(part) >= 4 else 0.0


def nearest(wanted: str, known: Mapping[str, str], count: int = 3) -> list[str]:
    """The known ids whose id or name comes nearest to an unknown one, best first."""
    choices = {key: f"{folded(key)} {folded(name)}" for key, name in known.items()}
    return [str(hit[2]) for hit in process.extract(folded(wanted), choices, scorer=fuzz.WRatio, limit=count)]
