"""The front door's HTTP work, around Streamlit: safe headers, one index per language, small files, outlines.

All of it is plain ASGI. Websockets pass through untouched; HEAD is answered as Streamlit does, with our headers.
"""

import gzip
import hashlib
import re
from base64 import b64encode
from pathlib import Path
from urllib.parse import parse_qs

import anyio
import anyio.to_thread
import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.parts import language_script, picture_script, styles
from pages.parts.menu import LANGUAGES, PAGES
from pages.parts.missing_page import missing_page

INDEX = Path(streamlit.__file__).with_name("static") / "index.html"
OUTLINES = ("regions", "occupied")
_OTHERS = re.compile(r"_stcore|static|app|media|component|geo|api")
_CONDITIONS = (b"if-none-match", b"if-modified-since")
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_FOREIGN_FONT = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*>', re.DOTALL)


def content_security_policy(framers: tuple[str, ...] = ("'none'",)) -> str:
    """The policy: nothing from outside; of inline scripts only Streamlit's one and ours, known by their hashes.

    Args:
        framers: who may show the answer in a frame, "https://example.org"; nobody without it.
    """
    scripts = [*_INLINE.findall(INDEX.read_text(encoding="utf-8")), language_script.SCRIPT, picture_script.SCRIPT]
    rules: dict[str, list[str]] = {
        "default-src": [], "script-src": [_hash(script) for script in scripts], "style-src": ["'unsafe-inline'"],
        "img-src": ["data:", "blob:"], "font-src": ["data:"], "connect-src": [],
        "worker-src": ["blob:"],
        "base-uri": [], "form-action": [],
    }  # fmt: skip
    ours = [" ".join([rule, "'self'", *more]) for rule, more in rules.items()]
    return "; ".join([*ours, f"frame-ancestors {' '.join(framers)}", "object-src 'none'"])


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def outlines_route(folder: Path, base: str) -> Route:
    """Serves geo/regions.geojson and geo/occupied.geojson with an ETag, an hour's cache and 304."""

    async def outlines(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in OUTLINES:
            return Response(status_code=404)
        body = await anyio.Path(folder / f"{name}.geojson").read_bytes()
        headers = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:20]}"', "Cache-Control": "public, max-age=3600"}
        if same(request.headers.get("if-none-match"), headers["ETag"]):
            return Response(status_code=304, headers=headers)
        return Response(body, media_type="application/geo+json", headers=headers)

    return Route(f"{base}/geo/{{name}}.geojson", outlines)


class Front:
    """Security headers on every answer, the index in the reader's language, a cache time for our static files.

    Addresses that are no page get a page of their own with status 404, instead of Streamlit's English box over the
    overview; the first page leads to the bare address.
    """

    def __init__(self, app: ASGIApp, base: str = "", embedders: tuple[str, ...] = ()) -> None:
        """Wraps `app`, served under `base` ("" or "/kvali")."""
        self.app, self.base = app, base
        self.framed = content_security_policy(("'self'", *embedders))
        self.headers = {
            "Content-Security-Policy": content_security_policy(),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] != "GET":
            await self.app(scope, receive, self._dressed(scope["path"], send))
            return
        page = self._page(scope["path"])
        answer = None if page is None else self._own_answer(page, scope)
        if answer is not None:
            answer.headers.update(self.headers)
            await answer(scope, receive, send)
        elif ours := styles.icons(scope["path"]):
            cached = {"Cache-Control": "public, max-age=31536000, immutable"}
            await FileResponse(ours, headers=self.headers | cached, media_type="font/woff2")(scope, receive, send)
        elif page is None:
            await self.app(scope, receive, self._dressed(scope["path"], send))
        else:
            await self._index(scope, receive, send)

    def _page(self, path: str) -> str | None:
        """The page that a path names; None for files, routes and Streamlit's own addresses."""
        inside = path.removeprefix(self.base).strip("/")
        parts = inside.split("/")
        if not path.startswith(self.base) or "." in parts[-1] or any(_OTHERS.fullmatch(part) for part in parts):
            return None
        return inside

    def _own_answer(self, page: str, scope: Scope) -> Response | None:
        query = scope["query_string"].decode("latin-1")
        if page == PAGES[0]:
            return RedirectResponse(f"{self.base}/?{query}" if query else f"{self.base}/", status_code=307)
        if page not in ("", *PAGES):
            return HTMLResponse(missing_page(_language(scope), self.base), status_code=404)
        return None

    def _dressed(self, path: str, send: Send) -> Send:
        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                if path.startswith(f"{self.base}/app/static/") and message["status"] == 200:
                    headers["Cache-Control"] = "public, max-age=604800"
            await send(message)

        return dressed

    async def _index(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the index on with its language set; asks for it plain and whole, since it is rewritten."""
        response = await _whole(self.app, _without(scope, b"accept-encoding", *_CONDITIONS))
        response.headers.update(self.headers)
        if _alone(scope):
            response.headers["Content-Security-Policy"] = self.framed
        if response.status_code == 200:
            for name in ("etag", "last-modified"):
                if name in response.headers:
                    del response.headers[name]
            response.body = index_in(_language(scope), bytes(response.body))
            response.headers["Content-Length"] = str(len(response.body))
            if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
                response = _gzipped(response)
        await response(scope, receive, send)


def _alone(scope: Scope) -> bool:
    """Whether an address asks for one figure alone, drawn for a frame."""
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    return bool(asked.get("figure")) and asked.get("embed") == ["true"]


class StaticGzip:
    """Streamlit's own scripts and styles gzipped once and kept: plotly's 4.7 MB travel as 1.4."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        """Wraps `app`, served under `base`."""
        self.app, self.base = app, base
        self.kept: dict[str, Response] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, from memory where it can."""
        if not self._wanted(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self.kept:
            response = await _whole(self.app, _without(scope, b"range", *_CONDITIONS))
            if response.status_code != 200:
                await response(scope, receive, send)
                return
            self.kept[path] = await anyio.to_thread.run_sync(_gzipped, response)
        await self._answer(self.kept[path], scope)(scope, receive, send)

    def _wanted(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != "GET":
            return False
        path, accepted = scope["path"], Headers(scope=scope).get("accept-encoding", "")
        return path.startswith(f"{self.base}/static/") and path.endswith((".js", ".css")) and "gzip" in accepted

    def _answer(self, kept: Response, scope: Scope) -> Response:
        known = same(Headers(scope=scope).get("if-none-match"), kept.headers.get("etag"))
        return Response(status_code=304, headers={"ETag": kept.headers["etag"]}) if known else kept


def index_in(language: str, index: bytes) -> bytes:
    """Streamlit's index in the language of the page, with Kvali's name and styles, without its preload of a font."""
    text = index.decode("utf-8").replace('<html lang="en">', f'<html lang="{language}">')
    text = text.replace("<title>Streamlit</title>", "<title>კვალი · Kvali</title>")
    text = _FOREIGN_FONT.sub("", text).replace("</head>", f"{styles.head(language)}</head>")
    return text.encode("utf-8")


def _language(scope: Scope) -> str:
    wanted = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[0]
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def _without(scope: Scope, *names: bytes) -> Scope:
    return {
        **scope,
        "headers": [(name, value) for name, value in scope["headers"] if name not in names],
        "extensions": {},
    }


async def _whole(app: ASGIApp, scope: Scope) -> Response:
    """Another app's answer, collected to its end.

    The app is not told when the browser leaves: it would stop in the middle, and what is kept would be kept cut off.
    """
    response, chunks = Response(), []

    async def stay() -> Message:
        await anyio.sleep_forever()
        raise AssertionError("forever is over")

    async def collect(message: Message) -> None:
        if message["type"] == "http.response.start":
            response.status_code, response.raw_headers = message["status"], list(message["headers"])
        else:
            chunks.append(message.get("body", b""))

    await app(scope, stay, collect)
    response.body = b"".join(chunks)
    return response


def _gzipped(response: Response) -> Response:
    response.body = gzip.compress(bytes(response.body), 6, mtime=0)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.body))
    response.headers.add_vary_header("Accept-Encoding")
    if "etag" in response.headers:
        response.headers["ETag"] = "W/" + response.headers["etag"].removeprefix("W/")
    return response


def same(asked: str | None, etag: str | None) -> bool:
    """Whether If-None-Match names this ETag, weakly."""
    tags = {tag.strip().removeprefix("W/") for tag in (asked or "").split(",")}
    return bool(etag) and ("*" in tags or str(etag).removeprefix("W/") in tags)
