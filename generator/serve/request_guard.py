"""Which requests are answered at all: to read, for a host that is ours, and asked by no other site's page."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OWN = "/-/"
HEADERS = {
    b"cache-control": b"no-store",
    b"x-content-type-options": b"nosniff",
    b"cross-origin-resource-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"content-security-policy": b"frame-ancestors 'none'",
    b"referrer-policy": b"no-referrer",
}
"""On every answer. The policy adds to the one that pages carry, and takes nothing from it."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The hosts that a request may be for.

    A page elsewhere can have its own name lead to this machine (DNS rebinding), but not an address: so addresses are
    answered, loopback ones alone where only this machine is served, and of names only those that are known.
    """

    names: frozenset[str]
    only_loopback: bool

    @classmethod
    def of(cls, host: str) -> Hosts:
        """Those of a server that listens at a host."""
        if is_loopback(host):
            return cls(frozenset({"localhost"}), only_loopback=True)
        name = socket.gethostname().lower()
        return cls(frozenset({"localhost", host.lower(), name, f"{name}.local"}), only_loopback=False)

    def have(self, given: str) -> bool:
        """Whether the value of a Host header names one of them."""
        try:
            parts = urlsplit(f"//{given}")
            host, _ = parts.hostname or "", parts.port
        except ValueError:
            return False
        if parts.netloc != given or "@" in given:
            return False
        address = _address(host)
        if address is None:
            return host in self.names
        return address.is_loopback if self.only_loopback else True


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens there."""
    address = _address(host.strip("[]"))
    return host == "localhost" or (address is not None and address.is_loopback)


@dataclass(frozen=True, slots=True)
class Guard:
    """Stands before the application, and puts the same headers on all that goes out."""

    app: ASGIApp
    hosts: Hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or let the application answer."""

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                set_ = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *((k, v) for k, v in HEADERS.items() if k not in set_)]
            await send(message)

        refused = refusal(scope, self.hosts) if scope["type"] == "http" else None
        await (PlainTextResponse(refused[1], refused[0]) if refused else self.app)(scope, receive, sealed)


def refusal(scope: Scope, hosts: Hosts) -> tuple[int, str] | None:
    """Why a request is not answered; None when it is."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get("host", "")
    if not hosts.have(host):
        return 400, "This preview is not served under that name."
    if scope["method"] not in {"GET", "HEAD"}:
        return 405, "This preview can only be read."
    if headers.get("origin", f"http://{host}") != f"http://{host}":
        return 403, "This preview is for nobody else's pages."
    # Browsers say from where a request comes. A link from elsewhere may lead here; reading from there may not.
    site = headers.get("sec-fetch-site", "none")
    leads = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")
    if site not in {"none", "same-origin"} and not (leads and not scope["path"].startswith(OWN)):
        return 403, "This preview is for nobody else's pages."
    return None


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
