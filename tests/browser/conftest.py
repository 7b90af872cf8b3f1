"""A real server and a real browser. The browser is KVALI_CHROMIUM or a Chromium on PATH, offline but for our server."""

import os
import shutil

import pytest

from bench.server import server

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
# Streamlit looks for its own base below a deep link before it finds it; nothing is missing.
EXPECTED_404 = ("_stcore/health", "_stcore/host-config")


# For the first three seconds the styles hold back what stands below a part whose script is on its way. The script on
# the server ends before the browser has drawn what it sent, on a busy machine by seconds: parts whose own script is on
# its way are skeletons, and what was drawn last draws more. So a page stands still when nothing came for a while.
STILL = """() => {
    const main = document.querySelector("[data-testid=stMainBlockContainer]")
    const size = document.querySelectorAll("*").length
    if (window.kvaliSize !== size) [window.kvaliSize, window.kvaliSince] = [size, performance.now()]
    if (!main || document.querySelector("[data-testid=stSkeleton]")) return false
    if (document.querySelector("[data-testid=stApp]").dataset.testScriptState !== "notRunning") return false
    const over = getComputedStyle(main).getPropertyValue("--late").trim() !== "hidden"
    const seen = one => getComputedStyle(one).visibility !== "hidden"
    const held = !over && ![...main.querySelectorAll("h1, h2, p, table")].every(seen)
    return !held && performance.now() - window.kvaliSince > 400
}"""


@pytest.fixture(scope="session")
def site(release):
    """The address of a Kvali that serves the session's release."""
    os.environ["KVALI_VAR"] = str(release.path.parent.parent)
    with server() as (port, _):
        yield f"http://127.0.0.1:{port}"


# Of the module, not of the session: as long as it is open no other test may run an event loop.
@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    path = os.environ.get("KVALI_CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)
    assert path, "no Chromium: name one in KVALI_CHROMIUM (make test leaves these tests out when there is none)"
    # Without the sandbox only for root, which Chromium refuses otherwise.
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*QUIET, *alone])
        yield chromium
        chromium.close()


class Reader:
    """A browser page that remembers what it asked for and what went wrong."""

    def __init__(self, page, site):
        self.page, self.site, self.hosts, self.errors = page, site, set(), []
        page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]) if "//" in request.url else None)
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _listen(self, message):
        place = (message.location or {}).get("url", "")
        if message.type == "error" and not any(known in place for known in EXPECTED_404):
            self.errors.append(f"{message.text} {place}")

    def open(self, path):
        self.page.goto(self.site + path)
        return self.settled()

    def settled(self):
        """Wait until the script has run and the page stands still."""
        self.page.wait_for_selector("h1", timeout=60_000)
        self.page.wait_for_selector("[data-testid='stStatusWidget']", state="detached", timeout=60_000)
        self.page.evaluate("delete window.kvaliSize")
        self.page.wait_for_function(STILL, timeout=60_000)
        return self


@pytest.fixture
def reader(browser, site):
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB")
    yield Reader(context.new_page(), site)
    context.close()


@pytest.fixture
def phone(browser, site):
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="ka-GE", has_touch=True)
    yield Reader(context.new_page(), site)
    context.close()
