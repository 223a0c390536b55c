import pytest

from generator.content import front_matter, judgements, parse
from generator.content import front_matter_keys as declared
from generator.content.config import Config
from generator.content.fields import Fields
from generator.content.keys import Keys
from generator.model.kinds import KINDS
from generator.model.problems import Problem


def fields(text: str, keys: Keys) -> tuple[Fields, list[Problem]]:
    problems: list[Problem] = []
    return Fields(front_matter.parse(text, "a.md"), keys, problems), problems


def said(text: str, keys: Keys, key: str, kind: str = "text") -> list[str]:
    read, problems = fields(text, keys)
    getattr(read, kind)(key)
    return [str(problem) for problem in problems]


def test_a_key_that_is_not_declared_cannot_be_read() -> None:
    read, _ = fields("title: T\n", declared.PAGE)
    with pytest.raises(KeyError, match="`titel` is not among the keys of page"):
        read.text("titel")


def test_a_key_is_read_as_the_type_that_is_declared() -> None:
    read, _ = fields("title: T\n", declared.PAGE)
    with pytest.raises(KeyError, match="`title` of page is declared as text"):
        read.flag("title")


@pytest.mark.parametrize(
    ("text", "key", "kind", "problem"),
    [
        ("kind: robot\n", "kind", "text", "a.md:2:7: `kind` does not know 'robot'; use one of person, organisation"),
        ("image: x.exe\n", "image", "text", "a.md:2:8: `image` is not the name of a picture: 'x.exe'; put a .jpg"),
        ("speaks_for:\n", "speaks_for", "named", "a.md:2:12: `speaks_for` is empty; write an actor's name, or `nobody`"),
        ("name: [a]\n", "name", "text", "a.md:2:7: `name` must be text; write `name: …` on one line"),
        ("hide: maybe\n", "hide", "flag", "a.md:2:7: `hide` must be true or false, not 'maybe'; write `hide: true`"),
        ("aliases: {a: b}\n", "aliases", "names", "a.md:2:10: `aliases` must be a list of texts; put a dash before each"),
        ("roles: US president\n", "roles", "mappings", "a.md:2:8: `roles` must be a list; put a dash before each entry"),
        ("a: b\n", "name", "text", "a.md:2:1: `name` is missing; add a line `name: …`"),
    ],
)
def test_a_wrong_value_is_told_once_with_its_place(text: str, key: str, kind: str, problem: str) -> None:
    (found,) = said(text, declared.ACTOR, key, kind)
    assert found.startswith(problem)


def test_an_empty_value_of_a_key_that_may_be_left_out_is_none() -> None:
    assert [] == said("kind:\n", declared.ACTOR, "kind")


def test_every_declared_key_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, set[str]] = {}
    whole = Fields._asked

    def spied(self: Fields, key: str, *types: object) -> object:
        asked.setdefault(self.keys.name, set()).add(key)
        return whole(self, key, *types)  # type: ignore[arg-type]

    monkeypatch.setattr(Fields, "_asked", spied)
    additions = "".join(f"  - {{kind: {kind.name}, text: x}}\n" for kind in KINDS)
    report = f"---\nreject: [{{id: x}}]\nevents: [{{text: x}}]\nadd:\n{additions}---\nx\n"
    parse.article("a.md", report, config=Config(), problems=[])
    parse.actor("a.md", "---\nroles: [{title: x}]\n---\n", config=Config(), problems=[])
    parse.topic("a.md", "---\nname: x\n---\n", config=Config(), problems=[])
    parse.page("a.md", "---\ntitle: x\n---\n", config=Config(), problems=[])
    judgements.judgement("a.md", "---\nrests_on: [{report: x}]\n---\n", config=Config(), problems=[])
    assert {keys.name: {row.name for row in keys} for keys in declared.ALL} == asked


def article_problems(text: str, extra: str = "error") -> list[str]:
    problems: list[Problem] = []
    parse.article("a.md", text, config=Config(front_matter_extra=extra), problems=problems)
    return [str(problem) for problem in problems]


OBSIDIAN = "---\ntitle: T\ntags: [x]\ndate: 2009\ncreated: 2024-01-01\ntitel: T\n---\n\nText.\n"


def test_unknown_keys_of_a_file_are_one_problem_at_the_first() -> None:
    (said,) = article_problems(OBSIDIAN)
    assert said == (
        "a.md:3:1: the keys `tags`, `created`, `titel` are not known; did you mean `title` for `titel`?;"
        ' such keys are let be by [front_matter] extra = "ignore" in briefing.toml'
    )


def test_unknown_keys_pass_in_silence_where_the_site_says_so() -> None:
    assert [] == article_problems(OBSIDIAN, "ignore")


def test_inside_a_correction_a_key_must_be_known_all_the_same() -> None:
    report = "---\ntitle: T\ndate: 2009\nreject:\n  - {id: x, wy: y}\n---\n\nText.\n"
    assert ["a.md:5:13: the key `wy` is not known; did you mean `why`?"] == article_problems(report, "ignore")
