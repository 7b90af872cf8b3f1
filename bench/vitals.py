"""What a reader of each page waits for and sees jump, in a Chromium on this machine: `python -m bench.vitals`.

For every page in both languages, the server warm: the largest contentful paint of a first visit (empty cache), how far
things jump while the page comes (cumulative layout shift) and when a choice is made, and the bytes over the wire of the
first visit, of a second one, and of that choice (what comes over the websocket alone). No limit is asserted.
"""

import os
import shutil
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.load import LANGUAGES, warm
from bench.pages import WHOLE
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
CHOICES = "[data-testid='stMain'] [data-testid='stSelectbox'] input"


@dataclass
class Vitals:
    """One page in one language: seconds, shifts, kilobytes; None where the page has no choice to make."""

    paint: float
    shift: float
    first: float
    second: float
    shift_of_choice: float | None
    choice: float | None
    shifts: list[list[object]]


class Counter:
    """Kilobytes of a page as the network counts them, all of them and those of the websocket."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.files = self.frames = 0.0
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._file)
        session.on("Network.webSocketFrameReceived", self._frame)

    def _file(self, event: dict[str, float]) -> None:
        self.files += event["encodedDataLength"] / 1024

    def _frame(self, event: dict[str, dict[str, str]]) -> None:
        self.frames += 0.75 * len(event["response"]["payloadData"]) / 1024


def settle(page: Page) -> None:
    """Waits until the script has run and nothing moves any more."""
    page.wait_for_selector("h1")
    page.wait_for_selector(RUNNING, state="detached")
    page.wait_for_timeout(1200)


def measure(browser: Browser, address: str) -> Vitals:
    """One page, opened twice in a browser of its own; then one choice is made."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.add_init_script(WATCH)
    counter = Counter(context, page)
    page.goto(address)
    settle(page)
    found = page.evaluate("vitals")
    first = counter.files + counter.frames
    shift_of_choice, choice = choose(page, counter)
    page.close()
    page = context.new_page()
    counter = Counter(context, page)
    page.goto(address)
    settle(page)
    second = counter.files + counter.frames
    context.close()
    return Vitals(found["lcp"] / 1000, found["cls"], first, second, shift_of_choice, choice, found["shifts"])


def choose(page: Page, counter: Counter) -> tuple[float | None, float | None]:
    """Takes the next entry of the page's last select box; its layout shift and kilobytes, None without one."""
    boxes = page.locator(CHOICES)
    if not boxes.count():
        return None, None
    boxes.last.scroll_into_view_if_needed()
    boxes.last.click()
    page.wait_for_timeout(500)
    before, frames = page.evaluate("vitals.cls"), counter.frames
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_timeout(400)
    settle(page)
    return page.evaluate("vitals.cls") - before, counter.frames - frames


def main() -> None:
    path = os.environ.get("KVALI_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    flags = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    verbose = bool(os.environ.get("KVALI_SHIFTS"))
    with server() as (port, _), sync_playwright() as playwright:
        warm(port, {page: several[:1] for page, several in WHOLE.items()})
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        print(f"{'page':<14}{'LCP s':>7}{'CLS':>7}{'first kB':>10}{'second kB':>11}{'CLS choice':>12}{'kB choice':>11}")
        for page in WHOLE:
            for language in LANGUAGES:
                found = measure(browser, f"http://127.0.0.1:{port}/{page}?lang={language}")
                print(line(f"{page or 'start'} {language}", found))
                for shift in found.shifts if verbose else []:
                    print("   ", shift)
        browser.close()


def line(name: str, found: Vitals) -> str:
    """One row of the table."""
    no_choice = found.shift_of_choice is None or found.choice is None
    choice = f"{'–':>12}{'–':>11}" if no_choice else f"{found.shift_of_choice:>12.3f}{found.choice:>11.1f}"
    return f"{name:<14}{found.paint:>7.2f}{found.shift:>7.3f}{found.first:>10,.0f}{found.second:>11,.0f}{choice}"


if __name__ == "__main__":
    main()
