"""The check that every request passes: it is for a host of this server, comes from no other site's page, and reads only.

Only the review desk takes requests to write, and only from pages of this very server on this very machine: such a request
names them as its origin, is JSON, which no form sends, and has the token that only these pages can read.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from generator.serve.desk_token import TOKEN_HEADER, DeskToken

PREVIEW_PREFIX = "/-/"
"""The start of paths that belong to the preview and not to the site."""
DESK_PREFIX = "/-/desk/"
"""The start of paths that may be written to."""
HOST_HEADER = re.compile(r"(?:(?P<name>[A-Za-z0-9._-]+)|\[(?P<ipv6>[0-9A-Fa-f:.]+)\])(?::(?P<port>[0-9]{1,5}))?")
MAX_PORT = (1 << 16) - 1
MAX_HEADER_BYTES = 16 << 10
METHODS = ("GET", "HEAD")
"""The methods that every path takes."""
MAX_BODY_BYTES = 64 << 10
JSON_TYPE = re.compile(r"application/json(?:\s*;\s*charset=utf-8)?", re.IGNORECASE)
READ_ONLY = "This preview is open to the network, so it can only be read: serve without --host to decide here."
SAME_ORIGIN = "same-origin"
OTHER_SITE = "This preview is for nobody else's pages."
SECURITY_HEADERS = {
    b"cache-control": b"no-store",
    b"x-content-type-options": b"nosniff",
    b"cross-origin-resource-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"content-security-policy": b"frame-ancestors 'none'",
    b"referrer-policy": b"no-referrer",
}
"""Headers of every answer. The policy adds to the one that pages carry, and weakens nothing of it."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The hosts that a request may be for.

    A page elsewhere can point its own name at this machine (DNS rebinding), but not an address. So requests for addresses are
    answered, for loopback ones only where only this machine is served; and requests for known names.
    """

    names: frozenset[str]
    only_loopback: bool

    @classmethod
    def of(cls, host: str) -> Hosts:
        """Return the hosts of a server that listens at a host."""
        if is_loopback(host):
            return cls(frozenset({"localhost"}), only_loopback=True)
        name = socket.gethostname().lower()
        return cls(frozenset({"localhost", host.lower(), name, f"{name}.local"}), only_loopback=False)

    def include(self, header: str) -> bool:
        """Return whether the value of a Host header names one of them."""
        parts = HOST_HEADER.fullmatch(header)
        if not parts or int(parts["port"] or 0) > MAX_PORT:
            return False
        host = (parts["name"] or parts["ipv6"]).lower()
        address = _address(host)
        if address is None:
            return host in self.names
        return address.is_loopback if self.only_loopback else True


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach a server that listens at a host."""
    address = _address(host.strip("[]"))
    return host == "localhost" or (address is not None and address.is_loopback)


@dataclass(frozen=True, slots=True)
class Guard:
    """A middleware that refuses requests, and sets the security headers of every answer."""

    app: ASGIApp
    hosts: Hosts
    token: DeskToken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or pass it to the application."""

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *((k, v) for k, v in SECURITY_HEADERS.items() if k not in present)]
            await send(message)

        refused = refusal(scope, self.hosts, self.token) if scope["type"] == "http" else None
        await (refused or self.app)(scope, receive, send_secured)


def refusal(scope: Scope, hosts: Hosts, token: DeskToken) -> Response | None:
    """Return the answer with which a request is refused; None where it is not."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get("host", "")
    if not hosts.include(host):
        return PlainTextResponse("This preview is not served under that name.", 400)
    if sum(len(name) + len(value) for name, value in scope["headers"]) > MAX_HEADER_BYTES:
        return PlainTextResponse("This request says too much.", 431)
    if scope["method"] == "POST" and scope["path"].startswith(DESK_PREFIX):
        return _refused_write(scope, headers, hosts, token)
    return _refused_read(scope, headers)


def _refused_read(scope: Scope, headers: Mapping[str, str]) -> Response | None:
    """Return the answer with which a request that does not ask for a write is refused; None where it is not."""
    if scope["method"] not in METHODS:
        return PlainTextResponse("This preview can only be read.", 405, {"Allow": ", ".join(METHODS)})
    own = f"http://{headers['host']}"
    # Browsers send from where a request comes. A link of another site may lead here; a script of it may not read here.
    site = headers.get("sec-fetch-site", "none")
    is_link = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")
    is_elsewhere = site not in {"none", SAME_ORIGIN} and not (is_link and not scope["path"].startswith(PREVIEW_PREFIX))
    if headers.get("origin", own) != own or is_elsewhere:
        return PlainTextResponse(OTHER_SITE, 403)
    return None


def may_write(scope: Scope, hosts: Hosts) -> bool:
    """Return whether a client may ask for writes at all: the server listens, and the client is, on this machine only."""
    client = scope.get("client")
    return hosts.only_loopback and client is not None and is_loopback(client[0])


def _refused_write(scope: Scope, headers: Mapping[str, str], hosts: Hosts, token: DeskToken) -> Response | None:
    """Return the answer with which a request to write is refused; None where it is not."""
    if not may_write(scope, hosts):
        return PlainTextResponse(READ_ONLY, 403)
    own, site = f"http://{headers['host']}", headers.get("sec-fetch-site", SAME_ORIGIN)
    if headers.get("origin") != own or site != SAME_ORIGIN or len(headers) != len(scope["headers"]):
        return PlainTextResponse(OTHER_SITE, 403)
    if not JSON_TYPE.fullmatch(headers.get("content-type", "")):
        return PlainTextResponse("Only JSON is read here.", 415)
    if not token.is_in(headers.get(TOKEN_HEADER, "")):
        return PlainTextResponse("This page is of an earlier start of the preview: load it again.", 403)
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > MAX_BODY_BYTES:
        return PlainTextResponse("This request says too much.", 413)
    return None


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
