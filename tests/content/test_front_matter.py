import pytest

from generator.content.front_matter import MAX_BYTES, Refused, YamlNode, parse, split


def plain(node: YamlNode) -> object:
    if isinstance(node.value, dict):
        return {key: plain(value) for key, value in node.value.items()}
    return [plain(entry) for entry in node.value] if isinstance(node.value, tuple) else node.value


def refusal(text: str) -> str:
    with pytest.raises(Refused) as refused:
        parse(text, "a.md")
    return str(refused.value)


def test_everything_is_text() -> None:
    text = "a: no\nb: 12:30:45\nc: 2009-10-13\nd: 1e3\ne: 'x: y'\nf: [on, 0o7]\n"
    assert {
        "a": "no",
        "b": "12:30:45",
        "c": "2009-10-13",
        "d": "1e3",
        "e": "x: y",
        "f": ["on", "0o7"],
    } == plain(parse(text, "a.md"))


def test_a_plain_null_is_no_text() -> None:
    assert {"a": "", "b": "", "c": "~", "d": ""} == plain(parse("a: ~\nb: null\nc: '~'\nd: NULL\n", "a.md"))


def test_every_value_and_key_knows_its_line_and_column() -> None:
    node = parse("title: x\nroles:\n  - title: y\n", "a.md")
    assert isinstance(node.value, dict)
    roles = node.value["roles"].value
    assert isinstance(roles, tuple)
    inner = roles[0].value
    assert isinstance(inner, dict)
    assert "a.md:4:12" == str(inner["title"].where)
    assert "a.md:4:5" == str(inner["title"].key)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("a: &x 1\n", "a.md:2:4", "anchor"),
        ("a: 1\nb: *x\n", "a.md:3:4", "alias"),
        ("a: !!python/object:os.system 1\n", "a.md:2:4", "tag"),
        ("<<: {a: 1}\n", "a.md:2:1", "merge key"),
        ("a: 1\na: 2\n", "a.md:3:1", "second time (first on line 2)"),
        ("? [a]\n: 1\n", "a.md:2:3", "plain word"),
        ("a: [1\nb: 2\n", "a.md:3:2", "not valid YAML"),
        ("a: 1\n--- \nb: 1\n", "a.md:3:1", "second document"),
        ("a: \x01\n", "a.md:2:1", "not valid YAML"),
    ],
)
def test_what_is_refused_says_where_and_why(text: str, where: str, what: str) -> None:
    said = refusal(text)
    assert said.startswith(where)
    assert what in said
    assert "; " in said


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 30_000, "a: " + "{b: " * 20_000, " " * 5000 + "a: 1"])
def test_deep_nesting_is_refused_before_the_parser_sees_it(text: str) -> None:
    assert refusal(text).startswith("a.md:2:1: ")


def test_a_large_front_matter_is_refused() -> None:
    assert "longer than 64 kB" in refusal("a: " + "x" * MAX_BYTES)


def test_the_body_starts_on_its_line() -> None:
    assert ("title: x\n", "\nText\n", 4) == split("---\ntitle: x\n---\n\nText\n")


def test_a_text_without_front_matter_is_all_body() -> None:
    assert ("", "Text\n---\n", 1) == split("Text\n---\n")


def test_an_unclosed_front_matter_is_told() -> None:
    with pytest.raises(ValueError, match="no closing line"):
        split("---\ntitle: x\n")


def test_an_empty_front_matter_is_an_empty_mapping() -> None:
    assert {} == plain(parse("", "a.md"))
