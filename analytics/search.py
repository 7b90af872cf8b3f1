"""Search over names in both languages: Georgian letters, their usual Latin spellings, and small typing errors.

Every text is folded to one spelling of its sounds, cut into words, and the words of all entries make one vocabulary. A
query is compared with the vocabulary once, in C, and entries collect the scores of their words: some milliseconds for
all indicators, places, hubs and sources together.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

# National transliteration system of 2002; the apostrophes of ejectives are left out, as most people do.
_GEORGIAN = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
_SOUNDS = "a b g d e v z t i k l m n o p zh r s t u p k gh k sh ch ts dz ts ch kh j h"
LATIN = dict(zip(_GEORGIAN, _SOUNDS.split(), strict=True))
# Spellings of one sound, folded on both sides: "qartli" and "kartli"; x, c, w, y as on a Georgian keyboard.
FOLDED = (("ph", "p"), ("q", "k"), ("y", "k"), ("tc", "ts"), ("c", "ts"), ("tss", "ts"), ("w", "ts"), ("x", "kh"))
# Words that carry no meaning in a query.
EMPTY = frozenset(("a", "an", "and", "at", "by", "da", "for", "in", "is", "of", "on", "the", "to"))
# Words that readers use for one another: each may stand for the others, a little less good than the word itself.
ALIKE = (
    ("ngo", "ngos", "cso", "csos", "ენჯეო", "ენჯეოები", "არასამთავრობო", "სსო"),
    ("nnle", "nn", "ააიპ", "აიპ"),
    ("charity", "donation", "donated", "giving", "ქველმოქმედება", "შემოწირულობა"),
    ("donor", "donors", "aid", "funds", "funding", "დონორი", "დონორები", "სახსრები", "დაფინანსება"),
    ("volunteer", "volunteering", "volunteered", "მოხალისე", "მოხალისეობა"),
    ("turnout", "voting", "vote", "აქტივობა"),
    ("demonstration", "rally", "demonstracia", "დემონსტრაცია", "აქცია", "მიტინგი"),
    ("csr", "კსპ"),
    ("gdp", "მშპ"),
    ("jobs", "employment", "დასაქმება"),
)
PHRASES = {"freedom of information": "foi", "gross domestic product": "gdp", "gdp per head": "gdp"}
"""Phrases that stand in no name in this form, and the word that does."""
VOWELS = "aeiou"
GOOD_ENOUGH = 80.0
"""From this likeness of 100 on, a word may be a mistyped or declined form of another."""
WEAKEST = 60.0
"""Entries below it are not shown: a far likeness in a far field."""
FAR_BEHIND = 30.0
"""A hit this far behind the best one is another word that looks alike."""
SHORTEST_MISTYPED = 5
MISTYPED_START = 10.0
"""People mistype the middle and the end of a word, hardly its first letter."""
STAND_IN = 8.0
BY_FIELD = (0.0, 3.0, 9.0, 14.0)
"""What a hit in the first, second, third or a later field of an entry costs."""


@dataclass(frozen=True)
class Hit:
    """One entry that a query means: its key, and how well it fits (100 = all words stand at the start of its own)."""

    key: str
    score: float


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """The text as the search compares it: Latin letters, no accents, one spelling for each sound.

    >>> folded("ქვემო ქართლი") == folded("Kvemo Qartli") == folded("qvemo kartli")
    True
    >>> folded("პეტიცია") == folded("peticia") == folded("petitsia")
    True
    """
    latin = "".join(LATIN.get(letter, letter) for letter in text.casefold())
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(letter))
    plain = plain.replace("ch", "\0").replace("'", "").replace("’", "")
    for spelling, sound in FOLDED:
        plain = plain.replace(spelling, sound)
    return re.sub(r"[\W_]+", " ", plain.replace("\0", "ch")).strip()


def words(text: str) -> list[str]:
    """The words of a text in one spelling; a hyphenated name also as one word (V-Dem, ა(ა)იპ)."""
    joined = [re.sub(r"[-()]", "", part) for part in text.split() if re.search(r"\w[-()]+\w", part)]
    return [*folded(text).split(), *(folded(part) for part in joined)]


class Index:
    """What can be found, prepared once: key -> its texts by field, the most telling field first."""

    def __init__(self, entries: Mapping[str, tuple[str, ...]]) -> None:
        """Folds the texts of all entries.

        Args:
            entries: key -> the texts it can be found by: names; other words; definition; all else.
        """
        self.entries = dict(entries)
        self._homes: dict[str, list[tuple[int, int]]] = {}
        self._cut: dict[int, list[str]] = {}
        for place, texts in enumerate(self.entries.values()):
            for field, text in enumerate(texts):
                for word in dict.fromkeys(words(text)):
                    self._homes.setdefault(word, []).append((place, field))

    @cached_property
    def _vocabulary(self) -> list[str]:
        return list(self._homes)

    @cached_property
    def _names(self) -> list[list[str]]:
        """The names of each entry, folded: the first field, divided at " / "."""
        return [[folded(name) for name in texts[0].split(" / ")] for texts in self.entries.values()]

    @cached_property
    def _ids(self) -> list[str]:
        return [folded(key.partition(":")[2]) for key in self.entries]

    def search(self, query: str, *, limit: int | None = None) -> list[Hit]:
        """The entries that a query means, best first; equals stay in the order of the entries.

        Every word of the query must be met: by the beginning of a word, by another case or number of it, by a word
        that readers use instead, or with a typing error or two in a word of five letters and more.
        """
        whole = _phrases().get(folded(query), folded(query))
        parts = [part for part in dict.fromkeys(whole.split()) if part not in EMPTY] or whole.split()
        if not parts:
            return []
        met = [self._part(part) for part in parts]
        keys = list(self.entries)
        common = set(met[0]).intersection(*met[1:])
        scored = [(sum(scores[at] for scores in met) / len(met) + self._bonus(at, whole), at) for at in common]
        ranked = sorted(scored, key=lambda pair: (-round(pair[0], 1), pair[1]))
        floor = ranked[0][0] - FAR_BEHIND if ranked else 0.0
        return [Hit(keys[at], score) for score, at in ranked[:limit] if score >= floor]

    def _part(self, part: str) -> dict[int, float]:
        """Entry -> how well it meets one word of the query, where well enough."""
        best: dict[int, float] = {}
        for wanted, cost in [(part, 0.0), *((other, STAND_IN) for other in _stand_ins(part))]:
            for word, score in self._near(wanted):
                for place, field in self._homes[word]:
                    fit = score - cost - BY_FIELD[min(field, len(BY_FIELD) - 1)]
                    if fit > best.get(place, WEAKEST):
                        best[place] = fit
        return best

    def _near(self, part: str) -> list[tuple[str, float]]:
        """Words of the vocabulary that a word of the query may mean: it begins them, or comes near their stem.

        Georgian nouns change their ends, so the query is held against as many letters of a word as it has itself.
        """
        near = {word: 100.0 - min(len(word) - len(part), 12) * 0.5 for word in self._homes if word.startswith(part)}
        if len(part) >= SHORTEST_MISTYPED and part[-1] in VOWELS:  # მოსახლეობა, მოსახლეობის
            stem = part[:-1]
            near |= {word: 96.0 for word in self._homes if word.startswith(stem) and word not in near}
        if len(part) >= SHORTEST_MISTYPED:
            likeness = process.cdist([part], self._stems(len(part)), scorer=fuzz.ratio, score_cutoff=GOOD_ENOUGH)[0]
            for place in likeness.nonzero()[0]:
                word = self._vocabulary[place]
                score = min(float(likeness[place]), 96.0) - (0 if word[0] == part[0] else MISTYPED_START)
                if score >= GOOD_ENOUGH:
                    near.setdefault(word, score)
        return list(near.items())

    def _stems(self, length: int) -> list[str]:
        """The first letters of every word of the vocabulary, as many as a query's word has."""
        if length not in self._cut:
            self._cut[length] = [word[:length] for word in self._vocabulary]
        return self._cut[length]

    def _bonus(self, place: int, whole: str) -> float:
        """A little for a query that is a name, begins one, or covers much of it."""
        names = [name for name in self._names[place] if name]
        begun = 3.0 if any(name.startswith(whole) for name in names) else 0.0
        exact = 8.0 if whole in [*names, self._ids[place]] else begun
        shortest = min((abs(len(name) - len(whole)) for name in names), default=60)
        return exact + max(0.0, 3.0 - shortest / 20)

    def nearest(self, query: str, count: int = 3) -> list[str]:
        """The keys whose names resemble a query that meets nothing, best first."""
        keys = list(self.entries)
        choices = dict(zip(keys, map(" ".join, self._names), strict=True))
        return [str(hit[2]) for hit in process.extract(folded(query), choices, scorer=fuzz.WRatio, limit=count)]


@lru_cache(maxsize=1)
def _phrases() -> dict[str, str]:
    return {folded(phrase): folded(word) for phrase, word in PHRASES.items()}


@lru_cache(maxsize=1)
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(folded(word) for word in group) for group in ALIKE)


def _stand_ins(part: str) -> list[str]:
    """The other words of the groups that hold this one."""
    return sorted({word for group in _groups() if part in group for word in group if word != part and " " not in word})
