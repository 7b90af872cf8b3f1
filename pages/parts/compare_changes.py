"""What became of the chosen places between two years, in words: one sentence for all, and a verdict for each."""

from collections.abc import Sequence
from itertools import groupby

from analytics.catalogue import Indicator
from analytics.moves import Move
from pages.parts import indicator_words, load
from pages.parts.address import language
from pages.parts.compare_choices import Chosen, place_name
from pages.parts.text import plain, t, tn

ORDER = ("rose", "fell", "probably_rose", "probably_fell", "no_reliable_change", "not_comparable")
_SILENT = ("", "bounds_apart", "bounds_overlap")


def moves(chosen: Chosen, first: int, last: int) -> list[Move]:
    """The changes of the chosen places; corrected for their number where there are several."""
    if len(chosen.places) > 1:
        return load.moves(chosen.record.id, first, last, places=chosen.places)
    found = load.move(chosen.record.id, chosen.places[0], first, last)
    return [found] if found else []


def headline(record: Indicator, found: Sequence[Move], first: int, last: int) -> tuple[str, str, str]:
    """Claim, limit and lead of the changes between two years."""
    if not found:
        return t("compare.no_change_figures", name=record.name[language()], first=first, last=last), "", ""
    if len(found) == 1:
        return *indicator_words.of_move(record, found[0]), indicator_words.lead(record, found[0])
    rose, fell = (sum(one.change.verdict == verdict for one in found) for verdict in ("rose", "fell"))
    about = {"name": record.name[language()], "first": first, "last": last, "count": len(found)}
    named = _named(record, found)
    if all(one.change.verdict == "not_comparable" for one in found):
        return t("compare.changes_none", **about), t("compare.changes_none_limit"), named
    kind = "both" if rose and fell else "rose" if rose else "fell" if fell else "quiet"
    known = {"both": {"rose": rose, "fell": fell}, "rose": {"rose": rose}, "fell": {"fell": fell}}.get(kind, {})
    return t(f"compare.changes_{kind}", **about, **known), _limit(found), named


def _limit(found: Sequence[Move]) -> str:
    """What the claim rests on: how many tests were corrected together, or the rule of the figures."""
    tested = sum(one.change.probability is not None for one in found)
    if tested > 1:
        return tn("compare.changes_tested", tested)
    counted = {one.change.rule for one in found} <= {"full_count", "none"}
    return t("indicator.limit_full" if counted else "compare.changes_rule")


def _named(record: Indicator, found: Sequence[Move]) -> str:
    """Which places stand behind each verdict."""
    ordered = sorted(found, key=lambda one: ORDER.index(one.change.verdict))
    groups = [
        (key, [place_name(one.place) for one in rows]) for key, rows in groupby(ordered, lambda one: one.change.verdict)
    ]
    told = [t(f"compare.named_{key}", places=", ".join(names)) for key, names in groups]
    if record.regions == "statement":
        told.append(t("compare.limit_regions_alike"))
    return plain(" ".join(told))


def verdict(move: Move) -> str:
    """The verdict on one place in a few words."""
    return t(f"compare.change_{move.change.verdict}")


def reason(record: Indicator, move: Move) -> str:
    """What limits the verdict, "" when there is nothing to add; a break by its own reason."""
    if move.change.reason == "break":
        first, last = int(move.before["year"]), int(move.after["year"])
        cuts = [cut for cut in record.breaks if first < cut.year <= last and cut.concerns(move.place)]
        return str(getattr(cuts[-1], language()))
    return "" if move.change.reason in _SILENT else t(f"compare.reason_{move.change.reason}")
