"""What an indicator can be divided by, and who could have what nobody printed."""

import pytest

from analytics import disaggregation as parts
from analytics.catalogue import catalogue


@pytest.mark.parametrize(("grp", "dimension"), [
    ("", ""), ("sex=women", "sex"), ("age=18-34|sex=men", "age.sex"),
])  # fmt: skip
def test_a_group_divides_by_all_its_dimensions(grp, dimension):
    assert parts.dimension_of(grp) == dimension


@pytest.mark.parametrize(("indicator", "asked"), [
    ("trust_ngos", parts.PEOPLE),
    ("turnout_parliamentary", parts.VOTERS),
    ("csr_layoffs", ()),
    ("vdem_v2x_libdem", ()),
    ("gs_nnle_active", ()),
])  # fmt: skip
def test_only_people_are_asked_for_by_sex_and_age(indicator, asked):
    assert parts.asked_of(catalogue()[indicator]) == asked


def test_turnout_of_2024_is_divided_by_sex(release):
    found = parts.divided(release, "turnout_parliamentary")
    region = found[(found["whole"] == "GE-KK") & (found["year"] == 2024)]
    assert set(region["grp"]) == {"sex=men", "sex=women"}


def test_entities_are_divided_by_size(release):
    found = parts.divided(release, "gs_entities_active")
    region = found[(found["whole"] == "GE-KK") & (found["year"] == 2023)]
    assert set(region["grp"]) == {f"size={one}" for one in ("large", "medium", "small", "unknown")}


def test_macro_regions_divide_georgia(release):
    found = parts.divided(release, "trust_ngos")
    assert set(found["dimension"]) == {parts.MACROREGION}
    assert set(found["whole"]) == {"GEO"}
    assert len(set(found["place"])) == 4


def test_the_surveys_themselves_could_have_a_missing_division(release):
    kind, sources = parts.could_have(release, catalogue()["trust_ngos"], "GE-KK")
    assert kind == "microdata"
    assert {"cb2017", "cb2019"} <= set(sources) <= set(catalogue()["trust_ngos"].sources)


def test_who_counted_voters_could_have_them_by_age(release):
    kind, sources = parts.could_have(release, catalogue()["turnout_parliamentary"], "GE-KK")
    assert kind == "unpublished"
    assert sources[0] == "foige_2024"


def test_a_computed_indicator_is_traced_to_the_surveys_it_rests_on(release):
    kind, sources = parts.could_have(release, catalogue()["trust_ngos_pooled"], "GEO")
    assert kind == "microdata"
    assert {"cb2017", "cb2019"} <= set(sources)
