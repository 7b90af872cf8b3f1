"""What the writer chooses for a briefing; all of it but the writer's own words stands in the address."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from analytics.briefing.choices import KINDS, LENGTHS, READERS, SECTIONS, Choices
from analytics.briefing.words import translate
from analytics.catalogue import PILLARS
from analytics.movements import SINCE
from geo.places import official_regions
from pages.parts import choose, indicator_scope, load
from pages.parts.address import language
from pages.parts.menu import LANGUAGE_NAMES, LANGUAGES
from pages.parts.place_names import place_text
from pages.parts.text import t

PERIODS = tuple(str(year) for year in range(2005, 2025))
RESETS = ("sections",)
_NOTE = "briefing.note"


def ask() -> Mapping[str, Any]:
    """Draws the choices.

    Returns:
        The record that `analytics.briefing.choices.from_mapping` reads.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        kind = _one("subject", KINDS, "kind", resets=RESETS)
        subject = f"{kind}:{about}" if (about := _about(kind)) else kind
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        reader = _one("reader", READERS, "for", resets=RESETS)
        length = _one("length", LENGTHS, "length", default="two", resets=RESETS)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        written = choose.one(
            "in", t("briefings.language"), list(LANGUAGES), LANGUAGE_NAMES.__getitem__, default=language()
        )  # fmt: skip
        since = choose.one("period", t("briefings.period"), list(PERIODS), str, default=str(SINCE))
    emblem = choose.one("emblem", t("briefings.emblem"), ["off", "on"], lambda one: t(f"briefings.emblem_{one}"))
    usual = Choices(subject=subject, reader=reader, length=length).shown()
    named = {one: translate(language(), f"briefing.section_{one}") for one in SECTIONS[kind]}
    sections = choose.several("sections", t("briefings.sections"), list(named), named.__getitem__, default=usual)
    return {
        "subject": subject, "reader": reader, "length": length, "language": written, "since": int(since),
        "emblem": emblem == "on", "sections": sections or list(usual), "release": load.release().id,
        "notes": _notes(kind, sections or list(usual), named),
    }  # fmt: skip


def _one(name: str, options: tuple[str, ...], words: str, *, default: str = "", resets: tuple[str, ...] = ()) -> str:
    named = {one: t(f"briefings.{words}_{one}") for one in options}
    return choose.one(
        name, t(f"briefings.{name}"), list(named), named.__getitem__, default=default or options[0], resets=resets
    )


def _about(kind: str) -> str:
    """What the subject is about: a region, an indicator, a pillar; "" for the whole project."""
    if kind == "region":
        names = {code: place_text(code, "name", language()) for code in official_regions()}
        return choose.one("place", t("briefings.region"), list(names), names.__getitem__, default="GE-KK")
    if kind == "indicator":
        names = indicator_scope.names()
        return choose.one("indicator", t("briefings.indicator"), list(names), names.__getitem__)
    if kind == "pillar":
        names = {one: t(f"pillar.{one}") for one in PILLARS}
        return choose.one("pillar", t("briefings.pillar"), list(names), names.__getitem__)
    return ""


def _notes(kind: str, sections: list[str], named: Mapping[str, str]) -> list[dict[str, str]]:
    """The writer's own words behind sections; they stay in this session, since an address could not hold them."""
    if st.toggle(t("briefings.notes"), key=f"briefing.notes.{language()}", help=t("briefings.notes_help")):
        for section in sections:
            key = f"{_NOTE}.{kind}.{section}"
            widget = f"{key}.{language()}"
            st.session_state[widget] = st.session_state.get(key, "")
            st.text_area(named[section], key=widget, height=68, on_change=_keep, args=(key, widget))
    written = ((section, str(st.session_state.get(f"{_NOTE}.{kind}.{section}", ""))) for section in sections)
    return [{"after": section, "text": text.strip()} for section, text in written if text.strip()]


def _keep(key: str, widget: str) -> None:
    """Callback of a box: the words outlive the box."""
    st.session_state[key] = st.session_state[widget]
