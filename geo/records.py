"""Read the hand-written tables that stand beside this file."""

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def toml_table(name: str) -> Mapping[str, Any]:
    """Return one TOML file of this folder, as written; read once, so nobody may change it."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def csv_rows(name: str) -> list[dict[str, str]]:
    """Return one CSV file of this folder, one dictionary a row; an empty cell is ""."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_language(text: Mapping[str, str], language: str) -> str:
    """Return the text of a { ka, en } pair.

    Raises:
        ValueError: the language is neither "ka" nor "en".

    >>> in_language({"ka": "გურია", "en": "Guria"}, "en")
    'Guria'
    """
    if language not in ("ka", "en"):
        raise ValueError(f"unknown language {language!r}; known are 'ka' and 'en'")
    return text[language]


def words(section: str, language: str) -> dict[str, str]:
    """Return the few words that the map itself prints, in one language."""
    return {key: in_language(text, language) for key, text in toml_table("words.toml")[section].items()}
