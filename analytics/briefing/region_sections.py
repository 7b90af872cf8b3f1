"""The sections of a briefing on one region and its hub."""

from collections.abc import Iterator

from analytics import region_survey
from analytics.briefing import changes, charts, missing_figures, regional, tables
from analytics.briefing.blocks import Block, Bullets, KeyMessage, Paragraph, Sentence
from analytics.briefing.brief import Brief
from analytics.catalogue import PILLARS
from analytics.region_profile import TURNOUT
from geo.hubs import PHASES, hub_of
from geo.places import GEORGIA

CONTEXT = ("population_census", "ethnic_minority_share", "median_age", "gs_unemployment_rate", "gs_income_total_pc_gel")
BUSINESS = ("entities_per_1000", "csr_pool_density", "turnover_per_inhabitant", "jobs_large_share")
ORGANISATIONS = ("nnle_density", "nnle_active_share", "nnle_small_density", "gs_nnle_active")
MOST_GAPS = 2
"""So many missing figures are named where a briefing must be short; the sentence above them counts them all."""


def key(brief: Brief, place: str) -> Iterator[Block]:
    """What a hurried reader must know: voting, its change, surveys, profiles that say something, what is missing."""
    yield KeyMessage(regional.voting(brief, place))
    move = brief.move(TURNOUT, place)
    if move is not None:
        yield changes.of_move(brief, move)
    yield KeyMessage(regional.survey(brief, place))
    told = _standings(brief, place)
    sure = [one for one in told if one.sentence.claim and one.sentence.claim.verdict != "cannot_tell"]
    yield from sure[: 1 if brief.choices.length == "half" else 3]
    yield KeyMessage(missing_figures.of_region(brief, place))


def _standings(brief: Brief, place: str) -> list[KeyMessage]:
    found = (regional.standing(brief, place, profile) for profile in regional.profiles())
    return [one for one in found if one is not None]


def voting(brief: Brief, place: str) -> Iterator[Block]:
    """Turnout: standing, change, men and women, trend, and why it differs from Georgia's."""
    yield Paragraph(regional.voting(brief, place))
    if (told := regional.sexes(brief, place)) is not None:
        yield Paragraph(told)
    chart = charts.trend(brief, TURNOUT, charts.nation_and(place))
    if chart is not None:
        yield chart
    yield from _why(brief, place)
    if brief.full and (slope := charts.slope(brief, place)) is not None:
        yield slope


def _why(brief: Brief, place: str) -> Iterator[Block]:
    found = regional.why(brief, place)
    if found is None:
        return
    told, steps = found
    yield Paragraph(told)
    if brief.full:
        facts = regional.turnout_facts(brief)
        national = facts[(facts["place"] == GEORGIA) & (facts["grp"] == "")]
        yield tables.steps(brief, place, steps, str(national["fact_id"].iloc[0]))


def participation(brief: Brief, place: str) -> Iterator[Block]:
    """What the newest survey wave with answers in the region says, and how little it tells apart."""
    yield Paragraph(regional.survey(brief, place))
    wave = regional.wave_of(brief, place)
    if wave is None:
        return
    cells = region_survey.survey_cells(brief.release, place, wave)
    shown = cells[cells["value"].notna()].assign(place=place)
    title = brief.tell.words("survey_title", in_place=brief.place(place, "in"), year=wave)
    chart = charts.cells(brief, shown, title)
    if chart is not None:
        yield chart
    widths = region_survey.half_widths(shown)
    if widths is not None:
        yield Paragraph(missing_figures.widths(brief, shown, widths))


def organisations(brief: Brief, place: str) -> Iterator[Block]:
    """Registered organisations: density with its change, and the table."""
    message = changes.since(brief, ORGANISATIONS[0], place)
    if message is not None:
        yield Paragraph(message.sentence)
    table = tables.profile(brief, place, "capacity", ORGANISATIONS)
    if table is not None:
        yield table
    yield Paragraph(brief.tell.sentence("register_limit"))
    if brief.full and (drawn := charts.region_map(brief, ORGANISATIONS[0], place)) is not None:
        yield drawn


def index(brief: Brief, place: str) -> Iterator[Block]:
    """Where the region stands in the profiles, in what it stands out, and what makes the difference."""
    table = tables.index(brief, place)
    if table is None:
        yield Paragraph(brief.tell.sentence("index_none", of_place=brief.place(place, "of")))
    else:
        yield table
    told = [one.sentence for one in _standings(brief, place)]
    out = list(regional.stands_out(brief, place))
    if brief.full:
        out += [found for one in regional.profiles() if (found := regional.gap(brief, place, one)) is not None]
    yield from [Bullets((*told, *out))] if told or out else []


def context(brief: Brief, place: str) -> Iterator[Block]:
    """Population and businesses of the region."""
    for pillar, wanted in (("context", CONTEXT), ("csr", BUSINESS)):
        table = tables.profile(brief, place, pillar, wanted)
        if table is not None:
            yield table


def missing(brief: Brief, place: str) -> Iterator[Block]:
    """What nobody knows of the region, who could tell, and what would help most."""
    yield Bullets(tuple(missing_figures.subjects(brief, place)))
    gaps = tuple(missing_figures.held_back(brief, place))
    if gaps and brief.choices.length != "half":
        yield Paragraph(missing_figures.of_region(brief, place))
        yield Bullets(gaps if brief.full else gaps[:MOST_GAPS])
    useful = missing_figures.useful(brief, place)
    if useful is not None:
        yield Paragraph(useful)


def hub(brief: Brief, place: str) -> Iterator[Block]:
    """Who the region's hub is in each phase of the project, and how sure that is."""
    found = [(phase, hub_of(place, phase)) for phase in PHASES]
    told: list[Sentence] = []
    for phase, one in found:
        if one is None:
            told.append(brief.tell.sentence("hub_never", phase=phase))
            continue
        sure = "commissioner" if one.basis.startswith("commissioner") else one.confidence.replace(" ", "_")
        name = one.name(brief.language)
        key_of = f"hub_{sure}" if name else "hub_unnamed"
        told.append(
            brief.tell.sentence(
                key_of, phase=phase, name=name, town=one.town(brief.language), in_place=brief.place(place, "in")
            )
        )
    yield Bullets(tuple(told))


def figures(brief: Brief, place: str) -> Iterator[Block]:
    """Every figure of the region, pillar by pillar."""
    for pillar in PILLARS:
        table = tables.profile(brief, place, pillar)
        if table is not None:
            yield table


def municipalities(brief: Brief, place: str) -> Iterator[Block]:
    """The municipalities of the region."""
    table = tables.municipalities(brief, place)
    if table is not None:
        yield table
