"""What staff may choose for a briefing, and how their mistakes are told."""

import pytest

from analytics.briefing.choices import READERS, SECTIONS, ChoiceError, Choices, checked, from_mapping, to_mapping
from geo.places import official_regions

KK = {"subject": "region:GE-KK", "language": "en"}


def problems(**record):
    with pytest.raises(ChoiceError) as caught:
        from_mapping(KK | record)
    return caught.value.problems


def test_the_emblem_is_off_unless_switched_on():
    assert Choices().emblem is False
    assert from_mapping(KK).emblem is False


def test_eleven_regions_can_be_briefed_on_and_the_occupied_one_cannot():
    assert len(official_regions()) == 11
    assert "GE-AB" not in official_regions()
    assert problems(subject="region:GE-AB") == ("GE-AB is occupied: there are no official figures to brief about.",)


@pytest.mark.parametrize(
    "record",
    [
        {"subject": "region:GE-XX"}, {"subject": "indicator:made_up"}, {"subject": "pillar:made_up"},
        {"subject": "made_up"}, {"subject": "project:GE-KK"}, {"reader": "made_up"}, {"length": "long"},
        {"since": 1000}, {"since": 2020, "until": 2018}, {"sections": ["made_up"]}, {"sections": ["key", "key"]},
        {"notes": [{"after": "made_up", "text": "ours"}]}, {"release": "2000-01-01-00000000"}, {"emblem": "yes"},
        {"colour": "red"}, {"since": "soon"}, {"notes": ["ours"]},
    ],
)  # fmt: skip
def test_a_choice_that_does_not_fit_is_told_in_a_sentence(record, release):
    assert len(problems(**record)) == 1


def test_every_mistake_is_told_at_once(release):
    assert len(problems(reader="made_up", length="long", sections=["made_up"])) == 3


def test_mistakes_are_told_in_the_language_of_the_choices(release):
    with pytest.raises(ChoiceError, match="არ არსებობს"):
        checked(Choices(subject="indicator:made_up", language="ka"))


def test_an_unknown_language_is_told_in_english():
    with pytest.raises(ChoiceError, match="choose ka or en"):
        checked(Choices(language="de"))


def test_choices_come_back_from_a_file_as_they_were(release):
    chosen = KK | {
        "sections": ["missing", "key"],
        "notes": [{"after": "key", "text": "ours"}],
        "emblem": True,
        "since": 2012,
    }
    made = from_mapping(chosen)
    assert from_mapping(to_mapping(made)) == made


@pytest.mark.parametrize("kind", sorted(SECTIONS))
def test_key_messages_come_first_for_every_reader(kind):
    about = {
        "region": "region:GE-KK",
        "indicator": "indicator:trust_ngos",
        "pillar": "pillar:csr",
        "project": "project",
    }
    for reader in ("donor", "ministry", "hub", "public"):
        assert Choices(subject=about[kind], reader=reader).shown()[0] == "key"


def test_a_hub_reads_what_is_missing_next():
    assert Choices(subject="region:GE-KK", reader="hub").shown()[:2] == ("key", "missing")


def test_the_public_gets_the_words_explained_even_on_two_pages():
    assert "glossary" not in Choices(subject="region:GE-KK", reader="donor").shown()
    assert Choices(subject="region:GE-KK", reader="public").shown()[:2] == ("key", "glossary")


def test_half_a_page_holds_the_messages_whose_notes_name_the_sources():
    assert Choices(subject="region:GE-KK", length="half").shown() == ("key",)


def test_two_pages_hold_no_lists():
    shown = Choices(subject="region:GE-KK", length="two").shown()
    assert shown == ("key", "voting", "participation", "missing", "hub")


def test_chosen_sections_keep_their_order():
    assert Choices(subject="region:GE-KK", sections=("missing", "key")).shown() == ("missing", "key")


def test_what_two_pages_leave_out_stands_in_full():
    for kind, known in SECTIONS.items():
        about = {"region": "region:GE-KK", "indicator": "indicator:trust_ngos", "pillar": "pillar:csr"}
        for reader in READERS:
            shown = Choices(subject=about.get(kind, kind), reader=reader, length="full").shown()
            assert sorted(shown) == sorted(known)


def test_two_pages_have_the_readers_own_sections_instead_of_others():
    shown = {reader: Choices(subject="region:GE-KK", reader=reader).shown() for reader in READERS}
    assert "organisations" in shown["ministry"]
    assert "glossary" in shown["public"]
    assert [reader for reader in READERS if "participation" in shown[reader]] == ["donor", "hub"]
