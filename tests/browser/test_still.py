"""Nothing that a reader sees jumps while a page comes, by the browser's own account (cumulative layout shift).

A shift is a property of the layout, not a time. But for three seconds the styles hold back what stands below a part of
unknown height, and on a busy machine such a part comes later; so here they hold it back until it has come.
"""

import pytest

from bench.server import Session
from bench.vitals import DESK, PHONE, opened
from pages.parts.menu import PAGES

pytestmark = pytest.mark.browser

MOST = 0.05
# The longer language, whose lines break more often.
LANGUAGE = "ka"
HELD = """
const held = new CSSStyleSheet();
held.replaceSync('[data-testid="stMainBlockContainer"]{animation-delay:600s!important}');
document.adoptedStyleSheets = [held];
"""


@pytest.mark.parametrize("size", (DESK, PHONE), ids=("desk", "phone"))
@pytest.mark.parametrize("name", PAGES)
def test_nothing_jumps_while_a_page_comes(browser, site, name, size):
    path = "" if name == PAGES[0] else name
    session = Session(int(site.rpartition(":")[2]))
    session.run(path, lang=LANGUAGE)
    session.close()
    page = opened(browser, f"{site}/{path}?lang={LANGUAGE}", size, HELD)
    seen = page.evaluate("vitals")
    page.context.close()
    assert seen["lcp"] > 0, "the page was never watched"
    assert seen["cls"] < MOST, seen["shifts"]
