"""A briefing as HTML for mail: one file, styles in every element, no script, no picture, nothing fetched."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import count

from analytics.briefing import layout, paper
from analytics.briefing.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Footnote,
    Footnotes,
    KeyMessage,
    Note,
    Paragraph,
    Point,
    Run,
    Sentence,
    Subheading,
    Table,
)  # fmt: skip
from analytics.briefing.document import Document, Section
from analytics.briefing.no_harm import Cleared
from analytics.briefing.words import translate

WIDTH = 720
_BOX = f"margin:0 auto;max-width:{WIDTH}px;padding:24px;background:{paper.PAGE}"
_BODY = f"{_BOX};color:{paper.INK};font:16px/1.5 {paper.FONTS}"
_HEAD = f"font-size:20px;line-height:1.3;margin:32px 0 8px;color:{paper.BRAND}"
_SMALL = f"font-size:13px;color:{paper.MUTE};margin:4px 0 16px"
_CELL = f"padding:6px 8px;border-bottom:1px solid {paper.LINE};vertical-align:top;font-size:14px"
_KEPT = ";white-space:nowrap"
_MARK = f"color:{paper.BRAND};text-decoration:none;font-size:12px"


def html(document: Cleared) -> str:
    """The briefing as one HTML text; the same document gives the same text."""
    return _Mail(document).text()


class _Mail:
    """One mail in the making: it counts notes, tables and figures."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.notes = layout.note_numbers(document)
        self.marked: set[Footnote] = set()
        self.tables, self.figures = count(1), count(1)

    def text(self) -> str:
        lang = self.document.language
        body = "".join(self._section(section) for section in self.document.sections)
        return (
            f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width"><title>{escape(self.document.title)}</title></head>\n'
            f'<body style="margin:0;background:{paper.PANEL}"><div style="{_BODY}">'
            f'<h1 style="font-size:26px;line-height:1.25;margin:0 0 4px">{escape(self.document.title)}</h1>'
            f'<p style="{_SMALL}">{escape(self.document.subtitle)}</p>{body}{self._emblem()}</div></body></html>\n'
        )

    def _emblem(self) -> str:
        emblem = self.document.emblem
        if emblem is None:
            return ""
        rule = f"border-top:1px solid {paper.LINE};margin-top:32px;padding-top:12px"
        return (
            f'<div style="{rule}"><p style="margin:0 0 4px"><strong>{escape(emblem.statement)}</strong></p>'
            f'<p style="{_SMALL}">{escape(emblem.disclaimer)}</p></div>'
        )

    def _section(self, section: Section) -> str:
        blocks = "".join(self._block(block) for block in section.blocks)
        return f'<h2 id="{section.id}" style="{_HEAD}">{escape(section.title)}</h2>{blocks}\n'

    def _block(self, block: Block) -> str:
        writers: Mapping[type, Callable[..., str]] = {
            Paragraph: lambda one: f'<p style="margin:8px 0">{self._sentence(one.sentence)}</p>',
            KeyMessage: self._key,
            Bullets: self._bullets,
            Subheading: lambda one: f'<h3 style="font-size:16px;margin:20px 0 4px">{escape(one.text)}</h3>',
            Table: self._table,
            Chart: self._chart,
            Note: _note,
            Footnotes: self._footnotes,
        }
        return writers[type(block)](block)

    def _key(self, block: KeyMessage) -> str:
        ground = f"background:{paper.PANEL};border-left:4px solid {paper.BRAND};padding:8px 12px;margin:8px 0"
        return f'<p style="{ground}">{self._sentence(block.sentence)}</p>'

    def _bullets(self, block: Bullets) -> str:
        items = "".join(f'<li style="margin:4px 0">{self._sentence(item)}</li>' for item in block.items)
        return f'<ul style="margin:8px 0;padding-left:20px">{items}</ul>'

    def _sentence(self, sentence: Sentence) -> str:
        return "".join(self._run(run) for run in sentence.runs)

    def _run(self, run: Run) -> str:
        words = escape(run.text)
        if run.href:
            words = f'<a href="{escape(run.href)}" style="color:{paper.BRAND}">{words}</a>'
        if run.strong or run.number is not None:
            words = f"<strong>{words}</strong>"
        return words + self._mark(run.footnote)

    def _mark(self, note: Footnote | None) -> str:
        if note is None:
            return ""
        number = self.notes[note]
        anchor = "" if note in self.marked else f' id="mark-{number}"'
        self.marked.add(note)
        return f'\u2060<sup><a{anchor} href="#note-{number}" style="{_MARK}">[{number}]</a></sup>'

    def _table(self, block: Table) -> str:
        lang = self.document.language
        caption = translate(lang, "briefing.mail_table", number=next(self.tables), caption=block.caption)
        heads = "".join(_head(column) for column in block.columns)
        rows = "".join(self._row(row, [column.numeric for column in block.columns]) for row in block.rows)
        notes = "".join(f'<p style="{_SMALL}">{escape(note)}</p>' for note in block.notes)
        return _framed(caption, f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>") + notes

    def _row(self, row: Sequence[Cell], numeric: Sequence[bool]) -> str:
        first, *others = zip(row, numeric, strict=True)
        cells = [self._cell(*first, 'th scope="row"'), *(self._cell(*one, "td") for one in others)]
        return f"<tr>{''.join(cells)}</tr>"

    def _cell(self, cell: Cell, numeric: bool, tag: str) -> str:
        style = f"{_CELL};text-align:{_side(numeric)}{_ground(cell)}{_KEPT if _short(cell) else ''}"
        return f'<{tag} style="{style}">{_address(cell.text)}{self._mark(cell.footnote)}</{tag.split(maxsplit=1)[0]}>'

    def _chart(self, block: Chart) -> str:
        """Mail readers draw no charts: bars as coloured cells, lines and slopes as a table of their values."""
        title = translate(self.document.language, "briefing.mail_figure", number=next(self.figures), title=block.title)
        rows = _lines(block) if any(point.series for point in block.points) else _bars(block)
        told = "<br>".join(escape(line) for line in layout.under(block))
        return _framed(title, f"<tbody>{rows}</tbody>", block.alt) + f'<p style="{_SMALL}">{told}</p>'

    def _footnotes(self, block: Footnotes) -> str:
        if not self.notes:
            return ""
        items = "".join(
            f'<li id="note-{number}" value="{number}" style="margin:4px 0;font-size:12px;color:{paper.MUTE}">'
            f'{escape(layout.joined(told))} <a href="#mark-{number}" style="{_MARK}">↑</a></li>'
            for number, told in enumerate(layout.note_texts(self.document).values(), start=1)
        )
        title = f'<h3 style="font-size:14px;margin:24px 0 4px">{escape(block.title)}</h3>'
        return f'{title}<ol style="padding-left:28px">{items}</ol>'


def _head(column: Column) -> str:
    style = f"{_CELL};text-align:{_side(column.numeric)};color:{paper.MUTE}"
    return f'<th scope="col" style="{style}">{escape(column.title)}</th>'


def _note(block: Note) -> str:
    lines = "".join(f'<p style="margin:4px 0">{escape(line)}</p>' for line in block.lines)
    frame = f"border:1px solid {paper.LINE};padding:8px 12px;margin:12px 0"
    return f'<div style="{frame}"><strong>{escape(block.title)}</strong>{lines}</div>'


def _framed(caption: str, inside: str, alt: str = "") -> str:
    spoken = f' aria-label="{escape(alt)}"' if alt else ""
    style = "border-collapse:collapse;width:100%;margin:16px 0 4px"
    head = f'<caption style="text-align:left;font-weight:600;padding:4px 0">{escape(caption)}</caption>'
    return f'<div style="overflow-x:auto"><table{spoken} style="{style}">{head}{inside}</table></div>'


def _side(numeric: bool) -> str:
    return "right;font-weight:400" if numeric else "left;font-weight:400"


def _ground(cell: Cell) -> str:
    return f";background:{paper.LIGHTS[cell.tone]}" if cell.tone else ""


def _short(cell: Cell) -> bool:
    """Whether a cell is a number, perhaps with its year, and stays on one line."""
    return cell.number is not None and cell.text.startswith(cell.number.text)


def _address(words: str) -> str:
    """An address as a link, other words as they are."""
    if not words.startswith(("http://", "https://")):
        return escape(words)
    return f'<a href="{escape(words)}" style="color:{paper.BRAND};word-break:break-all">{escape(words)}</a>'


def _bars(block: Chart) -> str:
    """A row per point: label, a bar as long as its value among those drawn, the value."""
    longest = max((abs(point.value) for point in block.points if point.value is not None), default=0) or 1
    return "".join(_bar(point, longest) for point in block.points)


def _bar(point: Point, longest: float) -> str:
    width = round(100 * abs(point.value or 0) / longest)
    colour = paper.ACCENT if point.selected else paper.SEQUENCE[2]
    bar = f'<div style="height:10px;width:{width}%;background:{colour}"></div>' if point.value is not None else ""
    label = f'<th scope="row" style="{_CELL};text-align:left;font-weight:400">{escape(point.label)}</th>'
    value = f'<td style="{_CELL};text-align:right;white-space:nowrap">{escape(point.text)}</td>'
    return f'<tr>{label}<td style="{_CELL};width:36%">{bar}</td>{value}</tr>'


def _lines(block: Chart) -> str:
    """A row per year, a column per series."""
    series = list(dict.fromkeys(point.series for point in block.points))
    labels = sorted({point.label for point in block.points})
    known = {(point.label, point.series): point.text for point in block.points}
    turned = len(series) > len(labels)
    down, across = (series, labels) if turned else (labels, series)
    head = "".join(f'<th scope="col" style="{_CELL};text-align:right">{escape(one)}</th>' for one in across)
    rows = [f'<tr><td style="{_CELL}"></td>{head}</tr>']
    rows += [_line(one, [known.get((other, one) if turned else (one, other), "–") for other in across]) for one in down]
    return "".join(rows)


def _line(label: str, values: Sequence[str]) -> str:
    cells = "".join(f'<td style="{_CELL};text-align:right;white-space:nowrap">{escape(value)}</td>' for value in values)
    return f'<tr><th scope="row" style="{_CELL};text-align:left;font-weight:400">{escape(label)}</th>{cells}</tr>'
