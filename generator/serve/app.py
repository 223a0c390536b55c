"""The web application: pages from memory, never from a path on disk, and the events of new versions."""

from __future__ import annotations

import asyncio
import mimetypes
import pkgutil
import re
from dataclasses import dataclass

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from generator.model.permalinks import HOME, MISSING
from generator.serve.desk import DeskRoutes
from generator.serve.desk_token import DeskToken
from generator.serve.event_stream import STREAM_RETRY_SECONDS, EventStream
from generator.serve.preview import Preview
from generator.serve.request_guard import Guard, Hosts

EVENTS_PATH = "/-/events"
CHANGES_PATH = "/-/changed"
SCRIPT_PATH = "/-/live.js"
WORKER_PATH = "/-/worker.js"
SCRIPTS = (SCRIPT_PATH, WORKER_PATH, "/-/asking.js", "/-/desk.js", "/-/menu.js", "/-/marks.js", "/-/verdicts.js")
PIECE_BYTES = 1 << 16
EVENTS_TYPE = "text/event-stream"
TOO_MANY_STREAMS = "Too many browsers listen to this preview."
RELATIVE_LINK = re.compile(rb'((?:href|src)=")(?![a-z]+:|[/#"])')
"""The start of a relative link, up to its address."""
SCRIPT_HEADERS = {"Content-Security-Policy": "default-src 'none'; connect-src 'self'"}
NO_SITE_PAGE = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Nothing to show yet</title></head>
<body><p>There is nothing to show yet. The page comes by itself once what is wrong is mended.</p></body></html>
"""


class PiecewiseResponse(Response):
    """A response that is sent a piece at a time: no more than a piece of a large page waits in memory for a slow reader."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as all responses
        """Send it; each piece once the one before is taken."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        body = memoryview(self.body)
        for start in range(0, len(body), PIECE_BYTES):
            await send({"type": "http.response.body", "body": bytes(body[start : start + PIECE_BYTES]), "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def application(preview: Preview, event_stream: EventStream, hosts: Hosts) -> Starlette:
    """Return the application that serves a preview to requests for these hosts."""
    token = DeskToken()

    async def changed(request: Request) -> Response:
        changes = await run_in_threadpool(event_stream.changes_since, request.query_params.get("since", ""))
        return Response(msgspec.json.encode(changes), media_type="application/json")

    async def page(request: Request) -> Response:
        return await run_in_threadpool(_answer, preview, event_stream.version, request.path_params["path"] or HOME)

    routes = [
        Route(EVENTS_PATH, _Events(event_stream)),
        Route(CHANGES_PATH, changed),
        *map(_script, SCRIPTS),
        *DeskRoutes(preview, hosts, token).routes(),
        Route("/{path:path}", page),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard, hosts=hosts, token=token)])


def script_tag(path: str, version: str) -> bytes:
    """Return the element that loads the script of the preview: all that a served page has beside the bytes of a build."""
    return f'<script src="{SCRIPT_PATH}" data-page="{path}" data-version="{version}" defer></script>'.encode()


@dataclass(frozen=True)
class _Events:
    """The answer with a stream of events, or the one for a stream too many."""

    event_stream: EventStream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; its place is free once the answer ends, for whatever reason."""
        with self.event_stream.place() as place:
            await self._response(scope, place)(scope, receive, send)

    def _response(self, scope: Scope, place: asyncio.Event | None) -> Response:
        if scope["method"] == "HEAD":
            return Response(media_type=EVENTS_TYPE)
        if place is None:
            return PlainTextResponse(TOO_MANY_STREAMS, 503, {"Retry-After": str(STREAM_RETRY_SECONDS)})
        return StreamingResponse(self.event_stream.stream(place), media_type=EVENTS_TYPE)


def _script(path: str) -> Route:
    content = pkgutil.get_data("generator.serve", path.removeprefix("/-/")) or b""

    async def answer(_: Request) -> Response:
        return Response(content, media_type="text/javascript", headers=SCRIPT_HEADERS)

    return Route(path, answer)


def _answer(preview: Preview, version: str, path: str) -> Response:
    """Return a page, or the one for missing pages. `version` may be older than the page, never newer."""
    content, status = preview.page(path), 200
    if content is None:
        path, status = MISSING, 404
        content = RELATIVE_LINK.sub(rb"\1/", preview.page(path) or b"")  # it is served at addresses in any folder
    if not content and status == 404:
        content, status = NO_SITE_PAGE, 503
    media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    if media_type == "text/html":
        before, end, after = content.rpartition(b"</body>")
        content = (before + script_tag(path, version) + end + after) if end else content + script_tag(path, version)
    return PiecewiseResponse(content, status, media_type=media_type)
