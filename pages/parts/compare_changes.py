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
    about = {"name": record.name[language()], "first": first, "last": last, "fell": fell, "count": len(found)}
    tested = sum(one.change.probability is not None for one in found)
    apart = sum(one.change.verdict == "not_comparable" for one in found)
    if apart == len(found):
        return t("compare.changes_none", **about), t("compare.changes_none_limit"), _named(record, found)
    claim = t("compare.changes", rose=rose, **about) if rose or fell else t("compare.changes_quiet", **about)
    return claim, _limit(tested, len(found) - rose - fell - apart, quiet=not (rose or fell)), _named(record, found)


def _limit(tested: int, rest: int, *, quiet: bool) -> str:
    """What the claim rests on: how many tests were corrected together, or what became of the other places."""
    if tested > 1:
        return tn("compare.changes_tested", tested)
    if quiet:
        return t("compare.changes_rule")
    return tn("compare.changes_rest", rest) if rest else t("compare.changes_all")


def _named(record: Indicator, found: Sequence[Move]) -> str:
    """Which places stand behind each verdict."""
    ordered = sorted(found, key=lambda one: ORDER.index(one.change.verdict))
    groups = [
        (key, [place_name(one.place) for one in rows]) for key, rows in groupby(ordered, lambda one: one.change.verdict)
    ]
    told = [f"{t(f'compare.change_{key}')}: {', '.join(names)}" for key, names in groups]
    if record.regions == "statement":
        told.append(t("compare.limit_regions_alike"))
    return plain(". ".join(words.rstrip(".") for words in told) + ".")


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
