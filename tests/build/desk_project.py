"""A small dossier for tests of the desk, and ways to open it, decide and take back."""

from __future__ import annotations

from pathlib import Path

from generator.build import desk
from generator.build.opened_desk import opened_desk
from generator.model.decisions import Decision, LedgerEntry
from generator.model.problems import InputError
from generator.runtime.options import Options
from tests.conftest import Project

FIRST = (
    "---\ntitle: Quotas are cut\ndate: 2009-10-13\nsource: News\n---\n\n"
    "Fisheries minister Anna Berg met Nils Holm of Norway in Oslo on Monday. Norway opposes new quotas, Mikael Karlsson wrote.\n\n"
    '"We welcome the talks," Ms Berg said. The Nordic Fisheries Council (NFC) rejected the plan on 12 October.\n'
)
SECOND = (
    "---\r\ntitle: Holm resigns # not yet\r\ndate: 2009-10-14\r\nsource: Post\r\n---\r\n\r\n"
    "N. Holm resigned on Tuesday, the council said. Anna Bergh signed the treaty on fish in Oslo on Monday. Mikeal Karlsson spoke for Norway.\r\n"
)
FILES: dict[str, str | bytes] = {
    "content/articles/first.md": FIRST,
    "content/articles/second.md": SECOND,
    "content/actors/anna-berg.md": "---\nname: Anna Berg # hers\nkind: person\naliases:\n  - Ms Berg\n---\n\nA minister.\n",
    "content/topics/quotas.md": "---\nname: Quotas\nkeywords: [quotas]\n---\n",
}


def made(project: Project) -> Path:
    """Make the dossier; return its folder."""
    return project(FILES)


def decide(root: Path, decision: Decision, who: str = "Ada Ek") -> LedgerEntry:
    """Plan and write a decision. Raises InputError."""
    with opened_desk(root, Options(jobs=1)) as opened:
        return desk.apply(root, desk.plan(opened, decision), who)


def diff(root: Path, decision: Decision) -> list[str]:
    """Return the lines that a decision changes, without those around them."""
    with opened_desk(root, Options(jobs=1)) as opened:
        return [line for line in desk.plan(opened, decision).diff if line[0] in "+-"]


def take_back(root: Path, identifier: str) -> None:
    """Undo a decision. Raises InputError."""
    with opened_desk(root, Options(jobs=1)) as opened:
        desk.undo(opened, identifier)


def refusal(root: Path, decision: Decision) -> str:
    """Return why a decision is refused; empty where it is not."""
    try:
        diff(root, decision)
    except InputError as error:
        return "\n".join(map(str, error.problems))
    return ""


def contents(root: Path) -> dict[str, bytes]:
    """Return the bytes of all files that people write, by name."""
    files = (path for path in (root / "content").rglob("*") if path.is_file() and "derived" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
