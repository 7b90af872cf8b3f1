"""What a briefing is made of: numbers with their facts, sentences with what they claim, tables, charts, notes."""

from dataclasses import dataclass
from typing import Literal

Measure = Literal[
    "value",
    "interval",
    "difference",
    "count",
    "tally",
    "chance",
    "step",
    "range",
    "scale",
    "reach",
    "lacking",
    "width",
]
Counted = Literal[
    "", "ahead", "behind", "rest", "others", "within", "comparisons", "apart", "pairs", "same", "opposite", "witnesses"
]
MISSING = frozenset({"lacking", "width"})
"""Measures of figures that are missing: the ids of such a number are those that the figures would have."""
Tone = Literal["", "good", "warn", "bad"]
ChartKind = Literal["bars-with-intervals", "line-with-band", "slope", "map"]


@dataclass(frozen=True)
class Number:
    """A number as it stands in a document, with the facts that it comes from.

    Attributes:
        fact_ids: the facts; for a difference the later or own one first, for a count all that were counted.
        value: in the indicator's own unit, as the release holds it; for a difference first minus second.
        text: as written: "23% (20–26)".
        measure: value (of the one fact), interval (its value with both ends), difference (of two facts), count (how
            many comparisons of the facts meet what `counted` says), tally (how many facts these are), chance
            (of 100), step (part of a difference, computed from the facts), range (from the first to the last of the
            facts, with their number, or of one fact's bounds), scale (an end of the scale of the fact's indicator),
            reach (to either side, of the narrowest or widest interval of the facts), lacking (how many figures are
            missing), width (of the interval for which a figure is missing).
        counted: what a count counts, so that it can be counted again; "" for the other measures.
    """

    fact_ids: tuple[str, ...]
    value: float
    text: str
    measure: Measure = "value"
    counted: Counted = ""


@dataclass(frozen=True)
class Footnote:
    """Where the numbers before it come from; equal footnotes are one.

    Attributes:
        text: publisher, title, edition and licence in words, as a note prints them.
        source: id of the source; "kvali" for computed numbers, whose text names the sources of their inputs.
        fact_ids: the facts it stands for.
        credit: the part of its text that names sources and licences; "" where nothing is credited.
    """

    text: str
    source: str
    fact_ids: tuple[str, ...]
    credit: str = ""


@dataclass(frozen=True)
class Run:
    """A piece of a sentence: words, or one number.

    Attributes:
        text: what is printed.
        number: the number that this run is; None for words.
        footnote: the note whose mark follows the run.
        strong: whether it is set in bold.
        href: address it links to; "" without one.
    """

    text: str
    number: Number | None = None
    footnote: Footnote | None = None
    strong: bool = False
    href: str = ""


@dataclass(frozen=True)
class Claim:
    """What a sentence claims, so that a newer release can be asked whether it still holds.

    Attributes:
        id: stays the same from release to release: what is said of what ("change:turnout_parliamentary:GE-KK").
        verdict: the machine word of what is said: rose, no_reliable_change, above, cannot_tell, strength, missing, …
        fact_ids: the facts it rests on.
    """

    id: str
    verdict: str
    fact_ids: tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """One or a few sentences that stand together: runs in order, and what they claim, if anything."""

    runs: tuple[Run, ...]
    claim: Claim | None = None

    @property
    def text(self) -> str:
        """The words without marks of notes."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    sentence: Sentence


@dataclass(frozen=True)
class Subheading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list without order; each item is a sentence."""

    items: tuple[Sentence, ...]


@dataclass(frozen=True)
class KeyMessage:
    """A sentence that a hurried reader must not miss, and the direction it speaks of, for those who only look.

    Attributes:
        sentence: what it says.
        direction: up or down as the numbers go, "" without a reliable direction.
        better: whether that direction is the good one; None without a direction or when neither is better.
    """

    sentence: Sentence
    direction: Literal["up", "down", ""] = ""
    better: bool | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, and whether its cells are numbers (set to the right)."""

    title: str
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell: its words or its number, its tone (a traffic light that the words say too), its note."""

    text: str
    number: Number | None = None
    tone: Tone = ""
    footnote: Footnote | None = None


@dataclass(frozen=True)
class Table:
    """A table; writers number it and print the caption above.

    Attributes:
        columns: its head.
        rows: each as long as `columns`; the first cell names the row.
        caption: without number.
        alt: what it shows, for those who cannot see it.
        notes: lines printed under it.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str
    alt: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Point:
    """One value of a chart.

    Attributes:
        label: what it is called: the place of a bar or a map's region, the year of a line, the date of a slope's end.
        value: in the chart's unit; None where there is no figure (a map's region, a break of a line).
        text: the value as written, or why there is none.
        lower: lower end of the interval; None without one.
        upper: upper end.
        fact_ids: the fact; empty without a value.
        series: the line or slope it belongs to; "" in bars and maps.
        place: code of the place.
        selected: whether it is the subject: the only mark in the accent colour.
        unsure: whether it is announced or preliminary: drawn hollow.
    """

    label: str
    value: float | None
    text: str
    lower: float | None = None
    upper: float | None = None
    fact_ids: tuple[str, ...] = ()
    series: str = ""
    place: str = ""
    selected: bool = False
    unsure: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart; writers draw it, number it, print the caption under it and give it `alt`.

    Attributes:
        kind: bars-with-intervals (points in the order they are drawn, top first), line-with-band (points of each
            series by year), slope (two points a series), map (one point a region).
        title: what it shows, as a sentence or a name.
        alt: what it says, in words.
        points: its values.
        unit: of its axis, in words.
        source: the credit line.
        caption: under it, without number.
        digits: digits behind the point on its axis.
        percent: whether axis labels carry a percent sign.
        breaks: a map's class breaks, ascending; empty for the other kinds.
        better: which way is better, in words; "" where neither is.
        cuts: first years of a new meaning: a line is broken before each of them.
    """

    kind: ChartKind
    title: str
    alt: str
    points: tuple[Point, ...]
    unit: str
    source: str
    caption: str
    digits: int = 0
    percent: bool = False
    breaks: tuple[float, ...] = ()
    better: str = ""
    cuts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Note:
    """The staff's own words, set apart, since no fact stands behind them: each line is a paragraph."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Footnotes:
    """Where formats without real footnotes print them; the others leave it out."""

    title: str


Block = Paragraph | Subheading | Bullets | KeyMessage | Table | Chart | Note | Footnotes


def sentences(block: Block) -> tuple[Sentence, ...]:
    """The sentences of a block; none in tables, charts and notes."""
    if isinstance(block, Paragraph | KeyMessage):
        return (block.sentence,)
    return block.items if isinstance(block, Bullets) else ()
