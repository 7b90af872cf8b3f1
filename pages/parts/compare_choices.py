"""What the reader compares: a level that the indicator has, places of that level only, and a year that they have."""

import pandas as pd
import streamlit as st

from geo.places import GEORGIA, LEVELS, places
from pages.parts import address, choose, load
from pages.parts.place_names import place_text
from pages.parts.text import plain, t

MOST = 8
DEFAULTS = {"country": ("GEO", "ARM"), "region": ("GE-KK", "GE-TB")}
_REFUSED = "compare.refused"


def place_name(code: str) -> str:
    """A place in the reader's language."""
    return place_text(code, "name", address.language())


def indicator(default: str) -> str:
    """The indicator, of those that have figures of two places at any level."""
    records, comparable = load.indicators(), set(load.comparable()["indicator"])
    lang = address.language()
    return choose.one(
        "indicator", t("compare.indicator"), [name for name in records if name in comparable],
        lambda name: f"{t(f'pillar.{records[name].pillar}')}: {records[name].name[lang]}",
        default=default, resets=("year",),
    )  # fmt: skip


def level(name: str) -> str:
    """The level to compare at; says what cannot be: a level that the indicator lacks, places of two levels."""
    rows = load.comparable()
    has = set(rows.loc[rows["indicator"] == name, "level"])
    options = [one for one in LEVELS if one in has]
    absent = st.query_params.get("level")
    if absent in LEVELS and absent not in options:
        st.info(t("compare.level_absent", level=t(f"compare.level_{absent}")))
        address.write("level", None)
    asked = [places()[code].level for code in _asked() if places()[code].level in options]
    default = asked[0] if asked else "region" if "region" in options else options[0]
    chosen = choose.one(
        "level", t("compare.level"), options, lambda one: t(f"compare.level_{one}"), default=default,
        resets=("places", "year"),
    )  # fmt: skip
    _refuse(chosen)
    return chosen


def _asked() -> list[str]:
    """The known places that the address asks for."""
    return [code for code in (st.query_params.get("places") or "").split(",") if code in places()]


def _refuse(chosen: str) -> None:
    """Takes places of another level out of the address, and says so as long as the others stand."""
    asked = _asked()
    refused = [code for code in asked if places()[code].level != chosen]
    if refused:
        rest = ",".join(code for code in asked if code not in refused)
        address.write("places", rest)
        st.session_state[_REFUSED] = (rest, refused, chosen)
    rest, refused, then = st.session_state.get(_REFUSED, ("", [], ""))
    if refused and then == chosen and rest in ("", st.query_params.get("places", "")):
        names = ", ".join(plain(place_name(code)) for code in refused)
        st.warning(t("compare.mixed", refused=names, level=t(f"compare.level_{chosen}")))


def several(rows: pd.DataFrame, at_level: str) -> list[str]:
    """The places to compare, of those that have a figure at the level or a known gap; Georgia first."""
    gaps = load.gaps((str(rows["indicator"].iloc[0]),))["place"]
    having = set(rows["place"]) | {code for code in gaps if places()[code].level == at_level}
    options = sorted(having, key=lambda code: (code != GEORGIA, place_name(code)))
    wanted = [code for code in DEFAULTS.get(at_level, ()) if code in having]
    usual = wanted if len(wanted) > 1 else options[:2]
    return choose.several("places", t("compare.places"), options, place_name, default=usual, most=MOST)


def year(rows: pd.DataFrame, chosen: list[str]) -> int:
    """The year: the newest one that all chosen places have, or as many of them as ever share one."""
    having = rows.assign(asked=rows["place"].isin(chosen)).groupby("year")["asked"].sum()
    years = sorted((int(one) for one in having.index), reverse=True)
    default = max(years, key=lambda one: (having[one], one))
    return int(choose.one("year", t("compare.year"), [str(one) for one in years], str, default=str(default)))
