"""Survey cells of a region: which wave, what is held back, what may be compared."""

import pandas as pd

from analytics import facts as questions
from analytics import region_survey
from geo.places import GEORGIA


def test_survey_cells_come_from_one_face_to_face_wave_with_the_suppressed_last(release):
    cells = region_survey.survey_cells(release, "GE-RL", "2019")
    assert set(cells["source"]) == {"cb2019"}
    assert set(cells.loc[cells["value"].isna(), "reason"]) == {"suppressed"}
    assert cells["value"].isna().is_monotonic_increasing
    assert {"eng_volunteer", "trust_local_gov"} <= set(cells.loc[cells["value"].isna(), "indicator"])


def test_the_national_value_is_of_the_same_survey_or_missing(release):
    cells = region_survey.survey_cells(release, "GE-KK", "2017")
    known = questions.of(release, places=(GEORGIA,), years=(2017,))
    for row in cells.dropna(subset=["national_id"]).to_dict("records"):
        fact = known[known["fact_id"] == row["national_id"]].iloc[0]
        assert (fact["source"], fact["value"]) == ("cb2017", row["national"])


def test_items_that_cannot_tell_regions_apart_are_not_compared():
    made_up = pd.DataFrame(
        {
            "indicator": ["eng_volunteer"] * 2 + ["eng_petition"] * 3,
            "place": ["GE-KK", "GE-GU", "GE-KK", "GE-GU", "GE-IM"],
            "value": [10.0, 80.0, 10.0, 12.0, 60.0],
            "lower": [5.0, 70.0, 5.0, 6.0, 50.0],
            "upper": [19.0, 87.0, 19.0, 22.0, 69.0],
        }
    )
    assert region_survey.comparisons(made_up, "GE-KK") == (1, 2)
    assert region_survey.comparisons(made_up, "GE-AB") == (0, 0)


def test_half_widths_are_half_of_the_intervals():
    made_up = pd.DataFrame({"lower": [10.0, 20.0, None], "upper": [30.0, 26.0, None]})
    assert region_survey.half_widths(made_up) == (3.0, 10.0)
    assert region_survey.half_widths(made_up[2:]) is None
