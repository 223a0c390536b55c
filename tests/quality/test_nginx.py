import gzip
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest

from quality.nginx import BELOW, free_port, served, setup
from tests.conftest import needs


def test_only_root_says_as_whom_it_serves(tmp_path: Path) -> None:
    assert "user root;" in setup(tmp_path, tmp_path, 8080, "root")
    assert "user " not in setup(tmp_path, tmp_path, 8080, "anna").partition("events")[0]


needs_nginx = needs(shutil.which("nginx"), "there is no nginx on this machine")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site behind nginx."""
    folder = tmp_path_factory.mktemp("nginx")
    site = folder / "a site"
    (site / "static").mkdir(parents=True)
    (site / "index.html").write_text("<p>Home</p>" * 100)
    (site / "404.html").write_text("<p>Nothing here</p>")
    (site / "static/style.css").write_text("p { color: red }\n" * 100)
    with served(site, folder, free_port()) as at:
        yield at


def asked(address: str) -> HTTPResponse:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    answer: HTTPResponse = urllib.request.urlopen(request, timeout=10)
    return answer


@needs_nginx
def test_a_site_stands_below_a_path_compressed(address: str) -> None:
    assert address.endswith(BELOW)
    with asked(address) as answer:
        assert "gzip" == answer.headers["Content-Encoding"]
        assert gzip.decompress(answer.read()).startswith(b"<p>Home")


@needs_nginx
def test_pages_are_asked_for_again_and_what_they_are_made_with_is_kept_a_day(address: str) -> None:
    with asked(address) as page, asked(f"{address}static/style.css") as style:
        assert "no-cache" == page.headers["Cache-Control"]
        assert style.headers["Cache-Control"].startswith("public, max-age=86400")


@needs_nginx
def test_what_is_not_there_is_answered_by_the_sites_own_page(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as found:
        asked(f"{address}nothing.html")
    with found.value as error:
        assert 404 == error.code
        assert b"<p>Nothing here</p>" == error.read()
