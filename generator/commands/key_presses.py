"""Keys that are pressed in a terminal, one an answer; elsewhere the first letter of a line."""

from __future__ import annotations

import sys

END_OF_INPUT = ""
INTERRUPTED = "\x03"
END_OF_TRANSMISSION = "\x04"


def pressed(prompt: str) -> str:
    """Return one key, in small letters; empty at the end of the input. Raises KeyboardInterrupt for Ctrl-C."""
    print(prompt, end="", flush=True)
    if not _is_terminal():
        given = sys.stdin.readline()
        print(given.strip())
        return given.strip()[:1].lower() if given.strip() else ("?" if given else END_OF_INPUT)
    key = _key()
    print(key if key.isprintable() else "")
    if key == INTERRUPTED:
        raise KeyboardInterrupt
    return END_OF_INPUT if key in {END_OF_TRANSMISSION, ""} else key.lower()


def line(prompt: str) -> str:
    """Return a line of words; empty at the end of the input."""
    print(prompt, end="", flush=True)
    given = sys.stdin.readline()
    if not _is_terminal():
        print(given.strip())
    return " ".join(given.split())


def _is_terminal() -> bool:
    return sys.platform != "win32" and sys.stdin.isatty()


if sys.platform == "win32":

    def _key() -> str:
        """Read nothing: no terminal is asked there."""
        return END_OF_INPUT

else:

    def _key() -> str:
        """Read one key without waiting for the end of a line."""
        import termios
        import tty

        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
        try:
            tty.setcbreak(descriptor)
            return sys.stdin.read(1)
        finally:
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
