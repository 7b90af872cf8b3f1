"""One region: what its figures say, how sure they are, its hub, and what nobody knows about it yet."""

import pandas as pd
import streamlit as st

from analytics import region_profile, region_survey
from analytics.catalogue import Indicator
from geo.places import GEORGIA, members
from pages.parts import (
    address,
    certainty,
    choose,
    credit,
    empty,
    figure,
    flags,
    hub_card,
    load,
    map_figure,
    region_gaps,
    region_survey_figure,
    region_tables,
    region_turnout,
)
from pages.parts.address import language
from pages.parts.format import amount, number, points
from pages.parts.place_names import place_text
from pages.parts.prepared import kept
from pages.parts.text import plain, t

CARDS = ("population_census", "ethnic_minority_share", "nnle_density", "entities_per_1000")
PEERS = ("all", "population")


def named(code: str) -> str:
    """A place in the reader's language."""
    return place_text(code, "name", lang)


def open_region(year: str) -> None:
    """The sentence of certainty: turnout among all regions, then how many survey comparisons say nothing."""
    claim, limit, lead = kept("hub_opening", (place, year), lambda: opening_words(year))
    certainty.headline(claim, limit, lead=lead, eyebrow=eyebrow, browser_title=named(place) if limit else "")


def open_occupied() -> None:
    """The sentence where nobody may ask or count."""
    certainty.headline(
        t("hub.occupied_claim", place=place_text(place, "in", lang)), t("hub.occupied_limit"),
        lead=t("hub.occupied_lead"), eyebrow=eyebrow, browser_title=named(place),
    )  # fmt: skip


def opening_words(year: str) -> tuple[str, str, str]:
    """Claim, limit and the numbers behind them; the claim alone where the region has no turnout."""
    facts = load.facts((turnout.id,), levels=("region", "country"), grp=None)
    final = facts[facts["n"].notna()]
    final = final[final["year"] == final["year"].max()]
    standing = region_profile.standing(final[final["grp"] == ""], place)
    if standing is None:
        return t("hub.no_turnout", place=place_text(place, "in", lang)), "", ""
    kind = region_turnout.side(standing.gap) if standing.kind == "between" else standing.kind
    value, gap = amount(turnout.format, standing.value, lang), region_turnout.size(standing.gap)
    last = int(final["year"].iloc[0])
    claim = t(f"hub.claim_{kind}", year=last, place=place_text(place, "in", lang), value=value, gap=gap)
    within, compared = region_survey.comparisons(load.survey_wave(year), place)
    limit = t("hub.limit", year=year, within=within, all=compared) if compared else t("hub.limit_none", year=year)
    lead = [*sexes(final, last), *widths(year), *([t("hub.lead_chance")] if compared else [])]
    return claim, limit, plain(" ".join(lead))


def sexes(final: pd.DataFrame, last: int) -> list[str]:
    """Turnout of men and women and their difference, where there is one."""
    own = final[final["place"] == place].set_index("grp")["value"]
    gap = load.facts(("turnout_gender_gap",), places=(place,), years=(last,))
    if gap.empty:
        return []
    men, women = (amount(turnout.format, own[f"sex={sex}"], lang) for sex in ("men", "women"))
    return [t("hub.lead_sexes", men=men, women=women, gap=points(gap["value"].iloc[0], 1, lang))]


def widths(year: str) -> list[str]:
    """How wide the survey's intervals are in this region."""
    found = region_survey.half_widths(load.survey_cells(place, year))
    return [t("hub.lead_widths", low=number(found[0], 0, lang), high=number(found[1], 0, lang))] if found else []


def peers() -> tuple[str, ...]:
    """The regions next to this one in population."""
    census = load.facts(("population_census",), levels=("region",), years=(2024,))
    return tuple(region_profile.population_peers(census, place))


def cards() -> None:
    """The region's hub and its numbers in one row."""
    columns = st.columns([1.9, *[1] * len(CARDS)], gap="small")
    with columns[0]:
        hub_card.show(place)
    newest = load.latest(CARDS, places=(place,))
    for name, column in zip(CARDS, columns[1:], strict=True):
        with column:
            card(records[name], newest[newest["indicator"] == name])


def card(record: Indicator, facts: pd.DataFrame) -> None:
    """One number of the region with year, base and source, or that there is none."""
    label, base = t(f"hub.card_{record.id}"), t(f"hub.base_{record.id}")
    if facts.empty:
        empty.no_figures(label)
        return
    value, year = amount(record.format, facts["value"].iloc[0], lang), str(facts["year"].iloc[0])
    sure = [credit.certainty_words(record, facts), *flags.words(facts["flag"])]
    sure += region_tables.publishers(facts["fact_id"])
    certainty.show_card(certainty.Card(label, base, value, year, "", " · ".join(sure)))


def happened() -> None:
    """What public pages tell of events in the region."""
    figure.head(t("hub.events", place=place_text(place, "in", lang)), t("hub.events_how"))
    hub_card.show_events(place)


map_figure.go_where_clicked()
lang, records = language(), load.indicators()
turnout = records[region_profile.TURNOUT]
regions = sorted(members(GEORGIA), key=lambda code: (not region_gaps.official(code), named(code)))
place = choose.settle("place", regions, named, default="GE-KK", quiet=True)
official, waves = region_gaps.official(place), list(region_survey.WAVES)
eyebrow = f"[{t('menu.hub')}]({address.href('hub')}) / {plain(named(place))}"
text_side, map_side = st.columns([2, 1], gap="large")
with text_side:
    if official:
        open_region(choose.settle("year", waves, str, quiet=True))
    else:
        open_occupied()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        choose.one("place", t("hub.region"), regions, named, default="GE-KK")
        if official:
            wave = choose.one("year", t("hub.wave"), waves, str, segments=True)
            rule = choose.one("peers", t("hub.peers"), PEERS, lambda one: t(f"hub.peers_{one}"), segments=True)
with map_side:
    map_figure.locator("locator", place)

if official:
    near = kept("hub_peers", (place,), peers) if rule == "population" else ()
    if near:
        with text_side:
            st.markdown(f":small[:gray[{plain(t('hub.peers_rule', peers=', '.join(map(named, near))))}]]")

    kept("hub_cards", (place,), cards)

    left, right = st.columns(2, gap="large")
    with left:
        figure.head(t("hub.survey", year=wave), t("hub.survey_how"))
        region_survey_figure.show(place, wave, near)
    with right:
        figure.head(t("hub.turnout"), t("hub.turnout_how"))
        region_turnout.show_trend(place, near)

    left, right = st.columns(2, gap="large")
    with left:
        region_turnout.show_why(place)
    with right:
        region_gaps.show(place)

    left, right = st.columns(2, gap="large")
    with left:
        region_tables.show_municipalities(place)
    with right:
        kept("hub_events", (place,), happened)

    region_tables.show_figures(place)  # last: its length changes with the pillar, and nothing below it may move
else:
    region_gaps.show_occupied(place)
    hub_card.show(place)
