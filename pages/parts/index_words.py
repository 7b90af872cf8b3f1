"""Sentences about an index, made of its facts: who is told apart, what moved, what fails, what would help."""

from dataclasses import dataclass

from analytics.certainty import AHEAD
from analytics.index_view import GateFound, bands, pairs_apart
from analytics.indices import Index, Profile
from geo.places import GEORGIA
from pages.parts import load
from pages.parts.address import language
from pages.parts.format import number
from pages.parts.index_choices import place_name
from pages.parts.matrix import PROBABLE, hundredths
from pages.parts.text import plain, t, tn

NATIONAL = ("national", "civic_space")
"""The profile of the country that stands as a frame beside every region."""
SPANS = ((2017, 0), (2012, 2017), (2012, 0))
"""Pairs of years that are told, 0 = the newest one: the phase before, and the one before that."""


@dataclass(frozen=True)
class View:
    """The reader's choice.

    Attributes:
        index: the record.
        profile: one of its profiles.
        place: the place in accent.
        year: of the figures.
    """

    index: Index
    profile: Profile
    place: str
    year: int

    @property
    def ids(self) -> tuple[str, str, str, int]:
        """The choice as plain ids."""
        return self.index.id, self.profile.id, self.place, self.year

    @property
    def at(self) -> tuple[str, str]:
        """Index and profile, as questions take them."""
        return self.index.id, self.profile.id


def in_hundred(chance: float) -> int:
    """A chance as a whole number from 1 to 99, since no number of methods makes an order certain."""
    return hundredths(chance / 100)


def opening(view: View) -> tuple[str, str, str]:
    """Claim, limit and lead of the page."""
    row = load.index_chances(*view.at, view.year).T[view.place].dropna().tolist()
    above, below = sum(chance <= 100 - AHEAD for chance in row), sum(chance >= AHEAD for chance in row)
    rest = len(row) - above - below
    claim = t(
        f"index.claim_{view.index.level}", profile=view.profile.name[language()], place=place_name(view.place),
        year=view.year, total=len(row), above=above, below=below,
    )  # fmt: skip
    limit = tn("index.limit_rest", rest) if rest else t("index.limit_none")
    return claim, limit, plain(" ".join([pairs(view), *spans(view)]))


def pairs(view: View) -> str:
    """How many pairs stand apart, beside what chance alone would tell apart."""
    apart, total = pairs_apart(load.index_chances(*view.at, view.year))
    newest = load.index_years(*view.at)[0]
    words = t("index.pairs", apart=apart, total=total)
    gates = load.index_gates(*view.at)
    if view.year != newest or "placebo" not in gates:
        return words
    limit = number(gates["pairs"].limit or 0, 0, language())
    return f"{words} {t('index.placebo', middle=number(gates['placebo'].value, 0, language()), limit=limit)}"


def spans(view: View) -> list[str]:
    """In how many of 100 methods the place moved, for the spans that readers ask for."""
    rows = load.index_spans(*view.at, view.place).set_index(["before", "after"])["value"]
    newest = load.index_years(*view.at)[0]
    wanted = [(before, after or newest) for before, after in SPANS]
    return [
        _span(view.place, before, after, float(rows[before, after]))
        for before, after in wanted
        if (before, after) in rows
    ]


def _span(place: str, before: int, after: int, risen: float) -> str:
    direction, chance = ("rose", risen) if risen >= 50 else ("fell", 100 - risen)
    sure = "" if chance >= AHEAD else "_probable" if chance >= PROBABLE else "_unclear"
    return t(
        f"index.span_{direction}{sure}", place=place_name(place), before=before, after=after, chance=in_hundred(chance)
    )  # fmt: skip


def pair(view: View, one: str, other: str, chance: float) -> str:
    """One pair in words: "Kakheti is ahead of Guria in 74 of 100 plausible methods"."""
    first, second, value = (one, other, chance) if chance >= 50 else (other, one, 100 - chance)
    sure = "ahead" if value >= PROBABLE else "unclear"
    return t(f"index.pair_{sure}", one=place_name(first), other=place_name(second), chance=in_hundred(value))


def verdict(view: View) -> str:
    """Why the score is no headline: the gates it fails; "" when it passes all of them and is meant as one."""
    failed = [gate for gate in load.index_gates(*view.at).values() if gate.verdict == "fail"]
    told = "; ".join(t(f"index.fails_{gate.name}", **_gate_values(gate)) for gate in failed)
    if not view.profile.headline:
        return f"{t('index.exploratory')} {t('index.fails', gates=told)}" if told else t("index.exploratory")
    return t("index.fails", gates=told) if told else ""


def gate_words(gate: GateFound) -> tuple[str, str, str, str]:
    """One gate as a row: what is asked, what was found, the limit, the verdict."""
    values = _gate_values(gate)
    limit = t(f"index.limit_{gate.name}", **values) if gate.limit is not None else "–"
    return t(f"index.gate_{gate.name}"), values["value"], limit, t(f"index.verdict_{gate.verdict}")


def _gate_values(gate: GateFound) -> dict[str, str]:
    digits = 0 if gate.name in ("admitted", "pairs", "placebo") else 2
    about = ", ".join(_part_words(part) for part in gate.about)
    limit = number(gate.limit, digits, language()) if gate.limit is not None else ""
    return {"value": number(gate.value, digits, language()), "limit": limit, "about": about}


def _part_words(part: str) -> str:
    return t(f"index.part_{part}")


def item_words(item: str) -> str:
    """An item in words: an indicator's name, or a pillar that nobody has figures of."""
    record = load.indicators().get(item)
    return record.name[language()] if record else t(f"index.unknown_{item}")


def useful(view: View) -> list[str]:
    """The numbers that would narrow the place's range of rank most, best first; only those worth a place or more."""
    rows = load.index_useful_gaps(view.index.id, view.place)
    worth = rows[rows["value"] >= 0.5].head(3)
    return [
        t("index.gain", item=item_words(item), gain=number(value, 1, language()))
        for item, value in zip(worth["item"], worth["value"], strict=True)
    ]


def stands_out(view: View) -> list[str]:
    """The items by which the place lies above or below the middle of the others by more than their error."""
    rows = load.index_strengths(view.index.id, view.place, view.year)
    parts = {entry.indicator: entry.part for entry in view.index.item}
    told = []
    for verdict in ("strength", "weakness"):
        names = [item_words(item) for item, found in zip(rows["item"], rows["verdict"], strict=True)
                 if found == verdict and parts[item] in view.profile.parts]  # fmt: skip
        if names:
            told.append(f"{t(f'index.{verdict}')}: {'; '.join(names)}")
    return told


def tied(view: View) -> str:
    """The places in bands that cannot be told apart, from the highest down."""
    found = bands(load.index_standing(*view.at, view.year), load.index_chances(*view.at, view.year))
    return t("index.bands", bands=" | ".join(", ".join(map(place_name, one)) for one in found))


def frame(view: View) -> str:
    """Georgia's civic space, which all regions share and which therefore orders none of them; "" for countries."""
    if view.index.level != "region":
        return ""
    year = load.index_years(*NATIONAL)[0]
    row = load.index_standing(*NATIONAL, year).set_index("place").to_dict("index")[GEORGIA]
    score, low, high = (number(row[name], 0, language()) for name in ("value", "lower", "upper"))
    return t("index.frame", year=year, score=score, low=low, high=high)
