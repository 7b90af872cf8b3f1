"""The sentences of the indicator page: what may be said of the newest change or figure, and how sure it is."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.catalogue import Indicator
from analytics.moves import Move
from geo.places import GEORGIA, members, places
from pages.parts import address, credit, flags, load
from pages.parts.address import language
from pages.parts.format import change_text, interval, missing, number, value_text
from pages.parts.place_names import place_text
from pages.parts.text import plain, t

Fact = Mapping[Any, Any]
_LIMIT = {
    "survey_waves": "chance_survey", "expert_bounds": "chance_expert", "register_counts": "chance_register",
    "rates": "chance_register", "full_count": "full", "expert_steps": "steps",
}  # fmt: skip
_TOLD = ("below_threshold", "list_changed", "one_step", "not_re_rated", "base_moved")
_OBSTACLES = ("break", "selected_set", "footing", "interval", "source", "no_interval", "no_counts")


def subject(record: Indicator, place: str) -> str:
    """What a headline speaks of: indicator and place."""
    return t("indicator.subject", name=record.name[language()], place=place_text(place, "name", language()))


def of_move(record: Indicator, move: Move) -> tuple[str, str]:
    """Claim and limit of a change statement."""
    years = {"first": int(move.before["year"]), "last": int(move.after["year"])}
    about = subject(record, move.place)
    if move.change.reason == "no_rule":
        return of_figure(record, move.after, "no_rule")
    return t(f"indicator.claim_{move.change.verdict}", subject=about, **years), _limit(record, move)


def _limit(record: Indicator, move: Move) -> str:
    reason = move.change.reason
    if reason == "break":
        return _break_reason(record, move)
    if reason in _OBSTACLES:
        return t(f"indicator.obstacle_{reason}")
    if reason in _TOLD:
        return t(f"indicator.limit_{reason}")
    chance = move.change.probability
    return t(f"indicator.limit_{_LIMIT[move.change.rule]}", chance=chance_words(chance) if chance is not None else "")


def _break_reason(record: Indicator, move: Move) -> str:
    first, last = int(move.before["year"]), int(move.after["year"])
    cuts = [cut for cut in record.breaks if first < cut.year <= last and cut.concerns(move.place)]
    return str(getattr(cuts[-1], language())) if cuts else t("indicator.obstacle_footing")


def chance_words(chance: float) -> str:
    """A probability in whole hundredths, never 0 or 100.

    Between "over 99" and the rest: 0.997 is "over 99", 0.966 is "97".
    """
    whole = int(100 * chance + 0.5)
    return t("indicator.over_99") if whole > 99 else number(whole, 0, language())


def of_figure(record: Indicator, fact: Fact, limit: str) -> tuple[str, str]:
    """Claim and limit where there is one figure, or no rule for a change."""
    claim = t(
        "indicator.claim_figure",
        subject=subject(record, str(fact["place"])),
        value=value(record, fact),
        year=int(fact["year"]),
    )
    return claim, t(f"indicator.limit_{limit}")


def value(record: Indicator, fact: Fact) -> str:
    """A fact's value with qualifier and interval."""
    return value_text(record, fact["value"], fact["lower"], fact["upper"], fact["qualifier"], language())


def lead(record: Indicator, move: Move) -> str:
    """The two figures behind a change statement, the difference with its interval, and what is marked in them."""
    before, after = value(record, move.before), value(record, move.after)
    told = [
        t(
            "indicator.lead_two",
            before=before,
            first=int(move.before["year"]),
            after=after,
            last=int(move.after["year"]),
        )
    ]
    if move.change.difference is not None:
        told.append(_difference(record, move))
    return " ".join([*told, marks(pd.DataFrame([move.before, move.after]))]).strip()


def beside_others(record: Indicator, move: Move) -> str:
    """What becomes of a region's change once all regions are compared at once (Holm); "" where nothing changes."""
    if places()[move.place].level != "region" or record.regions not in ("compare", "context"):
        return ""
    years = int(move.before["year"]), int(move.after["year"])
    found = load.moves(record.id, *years, places=members(GEORGIA))
    same = next((one.change.verdict for one in found if one.place == move.place), move.change.verdict)
    return "" if same == move.change.verdict else " " + t("indicator.beside_others", count=len(found))


def _difference(record: Indicator, move: Move) -> str:
    change = move.change
    difference = change_text(record, float(change.difference or 0), language())
    if missing(change.lower) or missing(change.upper):
        return t("indicator.difference", difference=difference)
    form = "points:" + record.format.split(":")[1] if record.format.startswith("percent") else record.format
    ends = interval(form, float(change.lower or 0), float(change.upper or 0), language())
    return t(
        "indicator.difference_interval",
        difference=difference,
        ends=ends,
        level=round(100 * float(change.interval_level or 0.95)),
    )


def lead_of_figure(record: Indicator, fact: Fact) -> str:
    """How sure one figure is, and what is marked in it."""
    facts = pd.DataFrame([fact])
    sure = t(
        "indicator.lead_one",
        value=value(record, fact),
        year=int(fact["year"]),
        sure=credit.certainty_words(record, facts),
    )
    return f"{sure} {marks(facts)}".strip()


def marks(facts: pd.DataFrame) -> str:
    """What the flags of these facts mean, as a sentence; empty when nothing is marked."""
    told = flags.words(facts["flag"])
    return t("indicator.marks", marks=plain("; ".join(told))) if told else ""


def direction(record: Indicator) -> str:
    """Which way is better, in words, and the ends of the original scale."""
    better = t(f"indicator.better_{record.better}")
    if not record.scale:
        return better
    low, high = (number(end, 0 if float(end).is_integer() else 1, language()) for end in record.scale)
    ends = (
        t("indicator.scale_words", low=low, high=high)
        if record.scale[0] < 0
        else t("indicator.scale", low=low, high=high)
    )
    return f"{better} · {ends}"


def of_nothing(record: Indicator, place: str) -> str:
    """The claim where a place has no figure."""
    return t("indicator.claim_none", subject=subject(record, place))


def of_groups(record: Indicator, place: str) -> str:
    """The claim where only groups have figures."""
    return t("indicator.claim_groups", subject=subject(record, place))


def of_statement(record: Indicator) -> str:
    """The claim where regions cannot be told apart."""
    return t("indicator.claim_statement", name=record.name[language()])


def of_target(record: Indicator, target: Fact) -> str:
    """The claim where there is a plan and no result."""
    return t(
        "indicator.claim_target", name=record.name[language()], value=value(record, target), year=int(target["year"])
    )


def kin(record: Indicator) -> str:
    """The newest figures of the whole country by other indicators of the same concept, as links; "" without one."""
    told = []
    same = [other for other in load.indicators().values() if other.concept == record.concept and other.id != record.id]
    for other in same:
        found = load.latest((other.id,), places=(GEORGIA,))
        if len(found):
            fact = found.iloc[0].to_dict()
            link = f"[{plain(other.name[language()])}]({address.href('indicator', indicator=other.id, place=GEORGIA)})"
            told.append(t("indicator.kin", name=link, value=plain(value(other, fact)), year=fact["year"]))
    return " ".join(told)
