"""The source line of facts: how sure they are, who published them, under which terms, what they do not represent."""

import pandas as pd

from analytics.catalogue import Indicator
from analytics.writing import credits as written
from data.source_records import Source
from pages.parts import load
from pages.parts.address import language
from pages.parts.source_line import SourceLine


def of(record: Indicator, facts: pd.DataFrame, *, limits: str | None = None) -> SourceLine:
    """The source line under a figure of these facts; computed facts name the sources they rest on.

    Args:
        record: their indicator.
        facts: rows of the facts frame that the figure shows.
        limits: what they do not represent; the record's caveat without it.
    """
    sources = [load.all_sources()[name] for name in load.credits(facts["fact_id"])]
    return line(sources, certainty_words(record, facts), record.caveat[language()] if limits is None else limits)


def line(sources: list[Source], interval: str = "", limits: str = "", *, words: str = "") -> SourceLine:
    """The source line of a figure that rests on these sources.

    Args:
        sources: their records.
        interval: how sure the values are.
        limits: what they do not represent.
        words: the sources in other words than publisher, title and edition.
    """
    cited = tuple(source.source for source in sources)
    return SourceLine(interval, words or source_words(sources), licence_words(sources), limits, cited)


def certainty_words(record: Indicator, facts: pd.DataFrame) -> str:
    """How sure the values are: each level of interval that occurs ("95% interval"), else the kind of figure."""
    return written.certainty_words(record, facts, language())


def source_words(sources: list[Source]) -> str:
    """Publisher, title and edition of each source; of many, the publishers alone."""
    return written.source_words(sources, language())


def licence_words(sources: list[Source]) -> str:
    """The licence by its name where it has one, otherwise its terms in words."""
    return written.licence_words(sources, language())
