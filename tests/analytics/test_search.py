"""What readers type and what they mean, in both scripts, with small errors; one index of everything."""

import time

import pytest

from analytics.findable import index
from analytics.search import Index, folded


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
        ("მოხალისე", "caf_volunteer"),
        ("moxalise", "caf_volunteer"),
        ("mokhalise", "caf_volunteer"),
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
    start = time.perf_counter()
    for query in ("turnout parliamentary", "მოხალისეობა რეგიონები", "trust in ngos", "kvemo qartli"):
        index().search(query)
    assert time.perf_counter() - start < 0.2
