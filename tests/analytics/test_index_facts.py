"""What a release holds of the indices, and what the records refuse."""

from analytics import facts as questions
from analytics import index_view as view
from analytics.catalogue import catalogue
from analytics.indices import indices
from data import releases


def test_no_rank_stands_without_its_range(release):
    ranks = releases.query(release, "SELECT * FROM facts WHERE statistic = 'rank'")
    assert len(ranks) > 800
    assert ranks["lower"].notna().all()
    assert ranks["upper"].notna().all()
    assert set(ranks["interval_kind"]) == {"simulation"}


def test_every_fact_of_an_index_leads_back_to_published_figures(release):
    orphans = releases.query(
        release,
        "SELECT fact_id FROM facts JOIN indicators USING (indicator) WHERE kind = 'index' AND fact_id NOT IN "
        "(SELECT fact_id FROM fact_parents)",
    )
    assert orphans.empty
    score = view.standing(release, "regional", "overall", 2024)["fact_id"]
    assert set(questions.credits(release, list(score))) >= {"cb2017", "cb2019", "foige_2024", "geostat_portal"}


def test_the_placebo_stands_beside_the_pairs_of_every_profile(release):
    for index in indices().values():
        for profile in index.profile:
            assert {"pairs", "placebo", "admitted", "band"} <= set(view.gates(release, index.id, profile.id))


def test_advocacy_and_csr_practice_stay_empty_in_the_regional_index(release):
    items = set(view.normalised(release, "regional", 2024)["item"])
    assert not any(catalogue()[item].pillar == "advocacy" for item in items)
    csr = {item for item in items if catalogue()[item].pillar == "csr"}
    assert csr == {"entities_per_1000", "csr_pool_density", "turnover_per_inhabitant"}  # the potential, no practice
    assert "advocacy" in view.gates(release, "regional", "overall")["admitted"].about
    assert "csr" in view.gates(release, "regional", "overall")["admitted"].about


def test_mtskheta_mtianeti_has_no_score_where_its_survey_cells_are_suppressed(release):
    for profile in ("giving", "overall"):
        assert "GE-MM" not in set(view.standing(release, "regional", profile, 2024)["place"])
        assert "GE-MM" not in view.chances(release, "regional", profile, 2024).index
    assert "GE-MM" in set(view.standing(release, "regional", "voting", 2024)["place"])


def test_every_value_of_another_year_is_marked_and_counted(release):
    cells = view.normalised(release, "national", 2023)
    marked = cells[cells["flag"].notna()]
    assert set(marked["item"]) == {"bti_q2_3", "bti_q16_4", "bti_q5_4", "bti_q5_2"}
    assert set(marked["note"]) == {"from 2022"}
    row = view.standing(release, "national", "overall", 2023).set_index("place").loc["GEO"]
    assert row["note"] == "4 of 13"


def test_regional_figures_of_earlier_years_say_from_which(release):
    cells = view.normalised(release, "regional", 2024).drop_duplicates("item").set_index("item")["note"]
    assert cells["turnout_local"] == "from 2017"
    assert cells["charity_donation_pooled"] == "from 2019"
    assert cells["nnle_density"] == "from 2022"
    assert cells.isna()["turnout_latest"]


def test_serbias_missing_item_of_2005_is_that_of_the_next_year(release):
    cells = view.normalised(release, "national", 2005)
    serbia = cells[(cells["place"] == "SRB") & (cells["item"] == "fiw_e_assoc")]
    assert serbia["note"].tolist() == ["from 2006"]
