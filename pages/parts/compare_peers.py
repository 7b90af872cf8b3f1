"""Places by a stated rule: the reader picks the rule, the rule picks the places and says how, with its numbers."""

import streamlit as st

from analytics.catalogue import Indicator
from analytics.peers import REGION_RULES, RULES, Peers
from geo.places import GEORGIA, official_regions
from pages.parts import address, choose, compare_choices, empty, load
from pages.parts.address import language
from pages.parts.compare_choices import place_name
from pages.parts.format import number
from pages.parts.place_names import place_text
from pages.parts.prepared import kept
from pages.parts.text import plain, t

OWN = "own"
OF_LEVEL = {"country": RULES, "region": REGION_RULES}
_FIRST = "GE-KK"


def rule(level: str) -> str:
    """The rule that fills the places, or OWN for the reader's own choice; levels without rules show no choice."""
    if level not in OF_LEVEL:
        return OWN
    if "peers" not in st.query_params:
        st.session_state.pop("chosen.peers", None)  # other pages have a choice of this name with rules of their own
    words = {one: t(f"compare.peers_{one}") for one in (OWN, *OF_LEVEL[level])}
    return choose.one("peers", t("compare.peers"), list(words), words.__getitem__, default=OWN)


def fill(record: Indicator, level: str, chosen: str) -> None:
    """Asks whose peers, of regions; puts the place and its peers into the address, and says by which rule."""
    place = _whose(level)
    wanted, words = kept(
        "compare_rule", (record.id, level, chosen, place), lambda: _filled(record, level, chosen, place)
    )
    if wanted:
        address.write("places", ",".join(wanted))
        st.markdown(f":small[:gray[{plain(words)}]]")
    else:
        empty.no_figures(t(f"compare.peers_{chosen}"), who=t("compare.peers_who"), why=t("compare.peers_why"))


def _filled(record: Indicator, level: str, chosen: str, place: str) -> tuple[list[str], str]:
    """The place and its peers, as far as the indicator offers them, and the rule in words; no place without peers."""
    found = load.peers(chosen) if level == "country" else load.region_peers(chosen, place)
    if not found.places:
        return [], ""
    offered = compare_choices.offered(record.id, level)
    absent = [place_name(code) for code in found.places if code not in offered]
    told = [_words(place, found), t("compare.peers_without", places=", ".join(absent)) if absent else ""]
    return [code for code in (place, *found.places) if code in offered], " ".join(told).strip()


def _whose(level: str) -> str:
    if level == "country":
        return GEORGIA
    regions = kept("compare_regions", (), _regions)
    asked = (st.query_params.get("places") or "").split(",")[0]
    first = asked if asked in regions else _FIRST
    return choose.one("place", t("compare.peers_of"), list(regions), regions.__getitem__, default=first)


def _regions() -> dict[str, str]:
    """The regions with official statistics, code to name, in the order of their names."""
    named = {code: place_name(code) for code in official_regions()}
    return dict(sorted(named.items(), key=lambda pair: pair[1]))


def _words(place: str, found: Peers) -> str:
    """The rule in words, with its numbers and their year."""
    lang = language()
    numbers = "; ".join(f"{place_name(code)} {number(value, 0, lang)}" for code, value in found.figures.items())
    names = ", ".join(map(place_name, found.places))
    return t(
        f"compare.rule_{found.rule}", of=place_text(place, "of", lang), year=found.year, count=len(found.places),
        numbers=numbers, names=names,
    )  # fmt: skip
