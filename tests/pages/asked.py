"""Questions to an app as tests put them, without a server."""

import asyncio
import csv
import io

from starlette.routing import Router

from pages.parts import api
from pages.parts.front import Front

BASE = "/kvali"
ROOT = BASE + api.ROOT
NAMES = [one.name for one in api.TABLE]
ASKED = {"facts": "?indicator=turnout_parliamentary"}


def answer(app, path, method="GET", **headers):
    """Status, headers and body of what an ASGI app answers."""
    address, _, query = path.partition("?")
    sent = []
    scope = {
        "type": "http", "method": method, "path": address, "query_string": query.encode(), "root_path": "",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:])


def ask(path, method="GET", **headers):
    """Status, headers and body of what the API answers."""
    return answer(Front(Router(api.routes(BASE)), base=BASE), path, method, **headers)


def cells(body):
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
