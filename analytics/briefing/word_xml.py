"""The XML of Word: runs, paragraphs, fields, tables and pictures, as text that goes into the template's places."""

import re
from collections.abc import Iterable, Sequence
from html import escape

TWIPS, EMU = 20, 12_700
"""A point in the units of tables and of pictures."""
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_UNBROKEN = re.compile("\u2060-\u2060")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def words(text: str, *, strong: bool = False, style: str = "", raised: bool = False) -> str:
    """A run; a hyphen that must not end a line is Word's own, since fonts may lack the word joiner."""
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    look += "<w:b/>" if strong else ""
    look += '<w:vertAlign w:val="superscript"/>' if raised else ""
    pieces = _UNBROKEN.split(_NOT_XML.sub("", text))
    told = "<w:noBreakHyphen/>".join(_text(piece.replace("\u2060", "")) for piece in pieces)
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{told}</w:r>"


def _text(piece: str) -> str:
    return f'<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t>' if piece else ""


def paragraph(style: str, *content: str, keep: bool = False, right: bool = False, marked: bool = False) -> str:
    """A paragraph.

    Args:
        style: id of the style.
        content: its runs.
        keep: whether it stays on the page of the next one.
        right: set to the right.
        marked: an item of a list.
    """
    look = f'<w:pStyle w:val="{style}"/>' + ("<w:keepNext/>" if keep else "")
    look += '<w:jc w:val="right"/>' if right else ""
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(content)}</w:p>"


def bookmark(number: int, name: str, content: str) -> str:
    """Content under a name; Word hides names that begin with an underscore."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def field(instruction: str, result: str, style: str = "") -> str:
    """A field with its result already in it."""
    start, end = field_around(instruction)
    return start + words(result, style=style, raised=bool(style)) + end


def field_around(instruction: str) -> tuple[str, str]:
    """What stands before and after the result of a field that takes several paragraphs."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    told = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return begin + told + separate, end


def link(target: str, content: str, *, inside: bool = False) -> str:
    """A link to a bookmark, or to an address by the id of its relation."""
    where = f'w:anchor="{target}" w:history="1"' if inside else f'r:id="{target}"'
    return f"<w:hyperlink {where}>{content}</w:hyperlink>"


def table(widths: Sequence[float], rows: Iterable[Sequence[tuple[str, str]]], caption: str, alt: str) -> str:
    """A table of cells; the first row is its head and stands again on every page.

    Args:
        widths: of the columns, in points.
        rows: of each cell its paragraph and the colour of its ground, "" for none.
        caption: its name for readers of the screen.
        alt: what it shows.
    """
    twips = [round(width * TWIPS) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    body = "".join(_row(row, twips, head=not place) for place, row in enumerate(rows))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="KvaliTable"/><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{escape(caption)}"/>'
        f'<w:tblDescription w:val="{escape(alt)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'
    )


def _row(cells: Sequence[tuple[str, str]], widths: Sequence[int], *, head: bool) -> str:
    look = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    told = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_ground(fill)}</w:tcPr>{cell}</w:tc>'
        for (cell, fill), width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{look}</w:trPr>{told}</w:tr>"


def _ground(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill.removeprefix("#")}"/>' if fill else ""


def picture(relation: str, number: int, size: tuple[float, float], alt: str) -> str:
    """A run with a picture.

    Args:
        relation: id of its file.
        number: of this picture in the document.
        size: in points.
        alt: what it shows.
    """
    wide, high = (round(length * EMU) for length in size)
    main = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{main}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name="Figure {number}" descr="{escape(alt)}"/>'
        f'<a:graphic xmlns:a="{main}/main"><a:graphicData uri="{main}/picture"><pic:pic xmlns:pic="{main}/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Figure {number}" descr="{escape(alt)}"/><pic:cNvPicPr/>'
        '</pic:nvPicPr><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships" r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
