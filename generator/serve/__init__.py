"""Live preview: pages from memory, updated at every change by the stages of `build`. Never writes to site/."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from generator.content import config, files
from generator.model import permalinks
from generator.runtime import cache, processes
from generator.serve import terminal
from generator.serve.app import application
from generator.serve.event_stream import EventStream
from generator.serve.preview import Preview, SiteChange
from generator.serve.request_guard import Hosts, is_loopback
from generator.serve.server import NoPort, Server, listening_socket
from generator.serve.watcher import watching

__all__ = ["NoPort", "run"]

LOCAL_ADDRESSES = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - addresses for browsers here of a server that listens everywhere
NETWORK_WARNING = "Everybody who can reach this machine over the network can read the briefing, drafts included."


def run(root: Path, host: str, port: int, *, open_browser: bool, poll: bool = False) -> int:
    """Serve until Ctrl-C. Raises InputError where this is no project, NoPort where no port is free."""
    folder = root.resolve()
    if not (folder / config.FILE).is_file():
        files.read_outline(folder, [])
    with cache.open_cache(folder / cache.FOLDER) as results, listening_socket(host, port) as listening:

        def started() -> None:
            address = _greeting(host, port, listening.getsockname()[1])
            if open_browser:
                import webbrowser

                threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()

        with preview_server(folder, results, host, poll=poll, started=started) as server, suppress(KeyboardInterrupt):
            server.run([listening])
    terminal.say("stopped.")
    return 0


@contextmanager
def preview_server(
    folder: Path, results: cache.ResultCache, host: str, *, poll: bool = False, started: Callable[[], None] = lambda: None
) -> Iterator[Server]:
    """The server of a project's preview; the project is watched until the block ends. `folder` is absolute."""
    preview = Preview(folder, results, terminal.say)
    preview.refresh()
    processes.collect_garbage_less_often()  # a full collection takes longer than most edits
    event_stream = EventStream(folder, preview)
    if preview.problems:
        consequence = "all else is shown" if preview.page(permalinks.HOME) else "the site comes once they are mended"
        terminal.print_problems(preview.problems, consequence)

    def announce(changed: SiteChange | None) -> Collection[str]:
        if changed is None:
            return ()
        event_stream.announce(changed)
        terminal.print_change(changed)
        return changed.files

    def check(hints: Collection[str]) -> Collection[str]:
        return announce(preview.refresh(hints))

    def work_when_idle() -> bool:
        is_more = preview.work_when_idle()
        announce(preview.refresh(()))
        return is_more

    watcher = watching(folder, check, preview.suspects, work_when_idle=work_when_idle, poll=poll, say=terminal.say)
    with closing(preview), watcher:
        yield Server(application(preview, event_stream, Hosts.of(host)), event_stream, started)


def _greeting(host: str, wanted_port: int, port: int) -> str:
    """Print the address of the preview for a browser, and return it."""
    if wanted_port not in {0, port}:
        terminal.say(f"Port {wanted_port} is taken; using {port}.")
    name = LOCAL_ADDRESSES.get(host, host)
    address = f"http://{f'[{name}]' if ':' in name else name}:{port}/"
    if not is_loopback(host):
        terminal.say(NETWORK_WARNING)
    print(f"Serving {address} (Ctrl-C ends it)", flush=True)
    return address
