"""A small dossier for tests that build it often: short reports whose actors share names and topics.

`START` has its files; the strategies generate other contents for files of each kind, most of them valid.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from hypothesis import strategies as st

from generator.model.page_kinds import PAGE_KINDS

SAID = {
    "Russian president Dmitry Medvedev met Anna Berg in Vienna.": (
        "add:\n  - {kind: mention, text: Vienna, actor: Nils Berg}",
        "add:\n  - {kind: mention, text: Vienna, actor: Ellen Falk, actor_kind: person}",
        "reject:\n  - {kind: mention, text: Anna Berg}",
    ),
    "Russia rejects sanctions against Iran.": (
        "add:\n  - {kind: position, text: Russia, actor: NFC, stance: supports, object: sanctions}",
        "add:\n  - {kind: position, text: Russia, actor: sanctioned, stance: opposes, object: fish}",
        "reject:\n  - {kind: position, text: Russia rejects sanctions}",
        "topics: [Iran sanctions]",
    ),
    "Moscow supports new sanctions on Iran.": ("add:\n  - {kind: topic, text: sanctions, topic: Iran sanctions}",),
    '"We welcome the talks," Ms Berg said.': (
        "reject:\n  - {kind: quote, text: welcome the talks}",
        "add:\n  - {kind: quote, text: welcome the talks, speaker: Anna Berg, addressee: Nordic Fisheries Council}",
    ),
    "Nils Berg will visit Tehran on Monday.": ("add:\n  - {kind: date, text: on Monday, edtf: 2009-10-19}",),
    "Mr Berg said that Russia would vote for it.": ("add:\n  - {kind: role, text: Mr, actor: Anna Berg}",),
    "The Nordic Fisheries Council (NFC) opposes quotas.": ("add:\n  - {kind: event, text: quotas, actors: [NFC, Berg]}",),
    "NFC supports the talks on fish.": ("add:\n  - {kind: key_point, text: the talks}",),
    "Meridian Airlines bought Acme Trading Ltd in July 2009.": (),
    "Meridian warned Acme Trading yesterday.": ("add:\n  - {kind: mention, text: Acme, actor: meridian}",),
    "Hours passed.": (),
    # Long enough to be told as a copy wherever it stands
    "Russia signed the treaty on fish with Norway in Oslo on Monday, after talks that had gone on for nine months and"
    " nearly ended in May, when Anna Berg left the table over quotas and flew back to Moscow without a word.": (
        "own_text: true",
    ),
    "Norway, see [that](b.md), [[d]] and ![a ship](ship.png)[^1], agreed.\n\n[^1]: A note.\n\n": (
        "publish_texts: full",
        "publish_texts: none",
    ),
}
NAMES = ("Anna Berg", "Berg", "Nils Berg", "NFC", "Nordic Fisheries Council", "Meridian", "Acme Trading", "Moscow", "RÚSSIA")
KEYWORDS = ("sanctions", "Iran", "quotas", "fish", "talks", "Berg")
MACROS = "{% macro shown(of) %}<pre>{{ of }}</pre>{% endmacro %}"
PAGE = (
    '{% extends "base.html" %}{% from "macros.html" import shown %}'
    "{% block main %}{{ shown(view) }}{% if view.body is defined %}{{ view.body }}{% endif %}{% endblock %}"
)
TEMPLATES = {
    "base.html": (
        "<title>{{ page }}</title>{{ site }}{% block main %}{% endblock %}{% include '_foot.html' %}",
        "<title>{{ page.title }}</title>{% block main %}{% endblock %}",
        "<title>{{ page.title }}</title>{# the same #}{% block main %}{% endblock %}",
    ),
    "_foot.html": (
        "Foot of {{ site.title }}: {{ t('reports', 2) }}",
        "{% if page.kind == 'home' %}Home{% endif %}",
        "{{ page.nothing }}",
    ),
    "macros.html": (MACROS, MACROS.replace("pre>", "code>"), "{# nothing #}"),
    "actor.html": (
        PAGE,
        PAGE + "{{ t('kind.' ~ view.kind) }}{{ t('own') }}",
        "{{ view.name }}{% include '_more.html' ignore missing %}",
        "{% include view.name %}",
        "{% if %}",
    ),
    "_more.html": ("{{ view.mentions }}", ""),
}
TEXTS = (
    "own = 'Our own'\n",
    "own = 'Another'\n[reports]\none = 'one report'\nother = '{n} of them'\n",
    "[date]\nby_day = '{date} (by {day})'\n[kind]\nperson = 'Human'\n[actors]\ntitle = 'Who'\n",
    "[date]\nby_day = '{nothing}'\n",
    "own = \n",
)
LINES = (
    'extends = "briefing"\n',
    'extends = "house"\n[tokens]\nlink = "#062"\n',
    'extends = "plain"\n',
    'name = "plain"\n',
)
HOUSE = {
    "theme.toml": ('extends = "briefing"\n', "", 'extends = "plain"\n'),
    "templates/base.html": ('{% extends "briefing/base.html" %}{% block derived %}House{% endblock %}', "House"),
    "templates/_foot.html": ("Foot of the house",),
    "i18n/en.toml": ("[reports]\none = 'one'\nother = '{n} of the house'\n",),
    "static/style.css": (":root { --link: red }\n", "a { house: c }\n"),
}
"""A theme that the first theme may extend after an edit."""
CARD = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>{{ site.title }} {{ view.reports }}</text></svg>'
STATIC = ("static/style.css", "static/fonts/a.css", "static/.hidden")
THEME = {f"templates/{kind.template}": PAGE for kind in PAGE_KINDS.values() if kind.template} | {
    "templates/base.html": TEMPLATES["base.html"][0],
    "templates/macros.html": MACROS,
    "templates/card.svg": CARD,
    "templates/_foot.html": TEMPLATES["_foot.html"][0],
    "static/style.css": "a { b: c }\n",
}


def report(title: str, date: str, source: str, more: tuple[str, ...], sentences: tuple[str, ...]) -> str:
    """Return a report's file; `more` has further lines of front matter."""
    head = [f"title: {title}", f"date: {date}", f"source: {source}", *more]
    return "\n".join(["---", *head, "---", "", " ".join(sentences), ""])


def judgement(answer: str, grounds: str, more: str) -> str:
    """Return the file of a judgement of the editors; `more` has further lines of front matter."""
    lines = [
        f"question: Will they?\nanswer: {answer}",
        "likelihood: likely",
        "confidence: low",
        "because: it is said",
        "on: 2009-10-15",
    ]
    return "\n".join(["---", *lines, f"rests_on: {grounds}", more, "---", "", "Text.", ""])


FIRST, SECOND, THIRD, FOURTH, *_ = SAID
GROUNDS = tuple(
    json.dumps([{"report": slug, "words": words.rstrip(".")} for slug in slugs for words in said])
    for slugs, said in (("abc", tuple(SAID)[:11]), ("a", (FIRST, SECOND)), ("ba", tuple(SAID)[:7]))
)
"""What judgements rest on, hardly all of which is in the reports at a time."""
START = {
    "briefing.toml": 'title = "Test"\ntheme = "plain"\n',
    "content/articles/a.md": report("A", "2009-10-13", "News", (SAID[FIRST][0],), (FIRST, SECOND)),
    "content/articles/b.md": report(
        "B", "2009-10-14", "Post", (), (THIRD, FOURTH, "Mr Berg said that Russia would vote for it.")
    ),
    "content/articles/c.md": report("C", "2009-10-14T22:30:00Z", "News", (), tuple(SAID)[4:10]),
    "content/actors/russia.md": "---\nname: Russia\n---\n",
    "content/topics/iran-sanctions.md": "---\nname: Iran sanctions\nkeywords: [sanctions]\n---\n",
    "content/pages/about.md": "---\ntitle: About\n---\n\nText.\n",
    "content/judgements/iran.md": judgement("They will.", GROUNDS[0], "topics: [Iran sanctions]"),
} | {f"themes/plain/{name}": text for name, text in THEME.items()}


def _line(key: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Generate a line of front matter, or none."""
    return st.one_of(st.just(()), values.map(lambda value: (f"{key}: {value}",)))


def _some(values: tuple[str, ...], most: int) -> st.SearchStrategy[str]:
    """Generate a list of names, as JSON, which is YAML."""
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(json.dumps)


@st.composite
def reports(draw: st.DrawFn) -> str:
    """Generate a report of a few sentences, with corrections of some of them."""
    sentences = tuple(draw(st.lists(st.sampled_from(tuple(SAID)), min_size=1, max_size=4, unique=True)))
    corrections = {text.split(":")[0]: text for said in sentences for text in SAID[said] if draw(st.integers(0, 3)) == 0}
    more = draw(_line("slug", st.sampled_from(("a", "d", "other"))) if draw(st.integers(0, 4)) == 0 else st.just(()))
    more += draw(_line("formerly", st.sampled_from(("x", "b", "articles/y.html")))) if draw(st.integers(0, 4)) == 0 else ()
    more += draw(_line("draft", st.just("true"))) if draw(st.integers(0, 4)) == 0 else ()
    dates = ("2009-10-13", "2009-10-14", "2009-10", "unknown", "2009-10-13T22:30:00Z", "2010-01-02")
    return report(
        draw(st.sampled_from(("A", "B", "Talks of Anna Berg", "Россия & Iran"))),
        draw(st.sampled_from(dates)),
        draw(st.sampled_from(("News", "Post", "''"))),
        (*more, *corrections.values()),
        sentences,
    )


@st.composite
def actors(draw: st.DrawFn) -> str:
    """Generate an actor's profile: merges, splits, other kinds, hidden ones."""
    lines = [f"name: {draw(st.sampled_from(NAMES))}"]
    lines += draw(_line("aliases", _some(NAMES, 2)))
    lines += draw(_line("kind", st.sampled_from(("person", "organisation", "country", "place"))))
    lines += draw(_line("not_same_as", _some(NAMES, 1)))
    lines += draw(_line("not_aliases", _some(NAMES, 1)))
    lines += draw(_line("hide", st.just("true")))
    lines += draw(_line("formerly", st.sampled_from(("berg", "moscow", "articles/y.html"))))
    lines += draw(_line("roles", st.just("[{title: chair, from: 2009-10}]")))
    return "\n".join(["---", *lines, "---", "", draw(st.sampled_from(("", "Text on *somebody*.\n")))])


@st.composite
def topics(draw: st.DrawFn) -> str:
    """Generate a topic's profile."""
    lines = [f"name: {draw(st.sampled_from(('Iran sanctions', 'Fish', 'Talks')))}"]
    lines += draw(_line("keywords", _some(KEYWORDS, 2)))
    lines += draw(_line("aliases", _some(("sanctions", "tálks"), 1)))
    lines += draw(_line("formerly", st.sampled_from(("fish", "x"))))
    lines += draw(_line("hide", st.just("true")))
    return "\n".join(["---", *lines, "---", "", draw(st.sampled_from(("", "Words.\n")))])


CONFIG = {
    "title": ("Test", "Other"),
    "language": ("en", "en-GB", "fr"),
    "time_zone": ("UTC", "Europe/Moscow"),
    "base_url": ("", "https://example.org/x"),
    "theme": ("plain", "briefing", "none"),
    "author": ("", "Somebody"),
    "publish_texts": ("full", "extracts", "none"),
}
PLAIN = {key: values[0] for key, values in CONFIG.items()}


def config(changes: Mapping[str, str]) -> str:
    """Return a `briefing.toml` with some settings changed."""
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in (PLAIN | {**changes}).items())


def configs() -> st.SearchStrategy[str]:
    """Generate a `briefing.toml` with one or two settings changed."""
    changes = st.sampled_from([(key, value) for key, values in CONFIG.items() for value in values])
    return st.lists(changes, min_size=1, max_size=2).map(dict).map(config)


def edition(name: str, day: str, words: str) -> str:
    """Return the file of an edition with a report that stays, one that is gone, an actor, and a statement of each report."""
    lines = [
        f'{{"is":"edition","name":"{name}","day":"{day}","format":1}}',
        '{"is":"actor","slug":"x","name":"X","kind":"person"}',
    ]
    for slug in ("a", "gone"):
        lines.append(f'{{"is":"report","slug":"{slug}","title":"{slug}","date":"2009-10-13"}}')
        lines.append(
            f'{{"is":"statement","key":"{slug}/e1","kind":"event","text":"{words}","sentence":"{words}","title":"{slug}",'
            f'"path":"articles/{slug}.html#s-1","actors":["x"]}}'
        )
    return "\n".join(lines) + "\n"


EDITION_FILE = st.tuples(
    st.sampled_from([f"content/editions/{name}.jsonl" for name in ("first", "second")]),
    st.sampled_from(
        (
            edition("First", "2009-10-13", "Anna Berg flew to Oslo."),
            edition("Later", "2009-12-31", "Nobody came."),
            edition("Later", "2009-12-32", "Nobody came."),
            '{"is":"edition","name":"Empty","day":"2009-10-14","format":1}\n',
        )
    ),
)
JUDGEMENT_FILE = st.tuples(
    st.sampled_from([f"content/judgements/{name}.md" for name in ("iran", "fish", "sub/iran")]),
    st.builds(
        judgement,
        st.sampled_from(("They will.", "They will not.")),
        st.sampled_from(GROUNDS),
        st.sampled_from(
            (
                "topics: [Iran sanctions]",
                "topics: [iran-sanctions, Fish]",
                "topics: Sanctions",
                "outcome: yes\noutcome_on: 2009-12-01",
                "hide: true",
            )
        ),
    ),
)
PAGES = st.sampled_from(
    ("---\ntitle: About\n---\n\nText.\n", "---\ntitle: Other\n---\n\nOther.\n", "---\ntitle: About\n---\n\n")
)
ANY_FILE = st.one_of(
    EDITION_FILE,
    JUDGEMENT_FILE,
    st.tuples(st.sampled_from([f"content/articles/{name}.md" for name in "abcd"]), reports()),
    st.tuples(
        st.sampled_from([f"content/actors/{name}.md" for name in ("russia", "anna-berg", "nfc", "sub/russia")]), actors()
    ),
    st.tuples(st.sampled_from([f"content/topics/{name}.md" for name in ("iran-sanctions", "fish")]), topics()),
    st.tuples(
        st.sampled_from([f"content/pages/{name}.md" for name in ("about", "home", "method", "sub/about", "quotes", "changes")]),
        PAGES,
    ),
    st.tuples(st.sampled_from(("content/articles/ship.png", "content/pictures/ship.png")), st.sampled_from(("", "picture"))),
    st.tuples(st.just("briefing.toml"), configs()),
)
THEME_FILE = st.one_of(
    st.sampled_from(tuple(TEMPLATES)).flatmap(
        lambda name: st.tuples(st.just(f"themes/plain/templates/{name}"), st.sampled_from(TEMPLATES[name]))
    ),
    st.tuples(st.sampled_from([f"themes/plain/i18n/{tag}.toml" for tag in ("en", "en-GB", "fr")]), st.sampled_from(TEXTS)),
    st.tuples(st.just("themes/plain/theme.toml"), st.sampled_from(LINES)),
    st.sampled_from(tuple(HOUSE)).flatmap(
        lambda name: st.tuples(st.just(f"themes/house/{name}"), st.sampled_from(HOUSE[name]))
    ),
    st.tuples(st.sampled_from([f"themes/plain/{name}" for name in STATIC]), st.sampled_from(("a {}\n", "b {}\n"))),
)


def write(root: Path) -> None:
    """Write the dossier into a folder."""
    for name, text in START.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
