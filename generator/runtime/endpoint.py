"""A language model over HTTP, by the interface that most servers of models have: POST `/chat/completions`.

The standard library's client suffices, and is the sounder one here: no redirect is followed, so the key goes to the host that
the settings name and to no other; no proxy is asked; and a request has one deadline for all of it, at which its connection is
cut, however slowly bytes drip in. Imported only where a model is asked.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from generator import __version__
from generator.model.language_models import ModelSettings, Prompt
from generator.model.problems import escaped

MAX_RESPONSE_BYTES = 8 << 20
MAX_SHOWN_CHARACTERS = 200
"""Characters of what a server says that are told."""
MAX_ATTEMPTS = 4
MAX_TIMEOUTS = 2
"""Requests for one answer, and those of them that may run into their deadline: each of these takes long."""
FIRST_WAIT_SECONDS, MAX_WAIT_SECONDS = 0.5, 20.0
MAX_RETRY_AFTER_SECONDS = 120.0
"""A server that wants a longer wait is not asked again by this build."""
BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Statuses after which the same request may do."""
NO_SUCH_FORM = frozenset({400, 415, 422, 501})
"""Statuses by which servers refuse a form of answers that they do not have."""
FORMS = ("json_schema", "json_object", "text")
"""Forms in which an answer is asked for, the strictest first; servers that lack one are asked in the next."""


class Unanswered(Exception):  # noqa: N818 - says what happened
    """A question that got no answer, in words. `is_down`: the next one would get none either."""

    def __init__(self, words: str, *, is_down: bool = False) -> None:
        self.is_down = is_down
        super().__init__(words)


class _Again(Exception):  # noqa: N818 - says what to do
    """A request that may do the next time, after so many seconds at least."""

    def __init__(self, words: str, after: float = 0.0, *, is_refused: bool = False, is_late: bool = False) -> None:
        self.words, self.after, self.is_refused, self.is_late = words, after, is_refused, is_late
        super().__init__(words)


class _Refused(Exception):  # noqa: N818 - says what happened
    """A status that the same request will get again."""

    def __init__(self, status: int, words: str) -> None:
        self.status, self.words = status, words
        super().__init__(words)


class Reply(NamedTuple):
    """A model's answer: its text, the model as the server calls it, whether it was cut off, tokens as the server counts."""

    text: str
    model: str
    is_cut_off: bool
    tokens_in: int
    tokens_out: int


class Endpoint:
    """One endpoint, asked by any number of threads. `key` is sent to it and is in no message."""

    def __init__(self, settings: ModelSettings, key: str = "", wait: Callable[[float], object] | None = None) -> None:
        self._settings = settings
        self._key = key
        self._stopped = threading.Event()
        self._wait = wait or self._stopped.wait
        self._lock = threading.Lock()
        self._next_at = 0.0
        self._form = 0
        self._open: set[socket.socket] = set()
        address = urlsplit(settings.endpoint)
        self._host, self._is_secure = address.hostname or "", address.scheme.lower() == "https"
        self._port = address.port or (443 if self._is_secure else 80)
        self._path = address.path.rstrip("/") + "/chat/completions"

    @property
    def shown(self) -> str:
        """The address as messages name it."""
        return f"{self._host}:{self._port}"

    def ask(self, question: Prompt) -> Reply:
        """Return the model's answer. Raises Unanswered, after some tries where these may help."""
        late = 0
        for attempt in range(1, MAX_ATTEMPTS + 1):
            try:
                return self._ask_in_some_form(question)
            except _Refused as error:
                raise Unanswered(error.words, is_down=error.status in {401, 403, 404}) from None
            except _Again as error:
                late += error.is_late
                is_last = attempt == MAX_ATTEMPTS or late == MAX_TIMEOUTS or self._stopped.is_set()
                if is_last or error.after > MAX_RETRY_AFTER_SECONDS:
                    raise Unanswered(error.words, is_down=error.is_refused or bool(error.after)) from None
                backed_off = min(FIRST_WAIT_SECONDS * 2 ** (attempt - 1), MAX_WAIT_SECONDS)
                self._wait(max(error.after, backed_off * (0.5 + secrets.randbelow(1000) / 1000)))
        raise AssertionError("unreachable")

    def stop(self) -> None:
        """Cut all connections, and ask nothing more."""
        self._stopped.set()
        with self._lock:
            connections = [*self._open]
        for connection in connections:
            _cut(connection)

    def _ask_in_some_form(self, question: Prompt) -> Reply:
        """Ask in the strictest form that the server has; what it refuses in all is refused."""
        for form in range(self._form, len(FORMS)):
            try:
                reply = self._send(question, FORMS[form])
            except _Refused as error:
                if error.status not in NO_SUCH_FORM or form == len(FORMS) - 1:
                    raise
            else:
                self._form = max(self._form, form)
                return reply
        raise AssertionError("unreachable")

    def _send(self, question: Prompt, form: str) -> Reply:
        self._take_turn()
        if self._stopped.is_set():
            raise _Again("it was stopped")
        body = json.dumps(request_of(question, self._settings, form)).encode()
        late = threading.Event()
        try:
            status, raw, after = self._post(body, late)
        except TimeoutError:
            raise _Again(self._too_late(), is_late=True) from None
        except ConnectionRefusedError:
            raise _Again(f"nobody answers at {self.shown}", is_refused=True) from None
        except socket.gaierror:
            raise _Again(f"there is no host {self._host}", is_refused=True) from None
        except (OSError, HTTPException, ValueError) as error:
            if late.is_set():
                raise _Again(self._too_late(), is_late=True) from None
            raise _Again(f"{self.shown} broke off ({self._told(type(error).__name__)})") from None
        return self._reply(status, raw, after)

    def _too_late(self) -> str:
        return f"{self.shown} did not answer within {self._settings.timeout} s"

    def _post(self, body: bytes, late: threading.Event) -> tuple[int, bytes, float]:
        """Send one request; return the status, the body, and after how many seconds the server wants to be asked again."""
        deadline = time.monotonic() + self._settings.timeout
        plain = socket.create_connection((self._host, self._port), timeout=self._settings.timeout)
        connection = plain
        if self._is_secure:
            connection = ssl.create_default_context().wrap_socket(
                plain, server_hostname=self._host, do_handshake_on_connect=False
            )

        def end() -> None:
            late.set()
            _cut(connection)

        timer = threading.Timer(max(0.0, deadline - time.monotonic()), end)
        timer.daemon = True
        with self._lock:
            self._open.add(connection)
        try:
            timer.start()
            if isinstance(connection, ssl.SSLSocket):
                connection.do_handshake()
            http = HTTPConnection(self._host, self._port)
            http.sock = connection
            http.request("POST", self._path, body, self._headers())
            response = http.getresponse()
            raw = response.read(MAX_RESPONSE_BYTES + 1)
            if late.is_set():
                raise TimeoutError
            return response.status, raw, _retry_after(response)
        finally:
            timer.cancel()
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
        headers["User-Agent"] = f"briefing/{__version__}"
        return {**headers, "Authorization": f"Bearer {self._key}"} if self._key else headers

    def _reply(self, status: int, raw: bytes, after: float) -> Reply:
        if status in BUSY:
            raise _Again(f"{self.shown} answers {status}{self._said(raw)}", after)
        if status != 200:
            raise _Refused(status, f"{self.shown} answers {status}{self._said(raw)}")
        if len(raw) > MAX_RESPONSE_BYTES:
            raise _Refused(status, f"{self.shown} answers more than {MAX_RESPONSE_BYTES >> 20} MB")
        try:
            reply = reply_of(json.loads(raw.decode("utf-8", "replace")))
        except (ValueError, RecursionError):
            raise _Refused(status, f"{self.shown} does not answer as an endpoint of models does") from None
        # Whatever a server echoes, the key is in no file.
        return reply._replace(text=self._without_key(reply.text), model=self._without_key(reply.model))

    def _said(self, raw: bytes) -> str:
        """Return what a server said, in brackets and on one line; "" where it said nothing."""
        words = self._told(raw[: 4 * MAX_SHOWN_CHARACTERS].decode("utf-8", "replace"))
        return f" ({words})" if words else ""

    def _told(self, words: str) -> str:
        return escaped(" ".join(self._without_key(words).split()))[:MAX_SHOWN_CHARACTERS]

    def _without_key(self, words: str) -> str:
        return words.replace(self._key, "…") if self._key else words

    def _take_turn(self) -> None:
        """Wait until the next request may be sent."""
        if not self._settings.requests_per_minute:
            return
        with self._lock:
            now = time.monotonic()
            mine = max(now, self._next_at)
            self._next_at = mine + 60 / self._settings.requests_per_minute
        if mine > now:
            self._wait(mine - now)


def request_of(question: Prompt, settings: ModelSettings, form: str) -> dict[str, Any]:
    """Return the body of a request that asks for an answer in a form."""
    asked: dict[str, Any] = {
        "model": settings.model,
        "messages": [{"role": "system", "content": question.system}, {"role": "user", "content": question.user}],
        "temperature": settings.temperature,
        "seed": settings.seed,
        "max_tokens": settings.max_tokens,
        "stream": False,
    }
    schema = json.loads(question.schema)
    if form == "json_schema":
        named = {"name": question.schema_name, "strict": True, "schema": schema}
        asked["response_format"] = {"type": form, "json_schema": named}
        return asked
    if form == "json_object":
        asked["response_format"] = {"type": form}
    told = f"\n\nAnswer with one JSON object by this JSON Schema, and nothing else:\n{question.schema}"
    asked["messages"][0]["content"] += told
    return asked


def reply_of(response: Any) -> Reply:
    """Return the reply in a response. Raises ValueError for what is no response of a model."""
    choices = response.get("choices") if isinstance(response, dict) else None
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    text = message.get("content") if isinstance(message, dict) else None
    if not isinstance(choice, dict) or not isinstance(text, str):
        raise ValueError("this is no response of a model")  # noqa: TRY004 - of a server, not of a caller
    usage = response.get("usage")
    counted = usage if isinstance(usage, dict) else {}
    model = response.get("model")
    return Reply(
        text.encode("utf-8", "replace").decode(),
        model.encode("utf-8", "replace").decode()[:MAX_SHOWN_CHARACTERS] if isinstance(model, str) else "",
        choice.get("finish_reason") == "length",
        _number(counted.get("prompt_tokens")),
        _number(counted.get("completion_tokens")),
    )


def key_in(variable: str) -> tuple[str, str]:
    """Return the key that an environment variable has, and what is wrong with it, which never repeats it."""
    key = os.environ.get(variable, "").strip() if variable else ""
    if variable and not key:
        return "", f"the variable {variable} has no key for the model"
    if not all("!" <= character <= "~" for character in key):
        return "", f"what the variable {variable} has is no key: there are characters in it that none has"
    return key, ""


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 50 else 0


def _retry_after(response: HTTPResponse) -> float:
    """Return the seconds that a server wants to be left alone; 0 where it does not say them."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isascii() and said.replace(".", "", 1).isdigit():
        return min(float(said), 2 * MAX_RETRY_AFTER_SECONDS)
    try:
        seconds = parsedate_to_datetime(said).timestamp() - time.time()
    except (ValueError, OverflowError):
        return 0.0
    return min(max(seconds, 0.0), 2 * MAX_RETRY_AFTER_SECONDS)


def _cut(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
