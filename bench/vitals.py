"""What a reader of each page waits for and sees jump, in a Chromium on this machine: `python -m bench.vitals`.

For every page in both languages, the server warm: the largest contentful paint of a first visit (empty cache), how far
things jump while the page comes (cumulative layout shift; the same on a phone) and when a choice is made, and the bytes
over the wire, compressed as they travel (bench/relay.py), of the first visit, of a second one, and of that choice.
`python -m bench.vitals explore overview` takes only these pages; KVALI_SHIFTS=1 tells what jumps, from where to where.
No limit is asserted here; a test asserts the shift.
"""

import os
import shutil
import sys
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from bench.load import LANGUAGES, warm
from bench.pages import WHOLE
from bench.relay import Relay, relay
from bench.server import server

# By the browser's own account. Shifts within half a second of a click are the reader's doing by the standard,
# but a page that jumps then is what "no layout jump on a rerun" is about, so they are counted.
WATCH = """
window.vitals = {lcp: 0, cls: 0, shifts: []};
new PerformanceObserver(list => list.getEntries().forEach(one => vitals.lcp = one.startTime))
  .observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(one => {
  vitals.cls += one.value;
  one.sources.forEach(source => vitals.shifts.push(
    [one.value, (source.node?.parentElement?.closest?.('[data-testid]')?.dataset.testid || ''),
     (source.node?.textContent || '').slice(0, 40), source.previousRect.y, source.currentRect.y]));
})).observe({type: 'layout-shift', buffered: true});
"""
RUNNING = "[data-testid='stStatusWidget']"
WAITING = "[data-testid='stMain'] [data-testid='stSkeleton']"
DESK, PHONE = (1440, 1000), (390, 844)
CHOICES = "[data-testid='stMain'] [data-testid='stSelectbox'] input"


@dataclass
class Vitals:
    """One page in one language: seconds, shifts, kilobytes; None where the page has no choice to make."""

    paint: float
    shift: float
    on_phone: float
    first: float
    second: float
    shift_of_choice: float | None
    choice: float | None
    shifts: list[list[object]]


def settle(page: Page) -> None:
    """Waits until the script has run, every part is drawn, and nothing moves any more."""
    page.wait_for_selector("h1")
    page.wait_for_selector(RUNNING, state="detached")
    page.wait_for_function("selector => !document.querySelector(selector)", arg=WAITING)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1200)


def opened(browser: Browser, address: str, size: tuple[int, int], script: str = "") -> Page:
    """A page in a browser of its own, with an empty cache, settled; `script` runs before the page's own."""
    page = browser.new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page.add_init_script(WATCH + script)
    page.goto(address)
    settle(page)
    return page


def measure(browser: Browser, between: Relay, path: str) -> Vitals:
    """One page, opened on a phone, then twice at a desk, where one choice is made."""
    address = f"http://127.0.0.1:{between.port}/{path}"
    page = opened(browser, address, PHONE)
    phone = page.evaluate("vitals")
    page.context.close()
    before = between.kilobytes
    page = opened(browser, address, DESK)
    found, first = page.evaluate("vitals"), between.kilobytes - before
    shift_of_choice, choice = choose(page, between)
    context = page.context
    page.close()
    before, page = between.kilobytes, context.new_page()
    page.goto(address)
    settle(page)
    second = between.kilobytes - before
    context.close()
    shifts = [["desk", *one] for one in found["shifts"]] + [["phone", *one] for one in phone["shifts"]]
    return Vitals(found["lcp"] / 1000, found["cls"], phone["cls"], first, second, shift_of_choice, choice, shifts)


def choose(page: Page, between: Relay) -> tuple[float | None, float | None]:
    """Takes the next entry of the page's last select box; its layout shift and kilobytes, None without one."""
    boxes = page.locator(CHOICES)
    if not boxes.count():
        return None, None
    boxes.last.scroll_into_view_if_needed()
    boxes.last.click()
    page.wait_for_timeout(500)
    before, kilobytes = page.evaluate("vitals.cls"), between.kilobytes
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_timeout(400)
    settle(page)
    return page.evaluate("vitals.cls") - before, between.kilobytes - kilobytes


def main(names: list[str]) -> None:
    path = os.environ.get("KVALI_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    flags = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    verbose = bool(os.environ.get("KVALI_SHIFTS"))
    pages = [page for page in WHOLE if not names or (page or "start") in names]
    with server() as (port, _), relay(port) as between, sync_playwright() as playwright:
        warm(port, {page: WHOLE[page][:1] for page in pages})
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        print(f"{'page':<14}{'LCP s':>7}{'CLS':>7}{'phone':>7}{'first kB':>10}{'second kB':>11}", end="")
        print(f"{'CLS choice':>12}{'kB choice':>11}")
        for page in pages:
            for language in LANGUAGES:
                found = measure(browser, between, f"{page}?lang={language}")
                print(line(f"{page or 'start'} {language}", found), flush=True)
                for shift in found.shifts if verbose else []:
                    print("   ", shift)
        browser.close()


def line(name: str, found: Vitals) -> str:
    """One row of the table."""
    no_choice = found.shift_of_choice is None or found.choice is None
    choice = f"{'–':>12}{'–':>11}" if no_choice else f"{found.shift_of_choice:>12.3f}{found.choice:>11.1f}"
    shifts = f"{found.shift:>7.3f}{found.on_phone:>7.3f}"
    return f"{name:<14}{found.paint:>7.2f}{shifts}{found.first:>10,.0f}{found.second:>11,.0f}{choice}"


if __name__ == "__main__":
    main(sys.argv[1:])
