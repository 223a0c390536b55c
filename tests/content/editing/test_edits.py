"""Smallest edits of front matter: what differs is the edit alone, and taking it back gives the same bytes."""

from collections.abc import Callable

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.content import front_matter
from generator.content.editing import edits, hunks, places
from generator.content.editing.edits import Edit
from generator.content.editing.lines import BYTE_ORDER_MARK, Splice, spliced, spliced_as_written, with_plain_ends
from generator.content.front_matter import Refused

ORDER = ("name", "kind", "aliases", "not_same_as", "roles", "hide", "reject", "add")
PATH = "content/actors/a.md"
NOWHERE = Splice(0, 0, "not found: ")
Change = Callable[[str], Edit]


def appended(value: str = "Ms Berg", key: str = "aliases") -> Change:
    return lambda text: edits.append(PATH, text, key, value, ORDER)


def set_to(key: str, value: str) -> Change:
    return lambda text: edits.set_value(PATH, text, key, value, ORDER)


def mapped(**mapping: str) -> Change:
    return lambda text: edits.append_mapping(PATH, text, "reject", mapping, ORDER)


def file_of(head: str) -> str:
    return f"---\n{head}---\n\nText: of *hers*.\n"


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (appended(), "name: Anna\n", "name: Anna\naliases: [Ms Berg]\n"),
        (appended(), "name: Anna\nhide: true # for now\n", "name: Anna\naliases: [Ms Berg]\nhide: true # for now\n"),
        (appended(), "aliases: [A] # hers\n", "aliases: [A, Ms Berg] # hers\n"),
        (appended(), "aliases: []\n", "aliases: [Ms Berg]\n"),
        (appended(), "aliases:\n", "aliases: [Ms Berg]\n"),
        (appended(), "aliases: A\n", "aliases: [A, Ms Berg]\n"),
        (appended(), 'aliases: ["A", "B"]\n', 'aliases: ["A", "B", "Ms Berg"]\n'),
        (appended(), "aliases: ['A']\n", "aliases: ['A', 'Ms Berg']\n"),
        (appended("O'Hara, Ann"), "aliases: [A]\n", 'aliases: [A, "O\'Hara, Ann"]\n'),
        (appended(), "aliases:\n- A\n- B # her\n# end\nhide: yes\n", "aliases:\n- A\n- B # her\n- Ms Berg\n# end\nhide: yes\n"),
        (appended(), "aliases:\n    -   A\n", "aliases:\n    -   A\n    -   Ms Berg\n"),
        (appended(), "aliases: [\n  A,\n  B, # two\n]\n", "aliases: [\n  A,\n  B,\n  Ms Berg, # two\n]\n"),
        (appended(), "{name: Anna}\n", "{name: Anna, aliases: [Ms Berg]}\n"),
        (
            set_to("hide", "true"),
            "name: Anna\nroles:\n  - title: chair\n",
            "name: Anna\nroles:\n  - title: chair\nhide: true\n",
        ),
        (set_to("hide", "true"), "hide:   # no\n", "hide: true   # no\n"),
        (set_to("name", "Anna Ek"), 'name: "Anna"  # her\nkind: person\n', 'name: "Anna Ek"  # her\nkind: person\n'),
        (set_to("name", "Anna: Ek"), "name: Anna\n", 'name: "Anna: Ek"\n'),
        (set_to("kind", "person"), "", "kind: person\n"),
        (set_to("kind", "person"), "  name: A\n  hide: true\n", "  name: A\n  kind: person\n  hide: true\n"),
        (mapped(kind="quote", text="a: b"), "name: A\n", 'name: A\nreject:\n  - kind: quote\n    text: "a: b"\n'),
        (mapped(id="q1"), "roles:\n- title: x\n", "roles:\n- title: x\nreject:\n- id: q1\n"),
        (
            mapped(id="q1"),
            "reject:\n  - kind: date\n    text: x\nadd: []\n",
            "reject:\n  - kind: date\n    text: x\n  - id: q1\nadd: []\n",
        ),
        (mapped(id="q1"), "reject:\n  - {id: q0}\n", "reject:\n  - {id: q0}\n  - {id: q1}\n"),
        (mapped(id="q1"), "reject: [{id: q0}]\n", "reject: [{id: q0}, {id: q1}]\n"),
        (mapped(id="q1"), "reject:\nname: A\n", "reject:\n  - id: q1\nname: A\n"),
    ],
)
def test_an_edit_changes_its_own_place_as_the_file_is_written(change: Change, before: str, after: str) -> None:
    edit = change(file_of(before))
    assert file_of(after) == edit.text
    assert file_of(before) == spliced(edit.text, hunks.without(PATH, edit.text, edit.hunk) or NOWHERE)


@pytest.mark.parametrize(
    ("change", "text", "said"),
    [
        (appended(), "Text.\n", "1:1: the file has no front matter"),
        (appended(), "+++\nname = 'A'\n+++\n", "1:1: front matter is read as YAML only"),
        (appended(), "---\nname: A\n", "1:1: the front matter has no closing line"),
        (appended(), file_of("aliases: {a: b}\n"), "2:10: `aliases` is no list of texts; change it by hand"),
        (set_to("name", "B"), file_of("name: |\n  A\n"), "2:7: `name` is written over several lines"),
        (appended(), file_of("name: &a A\naliases: [*a]\n"), "2:7: an anchor (&) is not taken here"),
        (mapped(id="q1"), file_of("reject: all\n"), "2:9: `reject` is no list"),
    ],
)
def test_what_cannot_be_edited_is_refused_with_its_place(change: Change, text: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        change(text)
    assert f"{PATH}:{said}" in str(refused.value.problem)


def test_of_two_edits_of_one_list_either_is_taken_back_first() -> None:
    start = file_of("aliases: [Lee]\n")
    one = appended("Lee Wong")(start)
    two = appended("Lee, W")(one.text)
    without_first = spliced(two.text, hunks.without(PATH, two.text, one.hunk) or NOWHERE)
    assert file_of('aliases: [Lee, "Lee, W"]\n') == without_first
    assert start == spliced(without_first, hunks.without(PATH, without_first, two.hunk) or NOWHERE)


def test_an_edit_whose_line_was_changed_is_not_taken_back() -> None:
    edit = set_to("name", "Anna Ek")(file_of("name: Anna\n"))
    assert hunks.without(PATH, edit.text.replace("Ek", "Eck"), edit.hunk) is None


def test_line_ends_and_the_mark_at_the_start_stay() -> None:
    raw = BYTE_ORDER_MARK + file_of("name: Anna\naliases:\n  - A\n").replace("\n", "\r\n")
    edit = appended()(with_plain_ends(raw))
    written = spliced_as_written(raw, edit.splice)
    assert BYTE_ORDER_MARK + edit.text.replace("\n", "\r\n") == written
    back = hunks.without(PATH, with_plain_ends(written), edit.hunk)
    assert back
    assert raw == spliced_as_written(written, back)


# --- Law --------------------------------------------------------------------------------------------------------------

WORDS = st.text(st.sampled_from("abZé -:,#'\"[]{}&*!|>%@`0.\\"), min_size=1, max_size=12).map(str.strip).filter(bool)
STYLES = st.sampled_from(("plain", "single", "double"))


@st.composite
def scalars(draw: st.DrawFn, *, in_brackets: bool) -> str:
    """Generate a text as some person writes it."""
    words, style = draw(WORDS), draw(STYLES)
    if style == "single":
        return "'" + " ".join(words.split()).replace("'", "''") + "'"
    if style == "double":
        return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return front_matter.scalar(words, is_in_brackets=in_brackets)


@st.composite
def lists(draw: st.DrawFn) -> str:
    """Generate a list in brackets, with dashes, or over several lines, with comments."""
    kind = draw(st.sampled_from(("flow", "block", "long", "bare")))
    if kind == "bare":
        return ""
    entries = draw(st.lists(scalars(in_brackets=kind != "block"), min_size=int(kind != "flow"), max_size=3))
    comment = draw(st.sampled_from(("", " # c", "  # a: [b]")))
    if kind == "flow":
        return f" [{', '.join(entries)}]{comment}"
    if kind == "long":
        return " [" + comment + "".join(f"\n   {entry},{comment}" for entry in entries) + "\n  ]"
    indent = draw(st.sampled_from(("", "  ", "    ")))
    return comment + "".join(f"\n{indent}- {entry}{comment}" for entry in entries)


@st.composite
def heads(draw: st.DrawFn) -> str:
    """Generate a front matter with some keys in any order, comments and empty lines."""
    lines = []
    for key in draw(st.permutations((*ORDER[:6], "summary", "tags"))):
        if draw(st.booleans()):
            is_list = key in {"aliases", "not_same_as", "tags"}
            value = draw(lists()) if is_list else f" {draw(scalars(in_brackets=False))}{draw(st.sampled_from(('', ' # d')))}"
            lines.append(f"{key}:{value if key != 'roles' else ' [{title: x}]'}")
        lines += draw(st.sampled_from(([], ["# a comment: here"], [""])))
    return "".join(f"{line}\n" for line in lines)


CHANGES = st.one_of(
    st.builds(appended, WORDS, st.sampled_from(("aliases", "not_same_as"))),
    st.builds(set_to, st.sampled_from(("name", "hide", "kind")), WORDS),
    st.builds(lambda kind, text: mapped(kind=kind, text=text), WORDS, WORDS),
)


@given(heads(), st.lists(CHANGES, min_size=1, max_size=3), st.sampled_from(("\n", "\r\n", "\r")), st.booleans())
def test_only_the_lines_of_an_edit_differ_and_taking_all_back_gives_the_same_bytes(
    head: str, changes: list[Change], end: str, has_mark: bool
) -> None:
    start = BYTE_ORDER_MARK * has_mark + file_of(head).replace("\n", end)
    try:
        places.read(PATH, with_plain_ends(start))
    except (Refused, yaml.YAMLError):
        return
    raw, done = start, []
    for change in changes:
        try:
            edit = change(with_plain_ends(raw))
        except Refused:
            continue
        raw = spliced_as_written(raw, edit.splice)
        assert with_plain_ends(raw) == edit.text
        assert edit.splice.end - edit.splice.start == len(edit.hunk.out)
        done.append(edit)
    for edit in reversed(done):
        back = hunks.without(PATH, with_plain_ends(raw), edit.hunk)
        if back is None:  # the same words stand there twice: that is refused, and nothing is changed
            return
        raw = spliced_as_written(raw, back)
    assert start == raw
