"""The front door: headers, the index in the reader's language, small files, outlines, unknown addresses."""

import asyncio
import gzip
import json
import re
from pathlib import Path

import pytest
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Router

from pages.parts import front
from pages.parts.language_script import language_mark
from pages.parts.menu import LANGUAGES, PAGES
from tests.pages.asked import answer as ask

ROOT = Path(__file__).resolve().parents[2]
INDEX = front.INDEX.read_text(encoding="utf-8")


async def streamlit_like(scope, receive, send):
    """Answers as Streamlit does: the index for pages, files under static/."""
    if "/static/" in scope["path"]:
        headers = {"ETag": '"made-up"'}
        response: Response = PlainTextResponse("x" * 5000, headers=headers)
    else:
        response = HTMLResponse(INDEX, headers={"ETag": '"index"', "Cache-Control": "no-cache"})
    await response(scope, receive, send)


@pytest.mark.parametrize(
    ("query", "language"), [("", "ka"), ("?lang=en", "en"), ("?lang=ka", "ka"), ("?lang=fr", "ka")]
)
def test_the_index_speaks_the_language_of_the_address(query, language):
    status, headers, body = ask(front.Front(streamlit_like), f"/hub{query}")
    assert status == 200
    assert f'<html lang="{language}">'.encode() in body
    assert int(headers["content-length"]) == len(body)
    assert "etag" not in headers


def test_the_index_names_kvali_and_loads_no_font_of_streamlit():
    _, _, body = ask(front.Front(streamlit_like), "/")
    assert "<title>კვალი · Kvali</title>".encode() in body
    assert b"static/media" not in body
    assert b"index." in body


def test_the_index_is_asked_for_whole_and_plain():
    seen = {}

    async def inner(scope, receive, send):
        seen.update(dict(scope["headers"]))
        await streamlit_like(scope, receive, send)

    ask(front.Front(inner), "/", accept_encoding="gzip", if_none_match='"index"')
    assert seen == {}


def test_the_policy_knows_the_inline_scripts_and_nothing_from_outside():
    policy = front.content_security_policy()
    inline = re.findall(r"<script>(.*?)</script>", INDEX, flags=re.DOTALL)
    assert len(inline) == 1
    assert len(re.findall(r"'sha256-[\w+/]+='", policy)) == 3
    assert "unsafe-eval" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    ("query", "framers"),
    [
        ("", "'none'"), ("?embed=true", "'none'"), ("?figure=trend", "'none'"), ("?figure=&embed=true", "'none'"),
        ("?figure=trend&embed=true", "'self' https://example.org"),
    ],
)  # fmt: skip
def test_only_one_figure_alone_may_be_framed_and_only_by_whom_the_setting_names(query, framers):
    guarded = front.Front(streamlit_like, embedders=("https://example.org",))
    _, headers, _ = ask(guarded, f"/indicator{query}")
    assert f"frame-ancestors {framers};" in headers["content-security-policy"]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", ["/", "/hub", "/app/static/OFL.txt", "/nothing", "/start", "/_stcore/health"])
def test_every_answer_carries_the_safe_headers(path, method):
    _, headers, _ = ask(front.Front(streamlit_like), path, method=method)
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_start_leads_to_the_bare_address_with_its_choices():
    status, headers, _ = ask(front.Front(streamlit_like, base="/kvali"), "/kvali/start?lang=en&place=GE-KK")
    assert (status, headers["location"]) == (307, "/kvali/?lang=en&place=GE-KK")


@pytest.mark.parametrize(("language", "words"), [("en", "There is no such page"), ("ka", "ასეთი გვერდი არ არსებობს")])
def test_an_unknown_page_is_told_in_the_readers_language(language, words):
    status, _, body = ask(front.Front(streamlit_like, base="/kvali"), f"/kvali/nothing?lang={language}")
    assert status == 404
    assert words.encode() in body
    assert f'href="/kvali/hub?lang={language}"'.encode() in body
    assert f'<html lang="{language}">'.encode() in body


@pytest.mark.parametrize("page", PAGES[1:])
def test_every_page_has_its_address(page):
    assert ask(front.Front(streamlit_like), f"/{page}")[0] == 200


@pytest.mark.parametrize("path", ["/_stcore/health", "/hub/_stcore/host-config", "/api/v1/places", "/media/made-up"])
def test_streamlits_and_our_own_routes_are_no_pages(path):
    _, _, body = ask(front.Front(streamlit_like), path)
    assert b'<html lang="en">' in body


def test_our_static_files_may_be_kept_for_a_week():
    _, headers, _ = ask(front.Front(streamlit_like), "/app/static/made-up.woff2")
    assert headers["cache-control"] == "public, max-age=604800"


def test_scripts_travel_small_and_are_packed_once():
    calls = []

    async def inner(scope, receive, send):
        calls.append(scope["path"])
        await streamlit_like(scope, receive, send)

    app = front.StaticGzip(inner)
    answers = [ask(app, "/static/js/made-up.js", accept_encoding="gzip, br") for _ in range(2)]
    assert [gzip.decompress(body) for _, _, body in answers] == [b"x" * 5000] * 2
    assert answers[1][1]["content-encoding"] == "gzip"
    assert answers[1][1]["vary"] == "Accept-Encoding"
    assert calls == ["/static/js/made-up.js"]


def test_a_reader_who_leaves_during_the_first_load_spoils_nothing_for_the_next(tmp_path):
    script = tmp_path / "made-up.js"
    script.write_bytes(b"x" * 500_000)
    app = front.StaticGzip(FileResponse(script))
    scope = {
        "type": "http", "method": "GET", "path": "/static/js/made-up.js", "query_string": b"",
        "headers": [(b"accept-encoding", b"gzip")], "asgi": {"version": "3.0", "spec_version": "2.3"},
    }  # fmt: skip

    async def leaves():
        return {"type": "http.disconnect"}

    async def nobody_listens(message):
        pass

    asyncio.run(app(scope, leaves, nobody_listens))
    _, _, body = ask(app, "/static/js/made-up.js", accept_encoding="gzip")
    assert gzip.decompress(body) == b"x" * 500_000


def test_a_script_that_the_browser_holds_is_not_sent_again():
    app = front.StaticGzip(streamlit_like)
    _, headers, _ = ask(app, "/static/js/made-up.js", accept_encoding="gzip")
    status, _, body = ask(app, "/static/js/made-up.js", accept_encoding="gzip", if_none_match=headers["etag"])
    assert (status, body) == (304, b"")


def test_who_takes_no_gzip_gets_the_file_as_it_is():
    _, headers, body = ask(front.StaticGzip(streamlit_like), "/static/js/made-up.js")
    assert "content-encoding" not in headers
    assert len(body) == 5000


@pytest.fixture
def outlines():
    return Router([front.outlines_route(ROOT / "geo", "/kvali")])


@pytest.mark.parametrize("name", front.OUTLINES)
def test_outlines_are_served_once_and_then_known(outlines, name):
    status, headers, body = ask(outlines, f"/kvali/geo/{name}.geojson")
    assert status == 200
    assert json.loads(body)["type"] == "FeatureCollection"
    assert ask(outlines, f"/kvali/geo/{name}.geojson", if_none_match=headers["etag"])[0] == 304


@pytest.mark.parametrize("path", ["/kvali/geo/hubs.geojson", "/kvali/geo/..%2Fhubs.geojson"])
def test_nothing_else_of_geo_leaves_the_house(outlines, path):
    assert ask(outlines, path)[0] == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_mark_holds_the_language(language):
    assert f'data-lang="{language}"' in language_mark(language)


def test_the_language_mark_takes_nothing_but_a_language():
    with pytest.raises(ValueError, match="no such language"):
        language_mark('"><script>')


def test_the_empty_world_map_has_every_layer_that_plotly_may_draw():
    stub = json.loads((ROOT / "pages" / "static" / "world_110m.json").read_text(encoding="utf-8"))
    layers = {"coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"}
    assert (stub["type"], set(stub["objects"]), stub["arcs"]) == ("Topology", layers, [])
    assert all(layer == {"type": "GeometryCollection", "geometries": []} for layer in stub["objects"].values())


def test_the_dashboard_serves_the_frame():
    import dashboard

    assert dashboard.app.script_path == ROOT / "pages" / "frame.py"
