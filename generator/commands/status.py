"""`briefing status`: what of a project an editor should look at."""

from __future__ import annotations

import argparse

from generator import build
from generator.build.status import Status, dropped_in_words
from generator.commands.printing import DONE, count, print_lines, progress, say
from generator.model.hold_reason import HoldReason
from generator.runtime import processes
from generator.runtime.options import Options
from generator.runtime.project_folder import require_project

MAX_LISTED = 20
"""Entries of a list that are printed, unless all are asked for."""
HELD = {HoldReason.DRAFT.value: "draft", HoldReason.EMBARGOED.value: "until {}", HoldReason.EXPIRED.value: "since {}"}


def run(parsed: argparse.Namespace) -> int:
    """Print what there is to look at, in words or as JSON. Nothing but caches is written."""
    require_project(parsed.project)
    processes.collect_garbage_less_often()
    # What is said meanwhile is part of the status.
    status = build.status(parsed.project, Options(parsed.jobs or 0, progress, say=say))
    if parsed.json:
        import msgspec

        print_lines([msgspec.json.format(msgspec.json.encode(status), indent=2)])
        return DONE
    print("\n".join(in_lists(status, None if parsed.all else MAX_LISTED)))
    return DONE


def in_lists(status: Status, most: int | None) -> list[str]:
    """Return the lines of all that is to be looked at, under headings; at most so many of each."""
    held = [f"{file} ({HELD[reason].format(day)})" for file, reason, day in status.held]
    names = [f"{one} and {other}: {reason}" for one, other, reason in status.same_names]
    weak = [f"{kind}: {words} ({path})" for kind, words, path in status.weak]
    labels = [f"{topic}: {label}" for topic, label in status.plainer_labels]
    lists = (
        ("Reports held back", held, ""),
        ("Undated reports", status.undated, "A line `date: …` in front matter says it."),
        ("Reports without source", status.without_source, "A line `source: …` says who published it."),
        ("Reports without address", status.without_address, "A line `url: …` says where it stands."),
        ("Reports in a language without rules", status.without_rules, "They are shown, and nothing is found in them."),
        ("What the gate dropped of others' findings", dropped_in_words(status), "The method page says it, too."),
        ("Files that are not read", status.unread, ""),
        ("Pictures that are not there", status.missing, ""),
        ("Corrections without effect", status.idle, ""),
        ("Decisions to look at", status.decisions, "`briefing review --undo` takes one back."),
        ("Names that may be one", names, "`briefing review` asks about each."),
        ("Topics that may have a plainer label", labels, "A file in content/topics/ with that `name` gives it."),
        ("What is weak", weak, "The page weak.html has it with its sources."),
    )
    lines = [f"{count(status.reports, 'report')} in the site."]
    for heading, entries, todo in lists:
        shown = entries[:most]
        if entries:
            lines += ["", f"{heading}: {len(entries)}. {todo}".rstrip(), *(f"  {entry}" for entry in shown)]
        if len(shown) < len(entries):
            lines.append(f"  … and {len(entries) - len(shown)} more; `briefing status --all` lists them")
    return lines if len(lines) > 1 else [*lines, "There is nothing to look at."]
