import gzip
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest

from quality.nginx import BASE_PATH, configuration_for, free_port, served
from tests.conftest import needs


def test_only_the_configuration_for_root_names_a_user(tmp_path: Path) -> None:
    assert "user root;" in configuration_for(tmp_path, tmp_path, 8080, "root")
    assert "user " not in configuration_for(tmp_path, tmp_path, 8080, "anna").partition("events")[0]


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


def fetch(address: str) -> HTTPResponse:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    answer: HTTPResponse = urllib.request.urlopen(request, timeout=10)
    return answer


@needs_nginx
def test_a_site_is_served_compressed_below_a_path(address: str) -> None:
    assert address.endswith(BASE_PATH)
    with fetch(address) as answer:
        assert "gzip" == answer.headers["Content-Encoding"]
        assert gzip.decompress(answer.read()).startswith(b"<p>Home")


@needs_nginx
def test_pages_are_revalidated_and_assets_are_cached_for_a_day(address: str) -> None:
    with fetch(address) as page, fetch(f"{address}static/style.css") as style:
        assert "no-cache" == page.headers["Cache-Control"]
        assert style.headers["Cache-Control"].startswith("public, max-age=86400")


@needs_nginx
def test_missing_addresses_are_answered_with_the_sites_404_page(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as raised:
        fetch(f"{address}nothing.html")
    with raised.value as error:
        assert 404 == error.code
        assert b"<p>Nothing here</p>" == error.read()
