"""What a briefing says of one region: voting, surveys, its standing in the profiles, strengths and gaps."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from analytics import facts as questions
from analytics import index_gap, index_view, region_profile, region_survey
from analytics.briefing import changes, figures
from analytics.briefing.blocks import Claim, KeyMessage, Number, Sentence
from analytics.briefing.brief import Brief
from analytics.certainty import AHEAD
from analytics.combine import as_dicts
from analytics.indices import Profile, indices
from analytics.region_profile import TURNOUT
from analytics.writing.numbers import number, signed
from data.releases import Release
from geo.places import GEORGIA

INDEX = "regional"
MOST_STEPS = 3
"""So many municipalities are named as the reason of a difference."""


def turnout_facts(brief: Brief) -> pd.DataFrame:
    """Final records of the newest parliamentary election in the period: regions and Georgia, totals and sexes."""
    rows = questions.of(brief.release, (TURNOUT,), levels=("region", "country"), grp=None)
    final = brief.within(rows[rows["n"].notna()])
    newest: pd.DataFrame = final[final["year"] == final["year"].max()]
    return newest


def voting(brief: Brief, place: str) -> Sentence:
    """Where the region's turnout stands among all regions, or that it has none."""
    facts = turnout_facts(brief)
    totals = facts[facts["grp"] == ""]
    found = region_profile.standing(totals, place)
    if found is None:
        return brief.tell.sentence(
            "turnout_none", Claim(f"standing:{TURNOUT}:{place}", "missing", ()), in_place=brief.place(place, "in")
        )
    own = totals[totals["place"] == place].iloc[0].to_dict()
    held = _held_against(totals, place, found.kind)
    gap = figures.difference(brief.record(TURNOUT), own, held, brief.language)
    kind = found.kind if found.kind != "between" else _side(gap)
    claim = Claim(f"standing:{TURNOUT}:{place}", kind, gap.fact_ids)
    told = brief.tell.sentence(
        f"turnout_{kind}", claim, year=int(own["year"]), in_place=brief.place(place, "in"),
        value=figures.plain(brief.record(TURNOUT), own, brief.language),
        by=changes.by(brief, brief.record(TURNOUT), gap),
    )  # fmt: skip
    return brief.tell.together(told, changes.marks(brief, own))


def _side(gap: Number) -> str:
    """Which sentence fits a distance from Georgia: equal as far as it is printed."""
    return "equal" if round(gap.value, 1) == 0 else "above" if gap.value > 0 else "below"


def _held_against(facts: pd.DataFrame, place: str, kind: str) -> dict[str, Any]:
    """The fact that the gap is measured from: the nearest other region at the two ends, else Georgia."""
    if kind == "between":
        return as_dicts(facts[facts["place"] == GEORGIA])[0]
    others = facts[~facts["place"].isin((place, GEORGIA))].sort_values("value")
    return as_dicts(others)[0 if kind == "lowest" else -1]


def sexes(brief: Brief, place: str) -> Sentence | None:
    """Turnout of men and women and their difference, where there is one."""
    facts = turnout_facts(brief)
    own = {str(row["grp"]): row for row in as_dicts(facts[facts["place"] == place])}
    if not {"sex=men", "sex=women"} <= set(own):
        return None
    record = brief.record(TURNOUT)
    men, women = own["sex=men"], own["sex=women"]
    gap = figures.difference(record, women, men, brief.language)
    verdict = "women_more" if gap.value > 0 else "men_more"
    return brief.tell.sentence(
        f"sexes_{verdict}", Claim(f"sexes:{TURNOUT}:{place}", verdict, gap.fact_ids), year=int(men["year"]),
        men=figures.plain(record, men, brief.language), women=figures.plain(record, women, brief.language),
        by=changes.by(brief, record, gap),
    )  # fmt: skip


def why(brief: Brief, place: str) -> tuple[Sentence, pd.DataFrame] | None:
    """Which municipalities explain the distance from Georgia most, and all steps; None for a single municipality."""
    steps = region_profile.turnout_steps(brief.release, place)
    steps = brief.within(steps) if len(steps) else steps
    if steps.empty:
        return None
    steps = steps[steps["year"] == steps["year"].max()]
    nation = turnout_facts(brief)
    national = str(nation[(nation["place"] == GEORGIA) & (nation["grp"] == "")]["fact_id"].iloc[0])
    largest = steps.reindex(steps["value"].abs().sort_values(ascending=False, kind="stable").index).head(MOST_STEPS)
    told = [
        brief.tell.phrase("step", place=brief.place(str(row["place"])), step=step_number(brief, row, national))
        for row in as_dicts(largest)
    ]
    joined = brief.tell.listed(told)
    ids = tuple(str(one) for one in largest["fact_id"])
    claim = Claim(f"why:{TURNOUT}:{place}", ",".join(map(str, largest["place"])), ids)
    return brief.tell.sentence("why", claim, year=int(steps["year"].iloc[0]), steps=joined), steps


def step_number(brief: Brief, row: Mapping[str, Any], national: str) -> Number:
    """A municipality's part in the difference, with its sign."""
    found = float(row["value"])
    return Number((str(row["fact_id"]), national), found, signed(found, 1, brief.language), "step")


def survey(brief: Brief, place: str) -> Sentence:
    """How many comparisons with other regions lie within the error, in the newest wave of the period."""
    wave = wave_of(brief, place)
    claim_id = f"survey:{place}"
    if wave is None:
        return brief.tell.sentence("survey_none", Claim(claim_id, "missing", ()), in_place=brief.place(place, "in"))
    facts = region_survey.wave(brief.release, wave)
    within, compared = region_survey.comparisons(facts, place)
    ids = tuple(str(one) for one in facts[facts["place"] == place]["fact_id"])
    if not compared:
        return brief.tell.sentence(
            "survey_alone", Claim(claim_id, "missing", ids), year=wave, in_place=brief.place(place, "in")
        )
    verdict = "cannot_tell" if 2 * within > compared else "told_apart"
    return brief.tell.sentence(
        f"survey_{verdict}", Claim(claim_id, verdict, ids), year=wave, in_place=brief.place(place, "in"),
        within=figures.count(ids, within, "within", brief.language),
        all=figures.count(ids, compared, "comparisons", brief.language),
    )  # fmt: skip


def wave_of(brief: Brief, place: str) -> str | None:
    """The newest wave of the period with a value of the region."""
    for year in region_survey.WAVES:
        if brief.choices.until and int(year) > brief.choices.until:
            continue
        facts = region_survey.wave(brief.release, year)
        if (facts["place"] == place).any():
            return year
    return None


@lru_cache(maxsize=32)
def _chances(release: Release, profile: str, year: int) -> pd.DataFrame:
    """The same for all regions and both languages: asked once a release."""
    return index_view.chances(release, INDEX, profile, year)


@lru_cache(maxsize=32)
def _years(release: Release, profile: str) -> tuple[int, ...]:
    return tuple(index_view.years(release, INDEX, profile))


@lru_cache(maxsize=32)
def _rows(release: Release, profile: str, year: int) -> dict[str, dict[str, Any]]:
    rows = as_dicts(index_view.standing(release, INDEX, profile, year))
    return {str(row["place"]): row for row in rows}


def profiles() -> list[Profile]:
    """The profiles of the regional index that may stand as a result."""
    return [profile for profile in indices()[INDEX].profile if profile.headline]


def index_year(brief: Brief, profile: str) -> int | None:
    """The newest year of a profile in the period."""
    years = _years(brief.release, profile)
    return next((year for year in years if not brief.choices.until or year <= brief.choices.until), None)


def standing(brief: Brief, place: str, profile: Profile) -> KeyMessage | None:
    """Of how many regions the place stands clearly ahead and behind in a profile; None without a score."""
    year = index_year(brief, profile.id)
    row = index_row(brief, place, profile.id)
    if year is None or row is None:
        return None
    table = _chances(brief.release, profile.id, year)
    chances = [float(str(table.loc[place, other])) for other in table.columns if other != place]
    ahead, behind = sum(chance >= AHEAD for chance in chances), sum(chance <= 100 - AHEAD for chance in chances)
    ids = (str(row["fact_id"]),)
    sentence = brief.tell.sentence(
        f"profile_{_told(ahead, behind, len(chances))}",
        Claim(f"profile:{profile.id}:{place}", _verdict(ahead, behind), ids),
        profile=profile.name[brief.language], place=brief.place(place), year=year,
        total=figures.count(ids, len(chances), "others", brief.language),
        ahead=figures.count(ids, ahead, "ahead", brief.language),
        behind=figures.count(ids, behind, "behind", brief.language),
        rest=figures.count(ids, len(chances) - ahead - behind, "rest", brief.language),
    )  # fmt: skip
    return KeyMessage(sentence)


def _told(ahead: int, behind: int, total: int) -> str:
    """Which of the three groups there are: regions behind, regions ahead, and those with which no order can be told."""
    groups = (("ahead", ahead), ("behind", behind), ("rest", total - ahead - behind))
    return "_".join(name for name, count in groups if count)


def _verdict(ahead: int, behind: int) -> str:
    if not ahead + behind:
        return "cannot_tell"
    return "ahead" if ahead > behind else "behind" if behind > ahead else "between"


def index_row(brief: Brief, place: str, profile: str) -> dict[str, Any] | None:
    """The row of a place in a profile; None without a score."""
    year = index_year(brief, profile)
    if year is None:
        return None
    return _rows(brief.release, profile, year).get(place)


def gap(brief: Brief, place: str, profile: Profile) -> Sentence | None:
    """The largest steps from the mean of the other regions to the place's score; None without a score."""
    year, row = index_year(brief, profile.id), index_row(brief, place, profile.id)
    if year is None or row is None:
        return None
    steps = index_gap.gap(brief.release, INDEX, profile.id, place=place, year=year)
    if len(steps) < 2:
        return None
    fact, largest = str(row["fact_id"]), steps.head(MOST_STEPS)
    told = [
        brief.tell.phrase(
            "gap_step", item=brief.name(str(step["item"])),
            step=Number((fact,), float(step["value"]), signed(float(step["value"]), 1, brief.language), "step"),
        )
        for step in as_dicts(largest)
    ]  # fmt: skip
    start, end = (float(steps[name].iloc[0]) for name in ("start", "end"))
    return brief.tell.sentence(
        "gap_told", Claim(f"gap:{profile.id}:{place}", ",".join(map(str, largest["item"])), (fact,)),
        profile=profile.name[brief.language], of_place=brief.place(place, "of"), steps=brief.tell.listed(told),
        start=Number((fact,), start, number(start, 1, brief.language), "step"),
        end=Number((fact,), end, number(end, 1, brief.language)),
    )  # fmt: skip


def stands_out(brief: Brief, place: str) -> Iterator[Sentence]:
    """The items by which the place lies above or below the middle of the others by more than their error."""
    year = index_year(brief, "overall")
    if year is None:
        return
    rows = index_view.strengths(brief.release, INDEX, place, year)
    for verdict in ("strength", "weakness"):
        same = rows[rows["verdict"] == verdict]
        if len(same):
            names = "; ".join(brief.name(str(item)) for item in same["item"])
            ids = tuple(str(one) for one in same["fact_id"])
            items = ",".join(map(str, same["item"]))
            claim = Claim(f"{verdict}:{place}", items, ids)
            yield brief.tell.sentence(verdict, claim, items=names, of_place=brief.place(place, "of"))
