"""The parts of a project that want an editor's look: incomplete or held reports, corrections, doubtful names."""

from __future__ import annotations

from generator.model.values import Value

Held = tuple[str, str, str]
"""The file of a report that is held back, why ("draft", "embargoed", "expired"), and until or since which ISO day."""


class Status(Value, frozen=True):
    """All that an editor should look at, as of the last look. Reports are given by their files.

    `reports` is the number of those in the site; those that are `held` back are not among them, nor among the lists after it.
    `decisions` are those of the ledger that contradict others or are not in their file, and its other wrong lines, as problems.
    `unread` are files of `content/` that are no reports, `missing` pictures that are not there, `idle` corrections without
    effect, all as problems. `same_names` are pairs of actors that may be one, each with the reason; `plainer_labels` are
    topics, each with another label that a language model would give it.
    """

    reports: int = 0
    held: tuple[Held, ...] = ()
    undated: tuple[str, ...] = ()
    without_source: tuple[str, ...] = ()
    without_address: tuple[str, ...] = ()
    without_rules: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    same_names: tuple[tuple[str, str, str], ...] = ()
    weak: tuple[tuple[str, str, str], ...] = ()
    """What the briefing rests on too little for: of which kind it is, its words, and where on the site it stands; only where
    it is asked for."""
    plainer_labels: tuple[tuple[str, str], ...] = ()
    derivers: tuple[tuple[str, int, int], ...] = ()
    """Derivers besides the rules, by name: the findings that each gave, and how many of these were dropped."""


def dropped_in_words(status: Status) -> list[str]:
    """Return a line for each deriver besides the rules: how much of what it gave the reports do not say."""
    shares = ((name, given, dropped, dropped / given) for name, given, dropped in status.derivers if given)
    return [f"{name}: {dropped} of {given} findings dropped ({share:.0%})" for name, given, dropped, share in shares]


def in_words(status: Status) -> str:
    """Return in a line how much there is to look at, what is zero left out; held reports have a line of their own."""
    corrections, decisions, pairs = len(status.idle), len(status.decisions), len(status.same_names)
    counts = {
        "undated": len(status.undated),
        "without source": len(status.without_source),
        "without address": len(status.without_address),
        "in a language without rules": len(status.without_rules),
        "not read": len(status.unread),
        f"missing picture{'' if len(status.missing) == 1 else 's'}": len(status.missing),
        f"correction{'' if corrections == 1 else 's'} without effect": corrections,
        f"decision{'' if decisions == 1 else 's'} to look at": decisions,
        f"pair{'' if pairs == 1 else 's'} of names that may be one": pairs,
        f"topic{'' if len(status.plainer_labels) == 1 else 's'} that may have a plainer label": len(status.plainer_labels),
    }
    said = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
    return f"To look at: {said}. `briefing status` lists them." if said else ""
