"""Georgian case forms of place names, so that sentences are built from written forms and not from guesses."""

from collections.abc import Mapping
from functools import cache

from geo.records import csv_rows, toml_table

CASES = ("genitive", "dative", "locative")
"""საქართველოს (of), საქართველოს (to), საქართველოში (in)."""


@cache
def case_forms(code: str) -> Mapping[str, str]:
    """Return the Georgian genitive, dative and locative of a place.

    A municipality is spoken of with the word itself: "ქედის მუნიციპალიტეტში".

    Raises:
        KeyError: no place has this code.

    >>> case_forms("GE-KK")["locative"], case_forms("2681523")["locative"]
    ('ქვემო ქართლში', 'ქედის მუნიციპალიტეტში')
    """
    for table in ("countries.toml", "regions.toml", "macroregions.toml"):
        if record := toml_table(table).get(code):
            return dict(record["cases"])
    genitive = {row["code"]: row["genitive_ka"] for row in csv_rows("municipalities.csv")}[code]
    ends = {"genitive": "მუნიციპალიტეტის", "dative": "მუნიციპალიტეტს", "locative": "მუნიციპალიტეტში"}
    return {case: f"{genitive} {word}" for case, word in ends.items()}
