"""The web application: files from the table of what was built, never from a path on disk; versions as they come."""

from __future__ import annotations

import mimetypes
import pkgutil
import re

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from generator.model.permalinks import HOME, MISSING
from generator.serve.event_stream import EventStream
from generator.serve.preview import Preview
from generator.serve.request_guard import Guard, Hosts

EVENTS, CHANGED, SCRIPT, WORKER = "/-/events", "/-/changed", "/-/live.js", "/-/worker.js"
RELATIVE = re.compile(rb'((?:href|src)=")(?![a-z]+:|[/#"])')
"""Where a page leads by a way from where it lies."""
WORKERS_POLICY = {"Content-Security-Policy": "default-src 'none'; connect-src 'self'"}
NOTHING = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Nothing to show yet</title></head>
<body><p>There is nothing to show yet. The page comes by itself once what is wrong is mended.</p></body></html>
"""


def application(preview: Preview, feed: EventStream, hosts: Hosts) -> Starlette:
    """The application over a preview; it answers requests for these hosts."""

    async def events(request: Request) -> Response:
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        return StreamingResponse(feed.stream(), media_type="text/event-stream")

    async def changed(request: Request) -> Response:
        told = await run_in_threadpool(feed.since, request.query_params.get("since", ""))
        return Response(msgspec.json.encode(told), media_type="application/json")

    async def page(request: Request) -> Response:
        return await run_in_threadpool(_answer, preview, feed.version, request.path_params["path"] or HOME)

    routes = [Route(EVENTS, events), Route(CHANGED, changed), _script(SCRIPT), _script(WORKER), Route("/{path:path}", page)]
    return Starlette(routes=routes, middleware=[Middleware(Guard, hosts=hosts)])


def tag(path: str, version: str) -> bytes:
    """The only thing that a page is served with beside what a build writes."""
    return f'<script src="{SCRIPT}" data-page="{path}" data-version="{version}" defer></script>'.encode()


def _script(path: str) -> Route:
    content = pkgutil.get_data("generator.serve", path.removeprefix("/-/")) or b""

    async def answer(_: Request) -> Response:
        return Response(content, media_type="text/javascript", headers=WORKERS_POLICY)

    return Route(path, answer)


def _answer(preview: Preview, version: str, path: str) -> Response:
    """The page, or the one that says that there is none. `version` may be older than the page, never newer."""
    content, status = preview.page(path), 200
    if content is None:
        path, status = MISSING, 404
        content = RELATIVE.sub(rb"\1/", preview.page(path) or b"")  # it is shown for addresses anywhere
    if not content and status == 404:
        content, status = NOTHING, 503
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    if kind == "text/html":
        before, end, after = content.rpartition(b"</body>")
        content = (before + tag(path, version) + end + after) if end else content + tag(path, version)
    return Response(content, status, media_type=kind)
