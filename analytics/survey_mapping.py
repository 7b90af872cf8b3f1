"""The mapping file of a survey: which variables of its micro-data are the design, the groups and the indicators."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analytics.estimate import LEAST
from data.errors import Finding, InputError
from data.paths import shown
from geo.places import GEORGIA

Code = Annotated[str, Field(coerce_numbers_to_str=True)]
Codes = tuple[Code, ...]
Category = Annotated[str, Field(pattern=r"^[^|=]+$")]


class Part(BaseModel):
    """Every part refuses keys that it does not know: a misspelt key must not pass for a default."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Drawing(Part):
    """The design's variables (see analytics.survey_design.Design); "" for stratum or psu = there was none."""

    weight: str = Field(min_length=1)
    stratum: str
    psu: str
    fpc: str = ""
    second_fpc: str = ""
    lonely: Literal["fail", "refuse", "center", "skip"] = "fail"


class Minimum(Part):
    """Below what a cell is suppressed; the defaults of the house may be raised, never lowered."""

    respondents: int = Field(LEAST.respondents, ge=LEAST.respondents)
    clusters: int = Field(LEAST.clusters, ge=LEAST.clusters)


class Grouping(Part):
    """A variable that puts respondents into groups.

    Attributes:
        variable: its name.
        codes: code or label -> category (for places: a code or any spelling that geo knows).
        bins: lower ends of ages instead of codes; the last one is open: [18, 35, 55] gives 18-34, 35-54, 55+.
        outside: codes or labels that belong to no category (refused, not known).
        level: for places, what a name of two levels means.
    """

    variable: str = Field(min_length=1)
    codes: Mapping[str, Category] = {}
    bins: tuple[int, ...] = ()
    outside: Codes = ()
    level: Literal["", "country", "region", "macroregion", "municipality"] = ""


class Question(Part):
    """One indicator as a share of answers.

    Attributes:
        variable: the question's name.
        yes: codes or labels that count.
        excluded: codes or labels that leave the denominator too; all others, refusals among them, stay in it.
    """

    variable: str = Field(min_length=1)
    yes: Codes = Field(min_length=1)
    excluded: Codes = ()


class Survey(Part):
    """One mapping file.

    Attributes:
        file: the micro-data, beside the mapping: .sav, .dta or .csv.
        source: id of the source that the estimates belong to.
        year: year of fieldwork.
        wave: tells two surveys of one year apart; usually "".
        whole: place that the whole sample stands for.
        design: the design's variables.
        minimum: below what a cell is suppressed.
        place: the places inside the whole, where the survey knows them.
        groups: sex, age, settlement -> the variable.
        breakdowns: what to print: [] = the whole, ["place"], ["sex"], ["age", "place"] ...; none given = the whole and
            each by itself.
        indicators: id of the indicator -> the question.
    """

    file: str = Field(min_length=1)
    source: str = Field(pattern=r"^[a-z0-9_]+$")
    year: int = Field(ge=1900, le=2100)
    wave: str = ""
    whole: str = GEORGIA
    design: Drawing
    minimum: Minimum = Minimum()
    place: Grouping | None = None
    groups: Mapping[Literal["age", "settlement", "sex"], Grouping] = {}
    breakdowns: tuple[tuple[Literal["place", "age", "settlement", "sex"], ...], ...] = ()
    indicators: Mapping[str, Question] = Field(min_length=1)

    @property
    def printed(self) -> list[tuple[str, ...]]:
        """The breakdowns, each in alphabetical order."""
        known = (["place"] if self.place else []) + sorted(self.groups)
        given = [tuple(sorted(set(one))) for one in self.breakdowns]
        return list(dict.fromkeys(given)) or [(), *((name,) for name in known)]

    @property
    def variables(self) -> dict[str, str]:
        """Every variable that is read -> the key of the mapping that names it."""
        design = {
            getattr(self.design, part): f"design.{part}" for part in ("weight", "stratum", "psu", "fpc", "second_fpc")
        }
        groups = {one.variable: f"groups.{name}.variable" for name, one in self.groups.items()}
        place = {self.place.variable: "place.variable"} if self.place else {}
        asked = {one.variable: f"indicators.{name}.variable" for name, one in self.indicators.items()}
        return {name: key for name, key in {**asked, **groups, **place, **design}.items() if name}


def load(path: Path) -> Survey:
    """The mapping in this file.

    Raises:
        InputError: it is missing, no TOML, or a key is missing, unknown or of the wrong kind.
    """
    try:
        survey = Survey(**tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        cure = "Write the mapping (docs/survey-import.md shows one)"
        raise InputError([Finding(shown(path), 0, "", path.name, "is not there", cure)]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError([Finding(shown(path), 0, "", str(error), "is not TOML", "Mend the line it names")]) from None
    except ValidationError as error:
        raise InputError(list(_findings(path, error))) from None
    _check_breakdowns(path, survey)
    return survey


def _findings(path: Path, error: ValidationError) -> list[Finding]:
    cure = "docs/survey-import.md lists the keys and their values"
    return [
        Finding(shown(path), 0, ".".join(map(str, one["loc"])), str(one["input"])[:80], one["msg"], cure)
        for one in error.errors()
    ]


def _check_breakdowns(path: Path, survey: Survey) -> None:
    known = {*survey.groups, *(["place"] if survey.place else [])}
    missing = sorted({name for one in survey.printed for name in one} - known)
    cure = "Add its table ([place] or [groups.<name>]) or leave it out of breakdowns"
    findings = [Finding(shown(path), 0, "breakdowns", name, "has no variable", cure) for name in missing]
    for name, one in survey.groups.items():
        if bool(one.codes) == bool(one.bins) or (one.bins and list(one.bins) != sorted(set(one.bins))):
            cure = "Give codes, or bins (rising lower ends)"
            findings.append(Finding(shown(path), 0, f"groups.{name}", one.variable, "has no categories", cure))
    if findings:
        raise InputError(findings)
