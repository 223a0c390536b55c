"""Live preview: pages from memory, built by the same stages as `build`, again at every change. Never writes to site/."""

from __future__ import annotations

import socket
import sys
import threading
import webbrowser
from pathlib import Path

import uvicorn

from generator import memo
from generator.serve.app import application
from generator.serve.preview import Preview
from generator.serve.watch import watching

TRIES = 50
LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")


def run(root: Path, host: str, port: int, *, open_browser: bool) -> int:
    """Serve until Ctrl-C. Raises InputError when the first build finds problems that leave nothing to show."""
    with memo.opened(root / memo.FOLDER) as remembered:
        preview = Preview(root, remembered)
        preview.rebuild(first=True)
        free = _free_port(host, port)
        if free != port:
            print(f"Port {port} is taken; using {free}.", file=sys.stderr)
        address = f"http://{host}:{free}/"
        print(f"Serving {address} (Ctrl-C ends it)", flush=True)
        if open_browser:
            threading.Timer(0.5, webbrowser.open, [address]).start()
        with watching(root, preview.rebuild):
            settings = uvicorn.Config(
                application(preview, LOOPBACK if host in LOOPBACK else ()),
                host=host,
                port=free,
                log_level="warning",
                timeout_graceful_shutdown=1,
            )
            uvicorn.Server(settings).run()
        return 0


def _free_port(host: str, port: int) -> int:
    """The port, or the next one that nobody listens on. Raises OSError when there is none near."""
    for candidate in range(port, port + TRIES):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, candidate))
            except OSError:
                continue
            return candidate
    raise OSError(f"no port from {port} to {port + TRIES - 1} is free")
