"""A briefing as Word, from a template that staff may restyle: headings, filled contents, captions, real footnotes."""

from io import BytesIO
from typing import Any

from markupsafe import Markup

from analytics.briefing import layout, packed, word_footnotes
from analytics.briefing.document import Document, Emblem
from analytics.briefing.no_harm import Cleared
from analytics.briefing.typesetting import TEMPLATES
from analytics.briefing.word_blocks import Body
from analytics.briefing.word_xml import field_around, link, paragraph, words
from analytics.briefing.words import translate

TEMPLATE = "briefing.docx"
LOCALES = {"ka": "ka-GE", "en": "en-GB"}
GEORGIAN = "Noto Sans Georgian"


def word(document: Cleared) -> bytes:
    """The file of a briefing that has passed the gate; the same bytes for the same document."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 - pages never write Word

    template = DocxTemplate(TEMPLATES / TEMPLATE)
    template.init_docx()
    body = Body(document, template.docx.part)
    filled = {"body": "".join(body.sections()), "contents": _contents(document), "closing": _closing(document.emblem)}
    plain = {"title": document.title, "subtitle": document.subtitle, "footer": layout.footer(document)}
    # Markup as it stands: word_xml has escaped all words of it.
    xml = {name: Markup(told) for name, told in filled.items()}  # noqa: S704  # nosec B704
    template.render(plain | xml, autoescape=True)
    word_footnotes.attach(template.docx.part, layout.note_texts(document))
    in_language(template.docx.styles.element, document.language)
    packed.stamp(
        template.docx.core_properties, document.release_date, title=document.title, subject=document.subtitle,
        author="Kvali", keywords=", ".join(document.keywords), language=LOCALES[document.language], comments="",
    )  # fmt: skip
    file = BytesIO()
    template.docx.save(file)
    return packed.repacked(file.getvalue(), document.release_date)


def _contents(document: Document) -> str:
    """The table of contents, filled: Word's own field, whose entries are there, so that it has nothing to ask."""
    if not layout.has_contents(document):
        return ""
    start, end = field_around('TOC \\o "1-1" \\h \\n \\z \\u')
    entries = [
        link(f"_section{place}", words(section.title), inside=True)
        for place, section in enumerate(document.sections, start=1)
    ]
    entries[0], entries[-1] = start + entries[0], entries[-1] + end
    head = paragraph("KvaliContents", words(translate(document.language, "paper.contents")))
    return head + "".join(paragraph("TOC1", entry) for entry in entries)


def _closing(emblem: Emblem | None) -> str:
    """The funding statement and the disclaimer, in words: no emblem file is at hand, and none is made up."""
    if emblem is None:
        return ""
    return paragraph("KvaliStatement", words(emblem.statement)) + paragraph("KvaliSmall", words(emblem.disclaimer))


def in_language(styles: Any, language: str) -> None:
    """The language of all text, and in Georgian the font that has its letters, wherever the template names ours."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    for tongue in styles.iter(qn("w:lang")):
        tongue.set(qn("w:val"), LOCALES[language])
    for fonts in styles.iter(qn("w:rFonts")) if language == "ka" else ():
        if fonts.get(qn("w:hAnsi")) == "Noto Sans":
            fonts.set(qn("w:hAnsi"), GEORGIAN)
