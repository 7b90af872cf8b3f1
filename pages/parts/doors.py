"""The three doors of the first page. A door stands in the address and changes order and emphasis, never a number."""

from collections.abc import Sequence

import streamlit as st

from analytics.movements import SINCE
from geo.places import GEORGIA, members, official_regions
from pages.parts import address, choose, load
from pages.parts.text import plain, t, tn

NAME = "door"
DOORS = ("donor", "writer", "hub")


def chosen() -> str:
    """The door that the address names, "" where it names none; says so when it names one that does not exist."""
    asked = st.query_params.get(NAME) or ""
    if asked and asked not in DOORS:
        choose.say_unknown(asked, DOORS, lambda one: t(f"start.{one}_title"), shown=t("start.no_door"))
        return ""
    return asked


def opening() -> tuple[str, str]:
    """What moved in Georgia since the baseline, counted over all indicators that can be compared."""
    found = [one.direction for one in load.movements()]
    counts = {way: found.count(way) for way in ("worse", "better", "none", "unknown")}
    compared = len(found) - counts["unknown"]
    return t("start.claim", since=SINCE, compared=compared, **counts), t("start.limit", **counts)


def all_three() -> None:
    """The doors side by side, each with what stands behind it in numbers."""
    for column, door in zip(st.columns(len(DOORS), gap="medium"), DOORS, strict=True):
        with column, st.container(border=True, height="stretch"):
            st.header(t(f"start.{door}_title"), anchor=False)
            st.markdown(t(f"start.{door}_for"))
            st.markdown("\n".join(f"- {plain(line)}" for line in _behind(door)))
            address.link("start", f"**{t(f'start.{door}_open')}**", door=door)


def _behind(door: str) -> Sequence[str]:
    """What a reader finds behind a door."""
    found = load.movements()
    moved = sum(one.direction in ("worse", "better", "other") for one in found)
    regions = official_regions()
    if door == "donor":
        beside = sum(bool(one.peers) for one in found)
        return tn("start.donor_moved", moved, since=SINCE), tn("start.donor_beside", beside), t("start.donor_index")
    if door == "writer":
        told = tn("start.writer_sources", len(load.all_sources())), tn("start.writer_indicators", len(load.coverage()))
        return *told, t("start.writer_cite")
    gaps = load.gaps()
    missing = int(gaps["place"].isin(members(GEORGIA)).sum())
    return tn("start.hub_regions", len(regions)), tn("start.hub_missing", missing), t("start.hub_peers")


def others(door: str) -> None:
    """The way back to all doors, and to the two others."""
    with st.container(horizontal=True, gap="medium"):
        address.link("start", t("start.back"))
        for other in DOORS:
            if other != door:
                address.link("start", t(f"start.{other}_title"), door=other)


def ways(*targets: tuple[str, str, dict[str, str]]) -> None:
    """Where to go on from behind a door: page, label, choices."""
    with st.container(horizontal=True, gap="medium"):
        for page, label, choices in targets:
            address.link(page, label, **choices)
