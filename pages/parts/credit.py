"""The source line of facts: how sure they are, who published them, under which terms, what they do not represent."""

import re

import pandas as pd

from analytics.catalogue import Indicator
from data.source_records import Source
from pages.parts import load
from pages.parts.address import language
from pages.parts.certainty import kind_text
from pages.parts.source_line import SourceLine
from pages.parts.text import t

_KINDS = {
    "full_count": "count",
    "register": "register",
    "running_total": "total",
    "statement": "statement",
    "estimate": "estimate",
}
_NAMED = re.compile(r"^(MIT|CC BY(?:-SA)? 4\.0)")
MOST = 3
"""So many sources are named with title and edition; of more, the publishers alone."""


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
    bounded = facts[facts["lower"].notna()]
    levels = sorted({round(100 * level) for level in bounded["interval_level"].dropna()})
    words = [kind_text("interval", level) for level in levels]
    if len(bounded) < len(facts) or not words:
        words.append(kind_text(_KINDS.get(record.nature, "none")))
    return "; ".join(words)


def source_words(sources: list[Source]) -> str:
    """Publisher, title and edition of each source; of many, the publishers alone."""
    lang = language()
    if len(sources) > MOST:
        return "; ".join(dict.fromkeys(source.publisher[lang] for source in sources))
    edition = "credit.named_with_edition" if lang == "en" else "credit.named"
    named = (
        t(edition if source.version else "credit.named", publisher=source.publisher[lang], title=source.title,
          version=source.version)
        for source in sources
    )  # fmt: skip
    return "; ".join(named)


def licence_words(sources: list[Source]) -> str:
    """The licence by its name where it has one, otherwise its terms in words."""
    named = (_NAMED.match(source.licence) for source in sources)
    words = (
        found[1] if found else t(f"credit.terms_{source.terms}") for found, source in zip(named, sources, strict=True)
    )
    return "; ".join(dict.fromkeys(words))
