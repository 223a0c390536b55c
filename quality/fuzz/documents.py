"""Random files that people write: reports, profiles, pages and settings, with front matter that is good, odd or broken."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from hypothesis import strategies as st

from generator.content import front_matter_keys, site_keys
from generator.content.keys import Keys
from generator.model.kinds import KIND_BY_NAME
from quality.fuzz.material import BODIES, ODD_VALUES, PEOPLE, edited, given_files, given_texts, markdown, news, pieces, texts

KINDS: dict[str, Keys] = {
    "article": front_matter_keys.REPORT,
    "actor": front_matter_keys.ACTOR,
    "topic": front_matter_keys.TOPIC,
    "page": front_matter_keys.PAGE,
}
GOOD = {
    "article": ("title: Talks resume", "date: 2021-03-05"),
    "actor": ("name: Nadia Rahmani",),
    "topic": ("name: Harbour treaty",),
    "page": ("title: About",),
}
"""Lines that a file of each kind needs."""
IMPORTED = (
    ".md",
    ".txt",
    ".html",
    ".eml",
    ".rss",
    ".json",
    ".csv",
    ".tsv",
    ".mbox",
    ".rtf",
    ".ris",
    ".bib",
    ".mhtml",
    ".docx",
    ".pdf",
    "",
)
LIKE_FILES = (
    "From: Wire <w@x.org>\nDate: Thu, 4 Mar 2021 08:00:00 +0000\nSubject: Talks\n\n{}",
    "From a Thu Mar  4 08:00:00 2021\nFrom: =?utf-8?q?M=C3=BC?=\nSubject: {}\nDate: 31 Feb 2021\nContent-Type: text/html; charset=x\n\n{}",
    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\nSubject: a\nFrom: b\n\n--x\nContent-Type: text/plain\n\n{}\n--x--",
    '<?xml version="1.0"?><rss version="2.0"><channel><title>F</title><item><title>{}</title><description>{}</description></item></channel></rss>',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{}</title><updated>x</updated><content type="html">{}</content></entry></feed>',
    '<!DOCTYPE html><html lang="{}"><head><title>{}</title><meta name="date" content="x"></head><body><article><p>{}</p></article>',
    '[{"title": "{}", "date": "2021-03-05", "text": "{}"}]',
    '{"version": "https://jsonfeed.org/version/1", "items": [{"title": "{}", "content_text": "{}"}]}',
    '{"title": "{}", "text": "{}"}\n{"title": 1, "text": null}\n',
    "title,date,text\n{},2021-03-05,{}\n",
    "title\tdate\ttext\n{}\t04/03/2021\t{}\n",
    "{\\rtf1\\ansi {}\\par {}\\u1234?}",
    "TY  - NEWS\nTI  - {}\nDA  - 2021/03/05\nAB  - {}\nER  - \n",
    "@article{a, title = {{}}, year = {2021}, abstract = {{}}}",
    '[{"type": "article-newspaper", "title": "{}", "issued": {"date-parts": [[2021, 13, 45]]}, "abstract": "{}"}]',
    "By Ana Writer\nPublished: 4 March 2021 08:15 GMT\n\n{}\n\nShare on Facebook\n© 2021 {}",
    "HD {}\nBY Ana Writer\nWC 10 words\nPD 4 March 2021\nSN Wire\nLP {}\nTD {}\nDocument AAA00001\n",
    "RABAT (Example Wire) — {}\n{}",
    "%PDF-1.4\n{}",
    "PK\x03\x04{}",
)
"""What files of other programs look like; the first text goes in first, the second everywhere else."""


@cache
def values() -> st.SearchStrategy[str]:
    """Generate a value of front matter, as it is written."""
    inner = st.tuples(st.sampled_from(("kind", "text", "id", "title", "from", "actor", "x")), st.sampled_from(ODD_VALUES))
    mappings = st.lists(
        st.lists(inner, max_size=3).map(lambda pairs: "{" + ", ".join(f"{k}: {v}" for k, v in pairs) + "}"), max_size=3
    )
    quoted = st.one_of(pieces(), news()).map(lambda text: f'"{text}"')
    return st.one_of(st.sampled_from(ODD_VALUES), pieces(), quoted, mappings.map(lambda found: f"[{', '.join(found)}]"))


@cache
def documents(kind: str) -> st.SearchStrategy[str]:
    """Generate a file of a kind."""
    keys = [*(key.name for key in KINDS[kind]), "x", "<x>", "kéy", ""]
    wanted = [st.sampled_from([line] * 5 + [""]) for line in GOOD[kind]]
    others = st.lists(st.tuples(st.sampled_from(keys), values()).map(": ".join), max_size=4)
    ends = st.sampled_from(("\n", "\n", "\n", "\r\n", "\r", "\n\n"))
    fences = st.sampled_from(("---", "---", "---", "---", "+++", "--- ", "----", ""))
    bodies = st.one_of(news(), markdown(), texts(), st.just(""))
    return st.tuples(ends, fences, st.tuples(*wanted), others, bodies).map(lambda drawn: _document(*drawn))


def _document(end: str, fence: str, wanted: Sequence[str], others: Sequence[str], body: str) -> str:
    return end.join((fence, *filter(None, wanted), *others, fence, "", body, ""))


@cache
def any_documents(kind: str) -> st.SearchStrategy[str]:
    """Generate a file of a kind, perhaps edited or of another kind altogether."""
    return st.one_of(documents(kind), edited(documents(kind)), edited(given_texts()), texts())


@cache
def settings_files() -> st.SearchStrategy[str]:
    """Generate a `briefing.toml`."""
    keys = [key.name for key in site_keys.SITE]
    values_ = st.one_of(
        st.sampled_from(ODD_VALUES).map(lambda value: f'"{value}"'),
        st.sampled_from(
            ("1", "true", "[]", "{}", "1979-05-27", "nan", '"""', "''", "{ extra = 'ignore' }", "{ a = { b = 1 } }")
        ),
        pieces().map(lambda text: f'"{text}"'),
    )
    line = st.tuples(st.sampled_from([*keys, "x", "[sources.a]\npublish_texts", "[front_matter]\nextra"]), values_).map(
        " = ".join
    )
    lines = st.lists(line, max_size=5).map("\n".join)
    return st.one_of(lines, edited(lines))


@cache
def foreign_files() -> st.SearchStrategy[tuple[str, bytes]]:
    """Generate the name and bytes of a file that somebody brings in."""
    filling = st.one_of(news(), texts(), markdown(), st.sampled_from(ODD_VALUES))
    like = st.tuples(st.sampled_from(LIKE_FILES), filling, filling).map(
        lambda drawn: drawn[0].replace("{}", drawn[1], 1).replace("{}", drawn[2])
    )
    encoding = st.sampled_from(("utf-8", "utf-8", "utf-8", "utf-16", "cp1252", "utf-8-sig", "utf-16-be", "cp1251"))
    written = st.tuples(st.one_of(like, like, edited(like), any_documents("article")), encoding)
    contents = st.one_of(
        given_files(), st.binary(max_size=400), *[written.map(lambda drawn: drawn[0].encode(drawn[1], "replace"))] * 6
    )
    return st.tuples(st.sampled_from(IMPORTED).map(lambda ending: f"a{ending}"), contents)


@st.composite
def corrections(draw: st.DrawFn, words: Sequence[str]) -> list[str]:
    """Generate lines of a report's front matter that correct its findings; `words` are likely to be in its text."""
    kinds = list(front_matter_keys.FINDING_KINDS)
    said = st.sampled_from([*words, "Pedro Alvares", "said", "talks", "nobody"])
    names = st.sampled_from((*PEOPLE, *BODIES, "nobody", "Berg", "russia"))
    lines: list[str] = []
    if draw(st.booleans()):
        entries = draw(st.lists(st.tuples(st.sampled_from(kinds), said), min_size=1, max_size=3))
        lines.append(f"reject: [{', '.join(f'{{kind: {kind}, text: {_quoted(text)}}}' for kind, text in entries)}]")
    if draw(st.booleans()):
        added = []
        for kind, text in draw(st.lists(st.tuples(st.sampled_from(kinds), said), min_size=1, max_size=3)):
            row = {"kind": kind, "text": text} | {
                name: draw(_of_addition(name, names, said)) for name in KIND_BY_NAME[kind].required_fields
            }
            added.append(f"{{{', '.join(f'{key}: {_quoted(value)}' for key, value in row.items())}}}")
        lines.append(f"add: [{', '.join(added)}]")
    if not draw(st.integers(0, 3)):
        lines.append(
            f"events: [{{text: {_quoted(draw(said))}, {draw(st.sampled_from(('same_as: b, words: said', 'not_same_as: b')))}}}]"
        )
    return lines


def _of_addition(name: str, names: st.SearchStrategy[str], said: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Generate a value of a field of an addition."""
    if name in {"actor", "speaker", "reported_by", "source", "actors"}:
        return names
    fixed = {"stance": "supports", "edtf": "2009-10-12", "value": "12", "date": "2009-10", "topic": "Harbour treaty"}
    return st.one_of(st.just(fixed[name]) if name in fixed else said, st.sampled_from(ODD_VALUES))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
