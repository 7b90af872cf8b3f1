"""The sections of briefings on one indicator, one pillar, or the whole project."""

from collections.abc import Iterator

from analytics import comparison, headlines
from analytics import facts as questions
from analytics.briefing import changes, charts, figures, logframe_table, missing_figures, tables
from analytics.briefing.blocks import Block, Bullets, Cell, Claim, KeyMessage, Paragraph, Sentence, Table
from analytics.briefing.brief import Brief
from analytics.catalogue import catalogue
from analytics.headlines import Headline
from geo.hubs import PHASES, hub_of, hubs
from geo.places import GEORGIA
from geo.places import name as place_name

SURE = ("rose", "fell")
MOST_MESSAGES = {"half": 3, "two": 5, "full": 8}
MOST_ROWS = {"half": 0, "two": 12, "full": 100}


def indicator_key(brief: Brief, indicator: str) -> Iterator[Block]:
    """The change of an indicator in Georgia, or its figure, and how far the regions spread."""
    message = changes.since(brief, indicator, GEORGIA)
    if message is not None:
        yield message
    else:
        yield KeyMessage(_no_figure(brief, indicator))
    spread = regions_spread(brief, indicator)
    if spread is not None:
        yield KeyMessage(spread)
    told = tuple(missing_figures.of_indicator(brief, questions.gaps(brief.release, (indicator,))))
    if told and brief.choices.length == "half":
        yield KeyMessage(told[0])


def _no_figure(brief: Brief, indicator: str) -> Sentence:
    """Why there is no figure of the whole country: only places have one, only groups, or it is a target."""
    targets = questions.of(brief.release, (indicator,), statistic="target")
    if len(targets):
        target = targets.iloc[-1].to_dict()
        claim = Claim(f"target:{indicator}", "target", (str(target["fact_id"]),))
        value = figures.value(brief.record(indicator), target, brief.language)
        return brief.tell.sentence(
            "target_only", claim, name=brief.name(indicator), value=value, year=int(target["year"])
        )
    return brief.tell.sentence(
        "no_national_figure", Claim(f"figure:{indicator}:GEO", "missing", ()), name=brief.name(indicator)
    )


def regions_spread(brief: Brief, indicator: str) -> Sentence | None:
    """How far the regions lie apart, or that they cannot be told apart; None without regional figures.

    None for plain counts, too: they show the size of the regions.
    """
    record = brief.record(indicator)
    chart = charts.by_region(brief, indicator)
    if chart is None or record.additive or record.regions in ("none", "context"):
        return None
    ids = tuple(one for point in chart.points for one in point.fact_ids)
    if record.regions == "statement":
        return brief.tell.sentence(
            "regions_alike", Claim(f"spread:{indicator}", "cannot_tell", ids), name=brief.name(indicator)
        )
    if record.nature == "survey":
        return _pairs_apart(brief, indicator, ids)
    rows = brief.regionals[indicator].set_index("fact_id")
    high, low = (rows.loc[one].to_dict() | {"fact_id": one} for one in (ids[0], ids[-1]))
    claim = Claim(f"spread:{indicator}", f"{low['place']}:{high['place']}", (ids[-1], ids[0]))
    return brief.tell.sentence(
        "regions_spread", claim, name=brief.name(indicator), year=int(high["year"]),
        low=figures.value(record, low, brief.language), low_in=brief.place(str(low["place"]), "in"),
        high=figures.value(record, high, brief.language), high_in=brief.place(str(high["place"]), "in"),
    )  # fmt: skip


def _pairs_apart(brief: Brief, indicator: str, ids: tuple[str, ...]) -> Sentence:
    """Of how many pairs of regions a survey can tell the two apart."""
    rows = brief.regionals[indicator].set_index("fact_id")
    year = int(str(rows.loc[ids[0], "year"]))
    pairs = comparison.pairs(brief.release, indicator, [str(rows.loc[one, "place"]) for one in ids], year)
    apart = int(pairs["verdict"].isin(comparison.TOLD_APART).sum())
    verdict = "regions_apart" if apart else "regions_none_apart"
    return brief.tell.sentence(
        verdict, Claim(f"spread:{indicator}", verdict, ids), name=brief.name(indicator), year=year,
        pairs=figures.count(ids, len(pairs), "pairs", brief.language),
        apart=figures.count(ids, apart, "apart", brief.language),
    )  # fmt: skip


def indicator_trend(brief: Brief, indicator: str) -> Iterator[Block]:
    """The line of the whole country."""
    chart = charts.trend(brief, indicator, (GEORGIA,))
    if chart is not None:
        yield chart


def indicator_places(brief: Brief, indicator: str) -> Iterator[Block]:
    """The regions side by side and, where they may be compared, on the map."""
    for chart in (charts.by_region(brief, indicator), charts.region_map(brief, indicator)):
        if chart is not None:
            yield chart


def definition(brief: Brief, indicator: str) -> Iterator[Block]:
    """What is counted, in which unit, and what it does not say."""
    record = brief.record(indicator)
    yield Paragraph(brief.tell.sentence("plain", words=record.definition[brief.language]))
    yield Paragraph(brief.tell.sentence("unit", unit=record.unit[brief.language]))
    yield Paragraph(brief.tell.sentence("plain", words=record.caveat[brief.language]))


def indicator_missing(brief: Brief, indicator: str) -> Iterator[Block]:
    """The cells that a reader would look for and not find."""
    told = tuple(missing_figures.of_indicator(brief, questions.gaps(brief.release, (indicator,))))
    yield Bullets(told) if told else Paragraph(brief.tell.sentence("gaps_none_known"))


def core(brief: Brief, pillar: str) -> list[str]:
    """The core indicators of a pillar that have a figure of the whole country in the period; all of the context."""
    wanted = [one.id for one in catalogue().values() if one.pillar == pillar and (one.core or pillar == "context")]
    latest = brief.latest(wanted)
    return [one for one in wanted if one in latest]


def pillar_key(brief: Brief, pillar: str) -> Iterator[Block]:
    """The pillar's headline first, then what certainly moved, then what did not."""
    head = next((one for one in headlines.plan().headlines if one.pillar == pillar), None)
    first = [head.indicator, *head.witnesses] if head else []
    others = [one for one in core(brief, pillar) if one not in first]
    moved = [(one, brief.move(one)) for one in others]
    sure = [one for one, move in moved if move is not None and move.change.verdict in SURE]
    for indicator in [*first, *sure][: MOST_MESSAGES[brief.choices.length]]:
        message = changes.since(brief, indicator, GEORGIA)
        if message is not None:
            yield message


def pillar_indicators(brief: Brief, pillar: str) -> Iterator[Block]:
    """The newest figure of every core indicator, with the verdict on its change."""
    names = core(brief, pillar)[: MOST_ROWS[brief.choices.length]]
    caption = brief.tell.words("table_pillar", pillar=brief.tell.pillar(pillar))
    table = tables.newest(brief, names, GEORGIA, caption)
    if table is not None:
        yield table


def pillar_trend(brief: Brief, pillar: str) -> Iterator[Block]:
    """The line of the pillar's headline; of a pillar without one, of the first core indicator that has a line."""
    head = [one.indicator for one in headlines.plan().headlines if one.pillar == pillar]
    for indicator in [*head, *core(brief, pillar)]:
        chart = charts.trend(brief, indicator, (GEORGIA,))
        if chart is not None:
            yield chart
            return


def pillar_missing(brief: Brief, pillar: str) -> Iterator[Block]:
    """Core indicators without regional figures, and the project's open questions."""
    regional = set(brief.regionals)
    latest = brief.latest(core(brief, pillar))
    all_of_them = figures.tally([str(fact["fact_id"]) for fact in latest.values()], brief.language)
    without = [str(fact["fact_id"]) for one, fact in latest.items() if one not in regional]
    if without:
        claim = Claim(f"no_regions:{pillar}", "no_regions", tuple(without))
        found = figures.tally(without, brief.language)
        yield Paragraph(brief.tell.sentence("no_regions", claim, found=found, all=all_of_them))
    yield Bullets(tuple(missing_figures.questions_open(brief)))


def project_key(brief: Brief) -> Iterator[Block]:
    """One message for each pillar's headline, and how many targets have a published result."""
    for one in headlines.plan().headlines:
        message = changes.since(brief, one.indicator, GEORGIA)
        if message is not None:
            yield message
        if one.witnesses and message is not None and brief.choices.length != "half":
            yield from _witnesses(brief, one)
    yield KeyMessage(logframe_table.summary(brief))


def _witnesses(brief: Brief, headline: Headline) -> Iterator[Block]:
    """How the other sources on the same question bear the first message."""
    moves = [brief.move(one) for one in (headline.indicator, *headline.witnesses)]
    found = headlines.agreement([move.change if move else None for move in moves])
    ids = tuple(str(fact["fact_id"]) for move in moves if move is not None for fact in (move.after, move.before))
    sure = "opposed" if found.opposite else "partly" if found.unsure else "all"
    verdict = sure if found.direction else "unclear"
    claim = Claim(f"witnesses:{headline.indicator}", verdict, ids)
    told = brief.tell.sentence(
        f"witnesses_{verdict}", claim,
        total=figures.count(ids, found.total, "witnesses", brief.language),
        same=figures.count(ids, found.same, "same", brief.language),
        opposite=figures.count(ids, found.opposite, "opposite", brief.language),
    )  # fmt: skip
    yield KeyMessage(told)


def project_pillars(brief: Brief) -> Iterator[Block]:
    """The headlines of the pillars with their witnesses: in one table what the key messages say one by one."""
    names = [name for one in headlines.plan().headlines for name in (one.indicator, *one.witnesses)]
    table = tables.newest(brief, names, GEORGIA, brief.tell.words("table_headlines"))
    if table is not None:
        yield table


def project_trend(brief: Brief) -> Iterator[Block]:
    """The line of the first headline."""
    chart = charts.trend(brief, headlines.plan().headlines[0].indicator, (GEORGIA,))
    if chart is not None:
        yield chart


def project_targets(brief: Brief) -> Iterator[Block]:
    """Targets and reported results in the order of a logical framework, with what is not published."""
    yield Paragraph(logframe_table.summary(brief))
    yield logframe_table.table(brief)


def project_hubs(brief: Brief) -> Iterator[Block]:
    """The hub of every region and phase."""
    codes = sorted({hub.region for hub in hubs()}, key=lambda code: place_name(code, brief.language))
    rows = tuple((Cell(brief.place(code)), *(Cell(_hub(brief, code, phase)) for phase in PHASES)) for code in codes)
    caption = brief.tell.words("table_hubs")
    columns = (*tables.head(brief, "region"), *tables.phases(brief))
    yield Table(columns, rows, caption, brief.tell.words("table_alt", caption=caption, rows=len(rows)))


def _hub(brief: Brief, region: str, phase: str) -> str:
    found = hub_of(region, phase)
    if found is None:
        return "–"
    sure = "commissioner" if found.basis.startswith("commissioner") else found.confidence.replace(" ", "_")
    name = found.name(brief.language)
    told = brief.tell.words(f"hub_short_{sure}")
    return f"{name} ({told})" if name else told


def project_missing(brief: Brief) -> Iterator[Block]:
    """The open questions, and what the project has not published; of results, short ones tell in their key messages."""
    told = [*missing_figures.questions_open(brief)]
    silent = ("logframes", "evaluations", *(("results",) if brief.full else ()), "subgrants")
    told += [brief.tell.sentence(f"unpublished_{one}") for one in silent]
    yield Bullets(tuple(told))
