"""Write the sample's editions again: each as it would have been frozen on its day, from the reports that there were by then.

For each a copy of the project is made with the reports and judgements up to that day, and frozen as `briefing edition` does.
Run it after a change of rules that changes the sample's findings, and look at the difference.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from generator import build
from generator.content import editions
from generator.content.files import ARTICLES, DERIVED, EDITIONS
from generator.model import permalinks
from generator.runtime.options import Options

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_EDITIONS = (("Edition 1", "2009-10-31"), ("Edition 2", "2010-04-30"))
JUDGEMENTS = "content/judgements"
OUTCOME_ON = re.compile(r"^outcome_on: *[\"']?(\d{4}-\d\d-\d\d)", re.MULTILINE)
OUTCOME = re.compile(r"^outcome(_on)?:.*\n", re.MULTILINE)
JUDGED_ON = re.compile(r"^on: *[\"']?(\d{4}-\d\d-\d\d)", re.MULTILINE)


def main() -> None:
    """Write all of them."""
    for name, day in SAMPLE_EDITIONS:
        path = ROOT / EDITIONS / f"{permalinks.slugs(name)}{editions.ENDING}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(as_of(ROOT, name, day))
        print(path.relative_to(ROOT))


def as_of(root: Path, name: str, day: str) -> bytes:
    """Return the file of an edition as it would have been written on a day."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copy(root / "briefing.toml", copy)
        shutil.copytree(root / "content", copy / "content", ignore=shutil.ignore_patterns("editions"))
        for report in sorted((copy / ARTICLES).glob("*.md")):
            if report.name[: len(day)] > day:
                report.unlink()
                (copy / DERIVED / f"{report.stem}.json").unlink(missing_ok=True)
        for judgement in sorted((copy / JUDGEMENTS).glob("*.md")):
            judged = JUDGED_ON.search(judgement.read_text("utf-8"))
            if judged is None or judged[1] > day:
                judgement.unlink()
            else:
                judgement.write_text(_as_judged(judgement.read_text("utf-8"), day), "utf-8")
        return editions.encode(build.freeze(copy, name, permalinks.slugs(name), day, Options(jobs=1)))


def _as_judged(text: str, day: str) -> str:
    """Return a judgement as it stood on a day: without the outcome of which nobody knew by then."""
    known = OUTCOME_ON.search(text)
    return OUTCOME.sub("", text) if known and known[1] > day else text


if __name__ == "__main__":
    main()
