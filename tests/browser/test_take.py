"""Pictures that Plotly draws in the reader's browser, and a figure in a frame on another site."""

import http.server
import os
import re
import threading
from functools import partial

import pytest

from bench.server import server

pytestmark = pytest.mark.browser

VIEW = "/indicator?indicator=vdem_v2x_libdem&lang=en"
TREND = "vdem_v2x_libdem_trend"


def pictures(reader, form):
    with reader.page.expect_download() as waiting:
        reader.page.locator(f"button[data-format={form}]").click()
    return waiting.value


def test_a_picture_of_the_view_has_title_legend_source_and_release_printed_in_it(reader, release):
    reader.open(VIEW)
    reader.page.get_by_role("button", name="Download and share").first.click()
    reader.page.locator("button[data-format=svg]").wait_for()
    svg = pictures(reader, "svg")
    drawn = svg.path().read_text(encoding="utf-8")
    text = re.sub(r"<[^>]+>", " ", drawn)
    assert svg.suggested_filename == f"kvali_{TREND}_{release.id}.svg"
    for words in (
        "Liberal democracy index: Georgia",
        "68% interval",
        "V-Dem",
        "CC BY-SA 4.0",
        release.id,
        "22 November",
    ):
        assert words in text.replace("\xa0", " ")
    png = pictures(reader, "png").path().read_bytes()
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 1920
    assert reader.page.locator(f".st-key-{TREND} .js-plotly-plot").inner_text().count("V-Dem") == 0
    assert reader.errors == []
    assert reader.hosts == {reader.site.split("/")[2]}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@pytest.fixture
def elsewhere(tmp_path):
    """Another site on this machine whose pages are the files of a folder: (folder, address)."""
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path)))
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


def test_another_site_that_the_setting_names_may_frame_one_figure_and_no_page(browser, release, elsewhere, monkeypatch):
    folder, address = elsewhere
    monkeypatch.setitem(os.environ, "KVALI_VAR", str(release.path.parent.parent))
    monkeypatch.setitem(os.environ, "KVALI_EMBEDDERS", address)
    with server() as (port, _):
        kvali = f"http://127.0.0.1:{port}{VIEW}"
        (folder / "figure.html").write_bytes(f'<iframe src="{kvali}&figure={TREND}&embed=true"></iframe>'.encode())
        (folder / "page.html").write_bytes(f'<iframe src="{kvali}&embed=true"></iframe>'.encode())
        page = browser.new_page()
        page.goto(f"{address}/figure.html")
        framed = page.frame_locator("iframe")
        framed.locator(".js-plotly-plot").wait_for(timeout=60_000, state="attached")
        assert framed.locator(".js-plotly-plot").count() == 1
        refused = []
        page.on("console", lambda message: refused.append(message.text))
        page.goto(f"{address}/page.html")
        page.wait_for_timeout(1000)
        page.close()
        assert any("frame-ancestors" in words for words in refused)
