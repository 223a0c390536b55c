"""A project that has hostile strings in every place that takes text, and knows where each must be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.scripts.hostile import marked

PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\5\0\1\xff\xa5"
    b"\xf7\x9b\xda\0\0\0\0IEND\xaeB`\x82"
)
ESCAPED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
ADDRESS = "https://example.org/briefing/"
"""Where the site says that it stands: its page for missing pages asks for its style there."""
LETTERS = re.compile(r"[\W_]+")
TEXT = (
    "Anna Berg of the Nordic Council said on Monday that 1,500 boats had sunk off Vienna.\n\n"
    '"We welcome the talks," Ms Berg said. Russia supports new sanctions against Iran. The treaty was signed in Oslo in July 2009.\n'
)


def letters(text: str) -> str:
    """Return the letters and digits of a text: what stands on a page of it, whatever becomes of blanks and invisible characters."""
    return LETTERS.sub("", text).casefold()


def quoted(text: str) -> str:
    """Return a text in double quotes as YAML and TOML read it, every character escaped that either would not take."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped) + '"'


def yaml(key: str, value: object) -> str:
    """Return a key with a text, texts or mappings as lines of YAML, a text a line."""
    if isinstance(value, str):
        return f"{key}: {quoted(value)}\n"
    assert isinstance(value, Sequence)
    return f"{key}:\n" + "".join(map(_entry, value))


def _entry(value: object) -> str:
    if isinstance(value, str):
        return f"  - {quoted(value)}\n"
    assert isinstance(value, Mapping)
    lines = "".join(f"    {yaml(key, inner)}".replace("\n  - ", "\n      - ") for key, inner in value.items())
    return f"  - {lines.removeprefix('    ')}"


@dataclass
class HostileProject:
    """The files of a project; `shown` has for each page what must be read on it, with the place that it was written in."""

    files: dict[str, str | bytes] = field(default_factory=dict)
    config: str = ""
    shown: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    placed: list[tuple[str, str]] = field(default_factory=list)
    """Every place with its string; the number that the string's call has is its index."""

    def at(self, place: str, text: str, page: str = "") -> str:
        """Return a string as it is written at a place, from where it must come to a page."""
        written = marked(len(self.placed), text)
        self.placed.append((place, text))
        if page:
            self.shown.setdefault(page, []).append((place, written))
        return written

    def add(self, path: str, front: Mapping[str, object], body: str) -> None:
        """Add a file with front matter."""
        lines = "".join(yaml(key, value) for key, value in front.items())
        self.files[path] = f"---\n{lines}---\n\n{body}\n".replace("\0", "&#0;")


def hostile_project(strings: Sequence[str], of_site: str) -> HostileProject:
    """Return a project that has each of the strings in every place, and one in those that a site has once."""
    made = HostileProject()
    for number, text in enumerate(strings):
        known_as = _add_actor(made, number, text)
        topic = _add_topic(made, number, text)
        _add_page(made, number, text)
        _add_report(made, number, text, known_as, topic)
    site = {key: made.at(f"[site] {key}", of_site) for key in ("title", "description", "author")}
    site["base_url"] = ADDRESS
    name = made.at("[sources] name", of_site)
    made.config = "".join(f"{key} = {quoted(value)}\n" for key, value in site.items())
    made.config += f'[sources.{quoted(name)}]\npublish_texts = "extracts"\n'
    return made


def _add_report(made: HostileProject, number: int, text: str, known_as: str, topic: str) -> None:
    """Add a report of which corrections say that it is about a topic, and about the actor who is known by a name."""
    page = f"articles/r{number}.html"

    def at(key: str, *, shown: bool = True, before: str = "") -> str:
        return made.at(f"report {key}", before + text, page if shown else "")

    spoken = " ".join(text.split())
    front = {
        "title": at("title"),
        "date": "2009-10-13",
        "source": at("source"),
        "url": "https://example.org/" + at("url", shown=False),
        "author": at("author"),
        "place": at("place"),
        "summary": at("summary"),
        "topics": [topic],
        "reject": [{"kind": "mention", "text": "Vienna", "why": at("reject why", shown=False)}],
        "add": [
            {"kind": "mention", "text": "Anna Berg", "actor": known_as, "actor_kind": "person"},
            {
                "kind": "quote",
                "text": "welcome the talks",
                "speaker": known_as,
                "cue": at("add cue", shown=False),
                "addressee": known_as,
            },
            {
                "kind": "position",
                "text": "Russia supports new sanctions against Iran",
                "actor": "Russia",
                "stance": "supports",
                "object": at("add object"),
                "topic": topic,
                "condition": at("add condition"),
                "reported_by": known_as,
            },
            {"kind": "event", "text": "signed", "actors": [known_as], "place": known_as},
            {
                "kind": "figure",
                "text": "1,500 boats",
                "value": at("add value", shown=False),
                "unit": at("add unit", shown=False),
                "counts": at("add counts", shown=False),
                "source": known_as,
            },
            {"kind": "date", "text": "July 2009", "edtf": "2009-07", "why": at("add why", shown=False)},
        ],
    }
    body = f'{TEXT}\nFirst words {number}.\n\n{at("body", shown=False)}\n\nHe said: "{marked(0, spoken)} is so," Ms Berg said.\n\nLast words {number}.'
    made.add(f"content/articles/r{number}.md", front, body)
    made.shown.setdefault(page, []).extend((("report body", f"First words {number}"), ("report body", f"Last words {number}")))


def _add_actor(made: HostileProject, number: int, text: str) -> str:
    """Add an actor's profile; return an alias of it."""
    page = f"actors/a{number}.html"

    def at(key: str, *, shown: bool = True) -> str:
        return made.at(f"actor {key}", text, page if shown else "")

    known_as = f"{at('aliases', shown=False)} {number}"
    front = {
        "name": at("name"),
        "kind": "person",
        "summary": at("summary"),
        "aliases": [known_as],
        "not_aliases": [f"{at('not_aliases', shown=False)} other {number}"],
        "not_same_as": [f"{at('not_same_as', shown=False)} another {number}"],
        "roles": [{"title": at("roles title"), "from": "2009-01-20"}],
        "speaks_for": "Russia",
        "image": "berg.png",
        "alt": at("alt", shown=False),
        "credit": at("credit"),
    }
    made.files["content/pictures/berg.png"] = PIXEL
    made.add(f"content/actors/a{number}.md", front, f"First words.\n\n{at('body', shown=False)}\n\nLast words.")
    made.shown.setdefault(page, []).append(("actor body", "Last words"))
    return known_as


def _add_topic(made: HostileProject, number: int, text: str) -> str:
    """Add a topic's profile; return its name."""
    page = f"topics/t{number}.html"

    def at(key: str, *, shown: bool = True) -> str:
        return made.at(f"topic {key}", text, page if shown else "")

    name = at("name")
    front = {
        "name": name,
        "summary": at("summary"),
        "keywords": ["boats", at("keywords", shown=False)],
        "aliases": [at("aliases", shown=False)],
        "not_same_as": [f"{at('not_same_as', shown=False)} another {number}"],
    }
    made.add(f"content/topics/t{number}.md", front, f"First words.\n\n{at('body', shown=False)}\n\nLast words.")
    made.shown.setdefault(page, []).append(("topic body", "Last words"))
    return name


def _add_page(made: HostileProject, number: int, text: str) -> None:
    page = f"p{number}.html"
    body = f"First words.\n\n{made.at('page body', text)}\n\nLast words."
    made.add(f"content/pages/p{number}.md", {"title": made.at("page title", text, page)}, body)
    made.shown[page].append(("page body", "Last words"))
