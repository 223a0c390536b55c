"""Pages as they are, kept in `tests/golden/`. Only what stands in `<main>`: a change of head or footer is not theirs.

After a change that is meant, `make golden` writes them again; look at the difference before keeping it.
"""

import os
import re
from pathlib import Path

import pytest

from tests.conftest import REPORT, Project, files_of

GOLDEN = Path(__file__).parent / "golden"
FILES = {
    "content/articles/2009-10-13-envoys.md": REPORT,
    "content/articles/2009-11-02-vote.md": (
        "---\ntitle: Russia turns\ndate: 2009-11-02\nsource: Other News\nurl: https://news.example/vote\n"
        "add:\n  - {kind: position, text: turned, actor: Russia, stance: opposes, object: sanctions, topic: Iran sanctions}\n"
        "---\n\nOn Sunday Moscow turned against sanctions on Iran.\n\n> “It is over,” Sergei Lavrov, the foreign minister, said.\n"
    ),
    "content/actors/russia.md": "---\nname: Russia\nsummary: A country.\naliases: [Russian Federation]\n---\n\nText on *Russia*.\n",
    "content/topics/iran-sanctions.md": "---\nname: Iran sanctions\nkeywords: [sanctions]\n---\n",
}
EDITION = (
    '{"is":"edition","name":"Edition 1","day":"2009-10-31","format":1}\n'
    '{"is":"report","slug":"2009-10-12-arrival","title":"Envoys arrive","date":"2009-10-12","source":"Example News"}\n'
    '{"is":"report","slug":"2009-10-13-envoys","title":"Envoys meet in Vienna","date":"2009-10-13","source":"Example News"}\n'
    '{"is":"actor","slug":"russia","name":"Russia","kind":"country","reports":2}\n'
    '{"is":"statement","key":"2009-10-12-arrival/e1","kind":"event","text":"Hans Blix flew home.","sentence":"Hans Blix flew home.",'
    '"path":"articles/2009-10-12-arrival.html#s-1","title":"Envoys arrive","source":"Example News","reported":"2009-10-12"}\n'
)
"""What was known when another report was there, and the second one was not."""
KINDS = (
    "index.html",
    "articles/2009-10-13-envoys.html",
    "actors/russia.html",
    "topics/iran-sanctions.html",
    "positions.html",
    "timeline.html",
    "quotes.html",
)


def pages(project: Project) -> dict[str, str]:
    root = project(FILES, config='title = "Test"\nlanguage = "en-GB"\n')
    files = files_of(root)
    return {str(path): content.decode() for path, content in files.items() if path in KINDS}


def main_of(html: str) -> str:
    found = re.search(r"<main.*</main>", html, re.DOTALL)
    assert found
    return re.sub(r"\n\s*\n+", "\n", found.group()) + "\n"


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_as_kept(project: Project, kind: str) -> None:
    is_as_kept(kind.replace("/", "_"), main_of(pages(project)[kind]))


def test_the_page_of_changes_is_as_kept(project: Project) -> None:
    root = project(FILES | {"content/editions/edition-1.jsonl": EDITION}, config='title = "Test"\nlanguage = "en-GB"\n')
    is_as_kept("changes.html", main_of(files_of(root)["changes.html"].decode()))


def is_as_kept(name: str, shown: str) -> None:
    kept = GOLDEN / name
    if os.environ.get("BRIEFING_GOLDEN"):
        kept.write_text(shown, "utf-8")
    assert kept.read_text("utf-8") == shown


def test_hostile_input_stays_text(project: Project) -> None:
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    report = (
        f"---\ntitle: '{hostile}'\ndate: 2009-10-13\nsource: '{hostile}'\n---\n\n{hostile}\n\nRussia rejects {hostile} now.\n"
    )
    root = project({"content/articles/a.md": report}, config=f"title = '{hostile}'\n")
    for path, content in files_of(root).items():
        if path.endswith(".html"):
            assert b"<script>alert" not in content, path
            assert b"<img" not in content, path
