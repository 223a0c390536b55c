"""Files beside reports that are none, by their names: what systems and programs that sync leave there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from generator.model.problems import Problem, Where

FROM_SYSTEMS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
README = re.compile(r"readme(?:\.(?:md|markdown|txt))?", re.IGNORECASE)
COPY_SIGN = re.compile(
    r"(?: \(\d+\)"  # browsers, Google Drive
    r"| \([^()]*(?:conflicted copy|case conflict)[^()]*\)"  # Dropbox, Nextcloud
    r"|\.sync-conflict-\d{8}-\d{6}-[A-Z0-9]+"  # Syncthing
    r"|_conflict-\d{8}-\d{6}"  # ownCloud
    r"|-(?:DESKTOP|LAPTOP)-[A-Z0-9]{7,8})$",  # OneDrive
    re.IGNORECASE,
)
"""Ends of the names, without the ending, of copies that are made where a file was changed in two places or fetched twice."""
MAX_NAMES_SHOWN = 5


def is_no_report(name: str, listed: Collection[str]) -> bool:
    """Return whether a file holds no report, by its name among those that are listed with it, each with its folders.

    A copy counts as one only while the file that it copies stands beside it.
    """
    stem, dot, ending = name.rpartition(".")
    if dot and (sign := COPY_SIGN.search(stem)) and f"{stem[: sign.start()]}.{ending}" in listed:
        return True
    return is_of_folder(name)


def is_of_folder(name: str) -> bool:
    """Return whether a file says something of its folder alone, to people or to a system."""
    own = name.rpartition("/")[2]
    return own.lower() in FROM_SYSTEMS or bool(README.fullmatch(own))


def notes(folder: str, passed_over: Iterable[str], not_read: Iterable[str]) -> Iterator[Problem]:
    """Yield the warnings of a folder's files that are no reports, and of those in other formats: one of each at most."""
    if found := sorted(passed_over):
        wrong = f"{_counted(found, 'is no report', 'are no reports')}, passed over: {_shown(found)}"
        yield Problem(Where(folder), wrong, "nothing need be done")
    if found := sorted(not_read):
        wrong = f"{_counted(found, 'is no Markdown', 'are no Markdown')}, not read: {_shown(found)}"
        yield Problem(Where(folder), wrong, "bring in what is a report with `briefing add`, and move the rest elsewhere")


def _counted(names: Collection[str], one: str, many: str) -> str:
    return f"1 file {one}" if len(names) == 1 else f"{len(names)} files {many}"


def _shown(names: list[str]) -> str:
    more = len(names) - MAX_NAMES_SHOWN
    return ", ".join(names[:MAX_NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")
