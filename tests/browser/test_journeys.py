"""Three readers from their first address to what they leave with, in a real browser."""

import re

import pytest

from bench.server import server
from tests.browser.test_site import click_on

pytestmark = pytest.mark.browser


def chosen(reader, label, option):
    """Choose an option of a select box by typing, as a keyboard reader does."""
    box = reader.page.get_by_role("combobox", name=re.compile(label)).first
    box.click()
    box.fill(option)
    reader.page.get_by_role("option", name=option, exact=True).first.click()
    return reader.settled()


def test_a_donor_finds_how_trust_moved_in_adjara_downloads_it_and_reopens_the_link_elsewhere(reader, browser):
    reader.open("/explore?lang=en")
    search = reader.page.get_by_role("textbox").first
    search.fill("trust in NGOs")
    search.press("Enter")
    reader.page.wait_for_url(re.compile("q=trust"))
    reader.settled()
    reader.page.locator("a[href*='indicator=trust_ngos']").first.click()
    reader.page.wait_for_url(re.compile("/indicator"))
    reader.settled()
    chosen(reader, "Place", "Adjara")
    reader.page.wait_for_url(re.compile("place=GE-AJ"))
    reader.settled()
    said = reader.page.locator("h1").inner_text()
    assert "Adjara" in said
    assert re.search(r"\d{4}", said)
    reader.page.get_by_role("button", name="Download and share").first.click()
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name="CSV").first.click()
    rows = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert any(row.startswith("Adjara,") for row in rows)
    assert {"lower", "upper", "source", "licence", "release"} <= set(rows[0].split(","))
    link = reader.page.locator("[data-testid='stCode'] code").first.inner_text()
    with server() as (port, _):
        again = browser.new_page()
        again.goto(link.replace(reader.site, f"http://127.0.0.1:{port}"))
        again.wait_for_selector("h1:has-text('Adjara')", timeout=60_000)
        assert again.locator("h1").inner_text() == said
        again.close()
    assert reader.errors == []


def test_a_writer_collects_six_facts_with_their_citations(reader, browser):
    reader.open("/?lang=ka")
    reader.page.get_by_role("link", name="ფაქტების შეგროვება").click()
    reader.page.wait_for_url(re.compile("door=writer"))
    reader.settled()
    for number in range(6):
        reader.page.locator("[data-testid='stCheckbox'] label").nth(number).click()
        reader.page.wait_for_url(re.compile(r"facts=\w+" + r"(,|%2C)\w+" * number + "(&|$)"))
        reader.settled()
    collected = reader.page.locator("[data-testid='stCode'] code").first.inner_text()
    facts = collected.strip().split("\n\n")
    assert len(facts) == 6
    assert all("მოძიებულია" in fact and re.search(r"\d{4}", fact) for fact in facts)
    again = browser.new_page()
    again.goto(reader.page.url)
    again.wait_for_selector("[data-testid='stCode'] code", timeout=60_000)
    assert again.locator("[data-testid='stCode'] code").first.inner_text() == collected
    again.close()
    assert reader.errors == []


def test_the_hub_of_kvemo_kartli_sees_strengths_gaps_and_missing_numbers_and_goes_on_from_the_map(reader):
    reader.open("/?lang=ka&door=hub&place=GE-KK")
    said = reader.page.inner_text("[data-testid='stMain']")
    for words in ("სამოქალაქო ინტეგრაციის ფონდი", "სხვებზე მაღალი", "სხვებზე დაბალი", "აკლია"):
        assert words in said
    reader.page.get_by_role("link", name=re.compile("^მთელი გვერდი")).click()
    reader.page.wait_for_url(re.compile("/hub"))
    reader.settled()
    assert "ქვემო ქართლ" in reader.page.locator("h1").inner_text()
    reader.page.get_by_role("link", name="რუკა").first.click()
    reader.page.wait_for_url(re.compile("/map"))  # the page left has a map, too
    reader.settled()
    click_on(reader.page, "GE-GU")
    reader.page.wait_for_url(re.compile("place=GE-GU"))
    reader.page.wait_for_selector("h1:has-text('გურია')")
    assert reader.errors == []
