"""What must stand beside figures: how sure they are, who published them and under which terms."""

import re
from collections.abc import Sequence

import pandas as pd

from analytics.catalogue import Indicator
from analytics.writing.words import translate
from data.source_records import Source

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


def kind_text(kind: str, language: str, level: int | None = None) -> str:
    """How sure a number is.

    Args:
        kind: "interval" (with `level`, 95), "count" (complete count), "register", "none" (no published interval),
            "total" (running total), "estimate", "expert" or "statement".
        language: "ka" or "en".
        level: the interval's level in percent.
    """
    key = f"certainty.{kind}"
    return translate(language, key, level=level) if level else translate(language, key)


def certainty_words(record: Indicator, facts: pd.DataFrame, language: str) -> str:
    """How sure the values are: each level of interval that occurs ("95% interval"), else the kind of figure."""
    bounded = facts[facts["lower"].notna()]
    levels = sorted({round(100 * level) for level in bounded["interval_level"].dropna()})
    words = [kind_text("interval", language, level) for level in levels]
    if len(bounded) < len(facts) or not words:
        words.append(kind_text(_KINDS.get(record.nature, "none"), language))
    return "; ".join(words)


def named(source: Source, language: str) -> str:
    """Publisher, title and edition of a source."""
    edition = "credit.named_with_edition" if language == "en" else "credit.named"
    key = edition if source.version else "credit.named"
    return translate(
        language, key, publisher=source.publisher[language], title=source.title, version=source.version
    )  # fmt: skip


def titled(source: Source, language: str) -> str:
    """Publisher and title of a source, without its edition."""
    return translate(language, "credit.named", publisher=source.publisher[language], title=source.title)


def source_words(sources: Sequence[Source], language: str) -> str:
    """Publisher, title and edition of each source; of many, the publishers alone."""
    if len(sources) > MOST:
        return "; ".join(dict.fromkeys(source.publisher[language] for source in sources))
    return "; ".join(named(source, language) for source in sources)


def licence_text(source: Source, language: str) -> str:
    """The licence by its name where it has one, otherwise its terms in words."""
    found = _NAMED.match(source.licence)
    return found[1] if found else translate(language, f"credit.terms_{source.terms}")


def licence_words(sources: Sequence[Source], language: str) -> str:
    """The licences of these sources, each once."""
    return "; ".join(dict.fromkeys(licence_text(source, language) for source in sources))
