"""Saved briefings and the claim watch: what an old briefing said, and whether a newer release still bears it out.

A saved briefing is a small JSON file: its choices and every sentence that claims something, with its verdict and facts.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from analytics.briefing import make
from analytics.briefing.blocks import Sentence
from analytics.briefing.choices import ChoiceError, Choices, from_mapping, to_mapping
from analytics.briefing.document import Document
from analytics.briefing.no_harm import Cleared
from analytics.briefing.words import translate
from data.releases import Release

FORMAT = 1
"""Of the file; a file of another number is refused."""
State = Literal["still_true", "changed", "unsupported", "new"]


@dataclass(frozen=True)
class Said:
    """A sentence of a saved briefing: id and verdict of its claim, its words, and its numbers by fact."""

    id: str
    verdict: str
    text: str
    numbers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Saved:
    """A saved briefing: its choices, the release it was made of, and what it said, in its order."""

    choices: Choices
    release: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Watched:
    """What became of one sentence.

    Attributes:
        id: of its claim.
        state: still_true (same verdict, same numbers), changed (same verdict, other numbers), unsupported (another
            verdict, or nothing can be said any more), new (the old briefing did not say it).
        before: the old words; "" for a new sentence.
        after: the words now; "" where nothing can be said.
    """

    id: str
    state: State
    before: str
    after: str


def said(document: Document) -> tuple[Said, ...]:
    """Every claiming sentence of a document, each claim once."""
    found: dict[str, Said] = {}
    for sentence in document.sentences():
        if sentence.claim is not None:
            found.setdefault(sentence.claim.id, _said(sentence))
    return tuple(found.values())


def _said(sentence: Sentence) -> Said:
    numbers = tuple((one, run.number.text) for run in sentence.runs if run.number for one in run.number.fact_ids)
    claim = sentence.claim
    return Said(claim.id if claim else "", claim.verdict if claim else "", sentence.text, numbers)


def save(path: Path, choices: Choices, document: Cleared) -> None:
    """Writes a briefing's choices and claims; the release is kept beside the choices, not in them."""
    record = {
        "kvali_briefing": FORMAT,
        "release": document.release,
        "choices": to_mapping(choices),
        "said": [
            {"id": one.id, "verdict": one.verdict, "text": one.text, "numbers": [list(pair) for pair in one.numbers]}
            for one in said(document)
        ],
    }
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load(path: Path, language: str = "ka") -> Saved:
    """A saved briefing.

    Args:
        path: of the file.
        language: in which a mistake is told when the file does not say its own.

    Raises:
        ChoiceError: it is no saved briefing, or its choices do not fit.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["kvali_briefing"] != FORMAT:
            raise KeyError("kvali_briefing")
        sentences = tuple(
            Said(
                str(one["id"]),
                str(one["verdict"]),
                str(one["text"]),
                tuple((str(a), str(b)) for a, b in one["numbers"]),
            )
            for one in record["said"]
        )
        choices, release = record["choices"], str(record["release"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ChoiceError([translate(language, "briefing.bad_file", path=path.name, reason=str(error))]) from None
    return Saved(from_mapping(choices), release, sentences)


def watch(saved: Saved, release: Release) -> list[Watched]:
    """Each sentence of a saved briefing on another release, in the old order, then what is new."""
    now = {one.id: one for one in said(make.document(_without_release(saved.choices), release))}
    old = [_watched(one, now.get(one.id)) for one in saved.said]
    known = {one.id for one in saved.said}
    return old + [Watched(one.id, "new", "", one.text) for one in now.values() if one.id not in known]


def _without_release(choices: Choices) -> Choices:
    plain: Mapping[str, Any] = {**to_mapping(choices), "release": ""}
    return from_mapping(plain)


def _watched(before: Said, after: Said | None) -> Watched:
    if after is None:
        return Watched(before.id, "unsupported", before.text, "")
    if after.verdict != before.verdict:
        return Watched(before.id, "unsupported", before.text, after.text)
    same = after.text == before.text and after.numbers == before.numbers
    return Watched(before.id, "still_true" if same else "changed", before.text, after.text)


def lines(watched: list[Watched], language: str) -> Iterator[str]:
    """The watch as lines of text: state, old words, and the words now where they differ."""
    for one in watched:
        yield f"[{translate(language, f'briefing.watch_{one.state}')}] {one.before or one.after}"
        if one.state in ("changed", "unsupported") and one.after:
            yield f"    → {one.after}"
