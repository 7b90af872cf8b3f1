"""Bytes and time until the overview's map is drawn in a Chromium with an empty cache, on this machine.

Printed beside the same for a second visit, whose static files come from the browser's cache.
"""

import os
import shutil
import time

from playwright.sync_api import BrowserContext, sync_playwright

from bench.server import server

MAP = ".choroplethlayer path.choroplethlocation"
RUNS = 5


def main() -> None:
    path = os.environ.get("KVALI_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    flags = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with server() as (port, _), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=flags)
        address = f"http://127.0.0.1:{port}/overview?lang=ka"
        visit(chromium.new_context(), address)
        rows = []
        for _ in range(RUNS):
            context = chromium.new_context(viewport={"width": 1440, "height": 1000})
            rows.append((*visit(context, address), *visit(context, address)))
            context.close()
        chromium.close()
    first, kilobytes, again, kilobytes_again = (sorted(column)[RUNS // 2] for column in zip(*rows, strict=True))
    print(f"first map, empty cache: {first:.1f} s, {kilobytes:,.0f} kB over the wire (median of {RUNS})")
    print(f"first map, second visit: {again:.1f} s, {kilobytes_again:,.0f} kB, ratio {again / first:.2f}")


def visit(context: BrowserContext, address: str) -> tuple[float, float]:
    """Seconds until the map is drawn, and the kilobytes that came as the network counts them (gzip on)."""
    page = context.new_page()
    counted = [0.0]
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: counted.append(event["encodedDataLength"]))
    session.on(
        "Network.webSocketFrameReceived", lambda event: counted.append(len(event["response"]["payloadData"]) * 0.75)
    )
    started = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(MAP, state="attached")
    seconds = time.perf_counter() - started
    page.wait_for_timeout(500)
    page.close()
    return seconds, sum(counted) / 1024


if __name__ == "__main__":
    main()
