"""The first page: what moved, by pillar, how sure that is, where, and what nobody knows."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.catalogue import Indicator
from analytics.combine import as_dicts
from analytics.headlines import Headline, Standing, agreement, plan
from geo.hubs import PHASES, Hub, hubs
from geo.places import name, official_regions
from pages.parts import address, certainty, choose, credit, empty, figure, flags, legend, load, map_figure, slope
from pages.parts.address import language
from pages.parts.certainty import Card
from pages.parts.format import amount, change_text, missing, number, value_text, years_text
from pages.parts.legend import Key
from pages.parts.place_names import place_text
from pages.parts.prepared import Prepared, kept
from pages.parts.source_line import SourceLine
from pages.parts.table import Twin
from pages.parts.text import plain, t, tn

map_figure.go_where_clicked()
records, found = load.indicators(), load.standings()


def value(record: Indicator, fact: Mapping[str, Any], *, bounds: bool) -> str:
    """A fact in words, with or without its interval."""
    lower, upper = (fact["lower"], fact["upper"]) if bounds else (None, None)
    qualifier = "" if missing(fact["qualifier"]) else str(fact["qualifier"])
    return value_text(record, float(fact["value"]), lower, upper, qualifier, language())


# What moved in the environment, and how many sources bear it out.
def witness_words(indicator: str) -> str:
    """One sentence on one source: both figures with their intervals, and whether they differ by more than the error."""
    record, one = records[indicator], found[indicator]
    publisher = load.all_sources()[str(one.latest["source"])].publisher[language()].partition(";")[0]
    if one.before is None or one.change is None:
        return ""
    verdict = one.change.verdict
    kind = "plain" if one.change.interval_level is None and verdict != "not_comparable" else verdict
    return t(
        f"overview.lead_{kind}", publisher=plain(publisher), name=plain(record.name[language()]),
        first=int(one.before["year"]), last=int(one.latest["year"]), before=value(record, one.before, bounds=True),
        after=value(record, one.latest, bounds=True), level=round(100 * (one.change.interval_level or 0)),
    )  # fmt: skip


def opening(one: Headline) -> tuple[str, str, str]:
    """The sentence of certainty: claim, limit and lead."""
    names = [indicator for indicator in (one.indicator, *one.witnesses) if indicator in found]
    changes = [found[indicator].change for indicator in names]
    if not changes or changes[0] is None:
        return t("overview.claim_unknown", year=one.baseline), "", ""
    borne = agreement(changes)
    limit = "unclear" if not borne.direction else "opposed" if borne.opposite else "partly" if borne.unsure else "all"
    return (
        t(f"overview.claim_{changes[0].verdict}", year=one.baseline),
        t(f"overview.limit_{limit}", total=borne.total, same=borne.same, opposite=borne.opposite),
        " ".join([*map(witness_words, names), t("overview.lead_dependent")]),
    )


claim, limit, lead = kept("overview_opening", (), lambda: opening(plan().headlines[0]))
certainty.headline(claim, limit, lead=lead, eyebrow=t("overview.eyebrow"))


# One card for each pillar.
def change_words(record: Indicator, one: Standing) -> str:
    """What may be said of the change since the baseline."""
    if one.before is None or one.change is None:
        return t("overview.change_unknown")
    if one.change.difference is None:
        return t("overview.change_before", value=value(record, one.before, bounds=False), year=int(one.before["year"]))
    written = change_text(record, one.change.difference, language())
    key = "overview.change_unsure" if one.change.verdict == "no_reliable_change" else "overview.change_since"
    return t(key, change=written, year=int(one.before["year"]))


def certainty_words(record: Indicator, one: Standing, *, by_region: bool) -> str:
    """The kind of figure, what its flags say, and that regions have none where one would look for them."""
    words = [credit.certainty_words(record, pd.DataFrame([one.latest])), *flags.words([one.latest["flag"]])]
    alone = [t("overview.one_wave")] if one.before is None else []
    nowhere = [t("overview.no_regions")] if by_region and not one.regional else []
    return "; ".join([*alone, *words, *nowhere])


def card(one: Headline) -> Card:
    """The card of a pillar that has a figure."""
    record, standing = records[one.indicator], found[one.indicator]
    latest, year = standing.latest, int(standing.latest["year"])
    ends = "" if missing(latest["lower"]) else figure.style(record.format).ends(latest["lower"], latest["upper"])
    span = years_text(int(standing.series[0][0]), int(standing.series[-1][0]))
    return Card(
        label=t(f"pillar.{one.pillar}"), what=record.name[language()], value=value(record, latest, bounds=False),
        when=", ".join(part for part in (scale_words(record), ends, str(year)) if part),
        change=change_words(record, standing),
        certainty=certainty_words(record, standing, by_region=one.by_region), points=standing.series,
        alt=t("overview.card_alt", name=record.name[language()], years=span, value=value(record, latest, bounds=True)),
    )  # fmt: skip


def scale_words(record: Indicator) -> str:
    """The upper end of a score's scale: "of 100"."""
    if record.nature != "expert" or not record.scale:
        return ""
    return t("overview.of_scale", top=number(record.scale[1], 0, language()))


def cards() -> None:
    """The cards in one row."""
    for column, headline in zip(st.columns(len(plan().headlines)), plan().headlines, strict=True):
        with column:
            if headline.indicator in found:
                certainty.show_card(card(headline), "indicator", indicator=headline.indicator)
            else:
                empty.no_figures(records[headline.indicator].name[language()])


kept("overview_cards", (), cards)

# The map and the hubs.
phases = list(PHASES)
regions = sorted(official_regions(), key=lambda code: name(code, language()))


def region_words(code: str) -> str:
    """A region's name."""
    return place_text(code, "name", language())


def indicator_words(indicator: str) -> str:
    """An indicator's name."""
    return records[indicator].name[language()]


def phase_words(phase: str) -> str:
    """A phase with its years."""
    return f"{phase} {years_text(*PHASES[phase])}"


def voter_list_note() -> None:
    """The warning that stands with every figure of turnout."""
    over = load.lists_over_population()
    if over.empty:
        return
    record = records["list_inflation"]
    told = ", ".join(
        f"{region_words(place)} ({amount(record.format, share, language())})"
        for place, share in zip(over["place"], over["value"], strict=True)
    )
    st.markdown(f":small[{plain(t('overview.voter_lists', regions=told))}]")
    address.link("indicator", record.name[language()], indicator=record.id)


def map_title(record: Indicator, year: str) -> str:
    """The indicator and the year, which some indicators already name."""
    named = record.name[language()]
    return named if year in named else t("overview.map_title", name=named, year=year)


def hub_entry(hub: Hub) -> None:
    """One hub: region and town, which link to the region's page, and the organisation or that nobody is named."""
    organisation = hub.name(language())
    unsure = t("overview.hub_unsure", name=organisation) if organisation else t("overview.hub_unnamed")
    sure = organisation if hub.confirmed else unsure
    with st.container(gap=None):
        address.link("hub", f"**{plain(region_words(hub.region))}** · {plain(hub.town(language()))}", place=hub.region)
        legend.show([Key("hub" if hub.confirmed else "hub_unconfirmed", sure)], label=region_words(hub.region))


def hub_list(phase: str) -> None:
    """The hubs of one phase."""
    with st.container(gap="xsmall"):
        for hub in hubs(phase):
            hub_entry(hub)


wide, narrow = st.columns([2, 1], gap="large")
with narrow:
    settled = choose.settle("phase", phases, phase_words, default=phases[-1], quiet=True)
    named = sum(hub.confirmed for hub in hubs(settled))
    figure.head(t("overview.hubs_title"), tn("overview.hubs_subtitle", named, unnamed=len(hubs(settled)) - named))
    with figure.controls():
        phase = choose.one("phase", t("overview.phase"), phases, phase_words, default=phases[-1], segments=True)
    kept("overview_hubs", (phase,), lambda: hub_list(phase))
with wide:
    record = records[choose.settle("indicator", plan().maps, indicator_words, quiet=True)]
    years = [str(year) for year in map_figure.years(record)]
    figure.head(
        map_title(record, choose.settle("year", years, str, quiet=True)),
        t("overview.map_subtitle", unit=record.unit[language()], better=t(f"overview.better_{record.better}")),
    )
    with figure.controls():
        choose.one("indicator", t("overview.map_indicator"), plan().maps, indicator_words, resets=("year",))
        year = choose.one("year", t("overview.map_year"), years, str)
    place = choose.settle("place", regions, region_words, default="GE-KK", quiet=True)
    map_figure.show("overview_map", record, map_figure.of_year(record, int(year)), selected=place, phase=phase)
    address.link("map", t("overview.to_map"), indicator=record.id, year=year, place=place, phase=phase)
    map_is_of_turnout = record.id in plan().on_voter_lists
    if map_is_of_turnout:
        kept("voter_lists", (), voter_list_note)

# Two elections side by side, and what nobody knows.
left, right = st.columns(2, gap="large")


def slope_figure(rows: pd.DataFrame, place: str, record: Indicator) -> Prepared:
    """The slope with the chosen region in accent, its words and its table."""
    dates = plan().slope
    first, last = str(dates.first), str(dates.last)
    rows = rows.assign(
        label=[name(code, language(), short=True) for code in rows["place"]],
        region=[region_words(code) for code in rows["place"]],
        role=["selected" if code == place else "peer" for code in rows["place"]],
    )
    told = "; ".join(slope_words(row, record) for row in as_dicts(rows))
    heads = {"region": t("overview.region"), "first": first, "last": last, "change": t("overview.change")}
    formats = {"first": record.format, "last": record.format, "change": records[dates.change].format}
    return Prepared(
        slope.slope(rows, figure.style(record.format), first=first, last=last),
        t("overview.slope_alt", first=first, last=last, values=told), Twin(rows, heads, record.format, formats),
        slope_source(rows), [Key("selected", region_words(place)), Key("peer", t("overview.others"))],
    )  # fmt: skip


def two_elections() -> None:
    """The slope of turnout by region, with its table and warning."""
    dates, record = plan().slope, records[plan().slope.indicator]
    better = t(f"overview.better_{record.better}")
    subtitle = t("overview.slope_subtitle", unit=record.unit[language()], better=better, last=dates.last)
    figure.head(t("overview.slope_title", first=dates.first, last=dates.last), subtitle)
    with figure.controls():
        place = choose.one("place", t("overview.place"), regions, region_words, default="GE-KK")
    rows = load.two_dates()
    if rows.empty:
        empty.no_figures(record.name[language()])
        return
    kept("slope", (place,), lambda: slope_figure(rows, place, record)).show("turnout_slope")
    if not map_is_of_turnout:
        kept("voter_lists", (), voter_list_note)


def slope_words(row: Mapping[str, Any], record: Indicator) -> str:
    """Both figures of one region."""
    first, last = (amount(record.format, row[date], language()) for date in ("first", "last"))
    return f"{row['region']}: {first} → {last}"


def slope_source(rows: pd.DataFrame) -> SourceLine:
    """The sources of both elections and what the flags say."""
    sources = [load.all_sources()[one] for one in load.credits([*rows["first_fact_id"], *rows["fact_id"]])]
    said = t("map.flags", flags="; ".join(flags.words(rows["flag"])))
    return credit.line(sources, certainty.kind_text("count"), said)


def open_questions() -> None:
    """What a reader would look for: since when there are no new figures, and who could have them."""
    figure.head(t("overview.unknown_title"), t("overview.unknown_subtitle"))
    for key, year in load.newest_years().items():
        when = t("overview.unknown_never") if year is None else t("overview.unknown_since", year=year)
        who = plain(t("empty.who", who=t(f"overview.who_{key}")))
        said = f"**{plain(t(f'overview.unknown_{key}'))}**: {plain(when)}\n\n:small[:gray[{who}]]"
        st.container(border=True).markdown(said)
    withheld = load.withheld_cells()
    if len(withheld):
        st.markdown(f":small[:gray[{plain(tn('overview.withheld', len(withheld)))}]]")
    address.link("methods", t("overview.to_methods"))


with left:
    two_elections()
with right:
    kept("open_questions", (), open_questions)
