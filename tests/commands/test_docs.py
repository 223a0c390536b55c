"""`briefing docs`: the documentation as pages that need no network."""

import re
import webbrowser
from pathlib import Path

import pytest

from generator.commands import docs
from generator.commands.check import check
from generator.commands.main import main
from tests.conftest import ROOT

FILES = docs.render(docs.read_sources())


@pytest.fixture(autouse=True)
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep the cache in a folder of the test's, and note what a browser is asked to open."""
    found: list[str] = []
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def note(address: str) -> bool:
        found.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", note)
    return found


def test_every_text_of_the_repository_is_a_page() -> None:
    expected = {f"docs/{path.stem}.html" for path in (ROOT / "docs").glob("*.md")} | {
        "index.html",
        "CHANGELOG.html",
        "CONTRIBUTING.html",
        "SECURITY.html",
    }
    assert expected == {name for name in FILES if name.endswith(".html")}


def test_links_lead_to_files_that_are_there() -> None:
    assert [] == [problem.wrong for problem in check(FILES) if "leads to a part" not in problem.wrong]


def test_links_go_to_pages_with_their_parts_and_pictures_are_there() -> None:
    home = FILES["index.html"].decode()
    assert '<a href="docs/builds.html#one-file">' in home
    assert 'src="docs/briefing.png"' in home
    assert (ROOT / "docs/briefing.png").read_bytes() == FILES["docs/briefing.png"]
    assert 'id="one-file"' in FILES["docs/builds.html"].decode()
    assert 'href="../index.html"' in FILES["docs/builds.html"].decode()


def test_tables_and_code_are_read_as_on_github() -> None:
    home = FILES["index.html"].decode()
    assert "<td><code>briefing docs" in home
    assert "|---|" not in re.sub(
        r"<pre>.*?</pre>", "", "".join(page.decode() for name, page in FILES.items() if name.endswith(".html")), flags=re.DOTALL
    )
    assert "```" not in re.sub(r"<code>.*?</code>", "", home, flags=re.DOTALL)


def test_pages_ask_for_nothing_elsewhere() -> None:
    for name, page in FILES.items():
        if name.endswith(".html"):
            assert [] == re.findall(r'(?:src|<link[^>]* href)="(?:https?:)?//', page.decode())
            assert "default-src 'none'" in page.decode()


def test_a_page_is_opened_in_the_browser(opened: list[str], tmp_path: Path) -> None:
    assert 0 == main(["docs", "corrections"])
    assert opened[0].startswith((tmp_path / "cache").as_uri())
    assert opened[0].endswith("/docs/corrections.html")


@pytest.mark.parametrize("option", ["--print", "--path"])
def test_where_a_page_is_can_be_printed_instead(option: str, opened: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["docs", option])
    assert FILES["index.html"] == Path(capsys.readouterr().out.strip()).read_bytes()
    assert [] == opened


def test_without_a_browser_the_address_is_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _address: False)
    assert 0 == main(["docs"])
    assert re.fullmatch(r"Open file://\S+/index\.html\n", capsys.readouterr().out)


def test_where_the_cache_may_not_be_written_a_new_folder_is_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cache").write_text("")
    assert 0 == main(["docs", "--print"])
    assert FILES["index.html"] == Path(capsys.readouterr().out.strip()).read_bytes()


def test_a_page_that_there_is_not_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert 1 == main(["docs", "corections"])
    assert "there is no page `corections`; did you mean `corrections`?\n" == capsys.readouterr().err
