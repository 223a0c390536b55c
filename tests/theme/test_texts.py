import ast
import re
from collections.abc import Iterator

import pytest
from babel import Locale
from markupsafe import Markup, escape

from generator.derive import events, figures, positions, speech
from generator.dossier.resolve import bodies, people
from generator.model import additions
from generator.model.problems import Problem
from generator.theme.texts import InterfaceText, TextFile, Words, words
from tests.conftest import ROOT, words_in

ENGLISH = """\
hello = "Hello {name}"
plain = "Plain"
[reports]
one = "{n} report"
other = "{n} reports"
[home]
latest = "Latest"
"""
RUSSIAN = """\
[reports]
one = "{n} отчёт"
few = "{n} отчёта"
many = "{n} отчётов"
other = "{n} отчёта"
[home]
latest = "Последние"
"""


def said(language: str = "en", **files: str) -> Words:
    """The words of files in these languages, which have no problem."""
    problems: list[Problem] = []
    found = words([TextFile("en.toml", "en", ENGLISH), *_files(files)], language, problems)
    assert [] == problems
    return found


def wrong(**files: str) -> list[str]:
    """Return the problems of files in these languages, beside a correct English one."""
    problems: list[Problem] = []
    words([TextFile("en.toml", "en", ENGLISH), *_files(files)], "en", problems)
    return list(map(str, problems))


def _files(files: dict[str, str]) -> list[TextFile]:
    return [TextFile(f"{name}.toml", name.replace("_", "-"), text) for name, text in files.items()]


def test_a_text_is_found_by_its_group_and_key() -> None:
    assert "Latest" == said()("home.latest")


def test_what_is_given_is_put_into_its_slot() -> None:
    assert "Hello {n} <b>" == said()("hello", name="{n} <b>")


def test_every_piece_of_a_text_for_html_is_escaped_unless_it_is_html() -> None:
    found = said(en="hello = 'R&D {name}'\n")
    assert "R&amp;D &lt;b&gt;" == found.filled("hello", None, {"name": "<b>"}, escape)
    assert "R&amp;D <b>" == found.filled("hello", None, {"name": Markup("<b>")}, escape)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "1\u00a0отчёт"), (3, "3\u00a0отчёта"), (5, "5\u00a0отчётов"), (21, "21\u00a0отчёт"), (1204, "1\u00a0204\u00a0отчёта")],
)
def test_a_form_is_chosen_by_the_languages_own_rules_and_numbers_are_written_its_way(number: int, expected: str) -> None:
    assert expected == said("ru", ru=RUSSIAN)("reports", number)


def test_what_a_language_lacks_is_said_in_english_by_english_rules() -> None:
    found = said("ru", ru="[home]\nlatest = 'Последние'\n")
    assert ("Последние", "21\u00a0reports") == (found("home.latest"), found("reports", 21))


def test_a_nearer_language_counts_before_a_farther_one() -> None:
    files = {"pt_BR": "plain = 'Brasil'\n", "pt": "plain = 'Portugal'\n[home]\nlatest = 'Últimos'\n"}
    found = said("pt-BR", **files)
    assert ("Brasil", "Últimos") == (found("plain"), found("home.latest"))
    assert "Portugal" == said("pt", **files)("plain")


def test_the_last_of_two_files_in_one_language_counts() -> None:
    assert "Newest" == said(en="[home]\nlatest = 'Newest'\n")("home.latest")


def test_a_text_in_the_sites_language_counts_before_a_later_one_in_english() -> None:
    assert "Последние" == said("ru", ru=RUSSIAN, en="[home]\nlatest = 'Newest'\n")("home.latest")


@pytest.mark.parametrize(("key", "number"), [("gone", None), ("hello", None), ("reports", None)])
def test_a_text_that_is_not_there_or_lacks_something_is_an_error(key: str, number: int | None) -> None:
    with pytest.raises(LookupError, match=key):
        said()(key, number)


def test_a_list_is_joined_as_the_language_does() -> None:
    def joined(language: str, names: str) -> str:
        found = said(language)
        return "".join(name + found.between(at, len(names)) for at, name in enumerate(names, 1))

    assert "A" == joined("en", "A")
    assert "A, B and C" == joined("en-GB", "ABC")
    assert "A und B" == joined("de", "AB")
    assert "A وB وC" == joined("ar", "ABC")


def test_a_broken_file_is_told_with_its_line() -> None:
    assert wrong(fr="plain = 'Simple'\nhello = \n")[0].startswith("fr.toml:2:9: this is not valid TOML")


def test_a_key_that_english_lacks_is_told_with_its_line() -> None:
    assert ["fr.toml:2:1: the key `home.lastest` is not known; did you mean `home.latest`?"] == wrong(
        fr="[home]\nlastest = 'Derniers'\n"
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_slot_into_which_nothing_is_put_is_told_with_its_line(language: str) -> None:
    found = wrong(**{language: "# first\nhello = 'Bonjour {nom}'\n"})
    assert [f"{language}.toml:2:1: nothing is ever put into {{nom}} of the text `hello`; it may have {{name}}"] == found


def test_what_is_no_text_is_told_with_its_line() -> None:
    assert ['fr.toml:2:1: the text `home.latest` is no text; write latest = "…"'] == wrong(fr="[home]\nlatest = 3\n")


def test_the_same_words_have_the_same_hash_and_others_another() -> None:
    assert said().of == said().of
    assert said() != said(en="plain = 'Other'\n")
    assert said().of != said("de").of


def asked() -> Iterator[tuple[str, ast.Call]]:
    """Every call of words in the program, with the key or what that begins with."""
    for path in sorted(
        path for room in ("plan", "render", "report", "dossier") for path in (ROOT / "generator" / room).rglob("*.py")
    ):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and _is_words(node.func):
                key = node.args[0]
                if isinstance(key, ast.Constant):
                    yield str(key.value), node
                elif isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
                    yield str(key.values[0].value), node


def _is_words(called: ast.expr) -> bool:
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    return name in {"words", "_words", "ranked"}


def test_what_the_program_itself_asks_for_is_there_and_is_given_what_it_wants() -> None:
    known = words_in("en").texts
    found = [(key, call) for key, call in asked() if key in known]
    assert len(found) > 20
    assert [] == [key for key, _ in asked() if not any(text.startswith(key) for text in known)]
    for key, call in found:
        assert known[key].slots <= {keyword.arg for keyword in call.keywords} | ({"n"} if len(call.args) > 1 else set()), key


GIVEN = ("ar", "de", "es", "fr", "ru")
"""The languages that come with the program, beside English."""
BY_NUMBER = {"n"}


def given(language: str) -> dict[str, InterfaceText]:
    """The texts that are there in a language itself."""
    return {key: text for key, text in words_in(language).texts.items() if text.language == language}


def test_the_languages_that_come_with_the_program() -> None:
    files = sorted(path.stem for path in (ROOT / "themes/briefing/i18n").iterdir())
    assert sorted([*GIVEN, "en"]) == files


@pytest.mark.parametrize("language", GIVEN)
def test_a_language_has_every_text_and_no_other(language: str) -> None:
    assert words_in("en").texts.keys() == given(language).keys()


@pytest.mark.parametrize("language", GIVEN)
def test_a_language_puts_into_its_texts_what_english_puts_there(language: str) -> None:
    """But for numbers: one language writes them, another has a word for "two reports"."""
    english = words_in("en").texts
    other = [key for key, text in given(language).items() if text.slots - BY_NUMBER != english[key].slots - BY_NUMBER]
    assert [] == other


@pytest.mark.parametrize("language", GIVEN)
def test_a_text_has_all_forms_that_its_language_tells_apart(language: str) -> None:
    """But for the one that French and Spanish have for whole millions, which is that for "other" here."""
    forms = {*Locale.parse(language).plural_form.tags, "other"} - ({"many"} if language in {"fr", "es"} else set())
    counted = {key for key, text in words_in("en").texts.items() if len(text.forms) > 1} - {"date.century"}
    assert [] == [key for key in sorted(counted) if forms != {name for name, _ in given(language)[key].forms}]


@pytest.mark.parametrize("language", ["en", *GIVEN])
def test_every_form_can_be_said(language: str) -> None:
    said_ = words_in(language)
    for key, text in said_.texts.items():
        slots = dict.fromkeys(text.slots - {"n"}, "x")
        for number in (0, 1, 2, 3, 11, 21, 100, 1_000_000):
            assert "{" not in said_(key, number, **slots)


@pytest.mark.parametrize("language", GIVEN)
def test_a_text_is_said_in_its_own_letters(language: str) -> None:
    """Arabic and Russian ones have no English word in them but names of formats."""
    if language in {"ar", "ru"}:
        for key, text in given(language).items():
            plain = re.sub(
                r"Atom|JSON Feed|ICD|PHIA|EDTF|ISO|TimelineJS|Frictionless Data Package|[{]\w+[}]",
                "",
                " ".join(form for _, form in text.forms),
            )
            assert not re.search("[A-Za-z]", plain), key


def test_french_marks_do_not_part_from_their_words() -> None:
    assert [] == [key for key, text in given("fr").items() for _, form in text.forms if re.search(" [:;?!»]|« ", form)]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "لا تقارير"),
        (1, "تقرير واحد"),
        (2, "تقريران"),
        (3, "3\u00a0تقارير"),
        (11, "11\u00a0تقريرًا"),
        (100, "100\u00a0تقرير"),
    ],
)
def test_arabic_has_six_forms(number: int, expected: str) -> None:
    assert expected == words_in("ar")("reports", number)


def test_every_rule_by_which_something_shown_is_found_has_a_name() -> None:
    rules = {*speech.RULES, *positions.RULES, *events.RULES, *figures.RULES, additions.RULE}
    assert len(rules) > 15
    assert {f"rule.{rule.replace(' ', '_')}" for rule in rules} == set(words_in("en").keys("rule."))


def test_every_reason_for_which_names_are_merged_has_a_name() -> None:
    constants = [*vars(people).items(), *vars(bodies).items()]
    reasons = {value for name, value in constants if name.isupper() and isinstance(value, str)}
    assert {f"merged.{reason.replace(' ', '_')}" for reason in reasons} == set(words_in("en").keys("merged."))
