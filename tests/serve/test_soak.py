"""Many random edits at random times, some of them broken. BRIEFING_SOAK says how many; BRIEFING_SOAK_SEED, which."""

import os
import random
import shutil
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from generator.runtime.cache import ResultCache
from generator.serve.preview import Preview
from tests.conftest import REPORT, ROOT, files_of
from tests.serve.live import HOST, Live, live, until
from tests.serve.test_app import TAG

EDITS = int(os.environ.get("BRIEFING_SOAK", "150"))
SEED = int(os.environ.get("BRIEFING_SOAK_SEED", "1"))
PROC = Path("/proc/self")
TOWNS = "Vienna Geneva Moscow Tehran Prague Brussels Kazan Ankara Paris London".split()
MOST_GROWTH = 60 << 20


class Editor:
    """Edits a project as people do, and breaks it as people do. `mend` makes all of it good again."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root, self.chance, self.edits = root, chance, 0
        self.good: dict[Path, str] = {}
        self.acts: list[Callable[[], None]] = [
            *[self.rewrite] * 6,
            *[self.replace] * 4,
            *[self.break_one] * 3,
            *[self.go_back] * 3,
            self.burst,
            self.rename,
            self.delete,
            self.profile,
            self.template,
            self.style,
            self.config,
            self.move_folder,
            self.litter,
            self.half_write,
        ]

    def act(self) -> None:
        self.edits += 1
        with suppress(FileNotFoundError):
            self.chance.choice(self.acts)()

    def articles(self) -> list[Path]:
        return sorted((self.root / "content/articles").glob("*.md"))

    def one(self) -> Path:
        return self.chance.choice([*self.articles(), self.root / f"content/articles/{self.chance.randrange(6)}.md"])

    def text(self) -> str:
        town, number = self.chance.choice(TOWNS), self.chance.randrange(40)
        return REPORT.replace("Vienna", town) + f"\nIran rejected offer {number} on {1 + number % 28} October 2009.\n"

    def rewrite(self) -> None:
        self.one().write_text(self.text())

    def replace(self) -> None:
        path = self.one()
        temporary = path.with_name(f".{path.name}.tmp")
        temporary.write_text(self.text())
        temporary.replace(path)

    def break_one(self) -> None:
        wrong = [
            "---\ntitle: [\n---\n",
            "",
            "no front matter",
            "---\ntitle: x\n",
            "\0\1\2",
            "---\ntitle: A\ndate: soon\n---\nText.\n",
        ]
        self.one().write_text(self.chance.choice(wrong))

    def go_back(self) -> None:
        """To a text that stood there before: what is remembered of it must not be of what stood between."""
        self.one().write_text(REPORT)

    def burst(self) -> None:
        for number in range(20):
            (self.root / f"content/articles/burst-{number % 7}.md").write_text(
                self.text().replace("Monday", f"Tuesday {number}")
            )

    def rename(self) -> None:
        self.one().rename(self.root / f"content/articles/renamed-{self.chance.randrange(3)}.md")

    def delete(self) -> None:
        self.one().unlink()

    def profile(self) -> None:
        path = self.root / "content/actors/russia.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            f"---\nname: Russia\nkind: {self.chance.choice(['country', 'country', 'nonsense'])}\n---\n\n{self.text()[-60:]}"
        )

    def template(self) -> None:
        words = self.chance.choice(["Skip", "Jump", "{% if %}", "{{ nothing.here }}", "{{ 1 / 0 }}"])
        self.change("themes/briefing/templates/base.html", lambda good: good.replace("Skip to", f"{words} to"))

    def style(self) -> None:
        self.change("themes/briefing/static/style.css", lambda good: f"{good}\n/* {self.chance.random()} */\n")

    def config(self) -> None:
        given = ['title = "One"\n', 'title = "Two"\n', "title = \n", 'titel = "One"\n', ""]
        (self.root / "briefing.toml").write_text(self.chance.choice(given))

    def move_folder(self) -> None:
        folder = self.root / self.chance.choice(["content", "content/articles", "themes", "content/actors"])
        folder.rename(self.root.parent / "away")
        time.sleep(self.chance.random() * 0.1)
        (self.root.parent / "away").rename(folder)

    def litter(self) -> None:
        path = self.root / f"content/articles/{self.chance.choice(['.#a.md', 'a.md~', '4913', '.a.md.swp', '#a.md#'])}"
        path.write_text("litter")
        path.unlink()

    def half_write(self) -> None:
        text = self.text()
        with self.one().open("w") as file:
            for start in range(0, len(text), 100):
                file.write(text[start : start + 100])
                file.flush()
                time.sleep(0.004)

    def change(self, name: str, how: Callable[[str], str]) -> None:
        path = self.root / name
        self.good.setdefault(path, path.read_text())
        path.write_text(how(self.good[path]))

    def mend(self) -> None:
        (self.root / "briefing.toml").write_text('title = "One"\n')
        (self.root / "content/actors").mkdir(parents=True, exist_ok=True)
        (self.root / "content/actors/russia.md").write_text("---\nname: Russia\nkind: country\n---\n\nA country.\n")
        for path, text in self.good.items():
            path.write_text(text)
        for path in self.articles():
            path.write_text(self.text())


@pytest.mark.skipif(not PROC.is_dir(), reason="what a process holds is counted in /proc")
def test_after_many_edits_every_page_is_that_of_a_clean_build_and_nothing_is_left_behind(tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "content/articles").mkdir(parents=True)
    (root / "briefing.toml").write_text('title = "One"\n')
    shutil.copytree(ROOT / "themes", root / "themes")
    for number in range(4):
        (root / f"content/articles/{number}.md").write_text(REPORT)
    editor = Editor(root, random.Random(SEED))
    warm_up(root)
    threads, files = threading.active_count(), open_files()
    with live(root) as served, reading(served) as answered:
        grown = edits(editor)
        editor.mend()
        expected = files_of(root)
        until(lambda: pages(served, expected) == expected, 60)
        assert answered[0] > 10
        assert '"problems":[]' in served.text("-/changed")
    until(lambda: threading.active_count() <= threads)
    assert open_files() <= files
    assert grown < MOST_GROWTH


def edits(editor: Editor) -> int:
    """Make the edits; by how many bytes the process grew over the last two thirds."""
    before = 0
    for number in range(EDITS):
        if number == EDITS // 3:
            before = resident()
        editor.act()
        time.sleep(editor.chance.choice([0, 0.005, 0.05, 0.1]))
    return resident() - before


class reading:  # noqa: N801 - read as a word
    """A reader who asks for pages all the time, and one who listens and does not read."""

    def __init__(self, served: Live) -> None:
        self.served, self.answered, self.stop = served, [0], threading.Event()
        self.thread = threading.Thread(target=self.work)
        self.deaf = socket.create_connection((HOST, served.port))
        self.deaf.sendall(b"GET /-/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")

    def work(self) -> None:
        while not self.stop.wait(0.05):
            self.answered[0] += self.served.get("/").status == 200

    def __enter__(self) -> list[int]:
        self.thread.start()
        return self.answered

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join()
        self.deaf.close()


def warm_up(root: Path) -> None:
    """Load what is loaded once, so that it does not count."""
    Preview(root, ResultCache(None)).refresh()
    with live(root) as served:
        served.get("/")


def pages(served: Live, paths: dict[str, bytes]) -> dict[str, bytes]:
    return {path: TAG.sub(b"", served.get(f"/{path}").body) for path in paths}


def open_files() -> int:
    return len(list((PROC / "fd").iterdir()))


def resident() -> int:
    return int((PROC / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
