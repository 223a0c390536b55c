"""The web application: files from the table of what was built, never from a path; an event stream of versions."""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from generator.serve.preview import Preview

EVENTS, SCRIPT = "/-/events", "/-/reload.js"
TAG = f'<script src="{SCRIPT}" defer></script>'.encode()
RELOAD = f"""\
const events = new EventSource("{EVENTS}");
let seen = null;
events.onmessage = (event) => {{
  if (seen !== null && seen !== event.data) location.reload();
  seen = event.data;
}};
addEventListener("pagehide", () => events.close());
"""
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
LOOK_EVERY = 0.1


def application(preview: Preview, hosts: tuple[str, ...]) -> Starlette:
    """The application over a preview. Requests for other hosts than `hosts` are refused (DNS rebinding)."""

    async def events(request: Request) -> Response:
        return StreamingResponse(_versions(preview, request), media_type="text/event-stream", headers=HEADERS)

    async def script(request: Request) -> Response:
        return Response(RELOAD, media_type="text/javascript", headers=HEADERS)

    async def page(request: Request) -> Response:
        path = request.path_params["path"]
        content = preview.files.get(path or "index.html")
        status = 200
        if content is None:
            path, content, status = "404.html", preview.files.get("404.html", b"Not found"), 404
        kind = "text/html" if not path else mimetypes.guess_type(path)[0] or "application/octet-stream"
        if kind == "text/html":
            content = content.replace(b"</body>", TAG + b"</body>")
        return Response(content, status, media_type=kind, headers=HEADERS)

    routes = [Route(EVENTS, events), Route(SCRIPT, script), Route("/{path:path}", page)]
    guards = [Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))] if hosts else []
    return Starlette(routes=routes, middleware=guards)


async def _versions(preview: Preview, request: Request) -> AsyncIterator[str]:
    told = -1
    while not await request.is_disconnected():
        if preview.version != told:
            told = preview.version
            yield f"data: {told}\n\n"
        await asyncio.sleep(LOOK_EVERY)
