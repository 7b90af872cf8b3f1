"""Sentences about change and about single figures, said only as far as the error allows."""

from typing import Literal

from analytics.briefing import figures
from analytics.briefing.blocks import Claim, KeyMessage, Number, Run, Sentence
from analytics.briefing.brief import Brief
from analytics.briefing.figures import Fact
from analytics.catalogue import Indicator
from analytics.headlines import DIRECTIONS
from analytics.moves import Move
from analytics.writing import flags
from analytics.writing.numbers import form, number

OBSTACLES = ("break", "selected_set", "footing", "interval", "source", "no_interval", "no_counts", "no_rule")
LIMITS = {
    "survey_waves": "chance_survey", "expert_bounds": "chance_expert", "register_counts": "chance_register",
    "rates": "chance_register", "full_count": "full", "expert_steps": "steps",
}  # fmt: skip
TOLD = ("below_threshold", "list_changed", "one_step", "not_re_rated", "base_moved")


def of_move(brief: Brief, move: Move) -> KeyMessage:
    """What may be said of two figures of one indicator at one place: verdict, values, how sure, which way is good."""
    record = brief.record(str(move.after["indicator"]))
    ids = (str(move.after["fact_id"]), str(move.before["fact_id"]))
    claim = Claim(f"change:{record.id}:{move.place}", move.change.verdict, ids)
    sentence = brief.tell.sentence(
        f"change_{move.change.verdict}", claim, subject=subject(brief, record, move.place), by=_by(brief, move),
        before=figures.value(record, move.before, brief.language), first=int(move.before["year"]),
        after=figures.value(record, move.after, brief.language), last=int(move.after["year"]),
    )  # fmt: skip
    marked = marks(brief, move.before, move.after)
    told = brief.tell.together(sentence, limit(brief, move), marked, better(brief, record, move.after))
    direction: Literal["up", "down", ""] = DIRECTIONS.get(move.change.verdict, "")
    return KeyMessage(told, direction, _good(record, direction))


def subject(brief: Brief, record: Indicator, place: str) -> str:
    """What a sentence speaks of: indicator and place."""
    return brief.tell.words("subject", name=brief.name(record.id), place=brief.place(place))


def _by(brief: Brief, move: Move) -> tuple[Run, ...]:
    """By how much, as a phrase; nothing where no difference may be stated."""
    if move.change.difference is None:
        return ()
    record = brief.record(str(move.after["indicator"]))
    return by(brief, record, figures.difference(record, move.after, move.before, brief.language))


def by(brief: Brief, record: Indicator, size: Number) -> tuple[Run, ...]:
    """A size as a phrase, "by 4.2 points" or "by 9": percentages differ by points."""
    unit, digits = form(record.format)
    key = "by_number" if unit == "number" else "by_points"
    return brief.tell.phrase(key, count=abs(round(size.value, digits)) if digits == 0 else 2, size=size)


def limit(brief: Brief, move: Move) -> Sentence:
    """How sure a change is, or why none is stated."""
    reason = move.change.reason
    if reason == "break":
        return Sentence((Run(_break(brief, move)),))
    if reason in OBSTACLES:
        return brief.tell.sentence(f"obstacle_{reason}")
    if reason in TOLD:
        return brief.tell.sentence(f"limit_{reason}")
    key = f"limit_{LIMITS[move.change.rule]}"
    chance = move.change.probability
    return brief.tell.sentence(key) if chance is None else brief.tell.sentence(key, chance=_chance(brief, move, chance))


def _chance(brief: Brief, move: Move, chance: float) -> tuple[Run, ...]:
    """A probability in whole hundredths, never 0 or 100."""
    whole = int(100 * chance + 0.5)
    ids = (str(move.after["fact_id"]), str(move.before["fact_id"]))
    written = brief.tell.words("over_99") if whole > 99 else number(whole, 0, brief.language)
    return (Run(written, Number(ids, chance, written, "chance")),)


def _break(brief: Brief, move: Move) -> str:
    record = brief.record(str(move.after["indicator"]))
    first, last = int(move.before["year"]), int(move.after["year"])
    cuts = [cut for cut in record.breaks if first < cut.year <= last and cut.concerns(move.place)]
    return str(getattr(cuts[-1], brief.language)) if cuts else brief.tell.words("obstacle_footing")


def better(brief: Brief, record: Indicator, fact: Fact) -> Sentence:
    """Which way is better, with the ends of the original scale unless it is percent; nothing where neither is."""
    if record.better == "neither":
        return Sentence(())
    if not record.scale or record.format.startswith("percent"):
        return brief.tell.sentence(f"better_{record.better}")
    low, high = (figures.end_of_scale(str(fact["fact_id"]), end, brief.language) for end in record.scale)
    return brief.tell.sentence(f"better_{record.better}_scale", low=low, high=high)


def _good(record: Indicator, direction: str) -> bool | None:
    if not direction or record.better == "neither":
        return None
    return (direction == "up") == (record.better == "higher")


def of_figure(brief: Brief, fact: Fact) -> Sentence:
    """One figure alone: value, year and what is marked in it."""
    record, place = brief.record(str(fact["indicator"])), str(fact["place"])
    claim = Claim(f"figure:{record.id}:{place}", "figure", (str(fact["fact_id"]),))
    told = brief.tell.sentence(
        "figure", claim, subject=subject(brief, record, place), value=figures.value(record, fact, brief.language),
        year=int(fact["year"]),
    )  # fmt: skip
    return brief.tell.together(told, marks(brief, fact), better(brief, record, fact))


def marks(brief: Brief, *facts: Fact) -> Sentence:
    """What the flags of these facts mean; nothing when none is marked."""
    told = flags.words((fact.get("flag") for fact in facts), brief.language)
    return brief.tell.sentence("marks", marks="; ".join(told)) if told else Sentence(())


def since(brief: Brief, indicator: str, place: str) -> KeyMessage | None:
    """The change of an indicator in the period or, where one year only is known, its figure; None without any."""
    move = brief.move(indicator, place)
    if move is not None and move.change.reason != "no_rule":
        return of_move(brief, move)
    newest = brief.latest((indicator,), place).get(indicator)
    return None if newest is None else KeyMessage(of_figure(brief, newest))
