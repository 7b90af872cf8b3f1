"""Footnotes: behind every sentence and table with numbers, who published them, under which licence, and their facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from analytics import facts as questions
from analytics.briefing.blocks import Block, Bullets, Cell, Footnote, KeyMessage, Paragraph, Sentence, Table
from analytics.briefing.brief import Brief
from analytics.briefing.document import Document, Section
from analytics.writing import credits
from data.source_records import DERIVED


def noted(document: Document, brief: Brief) -> Document:
    """The document with its footnotes: one behind each sentence with numbers, one in each table."""
    origins = _origins(brief, sorted({one for number in document.numbers() for one in number.fact_ids}))
    sections = tuple(_section(section, brief, origins) for section in document.sections)
    return replace(document, sections=sections)


def _origins(brief: Brief, fact_ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The sources of each fact: its own, and for computed ones those of all ancestors."""
    if not fact_ids:
        return {}
    rows = questions.ancestors(brief.release, fact_ids)
    rows = rows[rows["source"] != DERIVED]
    return {str(name): tuple(sorted(set(same))) for name, same in rows.groupby("fact_id")["source"]}


def _section(section: Section, brief: Brief, origins: Mapping[str, tuple[str, ...]]) -> Section:
    return replace(section, blocks=tuple(_block(block, brief, origins) for block in section.blocks))


def _block(block: Block, brief: Brief, origins: Mapping[str, tuple[str, ...]]) -> Block:
    if isinstance(block, Paragraph | KeyMessage):
        return replace(block, sentence=_sentence(block.sentence, brief, origins))
    if isinstance(block, Bullets):
        return replace(block, items=tuple(_sentence(item, brief, origins) for item in block.items))
    return _table(block, brief, origins) if isinstance(block, Table) else block


def _sentence(sentence: Sentence, brief: Brief, origins: Mapping[str, tuple[str, ...]]) -> Sentence:
    ids = [one for run in sentence.runs if run.number for one in run.number.fact_ids]
    note = _note(brief, ids, origins)
    if note is None:
        return sentence
    *before, last = sentence.runs
    return replace(sentence, runs=(*before, replace(last, footnote=note)))


def _table(table: Table, brief: Brief, origins: Mapping[str, tuple[str, ...]]) -> Table:
    """The note stands in the first cell with a number and names the first fact of every row, in the rows' order."""
    firsts = [next((cell.number for cell in row if cell.number), None) for row in table.rows]
    note = _note(brief, [number.fact_ids[0] for number in firsts if number and number.fact_ids], origins)
    if note is None:
        return table
    marked = next(index for index, number in enumerate(firsts) if number is not None)
    rows = (*table.rows[:marked], _marked(table.rows[marked], note), *table.rows[marked + 1 :])
    return replace(table, rows=rows)


def _marked(row: tuple[Cell, ...], note: Footnote) -> tuple[Cell, ...]:
    first = next(index for index, cell in enumerate(row) if cell.number is not None)
    return (*row[:first], replace(row[first], footnote=note), *row[first + 1 :])


def _note(brief: Brief, fact_ids: Iterable[str], origins: Mapping[str, tuple[str, ...]]) -> Footnote | None:
    ids = tuple(dict.fromkeys(fact_ids))
    if not ids:
        return None
    named = list(dict.fromkeys(source for one in ids for source in origins.get(one, ())))
    found = [brief.sources[one] for one in named]
    text = brief.tell.counted(
        "footnote",
        len(ids),
        sources=credits.source_words(found, brief.language),
        licences=credits.licence_words(found, brief.language),
        facts=", ".join(ids),
    )
    return Footnote(text, named[0] if len(named) == 1 else DERIVED, ids)
