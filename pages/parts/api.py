"""The API: the figures of the current release as JSON, CSV and one data package, served beside the pages.

`TABLE` names every route with its parameters and columns; the server and its OpenAPI document are both made of it.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from analytics import bulk
from analytics.bulk_fields import FACTS, INDICATORS, PLACES, SOURCES, Field
from data import releases
from data.releases import Release, ReleaseError
from pages.parts import api_parameters as parameters
from pages.parts.api_document import document
from pages.parts.api_files import csv_text, json_text, records
from pages.parts.api_package import package
from pages.parts.api_parameters import Parameter, Refused, Values
from pages.parts.front import same
from pages.parts.menu import LANGUAGES
from pages.parts.text import translate

ROOT = "/api/v1"
KEPT = "public, max-age=300"
"""Five minutes: a new release is seen soon, and a page of a dashboard asks once."""


@dataclass(frozen=True)
class Answer:
    """Rows of one answer.

    Attributes:
        rows: in the order of its fields.
        total: rows on all pages.
        following: cursor of the next page, or None.
        indicator: what the facts are of, or "".
    """

    rows: pd.DataFrame
    total: int
    following: str | None = None
    indicator: str = ""


@dataclass(frozen=True)
class Endpoint:
    """One route that answers rows.

    Attributes:
        name: last part of its address.
        allowed: its parameters.
        fields: columns of its rows.
        ask: values of the parameters to rows.
    """

    name: str
    allowed: tuple[Parameter, ...]
    fields: tuple[Field, ...]
    ask: Callable[[Release, Values], Answer]


def _whole(question: Callable[[Release], pd.DataFrame]) -> Callable[[Release, Values], Answer]:
    def ask(release: Release, values: Values) -> Answer:
        rows = question(release)
        return Answer(rows, len(rows))

    return ask


def _facts(release: Release, values: Values) -> Answer:
    limit, passed = int(values.get("limit", parameters.USUAL)), parameters.start(values, release)
    names = {"from": "first", "to": "last"}
    asked = {names.get(name, name): value for name, value in values.items()}
    wanted = bulk.Wanted(**{name: asked[name] for name in bulk.Wanted.__dataclass_fields__ if name in asked})
    rows, total = bulk.facts(release, wanted, limit=limit, offset=passed)
    following = f"{release.id}.{passed + limit}" if passed + limit < total else None
    return Answer(rows, total, following, wanted.indicator)


TABLE = (
    Endpoint("indicators", (parameters.FORMAT,), INDICATORS, _whole(bulk.indicators)),
    Endpoint("facts", parameters.FACTS, FACTS, _facts),
    Endpoint("places", (parameters.FORMAT,), PLACES, _whole(bulk.places)),
    Endpoint("sources", (parameters.FORMAT,), SOURCES, _whole(bulk.sources)),
)


def routes(base: str) -> list[Route]:
    """Every route under /api: the rows, the package, the document, and a plain 404 for the rest.

    Args:
        base: path under which the app is served, "" or "/kvali".
    """
    found = [Route(f"{base}{ROOT}/{one.name}", _guarded(_rows(one))) for one in TABLE]
    found.append(Route(f"{base}{ROOT}/datapackage.zip", _guarded(_package)))
    found.append(Route(f"{base}{ROOT}/openapi.json", _guarded(_document(base))))
    return [*found, *(Route(f"{base}/api{rest}", _guarded(_nowhere)) for rest in ("", "/{rest:path}"))]


Answering = Callable[[Request, Release], Response]


def _guarded(answer: Answering) -> Callable[[Request], Response]:
    """The answer for the current release, or what is wrong, as JSON; runs in a thread of its own."""

    def guarded(request: Request) -> Response:
        try:
            release = releases.current()
        except ReleaseError:
            words = {language: translate(language, "api.error_no_release") for language in LANGUAGES}
            return _error(503, {"code": "no_release", "message": words}, {"Retry-After": "60"})
        try:
            response = answer(request, release)
        except Refused as refused:
            told = {"code": refused.code, "parameter": refused.parameter, "value": refused.value}
            response = _error(refused.status, {**told, "message": refused.message})
        response.headers["X-Kvali-Release"] = release.id
        return response

    return guarded


def _error(status: int, content: Mapping[str, object], headers: Mapping[str, str] | None = None) -> Response:
    kept = {"Cache-Control": "no-store", **(headers or {})}
    return Response(json_text({"error": content}), status, kept, media_type="application/json")


def _nowhere(request: Request, release: Release) -> Response:
    raise Refused("no_route", "path", request.url.path, status=404, root=ROOT)


def _rows(endpoint: Endpoint) -> Answering:
    def answer(request: Request, release: Release) -> Response:
        values = parameters.read(request.query_params.multi_items(), endpoint.allowed, release)
        form = str(values.get("format") or _accepted(request.headers.get("accept", "")))
        headers = _headers(release, [endpoint.name, form, urlencode(sorted(values.items()))])
        if same(request.headers.get("if-none-match"), headers["ETag"]):
            return Response(status_code=304, headers=headers)
        found = endpoint.ask(release, values)
        following = _next(request, found)
        if following:
            headers["Link"] = f'<{following}>; rel="next"'
        if form == "csv":
            name = "-".join(filter(None, ["kvali", endpoint.name, found.indicator, release.id]))
            headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
            return Response(csv_text(found.rows), headers=headers, media_type="text/csv")
        return Response(_json(release, endpoint, found, following), headers=headers, media_type="application/json")

    return answer


def _accepted(accept: str) -> str:
    """The form that an Accept header asks for first; JSON where it names neither."""
    kinds = [part.partition(";")[0].strip() for part in accept.split(",")]
    named = [kind for kind in kinds if kind in {"text/csv", "application/json"}]
    return "csv" if named[:1] == ["text/csv"] else "json"


def _headers(release: Release, parts: Sequence[str]) -> dict[str, str]:
    """Headers of an answer; names and definitions come from the records, so their digest is part of the ETag."""
    state = [release.id, str(release.manifest["inputs_sha256"]), *parts]
    tag = hashlib.sha256("\n".join(state).encode()).hexdigest()[:20]
    return {"ETag": f'"{tag}"', "Cache-Control": KEPT, "Vary": "Accept"}


def _next(request: Request, found: Answer) -> str | None:
    """Address of the next page, without host, so that it holds behind any proxy."""
    if found.following is None:
        return None
    asked = [pair for pair in request.query_params.multi_items() if pair[0] != "cursor"]
    return f"{request.url.path}?{urlencode([*asked, ('cursor', found.following)])}"


def _json(release: Release, endpoint: Endpoint, found: Answer, following: str | None) -> bytes:
    content = {
        "release": release.id, "total": found.total, "next": following, "data": records(found.rows, endpoint.fields),
    }  # fmt: skip
    if found.indicator:
        all_of_them = bulk.indicators(release)
        one = all_of_them[all_of_them["indicator"] == found.indicator]
        content["indicator"] = records(one, INDICATORS)[0]
    return json_text(content)


def _package(request: Request, release: Release) -> Response:
    parameters.read(request.query_params.multi_items(), (), release)
    headers = _headers(release, ["datapackage"])
    if same(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return FileResponse(
        package(release), headers=headers, media_type="application/zip", filename=f"kvali-{release.id}.zip"
    )


def _document(base: str) -> Answering:
    def answer(request: Request, release: Release) -> Response:
        parameters.read(request.query_params.multi_items(), (), release)
        headers = _headers(release, ["openapi", base])
        if same(request.headers.get("if-none-match"), headers["ETag"]):
            return Response(status_code=304, headers=headers)
        tables = [(one.name, one.allowed, one.fields) for one in TABLE]
        return Response(json_text(document(base + ROOT, tables)), headers=headers, media_type="application/json")

    return answer
