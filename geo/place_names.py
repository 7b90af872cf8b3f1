"""Names of places as sentences need them: "in Kvemo Kartli", ქვემო ქართლში, ქვემო ქართლის.

The written Georgian forms come from geo; English ones take their preposition, and an article where English sets one.
"""

from typing import Literal

from geo.cases import case_forms
from geo.places import name, places

Case = Literal["name", "in", "of", "to", "with"]
_GEORGIAN = {"in": "locative", "of": "genitive", "to": "dative"}
_ENGLISH = {"in": "in {}", "of": "of {}", "to": "{}", "with": "{}"}
_VOWELS = "აეიოუ"


def place_text(place: str, case: Case, language: str) -> str:
    """A place in a sentence.

    Args:
        place: the code of any place in geo: GEO, GE-KK, 2681111, GE-Q-SE, ARM.
        case: "name"; "in"; "of"; "to", the dative (ჩამორჩება ქვემო ქართლს); "with", as in "compared with".
        language: "ka" or "en". English forms carry their preposition for "in" and "of".

    Raises:
        KeyError: no place has this code.

    >>> place_text("GE-KK", "in", "en"), place_text("GE-KK", "of", "ka"), place_text("GE-AJ", "with", "ka")
    ('in Kvemo Kartli', 'ქვემო ქართლის', 'აჭარასთან')
    """
    if case == "name":
        return name(place, language)
    if language == "ka":
        return _with(place) if case == "with" else case_forms(place)[_GEORGIAN[case]]
    article = "the " if places()[place].level == "macroregion" else ""
    return _ENGLISH[case].format(article + name(place, "en"))


def _with(place: str) -> str:
    """The form with -თან: the stem of the form with -ში, and a dative ს behind a vowel."""
    stem = case_forms(place)["locative"].removesuffix("ში")
    return f"{stem}სთან" if stem[-1] in _VOWELS else f"{stem}თან"
