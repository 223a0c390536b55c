"""The review desk: what its page, and the menus of other pages, ask the preview for, and the decisions that they send.

What is asked for is read beside whoever renders pages. A decision is written into people's files, from which the watcher takes
it over as it does any edit: so the page mends in place.
"""

from __future__ import annotations

import asyncio
import pkgutil
import time
from collections.abc import Callable
from typing import Any, TypeVar

import anyio
import msgspec
from anyio.to_thread import run_sync
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from generator.build.assembled import Assembled
from generator.dossier.index.database import READ_ERRORS
from generator.model.problems import InputError
from generator.model.values import Value
from generator.serve import decided, dossier_at
from generator.serve.checked_prose import CheckedProse
from generator.serve.decided import Asking, KnownQuestions, Queue, Undoing
from generator.serve.desk_token import DeskToken
from generator.serve.dossier_at import Pointed
from generator.serve.preview import Preview
from generator.serve.request_guard import (
    DESK_PREFIX,
    MAX_BODY_BYTES,
    OTHER_SITE,
    PREVIEW_PREFIX,
    READ_ONLY,
    Hosts,
    may_write,
)

PAGE_PATH = "/-/desk"
STYLES = ("desk.css", "menu.css")
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'; trusted-types briefing; require-trusted-types-for 'script'"
)
"""The page has no script or style of its own, and none that makes HTML of a text."""
BODY_SECONDS = 10.0
"""Seconds for the body of a request to come."""
TAKE_OVER_SECONDS, TAKE_OVER_STEP_SECONDS = 2.0, 0.01
"""Seconds within which a change of files is usually taken over, and between looks whether it is."""
MAX_AT_A_TIME = 2
"""Requests that are worked on at a time: pages have all other threads."""
MAX_WORDS_CHARACTERS = 4000
Asked = TypeVar("Asked", bound=Value)


class Refusal(Value, frozen=True):
    """The answer to what cannot be done: what is wrong, and what to do."""

    wrong: tuple[str, ...]


class TokenAnswer(Value, frozen=True):
    """The token of this start of the server."""

    token: str


class DeskRoutes:
    """The paths of the desk over a preview; to read, and where the server is for this machine only, to write."""

    def __init__(self, preview: Preview, hosts: Hosts, token: DeskToken) -> None:
        self._preview, self._hosts, self._token = preview, hosts, token
        self._prose, self._questions = CheckedProse(), KnownQuestions()
        self._at_a_time = anyio.CapacityLimiter(MAX_AT_A_TIME)

    def routes(self) -> list[Route]:
        """Return all routes."""
        read, write = self._reading, self._writing
        return [
            Route(PAGE_PATH, _file("desk.html", "text/html", {"Content-Security-Policy": PAGE_POLICY})),
            *(Route(f"{PREVIEW_PREFIX}{name}", _file(name, "text/css", {})) for name in STYLES),
            Route(f"{DESK_PREFIX}token", self._answer_token),
            read("queue", self._queue),
            read("question", lambda assembled, request: self._questions.one(assembled, _query(request, "id"))),
            read("ledger", lambda assembled, _: decided.ledger(assembled)),
            read("at", lambda assembled, request: dossier_at.menus_at(assembled, _pointed(request))),
            read("selected", lambda assembled, request: dossier_at.menus_of_words(assembled, _pointed(request))),
            read("known", _known),
            read("verdicts", self._verdicts),
            write("plan", Asking, decided.plan),
            write("decide", Asking, self._taken_over(decided.decide)),
            write("undo", Undoing, self._taken_over(decided.undo)),
        ]

    def _why_not(self, request: Request) -> str:
        """Return why nothing can be written; empty where it can."""
        return "" if may_write(request.scope, self._hosts) else READ_ONLY

    async def _answer_token(self, request: Request) -> Response:
        """Return the token to a script of this server's own pages; a browser says whose script asks."""
        if why_not := self._why_not(request):
            return PlainTextResponse(why_not, 403)
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return PlainTextResponse(OTHER_SITE, 403)
        return _json(TokenAnswer(self._token.text))

    def _queue(self, assembled: Assembled, request: Request) -> Value:
        found = self._questions.all(assembled)
        return Queue(found, len(found), self._why_not(request))

    def _verdicts(self, assembled: Assembled, request: Request) -> Value:
        return self._prose.of_page(assembled, self._preview.version, _query(request, "page"))

    def _reading(self, name: str, read: Callable[[Assembled, Request], Value]) -> Route:
        """Return the route of something to be read."""

        async def answer(request: Request) -> Response:
            return await self._done(lambda assembled: read(assembled, request))

        return Route(DESK_PREFIX + name, answer)

    def _writing(self, name: str, asked: type[Asked], write: Callable[[Assembled, Asked], Value]) -> Route:
        """Return the route of something to be written, which is asked for by JSON of a type."""

        async def answer(request: Request) -> Response:
            try:
                body = await _body(request)
                given = msgspec.json.decode(body, type=asked)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                return _json(Refusal((f"This is no decision: {error}.",)), 422)
            except (TimeoutError, ClientDisconnect):
                return _json(Refusal(("The request did not come whole.",)), 408)
            except ValueError:
                return _json(Refusal(("This request says too much.",)), 413)
            return await self._done(lambda assembled: write(assembled, given))

        return Route(DESK_PREFIX + name, answer, methods=["POST"])

    def _taken_over(self, write: Callable[[Assembled, Asked], Value]) -> Callable[[Assembled, Asked], Value]:
        """Return what writes, and comes back once the watcher has taken over what was written, if that comes soon."""

        def written(assembled: Assembled, given: Asked) -> Value:
            answer = write(assembled, given)
            end = time.monotonic() + TAKE_OVER_SECONDS
            while self._preview.project is assembled.project and time.monotonic() < end:
                time.sleep(TAKE_OVER_STEP_SECONDS)
            return answer

        return written

    async def _done(self, work: Callable[[Assembled], Value]) -> Response:
        """Return what work on the dossier comes to; in a thread, of which pages keep enough."""
        return await run_sync(self._work, work, limiter=self._at_a_time)

    def _work(self, work: Callable[[Assembled], Value]) -> Response:
        try:
            with self._preview.dossier() as assembled:
                if assembled is None:
                    return _json(Refusal(("There is nothing to show yet: mend the problems that are told first.",)), 503)
                return _json(work(assembled))
        except InputError as error:
            return _json(Refusal(tuple(map(str, error.problems))), 409)
        except READ_ERRORS:
            return _json(Refusal(("The dossier is being put together again: try again in a moment.",)), 503)
        except OSError as error:
            return _json(Refusal((f"{error.filename or 'The disk'}: {error.strerror or error}.",)), 500)


async def _body(request: Request) -> bytes:
    """Return the body of a request. Raises TimeoutError where it does not come, ValueError where it is too long."""
    body = b""
    async with asyncio.timeout(BODY_SECONDS):
        async for piece in request.stream():
            body += piece
            if len(body) > MAX_BODY_BYTES:
                raise ValueError(len(body))
    return body


def _json(answer: Value, status: int = 200) -> Response:
    return Response(msgspec.json.encode(answer), status, media_type="application/json")


def _file(name: str, media_type: str, headers: dict[str, str]) -> Callable[[Request], Any]:
    content = pkgutil.get_data("generator.serve", name) or b""

    async def answer(_: Request) -> Response:
        return Response(content, media_type=media_type, headers=headers)

    return answer


def _query(request: Request, name: str) -> str:
    return request.query_params.get(name, "")[:MAX_WORDS_CHARACTERS]


def _pointed(request: Request) -> Pointed:
    nth = _query(request, "nth")
    texts = {name: _query(request, name) for name in ("page", "anchor", "kind", "words", "id")}
    return Pointed(**texts, nth=int(nth) if nth.isdecimal() and len(nth) < len("1000") else 0)


def _known(assembled: Assembled, request: Request) -> Value:
    return dossier_at.names_like(assembled, _query(request, "of"), _query(request, "words"))
