"""The page of a report: the dates in it, and its citation."""

import re

from tests.conftest import Project, files_of

REPORT = (
    "---\ntitle: Envoys meet\ndate: 2009-10-13\nsource: Example News\nauthor: A. Writer\nplace: Vienna\n"
    "url: https://news.example/envoys\n---\n\nRussia signed a treaty on Monday. Iran left last month. On Monday Russia was happy.\n"
)


def page(project: Project, config: str = 'title = "Test"\nlanguage = "en-GB"\n') -> str:
    return files_of(project({"content/articles/a.md": REPORT}, config=config))["articles/a.html"].decode()


def test_dates_in_the_text_are_listed_once_earliest_first_with_links_to_their_sentences(project: Project) -> None:
    html = page(project)
    dates = re.findall(r'<li><a href="(#s-[0-9a-f]+)"><time class="when" datetime="([^"]+)">', html)
    assert ["2009-09", "2009-10-12"] == [day for _, day in dates]
    assert all(f'id="{anchor[1:]}"' in html for anchor, _ in dates)


def test_a_citation_names_author_title_source_place_date_and_both_addresses(project: Project) -> None:
    html = page(project, 'title = "Test"\nlanguage = "en-GB"\nbase_url = "https://briefing.example/x/"\n')
    found = re.search(r'<p class="citation"[^>]*>(.*?)</p>', html, re.DOTALL)
    assert found
    said = " ".join(re.sub("<[^>]*>", "", found[1]).split())
    assert said.startswith("A. Writer. “Envoys meet”. Example News, Vienna, 13 October 2009. https://news.example/envoys")
    assert "https://briefing.example/x/articles/a.html" in said


def test_citation_of_a_report_without_metadata_is_still_a_sentence(project: Project) -> None:
    bare = "---\ntitle: Envoys meet\ndate: unknown\nsource: ''\n---\n\nNothing happened.\n"
    html = files_of(project({"content/articles/a.md": bare}))["articles/a.html"].decode()
    found = re.search(r'<p class="citation"[^>]*>(.*?)</p>', html, re.DOTALL)
    assert found
    said = " ".join(re.sub("<[^>]*>", "", found[1]).split())
    assert said.startswith("“Envoys meet”. As kept in the briefing")
