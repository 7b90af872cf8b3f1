"""Three clicks in a real browser: from an index over a pillar and an indicator to the raw row."""

import re

import pytest

pytestmark = pytest.mark.browser


def test_three_clicks_lead_from_an_index_to_the_raw_row(reader):
    reader.open("/index?lang=en&index=national&profile=civic_space")
    page = reader.page
    page.get_by_role("link", name="All indicators: Environment").click()
    page.wait_for_url(re.compile("/explore.*pillar=environment"))
    reader.settled()
    page.get_by_role("link", name="Freedom of assembly (Freedom House, E1)", exact=True).click()
    page.wait_for_url(re.compile("/indicator.*indicator=fiw_e1_assembly"))
    reader.settled()
    page.get_by_role("cell", name="fiw_e1_assembly", exact=True).wait_for()
    box = page.get_by_role("combobox", name=re.compile("Number"))
    box.scroll_into_view_if_needed()
    reader.settled()
    box.press("ArrowDown")  # by keyboard: what is drawn above may still move a click aside
    page.get_by_role("option").nth(2).click()
    page.wait_for_url(re.compile("row=k"))
    page.get_by_role("cell", name="2022", exact=True).wait_for()
    assert page.get_by_text(re.compile(r"data/sources/fiw\w+/observations\.csv")).count() >= 1
    assert reader.errors == []


def test_a_filter_of_explore_keeps_its_choice_while_its_counts_change(reader):
    reader.open("/explore?lang=en&pillar=capacity")
    page = reader.page
    box = page.get_by_role("textbox", name="Search")
    box.fill("ngo")
    box.press("Enter")
    page.wait_for_url(re.compile("q=ngo"))
    reader.settled()
    assert "pillar=capacity" in page.url
    assert re.fullmatch(r"Capacity \(\d+\)", page.get_by_role("combobox", name="Pillar").input_value())
