"""One spelling for every sound: Georgian letters and their many Latin spellings fold to the same words."""

import re
import unicodedata
from functools import lru_cache

# National transliteration system of 2002; the apostrophes of ejectives are left out, as most people do.
_GEORGIAN = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
_SOUNDS = "a b g d e v z t i k l m n o p zh r s t u p k gh k sh ch ts dz ts ch kh j h"
LATIN = dict(zip(_GEORGIAN, _SOUNDS.split(), strict=True))
# Spellings of one sound, folded on both sides: "qartli" and "kartli"; x, c, w, y as on a Georgian keyboard.
FOLDED = (
    ("dj", "j"), ("ph", "p"), ("q", "k"), ("y", "k"), ("tc", "ts"), ("c", "ts"), ("tss", "ts"), ("w", "ts"),
    ("x", "kh"),
)  # fmt: skip
# Scholars' letters (ISO 9984, Library of Congress) for sounds that others write with two.
SCHOLARS = {"č": "ch", "š": "sh", "ž": "zh", "ǯ": "j", "ḡ": "gh", "ġ": "gh", "ğ": "gh", "c̣": "ts"}
ASPIRATES = re.compile("['’‘`ʻʼʿ]")


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """The text as the search compares it: Latin letters, no accents, one spelling for each sound.

    >>> folded("ქვემო ქართლი") == folded("Kvemo Qartli") == folded("qvemo kartli")
    True
    >>> folded("პეტიცია") == folded("peticia") == folded("petitsia")
    True
    """
    latin = "".join(LATIN.get(letter, letter) for letter in unicodedata.normalize("NFC", text.casefold()))
    for letter, sound in SCHOLARS.items():
        latin = latin.replace(letter, sound)
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(letter))
    plain = ASPIRATES.sub("", plain).replace("tch", "ch").replace("ch", "\0")
    for spelling, sound in FOLDED:
        plain = plain.replace(spelling, sound)
    return re.sub(r"[\W_]+", " ", plain.replace("\0", "ch")).strip()


def words(text: str) -> list[str]:
    """The words of a text in one spelling; a hyphenated name also as one word (V-Dem, ა(ა)იპ)."""
    joined = [re.sub(r"[-()]", "", part) for part in text.split() if re.search(r"\w[-()]+\w", part)]
    return [*folded(text).split(), *(folded(part) for part in joined)]
