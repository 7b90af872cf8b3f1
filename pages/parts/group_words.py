"""Groups in words: "sex=women" -> "Women", "age=18-34|sex=men" -> "18–34, Men", and the dimensions they divide by."""

import re

from pages.parts.address import language
from pages.parts.text import catalogue, t

NUMBER_AND_NUMBER = re.compile(r"(?<=\d)-(?=\d)")


def dimensions(grp: str) -> str:
    """What a group divides by, as the id of a choice: "sex", "age.sex"; "" for a total."""
    return ".".join(part.partition("=")[0] for part in grp.split("|")) if grp else ""


def by_words(dimension: str) -> str:
    """The id of a choice in words, as it follows "by"."""
    return ", ".join(t(f"indicator.by_{one}") for one in dimension.split("."))


def group_words(grp: str) -> str:
    """A group in words; "" for a total."""
    return ", ".join(_category(*part.split("=", 1)) for part in grp.split("|")) if grp else ""


def _category(dimension: str, category: str) -> str:
    """One category: translated where the catalogue knows it; names, numbers and spans of ages stay as they are."""
    key = f"indicator.group_{dimension}_{re.sub(r'[^a-z]+', '_', category.lower())}"
    if dimension != "company" and key in catalogue(language()):
        return t(key)
    return NUMBER_AND_NUMBER.sub("–", category)
