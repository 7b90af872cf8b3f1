"""Hubs by region and phase, consortium and events."""

import re

import pytest

from geo.hubs import PHASES, Hub, events, hub_of, hubs, partners, phase_key
from geo.places import places

MISSING_PUBLICLY = {("GE-RL", "STAR"), ("GE-SZ", "STAR"), ("GE-SJ", "STAR"), ("GE-GU", "CSSIGE")}


def hub(region: str, phase: str) -> Hub:
    found = hub_of(region, phase)
    assert found is not None
    return found


def test_each_phase_has_ten_hub_regions_without_tbilisi_and_abkhazia() -> None:
    for phase in PHASES:
        assert len({hub.region for hub in hubs(phase)}) == len(hubs(phase)) == 10
        assert hub_of("GE-TB", phase) is None and hub_of("GE-AB", phase) is None


@pytest.mark.parametrize("region", ["GE-AJ", "GE-SK"])
def test_adjara_and_shida_kartli_changed_their_hub_between_the_phases(region: str) -> None:
    assert hub(region, "CSSIGE").name_en != hub(region, "STAR").name_en


@pytest.mark.parametrize("region", ["GE-KA", "GE-MM"])
@pytest.mark.parametrize("phase", list(PHASES))
def test_nobody_is_named_for_kakheti_and_mtskheta_mtianeti(region: str, phase: str) -> None:
    unnamed = hub(region, phase)

    assert (unnamed.confidence, unnamed.name_ka, unnamed.name_en) == ("not found", "", "")


def test_a_hub_without_a_source_that_names_it_has_no_name_and_no_website() -> None:
    unnamed = {(hub.region, hub.phase) for hub in hubs() if hub.confidence == "not found"}

    assert unnamed == MISSING_PUBLICLY | {(region, phase) for region in ("GE-KA", "GE-MM") for phase in PHASES}
    assert all(not hub.name("en") and not hub.website for hub in hubs() if hub.confidence == "not found")


def test_the_civic_integration_foundation_is_kvemo_kartlis_hub_in_both_phases_on_different_grounds() -> None:
    first, second = hub("GE-KK", "CSSIGE"), hub("GE-KK", "STAR")

    assert first.name_ka == second.name_ka == "სამოქალაქო ინტეგრაციის ფონდი"
    assert first.confirmed and second.confirmed
    assert (first.basis, second.basis) == ("public page", "commissioner of this project")
    assert (second.web_confidence, "commissioner" in second.says_en) == ("inferred", True)


def test_five_hubs_of_star_are_confirmed() -> None:
    assert [hub.region for hub in hubs("STAR") if hub.confirmed] == ["GE-AJ", "GE-GU", "GE-IM", "GE-KK", "GE-SK"]


def test_a_georgian_name_that_was_not_seen_stays_missing_and_the_english_one_stands_in() -> None:
    adjara = hub("GE-AJ", "CSSIGE")

    assert (adjara.name_ka, adjara.name("ka")) == ("", 'Young Scientists Union "Intellect"')


def test_every_hub_says_in_both_languages_what_is_known() -> None:
    for one in hubs():
        assert re.search("[ა-ჰ]", one.says("ka")) and not re.search("[ა-ჰ]", one.says("en"))
        assert one.town_basis in {"office", "activity", "main town"}
        assert one.confidence in {"confirmed", "inferred", "not found"}


def test_every_confirmed_hub_has_a_source() -> None:
    assert all(one.source.startswith("http") for one in hubs() if one.confirmed)


def test_a_hubs_town_is_a_municipality_of_its_region() -> None:
    for one in hubs():
        towns = {place.name_en for place in places().values() if place.region == one.region}
        assert one.town_en in towns


def test_a_phase_may_be_given_with_its_years_and_no_other_is_known() -> None:
    assert phase_key("STAR 2021-2025") == "STAR"
    with pytest.raises(ValueError, match="unknown phase 'STAR2'"):
        hubs("STAR2")


def test_iep_joined_in_star_and_its_georgian_name_is_missing() -> None:
    assert "IEP" not in {partner.acronym for partner in partners("CSSIGE")}
    assert [partner.name_ka for partner in partners("STAR") if partner.acronym == "IEP"] == [""]


def test_the_consortium_has_one_lead_and_five_partners() -> None:
    assert [partner.acronym for partner in partners() if partner.kind == "lead"] == ["KAS"]
    assert {partner.acronym for partner in partners() if partner.kind == "partner"} == {
        "CSRDG", "CSI", "CTC", "EDEC", "IEP"
    }  # fmt: skip


def test_events_of_a_region_include_those_of_all_ten_and_no_other() -> None:
    assert {event.region for event in events("GE-KA")} == {"GE-KA", "all"}
    assert {event.region for event in events("GE-TB")} == set()
    assert len(events()) == 26


def test_events_keep_what_the_page_left_out() -> None:
    without_year = [event for event in events() if event.precision == "day without year"]

    assert [event.date for event in without_year] == ["--07-10", "--11-12"]
    assert all(event.note_ka and event.note_en == "year not given" for event in without_year)


def test_events_name_known_places_phases_and_sources() -> None:
    known = {"", *places()}
    assert all(event.place in known and event.phase in PHASES for event in events())
    assert all(event.source.startswith("http") and event.event_ka and event.event_en for event in events())
