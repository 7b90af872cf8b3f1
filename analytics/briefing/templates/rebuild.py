"""Makes briefing.docx, the Word template, anew: `python -m analytics.briefing.templates.rebuild`.

Staff may restyle the file in Word instead: colours, fonts, margins, a logo in the header. What must stay are the places
in braces ({{ title }}, {{p body }}, …) and the names of the styles; a test names one that is gone.
"""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from geo.tokens import LIGHT

TARGET = Path(__file__).with_name("briefing.docx")
FONT, GEORGIAN = "Noto Sans", "Noto Sans Georgian"
FALLBACKS = {FONT: "Segoe UI", GEORGIAN: "Sylfaen"}
PARAGRAPHS: dict[str, dict[str, Any]] = {
    "Normal": {"size": 9.2, "after": 4},
    "Title": {"size": 18, "colour": LIGHT.brand, "bold": True, "after": 2},
    "Subtitle": {"size": 10, "colour": LIGHT.mute, "after": 6},
    "Heading 1": {"size": 13, "colour": LIGHT.brand, "bold": True, "before": 10, "after": 4, "next": True},
    "Heading 2": {"size": 10.5, "colour": LIGHT.brand, "bold": True, "before": 8, "after": 4, "next": True},
    "Caption": {"size": 9, "colour": LIGHT.ink, "bold": True, "before": 8, "after": 3, "next": True},
    "List Bullet": {"after": 2},
    "footnote text": {"size": 7, "colour": LIGHT.mute, "after": 1},
    "toc 1": {"size": 9, "after": 1},
    "Kvali Contents": {"size": 9, "bold": True, "colour": LIGHT.mute, "after": 2, "next": True},
    "Kvali Key": {"after": 4, "indent": 0.3},
    "Kvali Small": {"size": 8, "colour": LIGHT.mute, "after": 4},
    "Kvali Picture": {"after": 2, "next": True},
    "Kvali Note": {"after": 3},
    "Kvali Cell": {"size": 8, "after": 0},
    "Kvali Statement": {"size": 10, "bold": True, "before": 8, "after": 3, "next": True},
}
IDS = {"footnote text": "FootnoteText", "footnote reference": "FootnoteReference", "toc 1": "TOC1"}
"""Word's own ids of styles that python-docx would name otherwise."""
_EDGE = '<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def main() -> None:
    """Writes the template."""
    document = Document()
    _page(document.sections[0])
    _defaults(document.styles.element)
    for name, look in PARAGRAPHS.items():
        _style(document, name, look)
    _borders(document)
    _characters(document)
    document.styles.element.append(parse_xml(_TABLE))
    _fonts(document)
    _settings(document.settings.element)
    for style, words in (
        ("Title", "{{ title }}"), ("Subtitle", "{{ subtitle }}"), ("Normal", "{{p contents }}"),
        ("Normal", "{{p body }}"), ("Normal", "{{p closing }}"),
    ):  # fmt: skip
        document.add_paragraph(words, style=style)
    document.save(str(TARGET))


def _page(section: Any) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(1.7), Cm(1.5)
    section.header_distance = section.footer_distance = Cm(0.8)
    for part, words, tail in ((section.header, "{{ title }}", ""), (section.footer, "{{ footer }}", _PAGES)):
        paragraph = part.paragraphs[0]
        paragraph.style = "Footer"
        paragraph.add_run(words)
        if tail:
            paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:tab/></w:r>"))
            for piece in parse_xml(tail):
                paragraph._p.append(piece)


_PAGES = (
    f'<w:p {nsdecls("w")}><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r>'
    '<w:t xml:space="preserve"> / </w:t></w:r><w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    "</w:p>"
)
_TABLE = (
    f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="KvaliTable"><w:name w:val="Kvali Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/><w:tblPr><w:tblBorders>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LIGHT.line[1:]}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LIGHT.line[1:]}"/></w:tblBorders><w:tblCellMar>'
    '<w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
    '<w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
    f'<w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="{LIGHT.ink[1:]}"/></w:tcBorders>'
    "</w:tcPr></w:tblStylePr></w:style>"
)


def _defaults(styles: Any) -> None:
    """Fonts by name in the defaults only, so that one change there restyles all."""
    for fonts in styles.iter(qn("w:rFonts")):
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), GEORGIAN if kind == "cs" else FONT)


def _style(document: Any, name: str, look: dict[str, Any]) -> None:
    known = {style.name for style in document.styles}
    style = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.hidden, style.quick_style = False, True
    if name not in known:
        style.base_style = document.styles["Normal"]
        style.element.set(qn("w:styleId"), IDS.get(name, style.style_id))
    font, form = style.font, style.paragraph_format
    for plain in [*style.element.iter(qn("w:pBdr")), *style.element.get_or_add_rPr().findall(qn("w:spacing"))]:
        plain.getparent().remove(plain)
    if "size" in look:
        font.size = Pt(look["size"])
    font.bold, font.italic = bool(look.get("bold")), False
    font.color.rgb = RGBColor.from_string(look.get("colour", LIGHT.ink)[1:])
    form.space_before, form.space_after = Pt(look.get("before", 0)), Pt(look.get("after", 0))
    form.line_spacing = 1.0
    form.keep_with_next = bool(look.get("next"))
    form.widow_control = True
    if "indent" in look:
        form.left_indent = Cm(look["indent"])


def _borders(document: Any) -> None:
    """The bar beside a key message, the ground of a note, the line above the statement."""
    for name, side, size, space, colour in (
        ("Kvali Key", "left", 18, 6, LIGHT.brand), ("Kvali Statement", "top", 4, 6, LIGHT.line),
    ):  # fmt: skip
        edge = _EDGE.format(side=side, size=size, space=space, colour=colour[1:])
        _before_spacing(document.styles[name], f"<w:pBdr {nsdecls('w')}>{edge}</w:pBdr>")
    ground = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{LIGHT.bg2[1:]}"/>'
    _before_spacing(document.styles["Kvali Note"], ground)


def _before_spacing(style: Any, xml: str) -> None:
    form = style.element.get_or_add_pPr()
    form.find(qn("w:spacing")).addprevious(parse_xml(xml))


def _characters(document: Any) -> None:
    note = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    note.font.superscript = True
    note.element.set(qn("w:styleId"), IDS[note.name])
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = RGBColor.from_string(LIGHT.brand[1:])
    foot = document.styles["Footer"]
    foot.font.size = Pt(8)
    foot.font.color.rgb = RGBColor.from_string(LIGHT.mute[1:])
    for stops in list(foot.element.iter(qn("w:tabs"))):
        stops.getparent().remove(stops)
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(17), WD_TAB_ALIGNMENT.RIGHT)


def _fonts(document: Any) -> None:
    """The font table: what stands in for a font that the reader's machine lacks."""
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        f'<w:pitch w:val="variable"/></w:font>'
        for name, other in FALLBACKS.items()
    )
    part = next(one for one in document.part.package.iter_parts() if str(one.partname) == "/word/fontTable.xml")
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    part._blob = f"{head}<w:fonts {nsdecls('w')}>{rows}</w:fonts>".encode()


def _settings(settings: Any) -> None:
    """Which notes are the separators; nothing that would make Word ask."""
    notes = f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    settings.find(qn("w:compat")).addprevious(parse_xml(notes))


if __name__ == "__main__":
    main()
