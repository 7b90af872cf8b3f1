"""What stands around a chart in a picture file: title above, legend, source, licence, release and address below.

Needs no streamlit. The picture has one width, whatever the screen's, so that a phone gives the same file as a desk.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from pages.parts import legend
from pages.parts.labels import width
from pages.parts.legend import Key
from pages.parts.theme import Tokens

WIDTH, EDGE = 960, 16
TITLE, TEXT = 20, 13
LINE = 1.4
FORMATS = {"png": "PNG", "svg": "SVG"}
_MARK, _GAP = 28, 18


@dataclass(frozen=True)
class Surroundings:
    """The words around a chart, in the reader's language.

    Attributes:
        title: of the figure.
        subtitle: unit and direction.
        keys: the legend.
        notes: source, licence, limits, release, address; a paragraph each.
    """

    title: str
    subtitle: str
    keys: Sequence[Key]
    notes: Sequence[str]


def buttons(figure: str, around: Surroundings, file: str, colours: Tokens) -> str:
    """Markup of a button for each of FORMATS, which `picture_script` listens to.

    Args:
        figure: key of the drawn chart.
        around: the words.
        file: name of the file without its ending.
        colours: of the theme in force.
    """
    order = {"figure": figure, "file": file, **laid_out(around, colours)}
    look = (
        f"font:inherit;color:{colours.ink};background:{colours.bg};border:1px solid {colours.line};"
        "border-radius:4px;padding:4px 12px;min-height:40px;cursor:pointer"
    )
    spoken = escape(json.dumps(order))
    made = (
        f'<button type="button" style="{look}" data-format="{form}" data-kvali-picture="{spoken}">{label}</button>'
        for form, label in FORMATS.items()
    )
    return f'<div style="display:flex;gap:8px;flex-wrap:wrap">{"".join(made)}</div>'


def laid_out(around: Surroundings, colours: Tokens) -> dict[str, Any]:
    """Words and marks with their places.

    Returns:
        width, top and bottom (pixels added above and below the chart), words (text, size, colour, weight, x, y, foot)
        and marks (source, x, y, foot); y counts from the upper edge, or with foot from the lower edge of the chart.
    """
    above = _Column(foot=False)
    above.paragraph(around.title, TITLE, colours.ink, weight=600)
    above.paragraph(around.subtitle, TEXT, colours.mute)
    below = _Column(foot=True)
    below.legend(around.keys, colours)
    for note in around.notes:
        below.paragraph(note, TEXT - 1, colours.mute)
    return {
        "width": WIDTH, "top": above.y, "bottom": below.y + EDGE,
        "words": [*above.words, *below.words], "marks": [*above.marks, *below.marks],
    }  # fmt: skip


class _Column:
    """Lines set one under another."""

    def __init__(self, *, foot: bool) -> None:
        self.foot, self.y = foot, EDGE
        self.words: list[dict[str, Any]] = []
        self.marks: list[dict[str, Any]] = []

    def paragraph(self, text: str, size: int, colour: str, weight: int = 400) -> None:
        for line in in_lines(text, size, WIDTH - 2 * EDGE):
            self._word(escape(line, quote=False), size, colour, EDGE, weight)
            self.y += round(size * LINE)
        self.y += 4 if text else 0

    def legend(self, keys: Sequence[Key], colours: Tokens) -> None:
        across = EDGE
        for key in keys:
            indent = _MARK if key.mark else 0
            lines = in_lines(key.words, TEXT, WIDTH - 2 * EDGE - indent)
            needed = indent + max(width(line, TEXT) for line in lines) + _GAP
            if across > EDGE and across + needed > WIDTH - EDGE:
                self.y, across = self.y + round(TEXT * LINE), EDGE
            if key.mark:
                self._mark(key, colours, across)
            self._word(
                "<br>".join(escape(line, quote=False) for line in lines), TEXT, colours.ink, across + indent, 400
            )
            self.y += round(TEXT * LINE) * (len(lines) - 1)
            across += round(needed)
        self.y += round(TEXT * LINE) + 6 if keys else 0

    def _mark(self, key: Key, colours: Tokens, across: int) -> None:
        source = base64.b64encode(legend.picture(key, colours).encode()).decode()
        place = {"x": across, "y": self.y + 3, "foot": self.foot}
        self.marks.append({"source": f"data:image/svg+xml;base64,{source}", **place})

    def _word(self, text: str, size: int, colour: str, across: int, weight: int) -> None:
        place = {"x": across, "y": self.y, "foot": self.foot}
        self.words.append({"text": text, "size": size, "colour": colour, "weight": weight, **place})


def in_lines(text: str, size: float, across: float) -> list[str]:
    """Words in lines of at most so many pixels, a word that is longer on a line of its own.

    >>> in_lines("one two three", 13, 60)
    ['one two', 'three']
    """
    lines: list[str] = []
    for word in text.split(" ") if text else []:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= across:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
