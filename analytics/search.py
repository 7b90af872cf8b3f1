"""Search over names in both languages: Georgian letters, their usual Latin spellings, and small typing errors.

Every text is folded to one spelling of its sounds, cut into words, and the words of all entries make one vocabulary. A
query is compared with the vocabulary once, in C, and entries collect the scores of their words: some milliseconds for
all indicators, places, hubs and sources together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from analytics.search_query import ENDINGS, RESTS, SHORTEST_STEM, keyboard, needed_words, phrased, stand_ins, stems
from analytics.spelling import folded, words

PER_LETTER = 1.0
"""What every letter costs that a word goes on behind what was typed, up to twelve of them."""
A_FORM = 0.5
"""What it costs that only an ending goes on."""
DECLINED = 96.0
"""How good another case or number of a word is, and the best that a mistyped one can be."""
GOOD_ENOUGH = 80.0
"""From this likeness of 100 on, a word may be a mistyped or declined form of another."""
WEAKEST = 60.0
"""Entries below it are not shown: a far likeness in a far field."""
FAR_BEHIND = 30.0
"""A hit this far behind the best one is another word that looks alike."""
SHORTEST_MISTYPED = 5
ONE_LEFT_OUT = 88.0
"""Likeness of four letters to the five of which one was left out."""
MISTYPED_START = 10.0
"""People mistype the middle and the end of a word, hardly its first letter."""
STAND_IN = 8.0
BY_FIELD = (0.0, 3.0, 9.0, 14.0)
"""What a hit in the first, second, third or a later field of an entry costs."""


A_NAME, BESIDE = 92.0, 6.0
"""From this fit on a word names a place; what it costs that a place stands beside other words."""
PLACE, SOURCE = "place:", "source:"
OF_A_SOURCE = 5.0
"""A source holds what indicators speak of in its title; where both fit, the indicator is meant."""


@dataclass(frozen=True)
class Hit:
    """One entry that a query means: its key, and how well it fits (100 = all words stand at the start of its own)."""

    key: str
    score: float


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
    def _places(self) -> frozenset[int]:
        return frozenset(at for at, key in enumerate(self.entries) if key.startswith(PLACE))

    @cached_property
    def _sources(self) -> frozenset[int]:
        return frozenset(at for at, key in enumerate(self.entries) if key.startswith(SOURCE))

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
        that readers use instead, or with a typing error or two in a word of five letters and more. Two kinds of words
        may be missing: those that say little ("data", "number"), and names of places beside other words ("trust
        Adjara"), which say where; then both the other words and the place are found, a little less good than an entry
        that holds all.
        """
        whole = phrased(folded(keyboard(query)))
        needed = needed_words(whole)
        if not needed:
            return []
        met = [self._part(part) for part in needed]
        scores = self._beside(needed, met)
        for at, score in self._together(met).items():
            scores[at] = max(score, scores.get(at, 0.0))
        keys = list(self.entries)
        scored = [(score + self._bonus(at, whole), at) for at, score in scores.items()]
        ranked = sorted(scored, key=lambda pair: (-round(pair[0], 1), pair[1]))
        floor = ranked[0][0] - FAR_BEHIND if ranked else 0.0
        return [Hit(keys[at], score) for score, at in ranked[:limit] if score >= floor]

    @staticmethod
    def _together(met: Sequence[Mapping[int, float]]) -> dict[int, float]:
        """Entry -> the mean of how well it meets each word, where it meets them all."""
        common = set(met[0]).intersection(*met[1:]) if met else set()
        return {at: sum(scores[at] for scores in met) / len(met) for at in common}

    def _beside(self, needed: Sequence[str], met: Sequence[Mapping[int, float]]) -> dict[int, float]:
        """What is found where words that name a place say where, and the other words what; nothing without both."""
        where = [{at: fit for at, fit in one.items() if at in self._places and fit >= A_NAME} for one in met]
        named = [bool(found) and len(part) >= SHORTEST_STEM for part, found in zip(needed, where, strict=True)]
        what = self._together([one for one, place in zip(met, named, strict=True) if not place])
        if not any(named) or not what:
            return {}
        places = self._together([one for one, place in zip(where, named, strict=True) if place])
        found = {at: fit - 2 * BESIDE for at, fit in places.items()}
        return found | {at: fit - BESIDE for at, fit in what.items()}

    def _part(self, part: str) -> dict[int, float]:
        """Entry -> how well it meets one word of the query, where well enough."""
        best: dict[int, float] = {}
        for wanted, cost in [(part, 0.0), *((other, STAND_IN) for other in stand_ins(part))]:
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
        near = {word: 100.0 - _longer(word[len(part) :]) for word in self._homes if word.startswith(part)}
        for word in self._declined(part):
            near.setdefault(word, DECLINED)
        for word, score in self._mistyped(part):
            near.setdefault(word, score)
        return list(near.items())

    def _declined(self, part: str) -> Iterator[str]:
        """Words that are the same noun with another ending."""
        for stem in stems(part):
            yield from (word for word in self._homes if word.startswith(stem) and word[len(stem) :] in RESTS)

    def _mistyped(self, part: str) -> Iterator[tuple[str, float]]:
        """Words that a part may be with typing errors; of four letters, only words in which one was left out."""
        if len(part) < SHORTEST_MISTYPED - 1:
            return
        whole = len(part) >= SHORTEST_MISTYPED
        against, least = self._stems(len(part) + (not whole)), GOOD_ENOUGH if whole else ONE_LEFT_OUT
        likeness = process.cdist([part], against, scorer=fuzz.ratio, score_cutoff=least)[0]
        for place in likeness.nonzero()[0]:
            word = self._vocabulary[place]
            score = min(float(likeness[place]), DECLINED) - (0 if word[0] == part[0] else MISTYPED_START)
            if score >= least:
                yield word, score

    def _stems(self, length: int) -> list[str]:
        """The first letters of every word of the vocabulary, as many as a query's word has."""
        if length not in self._cut:
            self._cut[length] = [word[:length] for word in self._vocabulary]
        return self._cut[length]

    def _bonus(self, place: int, whole: str) -> float:
        """A little for a query that is a name, begins one, or covers much of it; less for a source."""
        names = [name for name in self._names[place] if name]
        begun = 3.0 if any(name.startswith(whole) for name in names) else 0.0
        exact = 8.0 if whole in [*names, self._ids[place]] else begun
        shortest = min((abs(len(name) - len(whole)) for name in names), default=60)
        cost = OF_A_SOURCE if place in self._sources else 0.0
        return exact - cost + max(0.0, 3.0 - shortest / 20)

    def nearest(self, query: str, count: int = 3) -> list[str]:
        """The keys whose names resemble a query that meets nothing, best first."""
        keys = list(self.entries)
        choices = dict(zip(keys, map(" ".join, self._names), strict=True))
        return [str(hit[2]) for hit in process.extract(folded(query), choices, scorer=fuzz.WRatio, limit=count)]


def _longer(rest: str) -> float:
    """What it costs that a word goes on behind what was typed: little for an ending, more for another word."""
    return A_FORM if rest in ENDINGS else PER_LETTER * min(len(rest), 12)
