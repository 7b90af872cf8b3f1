"""Sentences from templates: words from the catalogue, numbers as runs that keep their facts."""

from collections.abc import Iterator, Sequence
from string import Formatter

from analytics.briefing import words
from analytics.briefing.blocks import Claim, Number, Run, Sentence
from analytics.briefing.document import Language
from analytics.writing.catalogues import form_for, glued

Part = str | int | Number | tuple[Run, ...]
"""What fills a placeholder: words, a year, a number with its facts, or a phrase that holds numbers."""


class Teller:
    """Fills the templates of one language.

    Attributes:
        language: "ka" or "en".
    """

    def __init__(self, language: Language) -> None:
        """Speaks one language."""
        self.language = language

    def words(self, key: str, **values: object) -> str:
        """A string without numbers."""
        return words.translate(self.language, f"briefing.{key}", **values)

    def counted(self, key: str, count: int, **values: object) -> str:
        """A string for so many things, as plain words."""
        return words.translate_count(self.language, f"briefing.{key}", count, **values)

    def pillar(self, pillar: str) -> str:
        """The name of a pillar."""
        return words.translate(self.language, f"pillar.{pillar}")

    def phrase(self, key: str, *, count: float | None = None, **values: Part) -> tuple[Run, ...]:
        """The runs of a template.

        Args:
            key: without `briefing.`.
            count: picks singular or plural.
            values: what fills the placeholders.
        """
        forms = words.forms(self.language, f"briefing.{key}")
        template = forms[0] if count is None else form_for(self.language, forms, count)
        return self._joined(list(_filled(template, values)))

    def sentence(self, key: str, claim: Claim | None = None, *, count: float | None = None, **values: Part) -> Sentence:
        """The sentence of a template and what it claims; arguments as for `phrase`."""
        return Sentence(self.phrase(key, count=count, **values), claim)

    def together(self, *parts: Sentence) -> Sentence:
        """Sentences one after the other, with the claim of the first one that has any."""
        found = [part for part in parts if part.runs]
        runs: list[Run] = []
        for part in found:
            runs += [Run(" ")] if runs else []
            runs += part.runs
        claim = next((part.claim for part in found if part.claim is not None), None)
        return Sentence(self._joined(runs), claim)

    def listed(self, phrases: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
        """Phrases one after the other, with commas."""
        comma = self.phrase("and_then")
        parts = [(*(comma if number else ()), *phrase) for number, phrase in enumerate(phrases)]
        return self._joined([run for part in parts for run in part])

    def _joined(self, runs: list[Run]) -> tuple[Run, ...]:
        """Neighbouring words as one run; in Georgian, an ending stays on the line of its number."""
        found: list[Run] = []
        for run in runs:
            if found and _is_words(found[-1]) and _is_words(run):
                found[-1] = Run(found[-1].text + run.text)
            elif run.text:
                found.append(run)
        return tuple(self._glued(found)) if self.language == "ka" else tuple(found)

    def _glued(self, runs: list[Run]) -> Iterator[Run]:
        before = ""
        for run in runs:
            text = glued(before[-1:] + run.text)[len(before[-1:]) :]
            before = run.text
            yield run if run.number is not None else Run(text, None, run.footnote, run.strong, run.href)


def _filled(template: str, values: dict[str, Part]) -> Iterator[Run]:
    for literal, name, _, _ in Formatter().parse(template):
        if literal:
            yield Run(literal)
        if name is not None:
            yield from _runs(values[name])


def _runs(value: Part) -> tuple[Run, ...]:
    if isinstance(value, tuple):
        return value
    return (Run(value.text, value),) if isinstance(value, Number) else (Run(str(value)),)


def _is_words(run: Run) -> bool:
    return run.number is None and run.footnote is None and not run.strong and not run.href
