"""What moved in Georgia: directions, and where that leaves it beside the Eastern Partnership."""

import pytest

from analytics.catalogue import catalogue
from analytics.change import Change
from analytics.movements import direction, movements
from analytics.moves import Move, move


@pytest.fixture(scope="module")
def found(release):
    return {one.indicator: one for one in movements(release)}


def made_up(verdict):
    return Move("GEO", {}, {}, Change(verdict, 1.0, None, None, None, "none", ""))


@pytest.mark.parametrize(
    ("better", "verdict", "way"),
    [
        ("higher", "rose", "better"), ("higher", "probably_fell", "worse"), ("lower", "rose", "worse"),
        ("lower", "fell", "better"), ("neither", "rose", "other"), ("higher", "no_reliable_change", "none"),
        ("higher", "not_comparable", "unknown"),
    ],
)  # fmt: skip
def test_a_change_is_better_or_worse_only_by_the_records_own_direction(better, verdict, way):
    record = catalogue()["fiw_total"].model_copy(update={"better": better})
    assert direction(record, made_up(verdict)) == way


def test_each_change_is_the_one_that_the_indicators_own_page_states(release, found):
    for one in found.values():
        own = move(release, one.indicator, "GEO", int(one.move.before["year"]), int(one.move.after["year"]))
        assert own.change == one.move.change


def test_freedom_in_the_world_moved_for_the_worse_and_turnout_for_the_better(found):
    assert (found["fiw_total"].direction, found["turnout_parliamentary"].direction) == ("worse", "better")
    assert (found["fiw_total"].move.before["value"], found["fiw_total"].move.after["value"]) == (64, 55)


def test_nothing_is_stated_beside_peers_without_an_error_model(found):
    assert (found["fiw_total"].above, found["fiw_total"].below, found["fiw_total"].told) == (0, 0, 0)
    assert found["fiw_total"].peers == 4


def test_counts_beside_peers_never_exceed_what_can_be_told(found):
    for one in found.values():
        assert one.above + one.below <= one.told <= one.peers
    assert found["vdem_v2x_libdem"].above >= 1
