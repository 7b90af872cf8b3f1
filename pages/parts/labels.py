"""Labels inside charts: broken where they are long, moved apart where they collide. Needs no streamlit."""

import re
from collections.abc import Sequence

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


def apart(wanted: Sequence[float], gap: float) -> list[float]:
    """Positions near the wanted ones, in the same order, at least `gap` from one another.

    Neighbours that collide share the move, as in isotonic regression.

    >>> apart([10, 10.5, 20], 2)
    [9.25, 11.25, 20.0]
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    blocks: list[tuple[float, list[int]]] = []
    for index in order:
        blocks.append((float(wanted[index]), [index]))
        while len(blocks) > 1 and _collide(blocks[-2], blocks[-1], gap):
            (left, first), (right, second) = blocks[-2:]
            size = len(first) + len(second)
            blocks[-2:] = [((left * len(first) + right * len(second)) / size, first + second)]
    placed = [0.0] * len(wanted)
    for centre, members in blocks:
        for rank, index in enumerate(members):
            placed[index] = centre + (rank - (len(members) - 1) / 2) * gap
    return placed


def _collide(lower: tuple[float, list[int]], upper: tuple[float, list[int]], gap: float) -> bool:
    needed = gap * (len(lower[1]) + len(upper[1])) / 2
    return upper[0] - lower[0] < needed
