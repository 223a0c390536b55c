"""The check that every request passes: it reads only, is for a host of this server, and comes from no other site's page."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PREVIEW_PREFIX = "/-/"
"""The start of paths that belong to the preview and not to the site."""
HOST_HEADER = re.compile(r"(?:(?P<name>[A-Za-z0-9._-]+)|\[(?P<ipv6>[0-9A-Fa-f:.]+)\])(?::(?P<port>[0-9]{1,5}))?")
MAX_PORT = (1 << 16) - 1
MAX_HEADER_BYTES = 16 << 10
METHODS = ("GET", "HEAD")
"""The methods that every path takes."""
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

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or pass it to the application."""

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *((k, v) for k, v in SECURITY_HEADERS.items() if k not in present)]
            await send(message)

        refused = refusal(scope, self.hosts) if scope["type"] == "http" else None
        await (refused or self.app)(scope, receive, send_secured)


def refusal(scope: Scope, hosts: Hosts) -> Response | None:
    """Return the answer with which a request is refused; None where it is not."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get("host", "")
    if not hosts.include(host):
        return PlainTextResponse("This preview is not served under that name.", 400)
    if sum(len(name) + len(value) for name, value in scope["headers"]) > MAX_HEADER_BYTES:
        return PlainTextResponse("This request says too much.", 431)
    if scope["method"] not in METHODS:
        return PlainTextResponse("This preview can only be read.", 405, {"Allow": ", ".join(METHODS)})
    if headers.get("origin", f"http://{host}") != f"http://{host}":
        return PlainTextResponse(OTHER_SITE, 403)
    # Browsers send from where a request comes. A link of another site may lead here; a script of it may not read here.
    site = headers.get("sec-fetch-site", "none")
    is_link = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")
    if site not in {"none", "same-origin"} and not (is_link and not scope["path"].startswith(PREVIEW_PREFIX)):
        return PlainTextResponse(OTHER_SITE, 403)
    return None


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
