"""What the reader compares: a level that the indicator has, places of that level only, and a year that they have."""

from dataclasses import dataclass

import streamlit as st

from analytics.catalogue import Indicator
from geo.places import GEORGIA, LEVELS, places
from pages.parts import address, choose, load
from pages.parts.charts import Role
from pages.parts.place_names import place_text
from pages.parts.prepared import kept
from pages.parts.text import plain, t

MOST = 8
DEFAULTS = {"country": ("GEO", "ARM"), "region": ("GE-KK", "GE-TB")}
VIEWS = ("places", "years", "dates", "against", "strengths")
"""The ways to compare, as the address holds them (`view=`); only the chosen one is drawn."""
NARROW = 240
"""Pixels of a box that holds a year."""
_REFUSED = "compare.refused"


@dataclass(frozen=True)
class Chosen:
    """What every way to compare starts from.

    Attributes:
        record: the indicator.
        level: the level of all places.
        places: their codes, the reader's order; the first one is drawn in accent.
    """

    record: Indicator
    level: str
    places: tuple[str, ...]

    @property
    def ids(self) -> tuple[object, ...]:
        """The choice as plain ids."""
        return self.record.id, self.level, self.places

    def role(self, code: str) -> Role:
        """The first choice in accent, the others in the default colour, all that were not chosen behind."""
        return "selected" if code == self.places[0] else "main" if code in self.places else "peer"


def place_name(code: str) -> str:
    """A place in the reader's language."""
    return place_text(code, "name", address.language())


def indicator(default: str) -> str:
    """The indicator, of those that have figures of two places at any level."""
    words = kept("compare_indicators", (), _indicators)
    return choose.one(
        "indicator", t("compare.indicator"), list(words), words.__getitem__, default=default, resets=("year",)
    )


def _indicators() -> dict[str, str]:
    records, comparable, lang = load.indicators(), set(load.comparable()["indicator"]), address.language()
    return {
        name: f"{t(f'pillar.{record.pillar}')}: {record.name[lang]}"
        for name, record in records.items()
        if name in comparable
    }


def level(name: str) -> str:
    """The level to compare at; says what cannot be: a level that the indicator lacks, places of two levels."""
    options = kept("compare_levels", (name,), lambda: _levels(name))
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


def _levels(name: str) -> list[str]:
    rows = load.comparable()
    has = set(rows.loc[rows["indicator"] == name, "level"])
    return [one for one in LEVELS if one in has]


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


def several(name: str, at_level: str) -> list[str]:
    """The places to compare, of those that have a figure at the level or a known gap; Georgia first."""
    words = offered(name, at_level)
    wanted = [code for code in DEFAULTS.get(at_level, ()) if code in words]
    usual = wanted if len(wanted) > 1 else list(words)[:2]
    return choose.several(
        "places", t("compare.places"), list(words), words.__getitem__, default=usual, most=MOST, resets=("peers",)
    )  # fmt: skip


def offered(name: str, at_level: str) -> dict[str, str]:
    """The places of the level to choose from, code to name."""
    return kept("compare_places", (name, at_level), lambda: _places(name, at_level))


def view() -> str:
    """How to compare: one of VIEWS."""
    return choose.one("view", t("compare.view"), VIEWS, lambda one: t(f"compare.view_{one}"), segments=True)


def _places(name: str, at_level: str) -> dict[str, str]:
    gaps = {code for code in load.gaps((name,))["place"] if places()[code].level == at_level}
    names = {code: place_name(code) for code in {*load.facts((name,), levels=(at_level,))["place"], *gaps}}
    return dict(sorted(names.items(), key=lambda pair: (pair[0] != GEORGIA, pair[1])))


def year(name: str, at_level: str, chosen: tuple[str, ...]) -> int:
    """The year: the newest one that all chosen places have, or as many of them as ever share one."""
    years, default = kept("compare_years", (name, at_level, chosen), lambda: _years(name, at_level, chosen))
    return int(choose.one("year", t("compare.year"), years, str, default=default))


def _years(name: str, at_level: str, chosen: tuple[str, ...]) -> tuple[list[str], str]:
    rows = load.facts((name,), levels=(at_level,))
    having = rows.assign(asked=rows["place"].isin(chosen)).groupby("year")["asked"].sum()
    years = sorted((int(one) for one in having.index), reverse=True)
    return [str(one) for one in years], str(max(years, key=lambda one: (having[one], one)))
