"""The OpenAPI 3.1 document of the API, made of the tables that the server reads its parameters and columns by."""

from collections.abc import Sequence
from typing import Any

from analytics.bulk_fields import INDICATORS, Field
from pages.parts.api_parameters import Parameter
from pages.parts.menu import LANGUAGES
from pages.parts.text import translate

Described = tuple[str, Sequence[Parameter], Sequence[Field]]
_TYPES: dict[str, dict[str, Any]] = {
    "date": {"type": "string"},
    "list": {"type": "array", "items": {"type": "string"}},
}
_PROBLEMS = {"400": "api.answer_400", "404": "api.answer_404", "503": "api.answer_503"}


def both(key: str) -> str:
    """The words of a key in both languages, English first, since OpenAPI knows one description only."""
    return " · ".join(translate(language, key) for language in reversed(LANGUAGES))


def document(root: str, tables: Sequence[Described]) -> dict[str, Any]:
    """The document.

    Args:
        root: path of the API, "/api/v1".
        tables: name, parameters and columns of every route that answers rows.
    """
    paths = {f"/{name}": {"get": _rows(name, allowed)} for name, allowed, _ in tables}
    paths["/datapackage.zip"] = {"get": _file("datapackage", "application/zip", {"type": "string"})}
    paths["/openapi.json"] = {"get": _file("openapi", "application/json", {"type": "object"})}
    schemas = {name: _row(fields) for name, _, fields in tables} | {"error": _error(), "indicator": _row(INDICATORS)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Kvali · კვალი", "version": "1", "description": both("api.about")},
        "servers": [{"url": root}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _rows(name: str, allowed: Sequence[Parameter]) -> dict[str, Any]:
    content = {"application/json": {"schema": _page(name)}, "text/csv": {"schema": {"type": "string"}}}
    more = {"409": _problem("api.answer_409")} if any(one.name == "cursor" for one in allowed) else {}
    return {
        "operationId": name,
        "summary": both(f"api.route_{name}"),
        "parameters": [_parameter(one) for one in allowed],
        "responses": {**_responses(content), **more},
    }


def _file(name: str, kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    responses = _responses({kind: {"schema": schema}})
    return {"operationId": name, "summary": both(f"api.route_{name}"), "parameters": [], "responses": responses}


def _responses(content: dict[str, Any]) -> dict[str, Any]:
    headers = {name: {"schema": {"type": "string"}} for name in ("ETag", "Cache-Control", "X-Kvali-Release", "Link")}
    good = {
        "200": {"description": both("api.answer_200"), "headers": headers, "content": content},
        "304": {"description": both("api.answer_304")},
    }
    return good | {status: _problem(key) for status, key in _PROBLEMS.items()}


def _problem(key: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/error"}}}
    return {"description": both(key), "content": content}


def _parameter(one: Parameter) -> dict[str, Any]:
    return {
        "name": one.name, "in": "query", "required": one.required, "description": both(one.words),
        "schema": dict(one.schema),
    }  # fmt: skip


def _page(name: str) -> dict[str, Any]:
    rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}
    properties: dict[str, Any] = {
        "release": {"type": "string"}, "total": {"type": "integer"}, "next": {"type": ["string", "null"]}, "data": rows,
    }  # fmt: skip
    if name == "facts":
        properties["indicator"] = {"$ref": "#/components/schemas/indicator"}
    return _object(properties)


def _row(fields: Sequence[Field]) -> dict[str, Any]:
    return _object({field.name: _column(field) for field in fields})


def _column(field: Field) -> dict[str, Any]:
    schema = dict(_TYPES.get(field.kind, {"type": field.kind}))
    if not field.required and field.kind in {"integer", "number"}:
        schema["type"] = [field.kind, "null"]
    return {**schema, "description": field.meaning}


def _error() -> dict[str, Any]:
    text = {"type": "string"}
    words = _object({language: text for language in LANGUAGES})
    told = {"code": text, "parameter": text, "value": text, "message": words}
    return _object({"error": {"type": "object", "properties": told, "required": ["code", "message"]}})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
