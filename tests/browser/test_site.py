import os
import re
import urllib.request

import pytest

from bench.server import server
from pages.parts.menu import PAGES

pytestmark = pytest.mark.browser

REGIONS = ".choroplethlayer path.choroplethlocation"
EVERY_PAGE = [("" if name == PAGES[0] else name) for name in PAGES]
LANGUAGES = ("ka", "en")


def test_a_deep_link_on_a_fresh_server_opens_its_page_in_its_language(browser, release):
    with server() as (port, _):
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/hub?place=GE-IM&lang=ka")
        page.wait_for_selector("h1")
        assert page.evaluate("document.documentElement.lang") == "ka"
        page.wait_for_selector("h1:has-text('იმერეთ')")
        page.close()


def test_the_map_is_drawn_without_any_foreign_host(reader):
    reader.open("/overview?lang=en")
    reader.page.wait_for_selector(REGIONS)
    assert reader.page.locator(REGIONS).count() >= 12
    assert reader.hosts == {reader.site.split("/")[2]}
    assert reader.errors == []


def test_a_click_on_a_region_opens_its_page_and_keeps_the_language(reader):
    reader.open("/overview?lang=ka")
    click_on(reader.page, "GE-KA")
    reader.page.wait_for_url(re.compile("/hub"))
    reader.settled()
    assert "place=GE-KA" in reader.page.url
    assert "lang=ka" in reader.page.url
    assert "კახეთ" in reader.page.locator("h1").inner_text()


def click_on(page, region):
    """Click in the middle of a region of the map."""
    page.wait_for_selector(REGIONS)
    page.locator(REGIONS).first.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    shapes = page.locator(REGIONS).element_handles()
    shape = next(one for one in shapes if one.evaluate("shape => shape.__data__.loc") == region)
    box = shape.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_the_language_switch_keeps_the_page_and_its_choices(reader, page):
    reader.open(f"/{page}?lang=en&place=GE-KK")
    reader.page.get_by_text("ქართული", exact=True).first.click()
    reader.page.wait_for_selector("html[lang=ka]", state="attached")
    reader.settled()
    assert reader.page.url.split("?")[0].rstrip("/") == f"{reader.site}/{page}".rstrip("/")
    assert "lang=ka" in reader.page.url
    assert re.search("[ა-ჰ]{4}", reader.page.locator("h1").first.inner_text())


def test_the_georgian_letters_come_from_the_shipped_font(reader):
    reader.open("/overview?lang=ka")
    loaded = reader.page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert any("Noto Sans Georgian" in family for family in loaded)


def test_what_the_browser_may_load_is_limited_to_ourselves(site):
    policy = urllib.request.urlopen(site).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy


def test_the_outlines_are_kept_by_the_browser(site):
    answer = urllib.request.urlopen(f"{site}/geo/regions.geojson")
    again = urllib.request.Request(f"{site}/geo/regions.geojson", headers={"If-None-Match": answer.headers["ETag"]})
    with pytest.raises(urllib.error.HTTPError, match="304"):
        urllib.request.urlopen(again)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_release_a_page_says_what_to_do(browser, tmp_path, monkeypatch, language):
    monkeypatch.setitem(os.environ, "KVALI_VAR", str(tmp_path))
    with server() as (port, _):
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/explore?lang={language}")
        page.wait_for_selector("code:has-text('make build')")
        assert "Traceback" not in page.inner_text("body")
        assert bool(re.search("[ა-ჰ]{5}", page.inner_text("h1"))) == (language == "ka")
        page.close()
