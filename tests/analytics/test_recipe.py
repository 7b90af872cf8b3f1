import tomllib
from typing import Any

import pandas as pd
import pytest
from pydantic import ValidationError

from analytics import facts as questions
from analytics.catalogue import catalogue
from analytics.composite import composite
from analytics.index_panel import panel
from analytics.indices import indices
from analytics.recipe import (
    Aggregation,
    Item,
    Normalisation,
    Outliers,
    Part,
    Recipe,
    Weights,
)

TEXT = """
normalisation = { method = "goalposts", span = [1, 100] }
weights = { method = "given" }
aggregation = { within = "arithmetic", between = "geometric" }
least_data = { within = 0.667, between = 1 }
imputation = { rule = "other_year", years = 1 }

[[pillars]]
id = "voice"
weight = 2
items = [
  { indicator = "petitions", better = "higher", goalposts = [0, 10] },
  { indicator = "bans", better = "lower", goalposts = [0, 5] },
]

[[pillars]]
id = "means"
weight = 1

[[pillars.parts]]
id = "money"
items = [{ indicator = "grants", better = "higher", goalposts = [1, 1000], transform = "log" }]

[[pillars.parts]]
id = "people"
mean = "harmonic"
items = [{ indicator = "members", better = "higher", goalposts = [0, 1] }]
"""


def read(text: str = TEXT) -> Recipe:
    return Recipe(**tomllib.loads(text))


def test_a_recipe_becomes_a_tree_of_any_depth() -> None:
    tree = read().tree()

    assert tree.leaves() == ("petitions", "bans", "grants", "members")
    assert [node.id for node in tree.inner()] == ["index", "voice", "means", "money", "people"]
    assert [node.mean for node in tree.inner()] == ["geometric", "arithmetic", "geometric", "arithmetic", "harmonic"]
    assert [child.weight for child in tree.children] == [2, 1]
    assert [one.better for one in read().items()] == ["higher", "lower", "higher", "higher"]


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        (TEXT.replace("weight = 1\n", "wieght = 1\n"), "wieght"),
        (TEXT.replace('better = "lower", ', ""), "better"),
        (TEXT.replace('"goalposts"', '"goals"', 1), "normalisation"),
    ],
)
def test_a_mistake_is_named_with_its_key(wrong: str, found: str) -> None:
    with pytest.raises(ValidationError, match=found):
        read(wrong)


def item(name: str, **more: Any) -> Item:
    return Item(indicator=name, better="higher", **more)


def recipe(*parts: Part, **more: Any) -> Recipe:
    return Recipe(pillars=parts, **more)


def test_publishers_stand_between_a_part_and_its_indicators() -> None:
    part = Part(id="space", items=(item("x", group="V"), item("z", group="F"), item("y", group="V")))
    made = recipe(part, weights=Weights(group_first=True))

    assert [node.id for node in made.tree().inner()] == ["index", "space", "space/V", "space/F"]
    assert [one.indicator for one in made.items()] == ["x", "y", "z"]


def test_a_part_may_have_rules_of_its_own() -> None:
    made = recipe(Part(id="a", items=(item("x"), item("y")), mean="harmonic", weights="pca"))

    assert (made.tree().children[0].mean, made.tree().children[0].weighting) == ("harmonic", "pca")


TWO = Part(id="a", items=(item("x"), item("y")))
IMPOSSIBLE = [
    ("x stands twice", lambda: recipe(TWO, Part(id="b", items=(item("x"),)))),
    ("a stands twice", lambda: recipe(TWO, Part(id="a", items=(item("z"),)))),
    ("index stands twice", lambda: recipe(Part(id="index", items=(item("x"),)))),
    ("all state a weight or none", lambda: recipe(Part(id="a", items=(item("x", weight=1), item("y"))))),
    ("all state a weight or none", lambda: recipe(TWO, Part(id="b", weight=1, items=(item("z"),)))),
    ("a weight is stated where weights are equal", lambda: recipe(Part(id="a", items=(item("x", weight=1),)))),
    ("x has no goalposts, which goalposts", lambda: recipe(TWO, normalisation=Normalisation(method="goalposts"))),
    ("x has no group", lambda: recipe(TWO, weights=Weights(group_first=True))),
    ("from low to high", lambda: recipe(TWO, normalisation=Normalisation(span=(100, 1)))),
    (
        "need points of nought or more",
        lambda: recipe(
            TWO, normalisation=Normalisation(method="z_score"), aggregation=Aggregation(between="geometric")
        ),
    ),
    (
        "transform = 'log' at the item",
        lambda: recipe(
            Part(id="a", items=(item("x", goalposts=(1, 2)),)),
            normalisation=Normalisation(method="goalposts"),
            outliers=Outliers(rule="log"),
        ),
    ),
    ("goalposts are", lambda: item("x", goalposts=(2, 1))),
    ("items or parts", lambda: Part(id="a")),
    ("items or parts", lambda: Part(id="a", items=(item("x"),), parts=(TWO,))),
    ("pattern", lambda: Part(id="a/b", items=(item("x"),))),
]


@pytest.mark.parametrize(("message", "make"), IMPOSSIBLE)
def test_choices_that_exclude_each_other_are_refused(message: str, make: Any) -> None:
    with pytest.raises(ValidationError, match=message):
        make()


def test_a_recipe_cannot_be_changed_after_it_was_made() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        read().pillars = ()  # type: ignore[misc]


def test_the_national_index_that_ships_follows_from_its_recipe(release) -> None:  # type: ignore[no-untyped-def]
    index = indices()["national"]
    rows = questions.of(release, index.inputs, levels=("country",))
    made = panel(index, rows, catalogue())
    cells = made.cells
    names = pd.MultiIndex.from_product([cells.years, cells.places], names=["year", "unit"])
    values = pd.DataFrame(cells.values.reshape(-1, len(cells.items)), index=names, columns=list(cells.items))
    parts = [
        Part(
            id=part.id,
            items=tuple(
                item(entry.indicator, group=entry.publisher, goalposts=tuple(cells.goalposts[:, number]))
                for number, entry in enumerate(index.item)
                if entry.part == part.id
            ),
        )
        for part in index.part
    ]
    stated = Recipe(
        pillars=tuple(parts),
        normalisation=Normalisation(method="goalposts", span=(1, 100)),
        weights=Weights(group_first=True),
    )
    scores = composite(values, stated).scores
    shipped = questions.of(release, (index.indicator("overall"),), statistic="score").set_index(["year", "place"])
    assert len(shipped) == len(scores)
    assert all(shipped["value"][where] == pytest.approx(scores[where], abs=1e-9) for where in scores.index)
