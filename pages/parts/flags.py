"""What a flag on a figure means, in the language of the page."""

from collections.abc import Iterable

from analytics.writing import flags as written
from pages.parts.address import language


def words(flags: Iterable[object]) -> list[str]:
    """The words of all flags of these facts, each once.

    Args:
        flags: the column `flag` of a facts frame: machine words joined by ";", or nothing.
    """
    return written.words(flags, language())
