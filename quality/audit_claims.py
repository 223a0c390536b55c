"""How often `briefing audit` is right: sentences with the verdict that each should have, held against a dossier.

    python -m quality.audit_claims
    python -m quality.audit_claims --project DIR --claims FILE

A row of the file has the verdict, a tab and the sentence; `#` begins a comment. Each sentence is a draft of its own paragraph.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator import build
from generator.content.config import Config
from generator.content.importers.article_file import article_file
from generator.content.importers.importer import ImportedReport
from generator.dossier.audit.verdicts import Support, Verdict
from generator.model.problems import InputError

HERE = Path(__file__).parent


class Judged(NamedTuple):
    """A sentence, the verdict that it should have, and the one that it has; None where nothing in it can be checked."""

    claim: str
    wanted: Support
    found: Verdict | None

    @property
    def is_right(self) -> bool:
        """True where both are the same."""
        return self.found is not None and self.found.support is self.wanted


def main() -> None:
    """Print the sentences that are judged wrongly, and sums."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--project", type=Path, default=HERE.parent)
    parser.add_argument("--claims", type=Path, default=HERE / "claims.tsv")
    parser.add_argument("--date", default="2009-12-01", help="the day of the draft")
    parsed = parser.parse_args()
    judged = judge_all(parsed.project, parsed.claims, parsed.date)
    for one in judged:
        if not one.is_right:
            print(f"{one.claim}\n    {one.found.support.value if one.found else 'nothing to check'}, not {one.wanted.value}")
    right = sum(one.is_right for one in judged)
    print(f"{right} of {len(judged)} right; {len(wrongly_supported(judged))} supported that are not")


def judge_all(project: Path, claims: Path, day: str) -> list[Judged]:
    """Hold the sentences of a file against a project."""
    rows = [line.split("\t") for line in claims.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    draft = article_file(
        ImportedReport("\n\n".join(claim for _, claim in rows)),
        {"title": "Claims", "date": day, "source": "draft", "lang": "en"},
        date.fromisoformat(day),
        site=Config(),
        keep_lines=True,
    )
    if not draft.article:
        raise InputError(draft.problems)
    found = {verdict.claim.text: verdict for verdict in build.audit(project, draft.article).verdicts}
    return [Judged(claim, Support(wanted), found.get(claim)) for wanted, claim in rows]


def wrongly_supported(judged: list[Judged]) -> list[Judged]:
    """Return the sentences that are supported and should not be."""
    return [one for one in judged if one.found and one.found.support is Support.SUPPORTED is not one.wanted]


if __name__ == "__main__":
    main()
