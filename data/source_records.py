"""The sources: who published a figure, which edition, under which terms, with which caveat."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from data.errors import Finding, InputError
from data.paths import SOURCES, shown

DERIVED = "kvali"


class Text(BaseModel):
    """The same words in Georgian and in English."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ka: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def __getitem__(self, language: str) -> str:
        return self.ka if language == "ka" else self.en


class Interval(BaseModel):
    """What the bounds of a source's rows mean: kind, and how many of 100 they should hold (0.68, 0.90, 0.95)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["confidence", "credible"]
    level: float = Field(ge=0.5, le=0.99)


class Source(BaseModel):
    """One edition of one source: the content of a source.toml and the name of its folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str = Field(pattern=r"^[a-z0-9_]+$")
    title: str = Field(min_length=1)
    version: str
    url: str = Field(pattern=r"^https?://")
    more_urls: tuple[str, ...] = ()
    licence: str = Field(min_length=1)
    terms: Literal["open", "cite", "quote", "own", "hub"]
    retrieved: date
    year_rule: str = Field(min_length=1)
    publisher: Text
    caveat: Text
    interval: Interval | None = None


def load(folder: Path) -> Source:
    """The record of one source folder.

    Raises:
        InputError: a key is missing, unknown or of the wrong kind.
    """
    path = folder / "source.toml"
    try:
        return Source(source=folder.name, **tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        cure = "Write it: publisher, title, licence, terms and caveat (CONTRIBUTING.md shows one)"
        raise InputError([Finding(shown(path), 0, "", folder.name, "has no source.toml", cure)]) from None
    except tomllib.TOMLDecodeError as error:
        raise InputError([Finding(shown(path), 0, "", str(error), "is not TOML", "Mend the line it names")]) from None
    except ValidationError as error:
        raise InputError(list(_findings(path, error))) from None


def _findings(path: Path, error: ValidationError) -> list[Finding]:
    cure = "See class Source in data/source_records.py for the keys and their values"
    return [
        Finding(shown(path), 0, ".".join(map(str, one["loc"])), str(one["input"])[:80], one["msg"], cure)
        for one in error.errors()
    ]


def folders(root: Path = SOURCES) -> list[Path]:
    """Every source folder, sorted by name."""
    return sorted(folder for folder in root.iterdir() if folder.is_dir() and not folder.name.startswith("."))


def load_all(root: Path = SOURCES) -> dict[str, Source]:
    """All sources by id.

    Raises:
        InputError: with the findings of all of them.
    """
    loaded: dict[str, Source] = {}
    findings: list[Finding] = []
    for folder in folders(root):
        try:
            loaded[folder.name] = load(folder)
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(findings)
    return loaded


def frame(sources: dict[str, Source]) -> pd.DataFrame:
    """The table `sources`: one row per source, and one for what Kvali computes itself."""
    rows = [
        {
            "source": source.source,
            "publisher": source.publisher.en,
            "title": source.title,
            "version": source.version or None,
            "url": source.url,
            "licence": source.licence,
            "terms": source.terms,
            "retrieved": source.retrieved,
            "year_rule": source.year_rule,
            "notes": source.caveat.en,
        }
        for source in sources.values()
    ]
    own = {
        "source": DERIVED,
        "publisher": "Kvali",
        "title": "Computed by Kvali from the facts named as parents",
        "version": None,
        "url": None,
        "licence": "that of the parents",
        "terms": "own",
        "retrieved": None,
        "year_rule": "data year",
        "notes": None,
    }
    return pd.DataFrame([*rows, own])
