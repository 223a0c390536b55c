"""A browser window that tells of every string that ran, every request that left, and everything on a page that could do either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from tests.scripts.project import ADDRESS, letters

AWAKE = """() => {
  const faults = [];
  const say = (element, why) => faults.push(`${why}: ${element.outerHTML.slice(0, 200)}`);
  const RUN = /^(\\.\\.\\/)*(static\\/(search|timeline)\\.js|search-index\\.js)$|^\\/-\\/live\\.js$/;
  const NEVER = "iframe frame frameset object embed applet base template math portal fencedframe foreignobject animate set"
    + " dialog video audio source textarea noscript slot marquee style";
  const ASKS = "srcset srcdoc formaction ping background poster data action is shadowrootmode http-equiv style name".split(" ");
  const ids = new Set();
  for (const element of document.querySelectorAll("*")) {
    const tag = element.localName, own = element.closest("form.search, meta, svg, details");
    if (NEVER.split(" ").includes(tag)) say(element, "an element that no page has");
    if (tag === "script" && element.type !== "application/ld+json" && !RUN.test(element.getAttribute("src") || "")) say(element, "a script");
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) say(element, "a handler");
      if (ASKS.includes(name) && !own) say(element, "an attribute that no page has");
      if (["href", "src", "xlink:href"].includes(name)) {
        const protocol = new URL(value, location.href).protocol;
        const fine = ["http:", "https:", "mailto:", location.protocol, ...(element.download ? ["data:"] : [])];
        if (!fine.includes(protocol)) say(element, "an address that could run");
        if (name === "src" && new URL(value, location.href).origin !== location.origin) say(element, "a picture from elsewhere");
      }
    }
    if (element.id && ids.has(element.id)) say(element, "an id a second time");
    ids.add(element.id);
  }
  return faults;
}"""
"""What on a page could run, ask or hide something, though nobody pressed anything yet."""


@dataclass
class Window:
    """A window. `base` is the start of all addresses that may be asked for."""

    page: Any
    base: str
    ran: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def open(self, path: str, *, is_page: bool = True) -> str:
        """Open a page of the site; return the letters of its words."""
        self.page.goto(self.base + path)
        if is_page:
            self.faults += [f"{path}: {fault}" for fault in self.page.evaluate(AWAKE)]
        return letters(str(self.page.evaluate("document.documentElement.textContent")))

    def complaints(self) -> dict[str, list[str]]:
        """Return what happened that may not, by its kind."""
        self.page.wait_for_timeout(100)  # for what runs late
        found = {"ran": self.ran, "asked": self.asked, "errors": self.errors, "faults": self.faults}
        return {kind: told[:10] for kind, told in found.items() if told}


@contextmanager
def window(browser: Any, base: str, *, bypass_csp: bool = True) -> Iterator[Window]:
    """Open a window that has a `canary` which every script can call; without the pages' own policies, unless it is told."""
    context = browser.new_context(bypass_csp=bypass_csp, service_workers="block")
    opened = Window(context.new_page(), base)
    context.expose_binding("canary", lambda source, *given: opened.ran.append(f"{source['frame'].url}: {given}"))

    def refuse(asked: Any) -> None:
        if not asked.request.url.startswith(ADDRESS):
            opened.asked.append(f"{asked.request.frame.url}: {asked.request.url}")
        asked.abort()

    def refuse_dialog(dialog: Any) -> None:
        opened.ran.append(dialog.message)
        dialog.dismiss()

    context.route(re.compile(f"^(?!{re.escape(base)}|data:)"), refuse)
    context.on("page", lambda page: opened.errors.append(f"another window: {page.url}"))
    context.on("weberror", lambda error: opened.errors.append(f"{error.page.url}: {error.error}"))
    context.on("dialog", refuse_dialog)
    yield opened
    context.close()


class _Plain(SimpleHTTPRequestHandler):
    """A host that knows kinds of files by the ends of their names, and shows feeds and tables in the window."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".xml": "text/xml",
        ".graphml": "text/xml",
        ".csv": "text/plain",
        ".ics": "text/plain",
        ".bib": "text/plain",
        ".ris": "text/plain",
        ".json": "application/json",
    }

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve a folder; yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Plain, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()
