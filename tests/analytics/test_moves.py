import pytest

from analytics import moves

REGIONS = ["GE-AJ", "GE-GU", "GE-IM", "GE-KA", "GE-KK", "GE-MM", "GE-RL", "GE-SJ", "GE-SK", "GE-SZ", "GE-TB"]


@pytest.mark.parametrize(
    ("indicator", "place", "first", "last", "verdict"),
    [
        ("turnout_parliamentary", "GE-KK", 2016, 2024, "rose"),
        ("turnout_parliamentary", "GE-GU", 2016, 2020, "no_reliable_change"),
        ("vdem_v2x_libdem", "GEO", 2023, 2024, "probably_fell"),
        ("vdem_v2x_polyarchy", "GEO", 2017, 2024, "fell"),
        ("fiw_e_assoc", "GEO", 2012, 2013, "no_reliable_change"),
        ("gs_nnle_active", "GE-KK", 2018, 2021, "no_reliable_change"),
        ("gs_nnle_active", "GE-SK", 2017, 2018, "not_comparable"),
        ("gs_nnle_active", "GE-TB", 2021, 2022, "not_comparable"),
        ("lsg_index", "2681111", 2021, 2023, "not_comparable"),
        ("eng_donate_charity", "GE-KK", 2017, 2019, "no_reliable_change"),
    ],
)
def test_the_release_gives_the_verdicts_worked_out_by_hand(release, indicator, place, first, last, verdict):  # noqa: PLR0917
    found = moves.move(release, indicator, place, first, last)
    assert found.change.verdict == verdict


def test_a_fall_that_one_place_alone_would_show_is_only_probable_among_all_regions(release):
    alone = moves.move(release, "eng_donate_charity", "GE-AJ", 2017, 2019)
    among = {one.place: one for one in moves.moves(release, "eng_donate_charity", 2017, 2019, places=REGIONS)}
    assert alone.change.verdict == "fell"
    assert among["GE-AJ"].change.verdict == "probably_fell"
    assert round(alone.change.difference, 1) == -20.2


def test_a_place_without_one_of_the_two_figures_is_left_out(release):
    assert "GE-RL" not in {one.place for one in moves.moves(release, "eng_petition", 2017, 2019, places=REGIONS)}


def test_a_rate_of_the_register_is_judged_by_its_counts(release):
    found = moves.move(release, "nnle_active_share", "GE-KK", 2018, 2021)
    assert found.change.rule == "rates"


def test_the_years_to_compare_start_before_the_baseline_where_there_is_a_choice(release):
    from analytics import facts

    assert moves.span(facts.of(release, ("fiw_total",), places=("GEO",)), 2017) == (2017, 2024)
    assert moves.span(facts.of(release, ("vdem_v2x_libdem",), places=("GEO",)), 1980) == (1990, 2024)
    assert moves.span(facts.of(release, ("cb_trust_ngo",), places=("GEO",)), 2017) is None


@pytest.mark.parametrize(
    ("years", "phase", "found"),
    [
        ([2012, 2016, 2020, 2024], "cssige", (2016, 2020)),
        ([2012, 2016, 2020, 2024], "star", (2020, 2024)),
        ([2018, 2019], "cssige", (2018, 2019)),
        ([2017, 2018, 2020], "cssige", (2017, 2020)),
        ([2017], "cssige", None),
        ([2016, 2022], "cssige", None),
        ([], "star", None),
    ],
)
def test_a_phase_starts_at_the_last_figure_before_it_and_ends_at_the_newest_within_it(years, phase, found):
    assert moves.phase_years(years, phase) == found
