"""Facts picked from memory are those that the database would give, credits those of all ancestors."""

import random

import pandas as pd
import pytest

from analytics import facts as questions
from data import releases

SEED = 20261128


def drawn(chance, release):
    """A question by chance: indicators, places, levels, years, group and statistic that the release has."""
    columns = {
        name: releases.query(release, f"SELECT DISTINCT {name} FROM facts ORDER BY 1")[name].tolist()
        for name in ("indicator", "place", "year", "grp", "statistic")
    }
    some = {
        "places": chance.choice([(), ("GEO",), tuple(chance.sample(columns["place"], 6))]),
        "levels": chance.choice([(), ("region",), ("country", "region")]),
        "years": chance.choice([(), tuple(chance.sample(columns["year"], 4))]),
        "grp": chance.choice(["", "", None, chance.choice(columns["grp"])]),
        "statistic": chance.choice(["value", "value", "value", chance.choice(columns["statistic"])]),
    }
    return tuple(chance.sample(columns["indicator"], chance.choice([1, 1, 2, 3]))), some


def test_from_memory_and_from_the_database_comes_the_same_frame(release, monkeypatch):
    chance = random.Random(SEED)  # noqa: S311 - draws questions, no secrets
    found = 0
    for indicators, some in (drawn(chance, release) for _ in range(150)):
        from_memory = questions.of(release, indicators, **some)
        with monkeypatch.context() as patch:
            patch.setattr(questions, "FEW", 0)
            asked = questions.of(release, indicators, **some)
        pd.testing.assert_frame_equal(from_memory, asked)
        found += len(asked)
    assert found > 1000


def test_who_changes_picked_facts_changes_only_their_own(release):
    first = questions.of(release, ("population_census",))
    first["value"] = 0.0
    first.loc[:, "place"] = "nowhere"
    again = questions.of(release, ("population_census",))
    assert again["value"].min() > 0
    assert "GE-KK" in set(again["place"])


@pytest.mark.parametrize("kind", ["source <> 'kvali'", "source = 'kvali'"])
def test_credits_are_the_sources_of_all_ancestors(release, kind):
    ids = releases.query(release, f"SELECT fact_id FROM facts WHERE {kind} ORDER BY fact_id")["fact_id"].tolist()
    chance = random.Random(SEED)  # noqa: S311 - draws facts, no secrets
    for fact_id in chance.sample(ids, 25):
        sources = set(questions.ancestors(release, [fact_id])["source"]) - {"kvali"}
        assert questions.credits(release, [fact_id]) == sorted(sources) != []


def test_an_id_that_is_no_fact_has_no_credits(release):
    assert questions.credits(release, ["k" + "a" * 12]) == []
