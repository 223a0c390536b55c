"""The requests that a build would send to a language model, printed."""

from __future__ import annotations

from pathlib import Path

from generator import build
from generator.commands.printing import count
from generator.runtime.options import Options


def say(project: Path, options: Options) -> None:
    """Print how many requests a build would send, how many tokens that is, and what it may cost. Nothing is sent."""
    found = build.would_ask(project, options)
    if found is None:
        print("No language model would be asked: [llm] has no endpoint and model, or [derive] use does not name `llm`.")
        return
    if not found.requests:
        print(f"Nothing would be asked: there is an answer of {found.model} for each of {count(found.reports, 'report')}.")
        return
    print(
        f"{found.model} at {found.endpoint} would be asked {count(found.requests, 'time')}, of"
        f" {count(found.reports, 'report')}: some {found.tokens_in:,} tokens there and {found.tokens_out:,} back"
        f"{_priced(found.cost)}."
    )
    print("Nothing was sent.")


def _priced(cost: float) -> str:
    return f", which costs about {cost:,.2f} by [llm] price_in and price_out" if cost else ""
