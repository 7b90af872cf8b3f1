"""What a source that stands on a big table says of it: the content of data/sources/<id>/reductions.toml."""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from analytics.survey_design import Design, Lonely
from data.errors import Finding, InputError
from data.paths import shown

FILE = "reductions.toml"


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DesignRecord(_Record):
    """Which columns of the table say how respondents were drawn."""

    weight: str
    stratum: str = ""
    psu: str = ""
    fpc: str = ""
    second_fpc: str = ""
    lonely: Lonely = "fail"

    @property
    def design(self) -> Design:
        """The same as estimates take it."""
        return Design(**self.model_dump())


class Grouping(_Record):
    """A column that tells respondents apart.

    Attributes:
        column: its name in the table.
        codes: cell -> category; a cell without one is in no group. Empty = the cells are the categories.
    """

    column: str
    codes: dict[str, str] = {}

    @model_validator(mode="after")
    def _one_to_one(self) -> "Grouping":
        if len(set(self.codes.values())) < len(self.codes):
            raise ValueError("two codes have one category: join them when the table is taken in")
        return self


class Reduction(_Record):
    """How one indicator comes out of the table.

    Attributes:
        reduction: share or mean (of respondents), count or sum (of events, by place and calendar year).
        answer: column of the answer, for share and mean.
        yes: answers that count, for share.
        kind: one kind of event, for count and sum; "" = all.
    """

    reduction: Literal["share", "mean", "count", "sum"]
    answer: str = ""
    yes: tuple[str, ...] = ()
    kind: str = ""

    @model_validator(mode="after")
    def _complete(self) -> "Reduction":
        if self.reduction in ("share", "mean") and not self.answer:
            raise ValueError("a share or mean needs its answer")
        if (self.reduction == "share") != bool(self.yes):
            raise ValueError("`yes` goes with share, and share with `yes`")
        return self


class BigRecord(_Record):
    """One reductions.toml.

    Attributes:
        table: name under which it was taken in.
        year: data year of a survey; events have their own dates.
        wave: tells two surveys of one year apart.
        whole: the place that all respondents stand for.
        design: of a survey.
        place: column and spellings of regions; without it only the whole is estimated.
        groups: dimension -> column and categories.
        printed: breakdowns, each a list of "place" and dimensions; [] = the whole sample.
        indicators: id -> how it is computed.
    """

    table: str
    year: int = 0
    wave: str = ""
    whole: str = "GEO"
    design: DesignRecord | None = None
    place: Grouping | None = None
    groups: dict[str, Grouping] = {}
    printed: tuple[tuple[str, ...], ...] = ((),)
    indicators: dict[str, Reduction] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits(self) -> "BigRecord":
        surveyed = any(one.reduction in ("share", "mean") for one in self.indicators.values())
        if surveyed and (self.design is None or not self.year):
            raise ValueError("shares and means need [design] and year")
        known = {"place": self.place, **self.groups}
        missing = sorted({name for breakdown in self.printed for name in breakdown if not known.get(name)})
        if missing:
            raise ValueError(f"printed names {', '.join(missing)}, which is neither [place] nor in [groups]")
        return self


def load(folder: Path) -> BigRecord | None:
    """The record of a source folder; None where the source prints its figures itself.

    Raises:
        InputError: with everything that is wrong with it.
    """
    path = folder / FILE
    if not path.exists():
        return None
    try:
        return BigRecord(**tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise InputError([Finding(shown(path), 0, "", str(error), "is not TOML", "Mend the line it names")]) from None
    except ValidationError as error:
        cure = "See class BigRecord in analytics/big_records.py"
        raise InputError([
            Finding(shown(path), 0, ".".join(map(str, one["loc"])), str(one["input"])[:80], one["msg"], cure)
            for one in error.errors()
        ]) from None  # fmt: skip
