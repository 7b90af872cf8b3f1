"""Real footnotes for Word: a part of their own, since python-docx has no call for them.

The first mark of a note is the note; every later mark of it is a cross-reference, as Word's own are.
"""

from collections.abc import Mapping
from typing import Any

from analytics.briefing.blocks import Footnote
from analytics.briefing.word_xml import NAMESPACE, bookmark, field, paragraph, words

MARK_STYLE, TEXT_STYLE = "FootnoteReference", "FootnoteText"
PART = "/word/footnotes.xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
Notes = Mapping[Footnote, tuple[str, int, str]]
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


def first_mark(number: int, bookmark_id: int) -> str:
    """The mark that carries note `number`."""
    run = f'<w:r><w:rPr><w:rStyle w:val="{MARK_STYLE}"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
    return bookmark(bookmark_id, _name(number), run)


def later_mark(number: int) -> str:
    """A further mark of note `number`."""
    return field(f"NOTEREF {_name(number)} \\f \\h", str(number), MARK_STYLE)


def _name(number: int) -> str:
    return f"_note{number}"


def part_xml(notes: Notes) -> bytes:
    """The part: the two separators, and a paragraph a note with its source and fact ids."""
    told = "".join(_note(number, text) for number, text in enumerate(notes.values(), start=1))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<w:footnotes xmlns:w="{NAMESPACE}">{_SEPARATORS}{told}</w:footnotes>'.encode()


def _note(number: int, told: tuple[str, int, str]) -> str:
    """A note; where it refers to another one, by a field: a note that staff put between them moves the number."""
    before, first, after = told
    content = words(f" {before}")
    if first:
        content += field(f"NOTEREF {_name(first)} \\h", str(first)) + words(after)
    mark = f'<w:r><w:rPr><w:rStyle w:val="{MARK_STYLE}"/></w:rPr><w:footnoteRef/></w:r>'
    return f'<w:footnote w:id="{number}">{paragraph(TEXT_STYLE, mark, content)}</w:footnote>'


def attach(part: Any, notes: Notes) -> None:
    """Gives a document its notes, in place of those that the template may hold.

    Args:
        part: the document's main part (python-docx).
        notes: what each note says, in the order of their numbers (`layout.note_texts`).
    """
    from docx.opc.packuri import PackURI  # noqa: PLC0415 - pages never write Word
    from docx.opc.part import Part  # noqa: PLC0415

    for relation in [name for name, one in part.rels.items() if one.reltype == RELATION]:
        part.rels.pop(relation)
    made = Part(PackURI(PART), CONTENT_TYPE, part_xml(notes), part.package)
    part.relate_to(made, RELATION)
