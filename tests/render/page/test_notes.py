"""Notes at a report's lines, as its page shows them."""

import re

from tests.conftest import Project, files_of

PROFILES = {
    "content/actors/hillary-clinton.md": "---\nname: Hillary Clinton\nkind: person\nsummary: US secretary of state.\n---\n",
    "content/actors/dmitry-medvedev.md": "---\nname: Dmitry Medvedev\nkind: person\nsummary: A lawyer from Leningrad.\n---\n",
    "content/actors/russia.md": "---\nname: Russia\nsummary: A country.\n---\n",
}
TEXT = (
    "Dmitry Medvedev met US secretary of state Hillary Clinton on Monday. Russia supports talks.\n\n"
    '"We welcome the talks," Mr Medvedev told reporters. Mr Medvedev left.\n'
)


def body(project: Project, text: str = TEXT) -> str:
    report = f"---\ntitle: A\ndate: 2009-10-13\n---\n\n{text}"
    page = files_of(project({"content/articles/a.md": report, **PROFILES}))["articles/a.html"].decode()
    found = re.search(r'<div class="prose body".*?</div>', page, re.DOTALL)
    assert found
    return found.group()


def notes(project: Project, text: str = TEXT) -> list[str]:
    return re.findall(r'<span class="n"[^>]*>(.*?)(?:</span>)+', body(project, text))


def test_who_somebody_is_stands_once_where_the_text_names_them_first(project: Project) -> None:
    html = body(project)
    assert 1 == html.count('<b>Dmitry Medvedev</b> <span class="says">A lawyer from Leningrad.</span>')
    assert html.index("A lawyer") < html.index("Hillary Clinton</a>")


def test_what_the_line_itself_says_and_what_a_country_is_needs_no_note(project: Project) -> None:
    assert not [note for note in notes(project) if "secretary of state" in note or "A country" in note]


def test_a_quote_has_a_note_on_whose_it_is_and_to_whom_it_was_said(project: Project) -> None:
    said = [note for note in notes(project) if "to reporters" in note]
    assert 1 == len(said)
    assert said[0].startswith('<b><a href="../actors/dmitry-medvedev.html">Dmitry Medvedev</a></b>')


def test_a_relative_date_says_what_it_resolves_to_and_of_which_words(project: Project) -> None:
    dates = re.findall(r'<span class="r".*?</span>', body(project))
    assert ['<span class="r" data-said="on Monday"> [October 12, 2009]</span>'] == dates


def test_a_note_is_opened_by_a_button_with_a_name(project: Project) -> None:
    html = body(project)
    assert 'popovertarget="n-' in html
    assert 'aria-label="Note on Dmitry Medvedev"' in html
    assert html.count("<button") == html.count('role="note"')
