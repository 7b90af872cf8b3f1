"""What an indicator can be divided by (sex, age, settlement, macro-region …), and who could have what is missing."""

from typing import Literal

import pandas as pd

from analytics import facts as questions
from analytics.catalogue import Indicator, catalogue
from analytics.shelf import origins
from data.releases import Release
from data.source_records import DERIVED
from geo.places import GEORGIA

MACROREGION = "macroregion"
PEOPLE = ("sex", "age", "settlement", MACROREGION)
VOTERS = ("sex", "age", "settlement")
Holding = Literal["microdata", "unpublished"]


def asked_of(record: Indicator) -> tuple[str, ...]:
    """What a reader would want an indicator divided by, whether or not there are figures.

    A share of people in a survey: by the usual questions on the person, and by macro-region. A share of voters on a
    list: by what a list holds. A score, a sum of money or a count of organisations: nothing beside what was published.
    """
    if record.nature == "survey" and record.unit.en.startswith("%") and "compan" not in record.unit.en:
        return PEOPLE
    return VOTERS if record.n_means == "voters on the list" else ()


def dimension_of(grp: str) -> str:
    """What a group divides by, as one id: "sex=women" -> "sex", "age=18-34|sex=men" -> "age.sex"; "" for a total."""
    return ".".join(part.partition("=")[0] for part in grp.split("|")) if grp else ""


def divided(release: Release, indicator: str) -> pd.DataFrame:
    """The figures of parts: the facts frame with `dimension` (as `dimension_of`) and `whole`, the place they divide.

    Groups of people or companies divide their own place, macro-regions divide Georgia.
    """
    facts = questions.of(release, (indicator,), grp=None)
    facts = facts.assign(dimension=facts["grp"].map(dimension_of), whole=facts["place"])
    parts = (facts["level"] == MACROREGION) & (facts["grp"] == "")
    facts.loc[parts, ["dimension", "whole"]] = [MACROREGION, GEORGIA]
    return facts[facts["dimension"] != ""].reset_index(drop=True)


def withheld(release: Release, indicator: str, place: str, dimension: str) -> pd.DataFrame:
    """Groups of one division whose newest figure at a place is held back or missing: the gaps frame, newest first."""
    gaps = questions.gaps(release, (indicator,), places=(place,))
    gaps = gaps[gaps["grp"].map(dimension_of) == dimension]
    return gaps.sort_values(["year", "grp"], ascending=[False, True]).drop_duplicates("grp").reset_index(drop=True)


def could_have(release: Release, record: Indicator, place: str) -> tuple[Holding, list[str]]:
    """Who could have a division that has no figures, and how.

    Returns:
        "microdata" where the indicator is a share of answers in surveys, whose respondents' answers would give it;
        "unpublished" where its sources counted and did not print it. With it the ids of the sources: those that the
        figures of this place rest on, newest first; where there is none, all of the indicator's.
    """
    kind: Holding = "microdata" if record.nature == "survey" else "unpublished"
    facts = questions.of(release, (record.id,), places=(place,))
    newest = facts.groupby("source")["year"].max()
    behind = questions.credits(release, list(facts["fact_id"]))
    own = sorted(behind, key=lambda source: (-int(newest.get(source, newest.get(DERIVED, 0))), source))
    return kind, own or sorted(origins(record, catalogue()))
