"""The map page in a real browser: drawn offline, clicked, two maps, and every figure reached without a mouse."""

import re

import pytest

from bench.server import Session

pytestmark = pytest.mark.browser

MOST_BYTES = 20 * 1024
REGIONS = ".choroplethlayer path.choroplethlocation"
TWO = "/map?lang=en&indicator=eng_petition&year=2019&beside=2017"


def both_maps(page):
    """The two maps, once their regions are drawn."""
    maps = [page.locator(".js-plotly-plot").nth(number) for number in (0, 1)]
    for drawn in maps:
        drawn.locator(REGIONS).first.wait_for(state="attached", timeout=60_000)
    return maps


def test_two_maps_are_drawn_without_any_foreign_host(reader):
    reader.open(TWO)
    for drawn in both_maps(reader.page):
        assert drawn.locator(REGIONS).count() >= 13
    assert reader.hosts == {reader.site.split("/")[2]}
    assert reader.errors == []


def test_the_two_maps_stand_side_by_side_and_on_a_phone_one_below_the_other(reader, phone):
    left, right = (drawn.bounding_box() for drawn in both_maps(reader.open(TWO).page))
    upper, lower = (drawn.bounding_box() for drawn in both_maps(phone.open(TWO).page))
    assert abs(left["y"] - right["y"]) < 2
    assert right["x"] >= left["x"] + left["width"]
    assert lower["x"] == upper["x"]
    assert lower["y"] >= upper["y"] + upper["height"]


@pytest.mark.parametrize("number", [0, 1])
def test_a_click_on_either_map_opens_the_page_of_the_region(reader, number):
    reader.open(TWO)
    drawn = both_maps(reader.page)[number]
    drawn.scroll_into_view_if_needed()
    reader.page.wait_for_timeout(300)
    shapes = drawn.locator(REGIONS).element_handles()
    kakheti = next(one for one in shapes if one.evaluate("shape => shape.__data__.loc") == "GE-KA").bounding_box()
    reader.page.mouse.click(kakheti["x"] + kakheti["width"] / 2, kakheti["y"] + kakheti["height"] / 2)
    reader.page.wait_for_url(re.compile("/hub"))
    reader.settled()
    assert "place=GE-KA" in reader.page.url
    assert "Kakheti" in reader.page.locator("h1").inner_text()


def test_a_click_on_a_hub_opens_the_page_of_its_region(reader):
    reader.open("/map?lang=en")
    reader.page.locator(REGIONS).first.wait_for(state="attached", timeout=60_000)
    reader.page.locator(".js-plotly-plot").scroll_into_view_if_needed()
    reader.page.wait_for_timeout(500)
    # Drawn last, the marks of the hubs are the last symbols; the first of them is Batumi's, in Adjara.
    marks = reader.page.locator(".scatterlayer .trace").last.locator("path.point")
    box = marks.first.bounding_box()
    reader.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    reader.page.wait_for_url(re.compile("/hub"))
    assert "place=GE-AJ" in reader.page.url


def tab_to(page, label):
    """Press Tab until the field of this label has the focus; fails where it is never reached."""
    page.locator("h1").click()
    for _ in range(60):
        page.keyboard.press("Tab")
        if label in (page.evaluate("document.activeElement.getAttribute('aria-label') || ''")):
            return
    raise AssertionError(f"Tab does not reach {label!r}")


def test_a_region_is_chosen_told_and_opened_by_keyboard_alone(reader):
    reader.open("/map?lang=en&year=2024")
    tab_to(reader.page, "Region")
    reader.page.keyboard.type("Guria")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(re.compile("place=GE-GU"))
    reader.settled()
    assert reader.page.get_by_text("62.7%; class 60–70, with 5 other regions").count() == 1
    link = reader.page.get_by_role("link", name="Open the page of Guria")
    for _ in range(20):
        reader.page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(re.compile("/hub"))
    assert "place=GE-GU" in reader.page.url


def test_the_year_moves_by_arrow_keys_and_stops_at_the_years_that_exist(reader):
    reader.open("/map?lang=en&year=2024")
    tab_to(reader.page, "Year")
    reader.page.keyboard.press("ArrowLeft")
    reader.page.wait_for_url(re.compile("year=2020"))
    reader.settled()
    assert "2020" in reader.page.locator("h1").inner_text()
    assert "2020" in reader.page.locator("h2").first.inner_text()


def test_a_link_restores_the_view_with_both_maps(reader):
    reader.open(f"{TWO}&classes=natural&place=GE-IM&phase=CSSIGE")
    for value in (
        "indicator=eng_petition",
        "year=2019",
        "beside=2017",
        "classes=natural",
        "place=GE-IM",
        "phase=CSSIGE",
    ):
        assert value in reader.page.url
    assert reader.page.get_by_text("Natural breaks").count() >= 1
    assert reader.page.locator("h2").count() == 2


@pytest.mark.parametrize("language", ["ka", "en"])
def test_axe_finds_nothing_on_two_maps_of_municipalities(reader, language):
    from axe_playwright_python.sync_playwright import Axe

    reader.open(f"/map?lang={language}&level=municipality&beside=nnle_density")
    found = Axe().run(reader.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found.response["violations"]] == []


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_move_of_the_year_sends_less_than_twenty_kilobytes(site, language):
    session = Session(int(site.rpartition(":")[2]))
    session.run("map", lang=language, year="2024")
    session.run("map", part=True, lang=language, year="2016")
    session.close()
    assert 1024 < session.received < MOST_BYTES
    assert session.received < session.unpacked
