"""The words of readers that the search knows beside the names: synonyms, phrases, words without meaning; a record."""

import tomllib
from functools import cache

from pydantic import BaseModel, ConfigDict

from data.paths import ROOT

RECORD = ROOT / "analytics" / "search_words.toml"


class SearchWords(BaseModel):
    """The content of search_words.toml, as it is written there.

    Attributes:
        empty: words that carry no meaning in a query.
        optional: words that may be missing in what is found.
        alike: groups of words that readers use for one another.
        phrases: phrase -> what stands for it in a query.
        pillars: pillar -> words by which its indicators are found, too.
        levels: level of a place -> words that may stand beside its name.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    empty: tuple[str, ...]
    optional: tuple[str, ...]
    alike: tuple[tuple[str, ...], ...]
    phrases: dict[str, str]
    pillars: dict[str, str]
    levels: dict[str, str]


@cache
def search_words() -> SearchWords:
    """The shipped record."""
    return SearchWords(**tomllib.loads(RECORD.read_text(encoding="utf-8")))
