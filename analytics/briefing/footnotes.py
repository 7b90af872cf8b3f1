"""Footnotes: behind every sentence and table with numbers, who published them, under which licence, and their facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from analytics import facts as questions
from analytics.briefing.blocks import (
    MISSING,
    Block,
    Bullets,
    Cell,
    Footnote,
    KeyMessage,
    Paragraph,
    Sentence,
    Table,
)
from analytics.briefing.brief import Brief
from analytics.briefing.document import Document, Section
from analytics.writing import credits
from data.source_records import DERIVED


def noted(document: Document, brief: Brief) -> Document:
    """The document with its footnotes: one behind each sentence with numbers, one in each table."""
    numbers = list(document.numbers())
    known = {one for number in numbers if number.measure not in MISSING for one in number.fact_ids}
    lacking = tuple(dict.fromkeys(one for number in numbers if number.measure in MISSING for one in number.fact_ids))
    notes = _Notes(brief, _origins(brief, sorted(known)), lacking)
    sections = tuple(_section(section, notes) for section in document.sections)
    return replace(document, sections=sections)


@dataclass(frozen=True)
class _Notes:
    """What notes are made of.

    Attributes:
        brief: the briefing.
        origins: the sources of each fact of the document.
        lacking: the figures that the document says are missing, by the ids that they would have: one note names all.
    """

    brief: Brief
    origins: Mapping[str, tuple[str, ...]]
    lacking: tuple[str, ...]

    def of_missing(self) -> Footnote:
        """The note behind every number that speaks of missing figures."""
        told = self.brief.tell.counted("footnote_missing", len(self.lacking), facts=", ".join(self.lacking))
        return Footnote(told, DERIVED, self.lacking)


def _origins(brief: Brief, fact_ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The sources of each fact: its own, and for computed ones those of all ancestors."""
    if not fact_ids:
        return {}
    rows = questions.ancestors(brief.release, fact_ids)
    rows = rows[rows["source"] != DERIVED]
    return {str(name): tuple(sorted(set(same))) for name, same in rows.groupby("fact_id")["source"]}


def _section(section: Section, notes: _Notes) -> Section:
    return replace(section, blocks=tuple(_block(block, notes) for block in section.blocks))


def _block(block: Block, notes: _Notes) -> Block:
    if isinstance(block, Paragraph | KeyMessage):
        return replace(block, sentence=_sentence(block.sentence, notes))
    if isinstance(block, Bullets):
        return replace(block, items=tuple(_sentence(item, notes) for item in block.items))
    return _table(block, notes) if isinstance(block, Table) else block


def _sentence(sentence: Sentence, notes: _Notes) -> Sentence:
    numbers = [run.number for run in sentence.runs if run.number]
    if not numbers:
        return sentence
    known = [one for number in numbers if number.measure not in MISSING for one in number.fact_ids]
    note = _note(known, notes) or notes.of_missing()
    *before, last = sentence.runs
    return replace(sentence, runs=(*before, replace(last, footnote=note)))


def _table(table: Table, notes: _Notes) -> Table:
    """The note stands in the first cell with a number and names the first fact of every row, in the rows' order."""
    firsts = [next((cell.number for cell in row if cell.number), None) for row in table.rows]
    note = _note([number.fact_ids[0] for number in firsts if number and number.fact_ids], notes)
    if note is None:
        return table
    marked = next(index for index, number in enumerate(firsts) if number is not None)
    rows = (*table.rows[:marked], _marked(table.rows[marked], note), *table.rows[marked + 1 :])
    return replace(table, rows=rows)


def _marked(row: tuple[Cell, ...], note: Footnote) -> tuple[Cell, ...]:
    first = next(index for index, cell in enumerate(row) if cell.number is not None)
    return (*row[:first], replace(row[first], footnote=note), *row[first + 1 :])


def _note(fact_ids: Iterable[str], notes: _Notes) -> Footnote | None:
    ids = tuple(dict.fromkeys(fact_ids))
    if not ids:
        return None
    named = sorted({source for one in ids for source in notes.origins.get(one, ())})
    tell, language = notes.brief.tell, notes.brief.language
    found = [notes.brief.sources[one] for one in named]
    credit = tell.words(
        "footnote_credit",
        sources=credits.source_words(found, language),
        licences=credits.licence_words(found, language),
    )
    text = tell.counted("footnote", len(ids), credit=credit, facts=", ".join(ids))
    return Footnote(text, named[0] if len(named) == 1 else DERIVED, ids, credit)
