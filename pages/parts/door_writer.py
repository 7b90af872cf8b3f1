"""The writer's door: facts to cite, by theme; what the writer collects stands in the address with its citations."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.catalogue import PILLARS, Indicator
from analytics.combine import as_dicts
from geo.places import GEORGIA, official_regions
from pages.parts import address, choose, credit, doors, empty, figure, indicator_words, load, take
from pages.parts.address import language
from pages.parts.citation import cite
from pages.parts.place_names import place_text
from pages.parts.prepared import kept
from pages.parts.table import Twin
from pages.parts.text import plain, t, tn

COLLECTED = "facts"
"""Name, in the address, of the ids of the facts that the writer has collected, with commas between."""
MOST = 40
Fact = Mapping[Any, Any]


def show() -> None:
    """Draws the facts of a theme, each to be taken into the collection, and the collection."""
    themes = {one: t(f"pillar.{one}") for one in PILLARS}
    places = kept("writer_places", (), _places)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        theme = choose.one("pillar", t("start.theme"), list(themes), themes.__getitem__)
        place = choose.one("place", t("start.about"), list(places), places.__getitem__, default=GEORGIA)
    left, right = st.columns([3, 2], gap="large")
    with right:
        _collection()
    with left:
        figure.head(t("start.facts_title", theme=themes[theme], place=places[place]), t("start.facts_how"))
        found = kept("citable", (theme, place), lambda: _citable(theme, place))
        for fact_id, words in found.items():
            _offer(fact_id, words)
        if not found:
            empty.no_figures(t("start.facts_none"), why=t("start.facts_none_why", place=places[place]))
    doors.ways(
        ("explore", t("menu.explore"), {"pillar": theme}), ("indicator", t("menu.indicator"), {}),
        ("methods", t("menu.methods"), {}), ("releases", t("menu.releases"), {}),
    )  # fmt: skip


def _places() -> dict[str, str]:
    codes = [GEORGIA, *sorted(official_regions(), key=lambda code: place_text(code, "name", language()))]
    return {code: place_text(code, "name", language()) for code in codes}


def _citable(theme: str, place: str) -> dict[str, str]:
    """Fact id to sentence, of the newest figure of every core indicator of the theme, in the catalogue's order."""
    records = {one.id: one for one in load.indicators().values() if one.core and one.pillar == theme}
    newest = {str(row["indicator"]): row for row in as_dicts(load.latest(tuple(records), places=(place,)))}
    return {str(newest[name]["fact_id"]): _sentence(records[name], newest[name]) for name in records if name in newest}


def _sentence(record: Indicator, fact: Fact) -> str:
    """The fact as a sentence: indicator, place, value with its interval, year, how sure that is."""
    sure = credit.certainty_words(record, pd.DataFrame([fact]))
    subject = indicator_words.subject(record, str(fact["place"]))
    value, year = indicator_words.value(record, fact), int(fact["year"])
    return t("start.sentence", subject=subject, value=value, year=year, sure=sure)


def chosen() -> list[str]:
    """The ids that the address holds, each once."""
    return list(dict.fromkeys(filter(None, (st.query_params.get(COLLECTED) or "").split(","))))


def _offer(fact_id: str, words: str) -> None:
    """One fact with its box to tick."""
    key = f"fact.{fact_id}.{language()}"
    st.session_state[key] = fact_id in chosen()
    full = len(chosen()) >= MOST and fact_id not in chosen()
    st.checkbox(plain(words), key=key, on_change=_take, args=(fact_id, key), disabled=full, wrap=True)


def _take(fact_id: str, key: str) -> None:
    """Callback of a box: the fact goes into the address or out of it."""
    others = [one for one in chosen() if one != fact_id]
    address.write(COLLECTED, ",".join([*others, fact_id] if st.session_state[key] else others))


def _collection() -> None:
    """What was collected: sentences with their sources to copy, and a file."""
    ids = chosen()
    found = [(one, load.find(one)) for one in ids]
    absent = [one for one, rows in found if rows.empty]
    facts = [rows.iloc[0].to_dict() for _, rows in found if len(rows)]
    figure.head(tn("start.collected", len(facts)), t("start.collected_how"))
    if absent:
        st.warning(t("start.collected_absent", ids=", ".join(map(plain, absent[:5]))))
    if not facts:
        return
    key = tuple(str(fact["fact_id"]) for fact in facts)
    rows = kept("collected", key, lambda: _rows(facts))
    st.code("\n\n".join(f"{row['sentence']} {row['citation']}" for row in as_dicts(rows)), None, wrap_lines=True)
    heads = {
        name: t(f"start.file_{name}") for name in ("sentence", "value", "lower", "upper", "year", "citation", "fact_id")
    }
    cited = [load.all_sources()[one] for one in load.credits(list(key))]
    with st.container(horizontal=True, gap="small"):
        take.rows("facts", t("start.collected_title"), Twin(rows, heads, "number:2"), credit.line(cited))
        st.button(t("start.clear"), key=f"clear.{language()}", on_click=lambda: address.write(COLLECTED, None))


def _rows(facts: list[dict[Any, Any]]) -> pd.DataFrame:
    """One row per collected fact: sentence, value, lower, upper, year, citation in the reader's language, fact_id."""
    return pd.DataFrame([_row(fact) for fact in facts])


def _row(fact: dict[Any, Any]) -> dict[str, Any]:
    record = load.indicators().get(str(fact["indicator"]))
    sources = [load.all_sources()[one] for one in load.credits([str(fact["fact_id"])])]
    sentence = _sentence(record, fact) if record else str(fact["indicator"])
    numbers = {name: fact[name] for name in ("value", "lower", "upper", "year", "fact_id")}
    told = f"{cite(sources, language())} {t('start.fact_id', id=fact['fact_id'])}"
    return {"sentence": sentence, **numbers, "citation": told}
