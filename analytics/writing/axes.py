"""Where ticks and labels of charts stand, on screen and on paper."""

import math
from collections.abc import Sequence


def steps(low: float, high: float, count: int = 5) -> list[float]:
    """Round tick values from at or below `low` to at or above `high`, about `count` of them.

    >>> steps(0, 76)
    [0.0, 20.0, 40.0, 60.0, 80.0]
    """
    span = (high - low) or abs(high) or 1.0
    rough = span / count
    unit = 10 ** math.floor(math.log10(rough))
    factors = (1, 2, 5, 10) if unit == 1 else (1, 2, 2.5, 5, 10)  # steps of 2.5 would need a decimal nobody has
    step = next(unit * factor for factor in factors if unit * factor >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(float(step * number), 10) for number in range(first, last + 1)]


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
