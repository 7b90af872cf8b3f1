"""The project behind the figures: aims, phases, partners and hubs, what it planned, and what is not published."""

import re
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analytics.briefing.logframe import RESULTS
from analytics.catalogue import Indicator
from analytics.combine import as_dicts
from data.awards import awards
from geo.hubs import ALL_HUB_REGIONS, PHASES, Event, Hub, Partner, events, hub_of, hubs, partners
from geo.places import name
from pages.parts import address, certainty, figure, load
from pages.parts.address import language
from pages.parts.format import missing, partial_date, value_text, years_text
from pages.parts.prepared import kept
from pages.parts.text import plain, t, tn

records = load.indicators()
TARGETS = tuple(indicator for indicator in records if indicator.startswith("star_target_"))
MONEY = {"CSSIGE": ("cssige_budget_eur", "cssige_eu_share_eur"), "STAR": ("edec_star_budget_eur",)}
AIMS = {
    "sustainability": ("environment", "csr"),
    "participation": ("engagement",),
    "strength": ("advocacy", "capacity"),
}
UNPUBLISHED = ("logframes", "evaluations", "results", "subgrants", "budget")
AIMS_SOURCE = "eu4georgia_star"
lang = language()


def web(words: str, url: str) -> str:
    """A link out of Kvali, with words that may come from outside."""
    return f"[{plain(words)}](<{url}>)" if url else plain(words)


def source_link(source: str) -> str:
    """The publisher of a source, linked to the page that was read."""
    record = load.all_sources()[source]
    return web(record.publisher[lang], record.url)


def draw(columns: dict[str, list[str]], alt: str) -> None:
    """A table of words; cells may hold links."""
    st.table(pd.DataFrame(columns, dtype=object), border="horizontal", hide_index=True, alt=alt)


def section(key: str) -> None:
    """A section's head."""
    figure.head(t(f"project.{key}_title"), t(f"project.{key}_subtitle"))


def phase_words(phase: str) -> str:
    """A phase with its years."""
    return f"{phase} {years_text(*PHASES[phase])}"


def amount(fact: pd.Series) -> str:
    """A fact in words: "up to 3,000"."""
    return value_text(
        records[fact["indicator"]],
        fact["value"],
        None,
        None,
        "" if missing(fact["qualifier"]) else fact["qualifier"],
        lang,
    )


def by_indicator(indicators: Sequence[str], statistic: str) -> dict[str, pd.Series]:
    """The newest fact of each indicator in one role: value, target, baseline."""
    facts = load.facts(tuple(indicators), places=("GEO",), statistic=statistic)
    return {row["indicator"]: row for _, row in facts.sort_values("year").iterrows()}


def with_unit(record: Indicator) -> str:
    """An indicator's name with its unit, linked to its page."""
    return f"[{plain(record.name[lang])}]({address.href('indicator', indicator=record.id)}), {plain(record.unit[lang])}"


def show_aims() -> None:
    """The aims, each with the pillars that measure it."""
    section("aims")
    for aim, pillars in AIMS.items():
        shown = ", ".join(
            f"[{plain(t(f'pillar.{pillar}'))}]({address.href('explore', pillar=pillar)})" for pillar in pillars
        )
        st.markdown(f"- {plain(t(f'project.aim_{aim}'))} :small[:gray[{t('project.pillars')}] {shown}]", width=820)
    st.markdown(f":small[:gray[{t('project.source')}] {source_link(AIMS_SOURCE)}]")


def show_phases() -> None:
    """The two phases with their money."""
    section("phases")
    for column, phase in zip(st.columns(len(PHASES)), PHASES, strict=True):
        with column, st.container(border=True, height="stretch"):
            st.markdown(f"**{plain(phase_words(phase))}**  \n{plain(t(f'project.phase_{phase}'))}")
            for indicator, fact in by_indicator(MONEY[phase], "value").items():
                st.markdown(
                    f"{with_unit(records[indicator])}: **{plain(amount(fact))}** :small[{source_link(fact['source'])}]"
                )
            if phase == "STAR":
                st.markdown(f":small[:gray[{plain(t('project.no_star_budget'))}]]")


def partner_words(one: Partner) -> str:
    """A partner's acronym, linked, and its name in the reader's language, where one was seen."""
    full = one.name_ka or one.name_en if lang == "ka" else one.name_en
    return f"**{web(one.acronym, one.website)}** {plain(full)}"


def show_partners() -> None:
    """Who runs the project, in which role."""
    section("partners")
    everyone = partners()
    draw({
        t("project.organisation"): [partner_words(one) for one in everyone],
        t("project.role"): [plain(one.role_ka if lang == "ka" else one.role_en) for one in everyone],
        t("project.phases"): [", ".join(one.phases) for one in everyone],
        t("project.read_on"): [web(t("project.page"), one.source) for one in everyone],
    }, t("project.partners_title"))  # fmt: skip


def show_targets() -> None:
    """What STAR planned, beside what it started from and where it stands."""
    section("targets")
    targets, current, baselines = (by_indicator(TARGETS, role) for role in ("target", "value", "baseline"))
    silent = t("project.not_published")
    draw({
        t("project.target"): [with_unit(records[indicator]) for indicator in targets],
        t("project.baseline"): [plain(amount(baselines[one])) if one in baselines else silent for one in targets],
        t("project.planned"): [f"**{plain(amount(fact))}**" for fact in targets.values()],
        t("project.current"): [plain(amount(current[one])) if one in current else silent for one in targets],
        t("project.read_on"): [source_link(fact["source"]) for fact in targets.values()],
    }, t("project.targets_title"))  # fmt: skip
    st.markdown(f":small[:gray[{plain(t('project.targets_limit'))}]]", width=820)


def show_results() -> None:
    """What the project reported of itself."""
    section("results")
    results = by_indicator(RESULTS, "value")
    draw({
        t("project.result"): [with_unit(records[indicator]) for indicator in results],
        t("project.reported"): [f"**{plain(amount(fact))}**" for fact in results.values()],
        t("project.read_on"): [source_link(fact["source"]) for fact in results.values()],
    }, t("project.results_title"))  # fmt: skip
    st.markdown(f":small[:gray[{plain(t('project.results_limit'))}]]", width=820)


def hub_regions() -> list[str]:
    """The regions with a hub in any phase, by name."""
    return sorted({hub.region for hub in hubs()}, key=lambda code: name(code, lang))


def hub_words(hub: Hub | None) -> str:
    """The hub of one region and phase, with how sure that is and where it was read."""
    if hub is None:
        return "–"
    organisation = hub.name(lang)
    sure = "commissioner" if hub.basis.startswith("commissioner") else hub.confidence.replace(" ", "_")
    told = t(f"project.hub_{sure}")
    link = f" [{plain(t('project.page'))}](<{hub.source}>)" if hub.source else ""
    return f"{f'**{plain(organisation)}**, ' if organisation else ''}{plain(told)} ({plain(hub.town(lang))}){link}"


def show_hubs() -> None:
    """The hub of every region and phase."""
    section("hubs")
    regions = hub_regions()
    draw(
        {t("project.region"): [f"[{plain(name(code, lang))}]({address.href('hub', place=code)})" for code in regions]}
        | {phase_words(phase): [hub_words(hub_of(code, phase)) for code in regions] for phase in PHASES},
        t("project.hubs_title"),
    )


def when(date: str, until: str) -> str:
    """An event's date as exactly as the page gives it."""
    if not date:
        return t("project.undated")
    told = " – ".join(partial_date(part, lang) for part in (date, until) if part)
    return t("project.yearless", day=told) if date.startswith("--") else told


def event_place(region: str) -> str:
    """Where an event took place."""
    return t("project.all_regions") if region == ALL_HUB_REGIONS else name(region, lang)


def event_words(event: Event) -> str:
    """An event with its details and what is unsure of it."""
    georgian, english = (
        (event.event_ka, event.detail_ka, event.note_ka),
        (event.event_en, event.detail_en, event.note_en),
    )
    return "; ".join(filter(None, georgian if lang == "ka" else english))


def category_words(category: str) -> str:
    """The category of a prize; its id is made of the page's own English words."""
    return t(f"project.award_{re.sub('[^a-z]+', '_', category.lower()).strip('_')}")


def show_events() -> None:
    """What pages happened to mention: context, folded away."""
    section("events")
    told = sorted(events(), key=lambda event: (event.phase, not event.date or event.date.startswith("--"), event.date))
    with st.expander(tn("project.events_open", len(told))):
        draw({
            t("project.date"): [plain(when(event.date, event.until)) for event in told],
            t("project.region"): [plain(event_place(event.region)) for event in told],
            t("project.event"): [plain(event_words(event)) for event in told],
            t("project.phases"): [event.phase for event in told],
            t("project.read_on"): [web(t("project.page"), event.source) for event in told],
        }, t("project.events_title"))  # fmt: skip


def show_awards() -> None:
    """The winners of the prizes for responsible business, folded away."""
    section("awards")
    winners = awards()
    with st.expander(tn("project.awards_open", len(winners))):
        draw({
            t("project.award"): [plain(f"{row['award']} {row['year']}") for row in as_dicts(winners)],
            t("project.category"): [category_words(category) for category in winners["category"]],
            t("project.company"): [plain(company) for company in winners["company"]],
            t("project.for_what"): [plain(project) or "–" for project in winners["project"]],
            t("project.region"): [plain(name(place, lang)) if place else "–" for place in winners["place"]],
            t("project.read_on"): [web(t("project.page"), url) for url in winners["url"]],
        }, t("project.awards_title"))  # fmt: skip


def show_unpublished() -> None:
    """What the project has not published."""
    section("unpublished")
    for item in UNPUBLISHED:
        st.markdown(f"- {plain(t(f'project.unpublished_{item}'))}", width=820)
    nameless = [code for code in hub_regions() if not any(hub.name_en for hub in hubs() if hub.region == code)]
    if nameless:
        told_regions = ", ".join(name(code, lang) for code in nameless)
        st.markdown(f"- {plain(t('project.unpublished_hubs', regions=told_regions))}", width=820)


def opening() -> tuple[str, str]:
    """The sentence of certainty: how many targets are published, and how many current values."""
    targets, current = by_indicator(TARGETS, "target"), by_indicator(TARGETS, "value")
    limit = tn("project.limit_some", len(current)) if current else t("project.limit_none")
    return tn("project.claim", len(targets), phase=phase_words("STAR")), limit


def show_all() -> None:
    """All sections in their order."""
    show_aims()
    show_phases()
    show_partners()
    show_targets()
    show_results()
    show_hubs()
    show_events()
    show_awards()
    show_unpublished()


certainty.headline(
    *kept("project_opening", (), opening),
    lead=t("project.lead", cssige=phase_words("CSSIGE"), star=phase_words("STAR")), eyebrow=t("project.eyebrow"),
)  # fmt: skip
kept("project", (), show_all)  # the reader chooses nothing here: the page is drawn once
