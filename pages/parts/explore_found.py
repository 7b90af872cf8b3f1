"""What a search with its filters finds: indicators page by page, places and hubs, sources; made once for each view."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analytics.catalogue import Indicator
from analytics.combine import as_dicts
from analytics.findable import in_order, index
from analytics.search import Hit
from geo.hubs import hub_of
from geo.places import GEORGIA, places
from pages.parts import load
from pages.parts.address import language
from pages.parts.place_names import place_text
from pages.parts.prepared import kept
from pages.parts.text import t, tn

ALL, ON_A_PAGE, STRONG = "all", 20, 84.0
MOST_LINKS, MOST_ASIDE = 6, 3
"""So many links to places and hubs, or to sources, stand open: where they are meant, and where indicators are."""
FILTERS = ("pillar", "level", "source")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Wanted:
    """What the reader asks for: words, three filters ("all" or an id), and a page of the list as the address has it."""

    query: str
    pillar: str
    level: str
    source: str
    part: str

    @property
    def ids(self) -> tuple[str, ...]:
        """All of it as a view of `prepared.kept`."""
        return self.query, self.pillar, self.level, self.source, self.part

    def narrowed(self, name: str, value: str) -> "Wanted":
        """The same with another value of one filter."""
        return replace(self, **{name: value})


@dataclass(frozen=True)
class Link:
    """Where a found place, hub or source leads."""

    page: str
    label: str
    choices: dict[str, str]


@dataclass(frozen=True)
class Links:
    """Links of one kind: those that stand open, and the rest, which are folded away and counted."""

    open: list[Link]
    folded: list[Link]


@dataclass(frozen=True)
class Found:
    """The answer to a search.

    Attributes:
        claim: the headline.
        limit: its second clause.
        places: links to places and hubs, the first of them to stand open.
        sources: links to sources, likewise.
        shown: the indicators of this page of the list.
        near: where nothing is left, indicators with names like the query; None where something is left.
        filtered: nothing is left because of the filters.
        place: a place that the query names beside other words, "" without one.
        number: this page of the list.
        last: its last page.
    """

    claim: str
    limit: str
    places: "Links"
    sources: "Links"
    shown: list[Indicator]
    near: list[Indicator] | None
    filtered: bool
    place: str
    number: int
    last: int


def shelf() -> dict[str, Row]:
    """The newest national figures by indicator."""
    return kept("shelf", (), lambda: {row["indicator"]: row for row in as_dicts(load.shelf())})


def source_words(source: str) -> str:
    """A source by publisher and title."""
    record = load.all_sources()[source]
    return f"{record.publisher[language()]}: {record.title}"


def found(wanted: Wanted) -> Found:
    """Searches and filters."""
    words = wanted.query.strip()
    hits, meant = _hits(wanted.query), _meant(wanted.query)
    left = sorted((one for one in meant if _offered(one, wanted)), key=lambda one: not one.core)
    last = max(1, -(-len(left) // ON_A_PAGE))
    number = min(max(int(wanted.part), 1), last) if wanted.part.isdecimal() else 1
    return Found(
        *_headline(words, meant, left), _places(hits), _sources(hits, alone=not left),
        shown=left[(number - 1) * ON_A_PAGE : number * ON_A_PAGE],
        near=None if left else _near(words, meant), filtered=bool(meant), place=_asked_place(hits),
        number=number, last=last,
    )  # fmt: skip


def _kind(hit: Hit) -> str:
    return hit.key.partition(":")[0]


def _record(key: str) -> Indicator:
    return load.indicators()[key.partition(":")[2]]


def _asked_place(hits: list[Hit]) -> str:
    """The place of which figures are asked: the best one found, where something else was meant with it."""
    found = [_code(hit) for hit in _strong(hits) if _kind(hit) == "place"]
    return found[0] if found and _kind(hits[0]) == "indicator" else ""


def at(place: str, records: Sequence[Indicator]) -> dict[str, Row]:
    """By indicator: its newest figure at a place, for those that have one."""
    if not place:
        return {}
    facts = load.latest(tuple(record.id for record in records), places=(place,))
    return {row["indicator"]: row for row in as_dicts(facts)}


def _code(hit: Hit) -> str:
    return hit.key.partition(":")[2]


def _hits(query: str) -> list[Hit]:
    return kept("explore_hits", (query,), lambda: index().search(query)) if query.strip() else []


def _meant(query: str) -> list[Indicator]:
    """The indicators that a query means; all without one."""
    if not query.strip():
        return in_order()
    return [_record(hit.key) for hit in _hits(query) if _kind(hit) == "indicator"]


def counts(wanted: Wanted) -> dict[str, Counter[str]]:
    """By filter: how many indicators each of its values would show, the other filters as they are."""
    return {name: _counted(name, wanted.narrowed(name, ALL)) for name in FILTERS}


def _counted(name: str, others: Wanted) -> Counter[str]:
    left = [record for record in _meant(others.query) if _offered(record, others)]
    return Counter({ALL: len(left)}) + Counter(value for record in left for value in _values(record)[name])


def _values(record: Indicator) -> dict[str, Collection[str]]:
    """By filter: the values under which an indicator stands."""
    row = shelf().get(record.id, {"levels": [], "sources": list(record.sources)})
    return {"pillar": [record.pillar], "level": row["levels"], "source": row["sources"]}


def _offered(record: Indicator, wanted: Wanted) -> bool:
    """Whether an indicator passes the three filters."""
    values = _values(record)
    return all(getattr(wanted, name) in (ALL, *values[name]) for name in FILTERS)


def _headline(words: str, meant: list[Indicator], left: list[Indicator]) -> tuple[str, str]:
    if words and not meant:
        return t("explore.none", query=words[:60]), t("explore.none_limit")
    if words:
        return tn("explore.found", len(left), query=words[:60]), t("explore.found_limit")
    planned = sum(record.id not in shelf() for record in left)
    limit = tn("explore.planned", planned) if planned else t("explore.all_limit")
    return tn("explore.all", len(left)), limit


def _near(words: str, meant: list[Indicator]) -> list[Indicator]:
    keys = index().nearest(words, 8) if words and not meant else []
    return [_record(key) for key in keys if key.startswith("indicator:")][:4]


def _places(hits: list[Hit]) -> Links:
    """Places and hubs: a few, and more where one of them meets the query better than any indicator."""
    first = next((_kind(hit) for hit in hits if _kind(hit) != "source"), "")
    makers = {"place": _place_link, "hub": _hub_link}
    links = (makers[_kind(hit)](_code(hit)) for hit in _strong(hits) if _kind(hit) in makers)
    return _parted(links, MOST_LINKS if first in makers else MOST_ASIDE)


def _sources(hits: list[Hit], *, alone: bool) -> Links:
    """Sources: a few, and more where nothing but them was found."""
    links = (_source_link(_code(hit)) for hit in _strong(hits) if _kind(hit) == "source")
    return _parted(links, MOST_LINKS if alone else MOST_ASIDE)


def _strong(hits: list[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.score >= STRONG]


def _parted(links: Iterable[Link], most: int) -> Links:
    """Each target once, by the first of its names; so many open, the rest folded."""
    targets: dict[tuple[str, str], Link] = {}
    for link in links:
        targets.setdefault((link.page, str(link.choices)), link)
    found = list(targets.values())
    return Links(found[:most], found[most:])


def _place_link(code: str) -> Link:
    """A region opens its page, a municipality that of its region, Georgia the overview, a country the comparison."""
    place, label = places()[code], place_text(code, "name", language())
    if code == GEORGIA:
        return Link("overview", label, {})
    if place.level == "region":
        return Link("hub", label, {"place": code})
    if place.level == "municipality":
        label = t("explore.in_region", place=label, region=place_text(place.region, "name", language()))
        return Link("hub", label, {"place": place.region})
    return Link("compare", label, {"places": code})


def _hub_link(key: str) -> Link:
    """A hub organisation opens the page of its region."""
    region, _, phase = key.partition(".")
    hub = hub_of(region, phase)
    name = hub.name(language()) if hub else ""
    return Link("hub", t("explore.hub", name=name, region=place_text(region, "name", language())), {"place": region})


def _source_link(source: str) -> Link:
    """A source opens its entry in sources and methods."""
    return Link("methods", source_words(source), {"source": source})
