"""WCAG 2.2 AA in a real browser: every page, both languages, both themes; faults of Streamlit are named and dated."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe

from pages.parts.menu import LANGUAGES, PAGES
from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
THEMES = ("light", "dark")
# Rule of axe, and what its node holds, which docs/accessibility.md explains with a date and the issue of Streamlit.
EXCEPTIONS: dict[str, str] = {}
HEADINGS = """[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]
  .filter(one => one.checkVisibility()).map(one => +one.tagName[1])"""
ICONS = """[...document.querySelectorAll('[data-testid="stIconMaterial"]')]
  .filter(one => one.checkVisibility())
  .map(one => [one.textContent, one.scrollWidth, parseFloat(getComputedStyle(one).fontSize)])"""
FIGURES = """[...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
  .map(one => one.querySelector('[role][aria-label]') || one.closest('[aria-label]'))
  .map(one => one?.getAttribute('aria-label') || '')"""
CASED = """[...document.querySelectorAll('body *')].filter(one => {
  const style = getComputedStyle(one);
  return one.checkVisibility()
    && [...one.childNodes].some(node => node.nodeType === 3 && /[ა-ჰ]/.test(node.textContent))
    && (style.textTransform !== 'none' || style.fontVariantCaps !== 'normal' || style.letterSpacing !== 'normal');
}).map(one => one.textContent.slice(0, 60))"""


# What the styles hold back in the first three seconds is no text yet; these tests ask for the page as it stays.
NOTHING_HELD_BACK = '[data-testid="stMainBlockContainer"]{--late:visible!important}'


@pytest.fixture(scope="module", params=THEMES)
def seen(request, browser, site):
    """What one visit of every page found, in one theme: {(page, language): facts}; all tests below read it."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000}, color_scheme=request.param, reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}
    for name in PAGES:
        for language in LANGUAGES:
            Reader(page, site).open(f"/{address(name)}?lang={language}")
            page.add_style_tag(content=NOTHING_HELD_BACK)
            found[name, language] = facts(page)
    context.close()
    return found


def address(name):
    return "" if name == PAGES[0] else name


# Twice on a busy machine axe met two buttons of a page without their words, which it has ever since: what is found is
# looked at once more, and what is found again is told with all that stands in it.
SECOND_LOOK = 4_000
INSIDE = """wanted => [...document.querySelectorAll(wanted)].flatMap(one => [one, ...one.querySelectorAll('*')])
  .map(one => [one.tagName, one.dataset.testid, getComputedStyle(one).visibility, getComputedStyle(one).display,
    [...one.childNodes].filter(node => node.nodeType === 3).map(node => node.textContent).join('')].join(' '))"""


def violations(page):
    """What axe finds on a page that stands still: rule, markup, and what each element in it is and shows."""
    found = look(page)
    if found:
        page.wait_for_timeout(SECOND_LOOK)
        found = look(page)
    return [(rule, html, page.evaluate(INSIDE, target)) for rule, html, target in found]


def look(page):
    broken = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [(one["id"], node["html"], node["target"][0]) for one in broken for node in one["nodes"]]


def facts(page):
    """All that the tests of this module ask of a page."""
    return {
        "axe": violations(page),
        "headings": page.evaluate(HEADINGS),
        "lang": page.evaluate("document.documentElement.lang"),
        "figures": page.evaluate(FIGURES),
        "icons": page.evaluate(ICONS),
        "cased": page.evaluate(CASED),
        "moving": page.evaluate(
            "document.getAnimations().filter(one => one.effect.getComputedTiming().duration > 50).length"
        ),
    }


def all_of(seen, kind):
    """One kind of fact of every page, by page and language."""
    return {f"{page} {language}": found[kind] for (page, language), found in seen.items()}


def ours(found):
    """The violations that no exception covers: rule, markup and what it holds."""
    return [(rule, html[:200], inside) for rule, html, inside in found if EXCEPTIONS.get(rule, "\0") not in html]


def test_axe_finds_nothing_on_any_page(seen):
    assert {page: left for page, found in all_of(seen, "axe").items() if (left := ours(found))} == {}


def test_headings_begin_with_the_only_h1_and_skip_no_level(seen):
    for page, levels in all_of(seen, "headings").items():
        assert levels[0] == 1, page
        assert levels.count(1) == 1, page
        assert all(after - before <= 1 for before, after in pairwise(levels)), (page, levels)


def test_the_page_names_its_language(seen):
    assert all(page.endswith(language) for page, language in all_of(seen, "lang").items())


def test_every_chart_has_words_for_those_who_do_not_see_it(seen):
    charts = all_of(seen, "figures")
    assert sum(map(len, charts.values())) > 20
    assert [page for page, told in charts.items() if not all(len(words) > 20 for words in told)] == []


def test_every_icon_is_drawn_and_none_stands_there_as_its_name(seen):
    icons = [icon for found in all_of(seen, "icons").values() for icon in found]
    assert icons
    assert [name for name, width, size in icons if width > 1.5 * size] == []


def test_georgian_letters_keep_their_case_and_their_distance(seen):
    assert {page: words for page, words in all_of(seen, "cased").items() if words} == {}


def test_nothing_moves_for_those_who_asked_for_less_motion(seen):
    assert {page: count for page, count in all_of(seen, "moving").items() if count} == {}


@pytest.fixture(scope="module")
def narrow(browser, site):
    """A window of 320 pixels, which is one of 1280 at 400 % (WCAG 1.4.10)."""
    context = browser.new_context(viewport={"width": 320, "height": 700}, locale="ka-GE")
    yield Reader(context.new_page(), site)
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_at_320_pixels_nothing_is_lost_to_the_side(narrow, name, language):
    narrow.errors.clear()
    narrow.open(f"/{address(name)}?lang={language}")
    width = narrow.page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
    assert width <= 320
    assert narrow.page.evaluate(CUT) == []
    assert narrow.errors == []


# Words that end where their box does, without a way to scroll to the rest.
CUT = """[...document.querySelectorAll('[data-testid="stMain"] :is(h1, h2, h3, p, li, label, button)')].filter(one => {
  const style = getComputedStyle(one);
  return one.checkVisibility() && style.overflowX === 'hidden' && one.clientWidth > 1
    && one.scrollWidth > one.clientWidth + 1;
}).map(one => one.textContent.slice(0, 60))"""

FOCUSED = """() => {
  const one = document.activeElement, look = node => {
    const style = getComputedStyle(node);
    return [style.outline, style.boxShadow, style.borderColor, style.backgroundColor, style.textDecoration].join('|');
  };
  const chain = [one, one.parentElement, one.parentElement?.parentElement].filter(Boolean);
  const before = chain.map(look);
  one.blur();
  const after = chain.map(look);
  one.focus();
  const kinds = ['stTopNav', 'stButtonGroup', 'stSelectbox', 'stPopover', 'stSkipToContent', 'stPageLink'];
  return {
    kind: kinds.find(kind => one.closest(`[data-testid="${kind}"], .${kind}`)) || one.tagName,
    name: (one.getAttribute('aria-label') || one.textContent || '').slice(0, 40),
    visible: before.some((look, at) => look !== after[at]),
  };
}"""


@pytest.fixture(scope="module")
def tabbed(browser, site):
    """What the Tab key reaches on the page of indicators, in its order."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    Reader(page, site).open("/indicator?lang=ka&indicator=turnout_parliamentary")
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)
        reached.append(page.evaluate(FOCUSED))
    context.close()
    return reached


@pytest.mark.parametrize("kind", ["stSkipToContent", "stTopNav", "stButtonGroup", "stSelectbox", "stPopover"])
def test_the_keyboard_reaches(tabbed, kind):
    assert kind in {one["kind"] for one in tabbed}


def test_what_the_keyboard_reaches_shows_it(tabbed):
    assert [one for one in tabbed if not one["visible"] and one["kind"] != "BODY"] == []


def test_what_the_keyboard_reaches_has_a_name(tabbed):
    assert [one for one in tabbed if not one["name"].strip() and one["kind"] not in ("BODY", "stSelectbox")] == []


@pytest.fixture(scope="module")
def paper(browser, site):
    """The page of indicators as a printer gets it from a reader of the dark theme."""
    context = browser.new_context(viewport={"width": 794, "height": 1123}, color_scheme="dark")
    reader = Reader(context.new_page(), site)
    reader.open("/indicator?lang=ka&indicator=turnout_parliamentary")
    reader.page.wait_for_selector(".js-plotly-plot .main-svg")
    reader.page.emulate_media(media="print")
    yield reader.page
    context.close()


@pytest.mark.parametrize("part", ["stHeader", "stSelectbox", "stButtonGroup", "stPopover"])
def test_paper_leaves_out_what_nobody_can_press(paper, part):
    parts = paper.locator(f"[data-testid='{part}']")
    assert parts.count()
    assert not any(parts.nth(one).is_visible() for one in range(parts.count()))


def test_paper_keeps_figures_and_their_sources(paper):
    assert paper.locator("[data-testid='stPlotlyChart']").first.is_visible()
    assert paper.get_by_text("წყარო").first.is_visible()


def test_paper_is_light_in_the_dark_theme_too(paper):
    assert paper.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    ink = paper.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert max(int(part) for part in ink[4:-1].split(",")[:3]) < 90
