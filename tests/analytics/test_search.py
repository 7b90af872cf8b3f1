"""What readers type and what they mean, in both scripts, with small errors; one index of everything."""

import csv
import statistics
import time
from pathlib import Path

import pytest

from analytics.findable import index
from analytics.search import Index
from analytics.search_words import search_words
from analytics.spelling import folded

with Path(__file__).with_name("search_queries.csv").open(encoding="utf-8", newline="") as file:
    QUERIES = [(row["query"], row["first"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("query", "key"), QUERIES, ids=[query for query, _ in QUERIES])
def test_the_first_hit_of_all_is_what_a_reader_means(query, key):
    assert index().search(query)[0].key == key


def test_the_reviewed_queries_are_many_and_in_both_scripts():
    georgian = [query for query, _ in QUERIES if any("ა" <= letter <= "ჰ" for letter in query)]
    assert len(QUERIES) >= 60
    assert len(georgian) >= 20


def test_words_of_the_record_fold_to_something_and_no_phrase_stands_for_itself():
    record = search_words()
    spoken = [*record.empty, *record.optional, *(word for group in record.alike for word in group), *record.phrases]
    assert [word for word in spoken if not folded(word)] == []
    assert [phrase for phrase, word in record.phrases.items() if folded(phrase) == folded(word)] == []


def test_a_place_beside_other_words_says_where_and_is_found_too():
    keys = [hit.key for hit in index().search("trust NGO adjara")]
    assert keys[0] == "indicator:trust_ngos"
    assert "place:GE-AJ" in keys


def test_an_entry_that_holds_the_place_itself_stands_before_one_that_does_not():
    made_up = Index({"place:X": ("Madeupia",), "general": ("harvest",), "local": ("harvest in Madeupia",)})
    assert [hit.key for hit in made_up.search("harvest madeupia")] == ["local", "general", "place:X"]


def test_a_word_that_says_little_may_be_missing_but_not_the_telling_one():
    made_up = Index({"a": ("harvest",)})
    assert [hit.key for hit in made_up.search("number of harvest")] == ["a"]
    assert made_up.search("number of petitions") == []


def first(query, kind):
    """The best entry of one kind, without its kind."""
    hits = [hit.key for hit in index().search(query) if hit.key.startswith(f"{kind}:")]
    return hits[0].partition(":")[2] if hits else ""


@pytest.mark.parametrize(
    ("query", "start"),
    [
        ("turnout", "turnout_"),
        ("aqtivoba", "turnout_"),
        ("აქტივობა", "turnout_"),
        ("aktivoba", "turnout_"),
        ("turnuot", "turnout_"),
        ("მოხალისე", "cb_volunteer6m"),
        ("moxalise", "cb_volunteer6m"),
        ("mokhalise", "cb_volunteer6m"),
        ("volunteering six months region", "eng_volunteer"),
        ("nn", "nnle_"),
        ("NNLE", "nnle_"),
        ("trust in ngos", "trust_ngos"),
        ("ნდობა ენჯეო", "trust_ngos"),
        ("ნდობა არასამთავრობო", "trust_ngos"),
        ("ndoba arasamtavrobo", "trust_ngos"),
        ("vdem", "vdem_"),
        ("v-dem", "vdem_"),
        ("freedom house", "fiw_"),
        ("civicus", "civicus_rating"),
        ("cso meter", "csometer_"),
        ("სსო მეტრი", "csometer_"),
        ("donors", "eu_"),
        ("eu aid", "wdi_eu_aid_usd"),
        ("charity", "company_charity_"),
        ("ქველმოქმედება", "charity_"),
        ("qvelmoqmedeba", "charity_"),
        ("petition", "eng_petition"),
        ("პეტიცია", "petition_pooled"),
        ("peticia", "petition_pooled"),
        ("petitsia", "petition_pooled"),
        ("petiton", "eng_petition"),
        ("FOI", "foi_"),
        ("freedom of information", "foi_"),
        ("საჯარო ინფორმაცია", "foi_"),
        ("sajaro informacia", "foi_"),
        ("public defender", "trust_ombudsman"),
        ("სახალხო დამცველი", "trust_ombudsman"),
        ("უმუშევრობა", "gs_unemployment_rate"),
        ("umushevroba", "gs_unemployment_rate"),
        ("GDP", "wdi_gdp_pc"),
        ("მშპ", "wdi_gdp_pc"),
        ("მოსახლეობა", "population"),
        ("mosaxleoba", "population"),
        ("eng_petition", "eng_petition"),
        ("world giving index", "caf_overall"),
        ("meliora", "meliora_"),
        ("მელიორა", "meliora_"),
        ("star target", "star_target_"),
    ],
)
def test_the_first_indicator_is_what_the_reader_means(query, start):
    assert first(query, "indicator").startswith(start)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("kvemo qartli", "GE-KK"),
        ("qvemo kartli", "GE-KK"),
        ("ქვემო ქართლი", "GE-KK"),
        ("achara", "GE-AJ"),
        ("ajara", "GE-AJ"),
        ("აჭარა", "GE-AJ"),
        ("racha", "GE-RL"),
        ("gori", "2684724"),
        ("გორი", "2684724"),
        ("marneulshi", "2684432"),
        ("მარნეულში", "2684432"),
    ],
)
def test_a_place_is_found_in_both_scripts_and_in_another_case(query, code):
    assert first(query, "place") == code


def test_hubs_and_sources_are_found_by_name():
    assert first("სამოქალაქო ინტეგრაციის ფონდი", "hub").startswith("GE-KK.")
    assert first("civic integration foundation", "hub").startswith("GE-KK.")
    assert first("vdem15", "source") == "vdem15"
    assert first("caucasus barometer 2019", "source") == "cb2019"


def test_every_word_of_the_query_must_be_met():
    assert first("trust municipality turnout charity", "indicator") == ""


def test_a_hit_names_no_indicator_by_three_letters_in_the_middle_of_a_word():
    assert {hit.key for hit in index().search("caf") if hit.key.startswith("indicator:")} <= {
        f"indicator:caf_{name}" for name in ("donate", "help", "volunteer", "overall")
    } | {f"indicator:caf_{name}_avg2009_18" for name in ("donate", "help", "volunteer", "overall")}


def test_an_empty_query_and_a_query_of_signs_mean_nothing():
    assert index().search("") == index().search("  ?!  ") == []


def test_what_meets_nothing_still_has_neighbours_in_spelling():
    assert index().search("qzqzqz") == []
    assert len(index().nearest("turnoutt parlamentry", 3)) == 3


def test_equal_hits_keep_the_order_of_the_entries():
    made_up = Index({"b": ("made-up word", ""), "a": ("made-up word", "")})
    assert [hit.key for hit in made_up.search("made-up")] == ["b", "a"]


def test_a_name_stands_before_a_definition():
    made_up = Index({"deep": ("other", "", "", "harvest"), "named": ("harvest", "")})
    assert [hit.key for hit in made_up.search("harvest")] == ["named", "deep"]


@pytest.mark.parametrize(
    "pair", [("ქვემო ქართლი", "qvemo kartli"), ("პეტიცია", "peticia"), ("ყვარელი", "yvareli"), ("ხაშური", "xashuri")]
)
def test_both_scripts_fold_to_one_spelling(pair):
    assert folded(pair[0]) == folded(pair[1])


def test_a_search_takes_milliseconds():
    index().search("turnout")
    taken = []
    for query, _ in QUERIES:
        start = time.perf_counter()
        index().search(query)
        taken.append(time.perf_counter() - start)
    assert statistics.median(taken) < 0.03
