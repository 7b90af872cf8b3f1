"""Published indices, recomputed from their printed inputs: every printed digit follows within the inputs' rounding."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.composite import Composite, composite
from analytics.recipe import Aggregation, Item, Least, Normalisation, Part, Recipe

PUBLISHED = Path(__file__).parent / "published"


def example(name: str) -> pd.DataFrame:
    return pd.read_csv(PUBLISHED / f"{name}.csv", encoding="utf-8", index_col="country")


def between(low: pd.Series, printed: pd.Series, high: pd.Series) -> list[str]:
    """Countries whose printed value (three digits) lies outside what the rounding of the inputs allows."""
    outside = (printed + 0.0005 < low) | (printed - 0.0005 > high)
    return list(printed.index[outside])


# Human Development Report 2021/22, technical note 1 and table 1: goalposts, geometric mean of three dimensions,
# education the arithmetic mean of its two indicators, income (2017 PPP $) in logarithms.
HUMAN_DEVELOPMENT = Recipe(
    pillars=(
        Part(id="health", items=(Item(indicator="life_expectancy", better="higher", goalposts=(20, 85)),)),
        Part(
            id="education",
            items=(
                Item(indicator="expected_schooling", better="higher", goalposts=(0, 18)),
                Item(indicator="mean_schooling", better="higher", goalposts=(0, 15)),
            ),
        ),
        Part(
            id="income",
            items=(Item(indicator="income", better="higher", goalposts=(100, 75_000), transform="log"),),
        ),
    ),
    normalisation=Normalisation(method="goalposts"),
    aggregation=Aggregation(within="arithmetic", between="geometric"),
    least_data=Least(within=1, between=1),
)
HALF_DIGIT = {"life_expectancy": 0.05, "expected_schooling": 0.05, "mean_schooling": 0.05, "income": 0.5}


def development(values: pd.DataFrame) -> pd.Series:
    return composite(values, HUMAN_DEVELOPMENT).scores


def test_human_development_index_of_22_countries() -> None:
    values = example("human_development_2021")
    half = pd.Series(HALF_DIGIT)
    inputs = values[list(HALF_DIGIT)]

    assert between(development(inputs - half), values["printed"], development(inputs + half)) == []


def test_human_development_index_of_georgia_by_its_dimensions() -> None:
    georgia = composite(example("human_development_2021"), HUMAN_DEVELOPMENT).parts.loc["Georgia"]

    # By hand: (71.7 - 20) / 65, (15.6 / 18 + 12.8 / 15) / 2, ln(14664 / 100) / ln(750).
    assert georgia.round(4).to_dict() == {"health": 0.7954, "education": 0.86, "income": 0.7535}
    assert development(example("human_development_2021"))["Georgia"] == pytest.approx(0.802, abs=0.0005)


# Human Development Report 2001, technical note 2 and annex table A2.1. Inputs as the OECD/JRC Handbook (2008), table
# A.2, prints them: telephones and electricity as logarithms of base 10 with two decimals.
TECHNOLOGY = {
    "patents": (0, 994),
    "royalties": (0, 272.6),
    "internet": (0, 232.4),
    "exports": (0, 80.8),
    "telephones_log10": (0, np.log10(901)),
    "electricity_log10": (np.log10(22), np.log10(6969)),
    "schooling": (0.8, 12.0),
    "university": (0.1, 27.4),
}
DIMENSIONS = ("creation", "recent", "old", "skills")


def technology(values: pd.DataFrame, ends: dict[str, tuple[float, float]] | None = None) -> Composite:
    items = [Item(indicator=name, better="higher", goalposts=pair) for name, pair in (ends or TECHNOLOGY).items()]
    pillars = tuple(Part(id=name, items=tuple(items[2 * i : 2 * i + 2])) for i, name in enumerate(DIMENSIONS))
    return composite(values, Recipe(pillars=pillars, normalisation=Normalisation(method="goalposts")))


def rounded(sign: int) -> pd.Series:
    """The index where inputs and goalposts stand at the end of their rounding that is best (1) or worst (-1)."""
    half = {"patents": 0.5, "telephones_log10": 0.005, "electricity_log10": 0.005}
    ends = {
        name: (low - sign * 0.05 * (low > 0 and "log" not in name), high - sign * (0 if "log" in name else 0.05))
        for name, (low, high) in TECHNOLOGY.items()
    }
    inputs = example("technology_achievement_2001")[list(TECHNOLOGY)]
    return technology(inputs + pd.Series({name: sign * half.get(name, 0.05) for name in TECHNOLOGY}), ends).scores


def test_technology_achievement_index_of_22_countries() -> None:
    printed = example("technology_achievement_2001")["printed"]

    # The value that is printed for Singapore does not follow from the inputs that are printed for it.
    assert between(rounded(-1), printed, rounded(1)) == ["Singapore"]


def test_technology_achievement_of_new_zealand_as_the_report_works_it_out() -> None:
    inputs = pd.DataFrame(
        {"patents": 103, "royalties": 13.0, "internet": 146.7, "exports": 15.4, "telephones": 720, "electricity": 8215,
         "schooling": 11.7, "university": 13.1},
        index=["New Zealand"],
    )  # fmt: skip
    raw = dict(zip(inputs, TECHNOLOGY.values(), strict=True)) | {"telephones": (1, 901), "electricity": (22, 6969)}
    items = [
        Item(indicator=name, better="higher", goalposts=pair,
             transform="log" if name in ("telephones", "electricity") else "none")
        for name, pair in raw.items()
    ]  # fmt: skip
    pillars = tuple(Part(id=name, items=tuple(items[2 * i : 2 * i + 2])) for i, name in enumerate(DIMENSIONS))

    found = composite(inputs, Recipe(pillars=pillars, normalisation=Normalisation(method="goalposts")))

    # The report rounds on the way (skills 0.724, its printed inputs give 0.7247): hence one unit of the last digit.
    assert found.parts.loc["New Zealand"].to_list() == pytest.approx([0.076, 0.411, 0.984, 0.724], abs=0.001)
    assert found.scores["New Zealand"] == pytest.approx(0.548, abs=0.001)


def test_a_mean_of_seven_dimensions_of_which_1_is_best() -> None:
    # Made-up scores in the manner of the CSO Sustainability Index: seven dimensions from 1 (best) to 7, plain mean,
    # printed with one decimal. Its direction is turned by `better`, its scale kept by the span.
    scores = pd.DataFrame([[3.3, 4.3, 5.0, 3.9, 4.1, 4.4, 3.8]], index=["A"], columns=list("abcdefg"))
    items = tuple(Item(indicator=name, better="lower", goalposts=(1, 7)) for name in scores)
    recipe = Recipe(
        pillars=(Part(id="sector", items=items),), normalisation=Normalisation(method="goalposts", span=(1, 7))
    )

    assert 8 - composite(scores, recipe).scores["A"] == pytest.approx(28.8 / 7)
