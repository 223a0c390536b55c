"""What people hand on: a brief that is one page, lines to take, a read-ahead pack; each statement has its source."""

import re
import sys
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import mammoth
import pytest
from docx import Document
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from generator.build import handouts
from generator.commands.main import main
from generator.contexts import Handout
from generator.model.problems import Stopped
from generator.render.one_file import word
from generator.render.one_file.pdf import pdf, printer
from generator.runtime import cache
from generator.runtime.options import Options
from tests.conftest import EVERYTHING, REPORT, Project, sample_project, write

TOWNS = ("Oslo", "Riga", "Turin", "Lyon", "Ghent", "Graz", "Porto", "Malmo", "Bergen", "Cork")
CONTENT: dict[str, str | bytes] = {
    "content/articles/a.md": REPORT,
    "content/articles/b.md": "---\ntitle: Ministers meet in Oslo\ndate: 2009-11-02\nsource: Other News\nurl: https://example.com/b\n---\n\n"
    "Russia opposes new sanctions against Iran. Iran closed twelve mines on 1 November 2009. Iran will host talks on 5 March 2010.\n\n"
    '"We reject the sanctions against Iran," Russian president Dmitry Medvedev said.\n',
}
MANY: dict[str, str | bytes] = {
    f"content/articles/{town}.md": f"---\ntitle: Envoys of {town} and the talks on sanctions\ndate: 2009-10-{10 + day}\n"
    f"source: {town} News\n---\n\nFrance, which met envoys in {town} on 1{day % 10} October 2009, supports new sanctions against Iran, since"
    f" {town} counted {day + 20} mines. Norway opposes the sanctions against Iran that {town} wants.\n\n"
    f'"We in {town} want sanctions against Iran in {2010 + day}," Norwegian minister Anna Berg said.\n'
    for day, town in enumerate(TOWNS)
}
PAPERS = {"a4": (595, 842), "letter": (612, 792)}
"""Width and height in points."""
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3


@pytest.fixture(autouse=True, scope="module")
def _printed() -> None:
    try:
        printer()
    except Stopped as stopped:
        if EVERYTHING:
            raise
        pytest.skip(str(stopped))  # a machine without Pango


def made(root: Path, kind: str, paper: str = "", *, spare: bool = False) -> handouts.MadeHandout:
    with cache.open_cache(None) as results:
        return handouts.make(root, kind, paper, results, Options(jobs=1), spare=spare)


Sample = Callable[[str], handouts.MadeHandout]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The hand-outs of the sample, each made once."""
    root = sample_project(tmp_path_factory.mktemp("sample") / "p", "https://example.org/x")
    return lru_cache(lambda kind: made(root, kind))


def lines_of(view: Handout) -> list[Any]:
    return [line for part in view.parts for group in part.groups for line in group.lines]


def filled(page: Any) -> float:
    """Return the share of a page that lies above its last line."""
    heights: list[float] = []
    page.extract_text(visitor_text=lambda text, _cm, tm, _font, _size: heights.append(tm[5]) if text.strip() else None)
    return 1 - min(heights) / float(page.mediabox.height)


def with_title(title: str) -> str:
    return f'title = "{title}"\n'


PROJECTS: dict[str, Callable[[Path], Path]] = {
    "two reports": lambda root: write(root, CONTENT),
    "one report": lambda root: write(root, {"content/articles/a.md": REPORT}),
    "a report without findings": lambda root: write(
        root, {"content/articles/a.md": "---\ntitle: Empty\ndate: 2009\n---\n\nHm.\n"}
    ),
    "long words": lambda root: write(root, {**MANY, "content/articles/l.md": REPORT.replace("Envoys", LONG)}, with_title(LONG)),
    "long titles": lambda root: write(root, {**CONTENT, **MANY}, with_title("A title of many words " * 30)),
    "Arabic": lambda root: write(root, {**CONTENT, **MANY}, 'title = "Test"\nlanguage = "ar"\n'),
    "many reports": lambda root: write(root, MANY),
    "the sample": sample_project,
}


ALL = [(name, paper) for name in PROJECTS for paper in PAPERS]
QUICK = [("one report", "a4"), ("long words", "letter"), ("Arabic", "a4")]


def is_on_one_page(root: Path, paper: str) -> None:
    brief = made(root, "brief", paper)
    pages = PdfReader(BytesIO(pdf(brief.page))).pages
    assert 1 == len(pages)
    assert PAPERS[paper] == (round(pages[0].mediabox.width), round(pages[0].mediabox.height))
    assert 9 <= brief.view.points <= 12
    assert not re.search(r"font(-size)?:[^;]*(?<![\d.])[0-8](\.\d+)?pt", brief.page.decode())


@pytest.mark.parametrize(("name", "paper"), QUICK)
def test_a_brief_is_one_page(name: str, paper: str, tmp_path: Path) -> None:
    is_on_one_page(PROJECTS[name](tmp_path / "p"), paper)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "paper"), [one for one in ALL if one not in QUICK])
def test_a_brief_is_one_page_on_either_paper_whatever_is_in_it(name: str, paper: str, tmp_path: Path) -> None:
    is_on_one_page(PROJECTS[name](tmp_path / "p"), paper)


def test_a_brief_fills_its_page_where_there_is_enough(sample: Sample) -> None:
    (page,) = PdfReader(BytesIO(pdf(sample("brief").page))).pages
    assert 0.85 < filled(page)


def test_a_brief_says_what_is_at_issue_in_its_order(sample: Sample) -> None:
    view = sample("brief").view
    assert ["line", "judgements", "changes", "points", "sides", "happened"] == [part.id for part in view.parts][:6]
    assert lines_of(view)[0].text.startswith("From July 2009 to June 2010 two stories ran side by side")
    assert "was: is sceptical of new sanctions against Tehran, 8 July 2009" in [line.tail for line in lines_of(view)]


def test_what_is_ahead_is_to_be_watched(project: Project) -> None:
    view = made(project(CONTENT), "brief").view
    watched = next(part for part in view.parts if part.id == "ahead")
    assert ["Iran will host talks on 5 March 2010."] == [line.text for line in watched.groups[0].lines]


@pytest.mark.parametrize("kind", ["brief", "lines", "pack"])
def test_every_statement_has_its_source_and_sources_are_numbered_without_gaps(kind: str, sample: Sample) -> None:
    view = sample(kind).view
    assert {"line", "who"} >= {
        part.id for part in view.parts for group in part.groups for line in group.lines if not line.notes
    }
    assert list(range(1, len(view.sources) + 1)) == [source.number for source in view.sources]
    assert {source.number for source in view.sources} == {number for line in lines_of(view) for number in line.notes}
    firsts = list(dict.fromkeys(number for line in lines_of(view) for number in line.notes))
    assert firsts == sorted(firsts)


@pytest.mark.parametrize("kind", ["brief", "lines", "pack"])
def test_numbers_on_the_page_lead_to_its_list(kind: str, sample: Sample) -> None:
    page = LexborHTMLParser(sample(kind).page.decode())
    led = {(link.attributes["href"] or "")[1:] for link in page.css("sup a")}
    assert led == {item.id for item in page.css(".sources li")}
    names = [element.id for element in page.css("[id]")]
    assert len(names) == len(set(names))


def test_no_sentence_is_in_a_brief_twice(sample: Sample) -> None:
    told = [line.text for line in lines_of(sample("brief").view)]
    assert len(told) == len(set(told))


def test_a_statement_is_in_the_words_of_its_report(project: Project) -> None:
    root = project(CONTENT)
    texts = " ".join(path.read_text("utf-8") for path in (root / "content/articles").glob("*.md")).replace('"', "")
    for line in lines_of(made(root, "lines").view):
        assert line.text.strip("“”").replace('"', "") in texts


def test_who_says_what_stands_by_topic_with_quotes(project: Project) -> None:
    said = made(project(CONTENT), "lines").view.parts[0]
    found = {line.lead: line.text for group in said.groups for line in group.lines}
    assert "Russia opposes new sanctions against Iran." == found["Russia"]
    assert "“We reject the sanctions against Iran”" == found["Dmitry Medvedev"]


def test_questions_are_answered_by_statements(project: Project) -> None:
    asked = next(part for part in made(project(CONTENT), "lines").view.parts if part.id == "questions")
    answers = {group.title: [line.text for line in group.lines] for group in asked.groups}
    assert ["Iran closed twelve mines on 1 November 2009."] == answers["When did Iran close twelve mines?"]
    assert ["Iran will host talks on 5 March 2010."] == answers["What is to come?"]
    position = next(answer for question, answer in answers.items() if question.startswith("Russia: what is the position on"))
    assert "Russia opposes new sanctions against Iran." == position[0]
    assert any("Dmitry Medvedev" in answer[0] for question, answer in answers.items() if question == "Who is Dmitry Medvedev?")


def test_a_report_whose_words_are_not_published_is_not_quoted_at_length(project: Project) -> None:
    root = project(CONTENT, 'title = "Test"\npublish_texts = "none"\n')
    for line in lines_of(made(root, "brief").view):
        assert len(line.text.split()) <= 30
    assert "Iran closed twelve mines on 1 November 2009, after" not in made(root, "pack").page.decode()


def test_a_source_leads_to_the_site_or_else_to_its_original(project: Project) -> None:
    linked = [source.href for source in made(project(CONTENT), "lines").view.sources]
    assert "https://example.com/b" in linked
    based = project(CONTENT, 'title = "Test"\nbase_url = "https://example.org/x"\n')
    assert "https://example.org/x/articles/b.html" in [source.href for source in made(based, "lines").view.sources]


@pytest.mark.parametrize(("language", "paper"), [("en-US", "letter"), ("en", "a4"), ("fr-CA", "letter"), ("ar", "a4")])
def test_paper_is_as_usual_for_the_language(language: str, paper: str, project: Project) -> None:
    assert paper == made(project(CONTENT, f'title = "Test"\nlanguage = "{language}"\n'), "lines").view.paper


def outline_of(entries: list[Any], level: int = 1) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for entry in entries:
        found += outline_of(entry, level + 1) if isinstance(entry, list) else [(level, entry.title)]
    return found


def test_a_pack_is_one_tagged_pdf_with_bookmarks_and_page_numbers(sample: Sample) -> None:
    read = PdfReader(BytesIO(pdf(sample("pack").page)))
    catalogue: Any = read.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    marks = [title for level, title in outline_of(read.outline) if level == 1]
    assert ["Contents", "In brief", "Chronology", "Who is who", "Who stands where", "Sources"] == marks
    texts = [page.extract_text() for page in read.pages]
    assert "Who stands where" in texts[0]
    assert f"2 / {len(texts)}" in texts[1]
    begins = [next(at for at, text in enumerate(texts) if text.strip().startswith(part)) for part in marks[1:]]
    assert begins == sorted(set(begins))


@pytest.mark.parametrize(("kind", "name"), [("brief", "x.html"), ("pack", "x.docx"), ("pack", "x.pdf"), ("lines", "x.docx")])
def test_the_same_reports_give_the_same_bytes(kind: str, name: str, project: Project) -> None:
    root = project(CONTENT)
    written = []
    for number in range(2):
        assert 0 == main(["-C", str(root), "handout", kind, str(root / f"{number}{name}"), "-j", "1"])
        written.append((root / f"{number}{name}").read_bytes())
    assert written[0] == written[1]


def paragraphs(document: Any, style: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == style]


def test_a_word_document_has_real_styles(sample: Sample) -> None:
    pack = sample("pack")
    read = Document(BytesIO(word.document(pack.site, pack.view, pack.words)))
    assert ["The reset and Iran"] == paragraphs(read, "Title")
    assert ["Contents", "In brief", "Chronology", "Who is who", "Who stands where", "Sources"] == paragraphs(read, "Heading 1")
    assert "Iran sanctions" in paragraphs(read, "Heading 2")
    assert len(pack.view.sources) == len(paragraphs(read, "List Number"))
    assert ["Actor", "Stance", "In the report’s words"] == [cell.text for cell in read.tables[1].rows[0].cells]
    addresses = [rel.target_ref for rel in read.part.rels.values() if rel.is_external]
    assert len(pack.view.sources) == len([one for one in addresses if one.startswith("https://example.org/x/articles/")])
    about = read.core_properties
    assert ("en-GB", "2010-06-09") == (about.language, about.created.date().isoformat())


def test_parts_of_a_word_document_begin_on_pages_of_their_own_and_leave_none_empty(sample: Sample) -> None:
    pack = sample("pack")
    read = Document(BytesIO(word.document(pack.site, pack.view, pack.words)))
    heads = [one for one in read.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert [False, True, True, True, True, True] == [bool(one.paragraph_format.page_break_before) for one in heads]
    assert not read.element.body.xpath(".//w:br[@w:type='page']")


def test_columns_of_a_word_document_are_as_wide_as_their_words_need(sample: Sample) -> None:
    pack = sample("pack")
    table = Document(BytesIO(word.document(pack.site, pack.view, pack.words))).tables[0]
    widths = [column.width for column in table.columns]
    assert widths == [cell.width for cell in table.rows[0].cells]
    assert widths[2] > widths[0] + widths[1]


def test_a_brief_of_word_is_nearly_as_wide_as_the_printed_one(sample: Sample) -> None:
    brief = sample("brief")
    styles = Document(BytesIO(word.document(brief.site, brief.view, brief.words))).styles
    assert [5, 5] == [round(styles[name].paragraph_format.left_indent.mm) for name in ("List Bullet", "List Number")]


def test_numbers_in_a_word_document_lead_to_its_sources(sample: Sample) -> None:
    brief = sample("brief")
    html = mammoth.convert_to_html(BytesIO(word.document(brief.site, brief.view, brief.words))).value
    links = [link.attributes["href"] or "" for link in LexborHTMLParser(html).css("a[href]")]
    led = {link for link in links if link.startswith("#")}
    assert {f"#source_{source.number}" for source in brief.view.sources} == led
    marks = {mark.id for mark in LexborHTMLParser(html).css("a[id]")}
    assert {one[1:] for one in led} <= marks


def test_a_word_document_runs_from_the_right_where_its_language_does(project: Project) -> None:
    lines = made(project(CONTENT, 'title = "Test"\nlanguage = "ar"\n'), "lines")
    read = Document(BytesIO(word.document(lines.site, lines.view, lines.words)))
    assert all(paragraph._p.xpath("w:pPr/w:bidi") for paragraph in read.paragraphs)
    assert all(table._tblPr.xpath("w:bidiVisual") for table in read.tables)
    assert read.sections[0]._sectPr.xpath("w:bidi")


def test_what_somebody_else_wrote_is_not_replaced(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(CONTENT)
    file = root / "mine.html"
    file.write_text("mine", "utf-8")
    command = ["-C", str(root), "handout", "lines", str(file), "-q", "-j", "1"]
    assert 1 == main(command)
    assert "this file is not as `briefing handout` wrote it, and is not replaced" in capsys.readouterr().err
    assert "mine" == file.read_text("utf-8")
    assert 0 == main([*command, "--force"])
    assert 0 == main(command)  # its own
    file.write_text(file.read_text("utf-8") + "<!-- edited -->", "utf-8")
    assert 1 == main(command)


def test_without_a_name_it_lies_beside_the_site(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(CONTENT)
    assert 0 == main(["-C", str(root), "handout", "brief", "-j", "1"])
    assert (root / "brief.pdf").read_bytes().startswith(b"%PDF")
    assert "One-page brief, 2 sources" in capsys.readouterr().out
    assert not (root / "site").exists()


def test_without_reports_it_says_so(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    assert 1 == main(["-C", str(root), "handout", "brief", "-j", "1"])
    assert "there are no reports to make it of; `briefing add FILE` brings one in" in capsys.readouterr().err
    assert not (root / "brief.pdf").exists()


@pytest.mark.parametrize(("library", "file", "extra"), [("docx", "x.docx", "word"), ("weasyprint", "x.pdf", "pdf")])
def test_without_a_library_it_says_what_to_install(
    library: str, file: str, extra: str, project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    root = project(CONTENT)
    assert 1 == main(["-C", str(root), "handout", "lines", str(root / file), "-j", "1"])
    assert f"pip install 'briefing-site[{extra}]'" in capsys.readouterr().err
    assert not (root / file).exists()


@pytest.mark.parametrize("given", [["brief", "x.txt"], ["brief", "pdf"], ["letter"]])
def test_another_kind_or_ending_is_wrong_usage(given: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["handout", *given])
    assert 2 == ended.value.code


def test_what_changed_since_the_last_edition_is_told_with_what_was_withdrawn(project: Project) -> None:
    root = project(MANY | {"content/articles/gone.md": REPORT})
    assert 0 == main(["-C", str(root), "edition", "First"])
    (root / "content/articles/gone.md").unlink()
    for name, text in CONTENT.items():
        (root / name).write_text(str(text), "utf-8") if name.endswith("b.md") else None
    view = made(root, "brief").view
    changed = next(part for part in view.parts if part.id == "changes")
    assert "What changed since First" == changed.title
    told = {line.text: line for line in changed.groups[0].lines}
    assert "Russia opposes new sanctions against Iran." in told
    gone = told["Envoys meet in Vienna"]
    assert "the report was withdrawn" in gone.tail
    assert "Envoys meet in Vienna" in [view.sources[number - 1].title for number in gone.notes]


def test_key_judgements_stand_apart_with_what_they_rest_on(sample: Sample) -> None:
    view = sample("brief").view
    judged = next(part for part in view.parts if part.id == "judgements")
    assert "Judgement of the editors, not of the reports" == judged.note
    for line in judged.groups[0].lines:
        assert "per cent" in line.lead
        assert "Confidence" not in line.lead + line.text
        assert line.tail.startswith("Confidence: ")
        assert line.aside.endswith("?")
        assert line.notes
