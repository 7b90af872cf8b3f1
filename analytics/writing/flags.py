"""What a flag on a figure means, in a reader's words; flags that change nothing for a reader stay in the table."""

from collections.abc import Iterable

from analytics.writing.words import translate

TOLD = (
    "announced", "announced-rounded", "best-eleven", "contested-2008", "contested-2024", "districts-left-out",
    "extremes", "inferred", "large-fall", "list-changed", "list-over-population", "near-zero", "negative-flow",
    "older-vintage", "one-wave", "other-base", "other-definition", "other-question", "our-division", "our-sum",
    "oversample", "own-statement", "period-mean", "period-total", "phone-mode", "preliminary", "re-based",
    "re-counted", "redefined", "register-fall", "register-step", "relabelled", "rounded", "single-project",
    "small-count", "small-number-jump", "ten-year-mean", "wide-interval", "year-inferred",
)  # fmt: skip
"""Flags with words, in the order in which they are told."""


def words(flags: Iterable[object], language: str) -> list[str]:
    """The words of all flags of these facts, each once.

    Args:
        flags: the column `flag` of a facts frame: machine words joined by ";", or nothing.
        language: "ka" or "en".
    """
    found = {word for cell in flags if isinstance(cell, str) for word in cell.split(";")}
    return [translate(language, f"flags.{flag}") for flag in TOLD if flag in found]
