"""Live preview: pages from memory, built by the same stages as `build`, again at every change. Never writes to site/."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from generator.content import config, files
from generator.runtime import cache, processes
from generator.serve import terminal
from generator.serve.app import application
from generator.serve.event_stream import EventStream
from generator.serve.preview import Preview, SiteChange
from generator.serve.request_guard import Hosts, is_loopback
from generator.serve.server import NoPort, Server, bound
from generator.serve.watcher import watching

__all__ = ["NoPort", "run"]

ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where to look for a server that listens everywhere
OPEN_TO_ALL = "Everybody who can reach this machine over the network can read the briefing, drafts included."


def run(root: Path, host: str, port: int, *, open_browser: bool, poll: bool = False) -> int:
    """Serve until Ctrl-C. Raises InputError when this is no project, NoPort when none is free."""
    folder = root.resolve()
    if not (folder / config.FILE).is_file():
        files.read_outline(folder, [])
    with cache.open_cache(folder / cache.FOLDER) as results, bound(host, port) as listening:

        def started() -> None:
            address = _greeting(host, port, listening.getsockname()[1])
            if open_browser:
                import webbrowser

                threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()

        with prepared(folder, results, host, poll=poll, started=started) as server, suppress(KeyboardInterrupt):
            server.run([listening])
    terminal.say("stopped.")
    return 0


@contextmanager
def prepared(
    folder: Path, results: cache.ResultCache, host: str, *, poll: bool = False, started: Callable[[], None] = lambda: None
) -> Iterator[Server]:
    """A server of a project's preview, which is watched as long as the block lasts. `folder` is absolute."""
    preview = Preview(folder, results, terminal.say)
    preview.refresh()
    processes.collect_garbage_less_often()  # a look at all that is held takes longer than most edits
    feed = EventStream(folder, preview)
    if preview.problems:
        terminal.wrong(preview.problems, "the site comes once they are mended")

    def announce(changed: SiteChange | None) -> Collection[str]:
        if changed is None:
            return ()
        feed.tell(changed)
        terminal.tell(changed)
        return changed.files

    def check(hints: Collection[str]) -> Collection[str]:
        return announce(preview.refresh(hints))

    def work_when_idle() -> bool:
        is_more = preview.work_when_idle()
        announce(preview.refresh(()))
        return is_more

    watcher = watching(folder, check, preview.suspects, work_when_idle=work_when_idle, poll=poll, say=terminal.say)
    with closing(preview), watcher:
        yield Server(application(preview, feed, Hosts.of(host)), feed, started)


def _greeting(host: str, port: int, taken: int) -> str:
    """Say where the preview is; the address for a browser."""
    if port not in {0, taken}:
        terminal.say(f"Port {port} is taken; using {taken}.")
    shown = ANYWHERE.get(host, host)
    address = f"http://{f'[{shown}]' if ':' in shown else shown}:{taken}/"
    if not is_loopback(host):
        terminal.say(OPEN_TO_ALL)
    print(f"Serving {address} (Ctrl-C ends it)", flush=True)
    return address
