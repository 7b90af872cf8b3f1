"""Kvali works where there is no other host: every page, every kind of request, from first byte to last choice."""

import re
from urllib.parse import urlsplit

import pytest

from pages.parts.menu import LANGUAGES, PAGES

pytestmark = pytest.mark.browser

# A style or script may name a host that is asked only later, when a reader points at something.
FOREIGN = re.compile(r"""(?:src|href|srcset|poster)\s*=\s*["']?(?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import""")
REFUSED = "http://refused.by.the.policy/"
RUNS_FROM_AFAR = "script[src], img[src], iframe[src], video[src], source[src], link[href], use[href], image[href]"


@pytest.fixture(scope="module")
def witness(browser, site):
    """A page, and every request and websocket of its whole browser context, with service workers' and prefetches."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    # What our own policy refuses never becomes a request, but the browser says so.
    page.on("console", lambda said: asked.append(REFUSED) if "Content Security Policy" in said.text else None)
    page.on("websocket", lambda socket: asked.append(socket.url))
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    network.on("Network.webSocketCreated", lambda event: asked.append(event["url"]))
    yield page, asked
    context.close()


def foreign(addresses, site):
    """The addresses of another host than ours; data and blobs come from the page itself."""
    own = urlsplit(site).netloc
    hosts = {one: urlsplit(one).netloc for one in addresses if urlsplit(one).scheme not in ("data", "blob")}
    return sorted(one for one, host in hosts.items() if host != own)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_no_other_host_for_anything(witness, site, name, language):
    page, asked = witness
    asked.clear()
    page.goto(f"{site}/{'' if name == PAGES[0] else name}?lang={language}")
    page.wait_for_selector("h1")
    page.wait_for_selector("[data-testid='stStatusWidget']", state="detached")
    page.mouse.wheel(0, 20_000)
    page.wait_for_timeout(500)
    assert any(one.startswith("ws://") for one in asked)
    assert foreign(asked, site) == []
    assert foreign(page.evaluate(LINKS, RUNS_FROM_AFAR), site) == []


LINKS = "wanted => [...document.querySelectorAll(wanted)].map(one => one.src || one.href.baseVal || one.href)"


def test_a_request_to_another_host_would_be_noticed(witness, site):
    page, asked = witness
    page.route("http://192.0.2.1/**", lambda route: route.abort())
    page.goto("about:blank")
    asked.clear()
    page.set_content("<link rel='prefetch' href='http://192.0.2.1/a'><img src='http://192.0.2.1/b'>")
    page.wait_for_timeout(300)
    assert "http://192.0.2.1/b" in foreign(asked, site)


def test_no_address_of_another_host_stands_in_the_index(witness, site):
    page, _ = witness
    assert FOREIGN.findall(page.request.get(site).text()) == []
