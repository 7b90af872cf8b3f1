"""The records of the indices: what they may say, and that a mistake is named with its file, key, value and cure."""

import pytest

from analytics.catalogue import catalogue
from analytics.indices import RECORDS, check, frame, indices, read
from analytics.methods import FACTORS
from data.errors import InputError

NATIONAL, REGIONAL = "national", "regional"


@pytest.fixture
def changed(tmp_path):
    """The findings after a change of the national record: changed(old, new) -> findings."""

    def findings(old, new, name="national.toml"):
        text = (RECORDS / "national.toml").read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / name
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(InputError) as error:
            read(path)
        return error.value.findings

    return findings


def without(index, **changes):
    """The index with its first item changed."""
    return index.model_copy(update={"item": (index.item[0].model_copy(update=changes), *index.item[1:])})


def problems(index):
    with pytest.raises(InputError) as error:
        check(index, catalogue())
    return [(finding.file, finding.value, finding.problem) for finding in error.value.findings]


def test_two_indices_ship():
    assert list(indices()) == [NATIONAL, REGIONAL]


@pytest.mark.parametrize("name", [NATIONAL, REGIONAL])
def test_every_shipped_item_may_stand_in_its_index(name):
    check(indices()[name], catalogue())


@pytest.mark.parametrize("name", [NATIONAL, REGIONAL])
def test_every_choice_of_a_record_is_one_that_the_machine_knows(name):
    index, parts = indices()[name], {part.id for part in indices()[name].part}

    assert set(index.factors) <= set(FACTORS)
    assert set(index.optional) <= parts
    assert set(index.default_without) <= set(index.optional)


@pytest.mark.parametrize("name", [NATIONAL, REGIONAL])
def test_no_indicator_stands_in_an_index_twice(name):
    items = [entry.indicator for entry in indices()[name].item]

    assert len(items) == len(set(items))


@pytest.mark.parametrize("name", [NATIONAL, REGIONAL])
def test_the_overall_score_is_no_headline(name):
    assert [profile.headline for profile in indices()[name].profile if profile.id == "overall"] == [False]


@pytest.mark.parametrize("name", [NATIONAL, REGIONAL])
def test_every_part_belongs_to_the_overall_score(name):
    index = indices()[name]
    (overall,) = (profile for profile in index.profile if profile.id == "overall")

    assert overall.parts == tuple(part.id for part in index.part)


def test_no_index_over_items_stands_beside_those_items():
    # Rule of independence: core civil society, participation and the thick association index reuse the items.
    nested = {"core", "cspart", "frassoc_thick", "diagacc", "civlib", "partip", "partipdem", "rating", "total"}

    assert [one.indicator for one in indices()[NATIONAL].item if nested & set(one.indicator.split("_"))] == []


def test_the_measure_outside_is_no_item():
    index = indices()[NATIONAL]

    assert index.outside not in {entry.indicator for entry in index.item}


def test_the_inputs_hold_every_indicator_that_is_read():
    inputs = indices()[REGIONAL].inputs

    assert {"turnout_latest", "turnout_parliamentary", "population_census"} <= set(inputs)
    assert len(inputs) == len(set(inputs))


def test_facts_of_a_profile_stand_under_the_index_and_its_name():
    assert indices()[NATIONAL].indicator("civic_space") == "index_national_civic_space"


def test_every_profile_is_listed_as_an_index():
    rows = frame(indices()).set_index("indicator")

    assert len(rows) == sum(len(index.profile) for index in indices().values())
    assert set(rows["kind"]) == {"index"}
    assert rows.loc["index_regional_voting", "pillar"] == "engagement"


def test_an_unknown_key_is_named(changed):
    (finding,) = changed('outside = "wgi_va_est"', 'outside = "wgi_va_est"\nwieghts = 3')

    assert (finding.column, finding.value) == ("wieghts", "3")
    assert "class Index" in finding.cure


def test_a_missing_key_is_named(changed):
    (finding,) = changed('ends = "goalposts"\n', "")

    assert finding.column == "ends"


def test_a_wrong_kind_of_value_is_named_with_its_place(changed):
    (finding,) = changed("error = 0.35", 'error = "large"')

    assert (finding.column, finding.value) == ("item.0.error", "large")


def test_a_negative_error_is_refused(changed):
    (finding,) = changed("error = 0.35", "error = -0.35")

    assert finding.column == "item.0.error"


def test_a_part_that_is_not_defined_is_named(changed):
    (finding,) = changed('part = "advocacy"', 'part = "advice"')

    assert "no [[part]] defines: advice" in finding.problem


def test_every_mistake_of_a_record_is_told_at_once(changed):
    found = changed('ends = "goalposts"\npublisher_first = true', 'ends = "somewhere"\npublisher_first = "perhaps"')

    assert {finding.column for finding in found} == {"ends", "publisher_first"}


def test_a_record_that_is_not_toml_is_named_with_its_file(changed):
    (finding,) = changed('id = "national"', "id = national")

    assert finding.file.endswith("national.toml")
    assert finding.problem == "is not TOML"


def test_a_record_has_the_name_of_its_file(changed):
    (finding,) = changed("", "", name="nation.toml")

    assert (finding.column, finding.value, finding.cure) == ("id", "national", "Write nation")


def test_an_item_that_is_no_indicator_is_refused():
    assert problems(without(indices()[NATIONAL], indicator="made_up")) == [
        ("analytics/indices/national.toml", "made_up", "is no indicator")
    ]


def test_an_item_without_direction_is_refused():
    found = problems(without(indices()[NATIONAL], indicator="vdem_v2cagenmob"))

    assert [(value, problem) for _, value, problem in found] == [("vdem_v2cagenmob", "has no direction")]


def test_a_direction_of_the_record_stands_in_for_a_missing_one():
    check(without(indices()[NATIONAL], indicator="vdem_v2cagenmob", better="higher"), catalogue())


@pytest.mark.parametrize("indicator", ["eng_volunteer", "eng_help_neighbour", "eng_public_meeting"])
def test_an_item_that_tells_no_regions_apart_is_refused(indicator):
    found = problems(without(indices()[REGIONAL], indicator=indicator, better="higher"))

    assert [problem for _, _, problem in found] == ["does not tell regions apart reliably"]


def test_the_reliability_of_regions_does_not_bind_countries():
    check(without(indices()[NATIONAL], indicator="eng_volunteer", better="higher"), catalogue())


def test_every_item_that_may_not_stand_is_told_at_once():
    index = indices()[REGIONAL]
    both = index.model_copy(
        update={"item": tuple(one.model_copy(update={"indicator": f"no_{n}"}) for n, one in enumerate(index.item[:2]))}
    )

    assert [value for _, value, _ in problems(both)] == ["no_0", "no_1"]
