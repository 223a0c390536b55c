"""Whole sites in other languages: no word of English is left on any page but those of the reports and names of formats."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel import Locale

from generator.model.page_kinds import TABLES
from tests.conftest import ROOT, Project, files_of, words_in
from tests.test_pages import FILES

FORMATS = {"Atom", "JSON Feed", "Briefing 0.1.0", "EDTF", "iCalendar", "TimelineJS", "GraphML", "BibTeX", "RIS", "CSL JSON"}
FORMATS |= {
    "ISO",
    "datapackage.json",
    "network.graphml",
    "XML",
    "UTF-8",
    "CSV",
    "JSON",
    "Data Package",
    "CSL-JSON",
    "Frictionless",
    "Frictionless Data Package",
}
FORMATS |= {rf"\({name}\)" for name in TABLES}  # files are called so in every language
ADDRESS = r"https?://\S+|\S+\.(?:html|example)\S*"
TOLD = {"aria-label", "alt", "title", "placeholder", "content", "label"}
SILENT = {
    "viewport",
    "generator",
    "color-scheme",
    "robots",
    "og:type",
    "og:url",
    "article:published_time",
    "og:image",
    "og:image:type",
    "twitter:card",
}
WORD = re.compile(r"[A-Za-z][A-Za-z’' -]*[A-Za-z]")


class Said(HTMLParser):
    """All that a page says: its texts, and its attributes that are read out or shown."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note attributes; leave out scripts and styles."""
        given = dict(attrs)
        self._silent += tag in {"script", "style"}
        is_shown = tag != "meta" or (not SILENT & {given.get("name"), given.get("property")} and "http-equiv" not in given)
        self.texts += [value for name, value in attrs if is_shown and name in TOLD and value]

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if not self._silent and data.strip():
            self.texts.append(data)


def said(html: str) -> list[str]:
    page = Said()
    page.feed(html)
    return [" ".join(text.replace("\u2068", "").replace("\u2069", "").split()) for text in page.texts]


def reports_in(language: str) -> dict[str, str | bytes]:
    """English reports and profiles for a site in another language."""
    return {
        name: text.replace("---\ntitle", "---\nlang: en\ntitle", 1) if "articles" in name else text
        for name, text in FILES.items()
    }


def plain(text: str) -> str:
    """A text's words in one spelling."""
    return " ".join(re.findall(r"[^\W\d_’']+", text)).casefold()


CORPUS = plain(" ".join(FILES.values()) + " United States") + " "
"""All that is English by right: what reports and profiles say, and the full names of whom they name."""


def site(project: Project, language: str) -> dict[str, str]:
    """The pages of a site in a language, of English reports; its own words are numbers."""
    root = project(reports_in(language), config=f'title = "2009"\nlanguage = "{language}"\nbase_url = "https://example.org/"\n')
    return {path: content.decode() for path, content in files_of(root).items() if path.endswith(".html")}


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_no_english_word_is_left_in_other_scripts(project: Project, language: str) -> None:
    pages = site(project, language)
    assert len(pages) > 15
    for path, html in pages.items():
        for text in said(html):
            for run in WORD.findall(re.sub("|".join([*sorted(FORMATS, key=len, reverse=True), ADDRESS]), "", text)):
                assert plain(run) in CORPUS, f"{path}: {run!r} in {text!r}"


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_no_english_text_is_left_in_latin_script(project: Project, language: str) -> None:
    """But where both languages have the same word for a thing."""
    english, own = words_in("en").texts, words_in(language).texts
    alike = (
        {
            plain(re.sub(r"[{]\w+[}]", "", form))
            for key, text in english.items()
            for _, form in text.forms
            if form in dict(own[key].forms).values()
        }
        | {"corrections"}
        | {plain(month) for month in Locale.parse(language).months["format"]["wide"].values()}
    )
    there = {text for html in site(project, "en").values() for text in said(html)}
    for path, html in site(project, language).items():
        for text in there & set(said(html)):
            own_words = plain(re.sub("|".join([*sorted(FORMATS, key=len, reverse=True), ADDRESS]), "", text))
            assert own_words in CORPUS or own_words in alike, f"{path}: {text!r}"


def test_scripts_contain_no_interface_texts() -> None:
    """Scripts get their texts from the page, in its language."""
    for path in Path(ROOT / "themes/briefing/static").glob("*.js"):
        shown = re.findall(r"""(?:textContent|innerText|ariaLabel|title)\s*=\s*["'`]([^"'`]*)""", path.read_text("utf-8"))
        assert [] == [text for text in shown if re.search("[A-Za-z]{3}", text)], path.name
