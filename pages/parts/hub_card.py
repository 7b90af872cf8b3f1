"""The hub of a region by project phase, how sure it is that this is the hub, and events that public pages mention."""

from html import escape

import streamlit as st

from geo.hubs import ALL_HUB_REGIONS, PHASES, Event, Hub, events, hub_of
from pages.parts.address import language
from pages.parts.format import partial_date, years_text
from pages.parts.place_names import place_text
from pages.parts.text import plain, t
from pages.parts.theme import Tokens, tokens

_WORDS = {"confirmed": "confirmed", "inferred": "inferred", "not found": "not_found"}


def show(region: str) -> None:
    """Draws the card: organisation, town, website and confidence of each phase, with the page relied on."""
    found = [(phase, hub) for phase in PHASES if (hub := hub_of(region, phase))]
    with st.container(border=True, height="stretch"):
        if not found:
            st.markdown(f"**{plain(t('hubcard.title'))}**")
            st.markdown(t("hubcard.none", place=plain(place_text(region, "in", language()))))
        for phase, hub in found:
            with st.container(gap=None):
                st.html(_head(phase, hub, tokens(st.context.theme.type)))
                st.markdown(_details(hub))
        if found:
            with st.expander(t("hubcard.says")):
                st.markdown("\n\n".join(f":small[{phase}: {plain(hub.says(language()))}]" for phase, hub in found))


def _head(phase: str, hub: Hub, colours: Tokens) -> str:
    """Phase, then a disc (confirmed) or ring (not) as on the map, and the name or that nobody is named."""
    fill = colours.accent if hub.confirmed else colours.bg
    disc = (
        f'<span aria-hidden="true" style="display:inline-block;width:12px;height:12px;border-radius:50%;'
        f'margin-right:8px;background:{fill};border:2px solid {colours.accent}"></span>'
    )
    name = hub.name(language()) or t("hubcard.unnamed")
    return (
        f'<div style="font-size:0.875rem;color:{colours.mute}">{escape(phase)} {years_text(*PHASES[phase])}</div>'
        f'<div style="font-weight:600;color:{colours.ink};line-height:1.4">{disc}{escape(name)}</div>'
    )


def _details(hub: Hub) -> str:
    """Confidence with its source, town and website, as small markdown."""
    stand_in = t("hubcard.main_town") if hub.town_basis == "main town" else ""
    town = t("hubcard.town", town=plain(hub.town(language()))) + stand_in
    website = f"[{plain(hub.website.split('//')[-1])}]({hub.website})" if hub.website else ""
    source = f"[{t('hubcard.source')}]({hub.source})" if hub.source else t("hubcard.no_source")
    confidence = t(f"hubcard.{_WORDS[hub.confidence]}")
    parts = (confidence, source, town, website)
    return f":small[{' · '.join(part for part in parts if part)}]"


def show_events(region: str) -> None:
    """Draws what public pages happen to mention, oldest first, those without a date last; never a count."""
    mentioned = sorted(events(region), key=lambda event: (not event.date[:1].isdigit(), event.date))
    if mentioned:
        st.markdown("\n".join(f"- {_event(event)}" for event in mentioned))
    else:
        st.markdown(t("hubcard.no_events"))


def _event(event: Event) -> str:
    """One line: date, place, phase, event, what else is said, and the page."""
    lang = language()
    day = partial_date(event.date, lang) or t("hubcard.no_date")
    until = f" – {partial_date(event.until, lang)}" if event.until else ""
    place = t("hubcard.all_regions") if event.region == ALL_HUB_REGIONS else ""
    place = place_text(event.place, "name", lang) if event.place else place
    texts = (
        [event.event_ka, event.detail_ka, event.note_ka]
        if lang == "ka"
        else [event.event_en, event.detail_en, event.note_en]
    )
    said = "; ".join(plain(text) for text in texts if text)
    where = " · ".join(plain(part) for part in (place, event.phase) if part)
    return f"**{day}{until}** · {where}: {said} ([{t('hubcard.page')}]({event.source}))"
