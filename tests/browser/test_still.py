"""Nothing that a reader sees jumps while a page comes, by the browser's own account (cumulative layout shift).

A shift is a property of the layout, not a time: it does not depend on how fast the machine is.
"""

import pytest

from bench.server import Session
from bench.vitals import DESK, PHONE, opened
from pages.parts.menu import PAGES

pytestmark = pytest.mark.browser

MOST = 0.05
# The longer language, whose lines break more often.
LANGUAGE = "ka"


@pytest.mark.parametrize("size", (DESK, PHONE), ids=("desk", "phone"))
@pytest.mark.parametrize("name", PAGES)
def test_nothing_jumps_while_a_page_comes(browser, site, name, size):
    path = "" if name == PAGES[0] else name
    session = Session(int(site.rpartition(":")[2]))
    session.run(path, lang=LANGUAGE)
    session.close()
    page = opened(browser, f"{site}/{path}?lang={LANGUAGE}", size)
    seen = page.evaluate("vitals")
    page.context.close()
    assert seen["lcp"] > 0, "the page was never watched"
    assert seen["cls"] < MOST, seen["shifts"]
