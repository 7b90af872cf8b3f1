"""Labels inside charts: broken where they are long. Needs no streamlit."""

import re

BREAK_FROM = 20
_GEORGIAN = re.compile(r"[ა-ჿ]")
_PIECE = re.compile(r"(?:[^\s-]|(?<=[\d%\u2060])-)+-?\s?|-\s?")
_MARKUP = re.compile(r"<[^>]+>")


def wrapped(label: str, longest: int = BREAK_FROM) -> str:
    """A label in lines of about `longest` letters, broken by <br> at a space or behind a hyphen.

    >>> wrapped("რაჭა-ლეჩხუმი და ქვემო სვანეთი")
    'რაჭა-ლეჩხუმი და<br>ქვემო სვანეთი'
    >>> wrapped("Kvemo Kartli")
    'Kvemo Kartli'
    """
    if len(label) < longest:
        return label
    lines: list[str] = [""]
    target = len(label) / (len(label) // longest + 1)
    for piece in _PIECE.findall(label):
        full = len(lines[-1]) + len(piece.strip()) > longest or len(lines[-1]) >= target
        if lines[-1] and full:
            lines.append("")
        lines[-1] += piece
    return "<br>".join(line.strip() for line in lines)


def width(label: str, size: float = 13) -> float:
    """About how many pixels the longest line of a label takes: Georgian letters are the wider ones."""
    lines = _MARKUP.sub("", label.replace("<br>", "\n")).split("\n")
    return max(sum(0.68 if _GEORGIAN.match(letter) else 0.58 for letter in line) for line in lines) * size
