import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ids import fact_id, former_ids, renamed

KEY = ("eng_volunteer", "GE-KK", 2019, "", "", "value", "cb2019")
names = st.text(min_size=1, max_size=12)


def test_the_id_is_the_one_that_links_already_carry():
    # Golden: written down once; a change here breaks every link and briefing that names a fact.
    assert fact_id(KEY) == "ke4t6j2tz6ocs"


@given(st.tuples(names, names, st.integers(1900, 2100), names, names, names, names))
def test_every_id_has_the_form_that_the_table_demands(key):
    identity = fact_id(key)
    assert len(identity) == 13
    assert identity[0] == "k"
    assert set(identity[1:]) <= set("abcdefghijklmnopqrstuvwxyz234567")


@pytest.mark.parametrize("part", range(7))
def test_every_part_of_the_key_counts(part):
    other = list(KEY)
    other[part] = 2020 if part == 2 else other[part] + "x"
    assert fact_id(tuple(other)) != fact_id(KEY)


def test_a_renamed_indicator_is_found_by_its_old_id():
    names = {("indicator", "volunteers_made_up"): "eng_volunteer"}
    assert list(former_ids(KEY, names)) == [fact_id(("volunteers_made_up", *KEY[1:]))]


def test_a_chain_of_renames_is_followed_to_its_start():
    names = {
        ("indicator", "first_made_up"): "second_made_up",
        ("indicator", "second_made_up"): "eng_volunteer",
        ("source", "old_cb"): "cb2019",
    }
    former = set(former_ids(KEY, names))
    assert fact_id(("first_made_up", *KEY[1:6], "old_cb")) in former
    assert len(former) == 5


def test_the_shipped_list_of_renames_can_be_read():
    assert isinstance(renamed(), dict)


def test_renames_are_read_from_their_file(tmp_path):
    path = tmp_path / "renamed.toml"
    path.write_text('[[renamed]]\nkind = "source"\nold = "old_made_up"\nnew = "cb2019"\n', encoding="utf-8")
    assert renamed(path) == {("source", "old_made_up"): "cb2019"}
