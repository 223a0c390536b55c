"""A pipeline of spaCy as a deriver; those used here are made in the test, with rules for a few names."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from generator.derive import try_derive_by
from generator.derive.derivers import called, fingerprint, foreign
from generator.derive.pipeline.dates import dates
from generator.derive.pipeline.names import names
from generator.derive.pipeline.quotes import quotes
from generator.derive.pipeline.reading import LabelledSpan, PipelineReading, TaggedToken
from generator.derive.syntax import spacy_pipeline
from generator.derive.syntax.document import Document
from generator.model.findings import Confidence, Findings, Kind

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import spacy

FRENCH = (
    "Le ministre Ole Lund a rejeté le plan de la France. « Nous refusons ce texte », a déclaré Ole Lund.\n"
    "Lund parlera le 14 octobre 2009 et le 16 octobre. Le mot « refus » déplaît."
)
PATTERNS = [
    {"label": "PER", "pattern": "Ole Lund"},
    {"label": "PER", "pattern": "Lund"},
    {"label": "LOC", "pattern": "la France"},
    {"label": "ORG", "pattern": "Acme"},
]


def saved(folder: Path, language: str) -> str:
    """Save a pipeline that labels a few names, and return how `use` names it."""
    nlp = spacy.blank(language)
    nlp.add_pipe("entity_ruler").add_patterns(PATTERNS)  # type: ignore[attr-defined]
    nlp.to_disk(folder)
    return f"spacy:{folder}"


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> str:
    return saved(tmp_path_factory.mktemp("made") / "fr_made", "fr")


def report(text: str, lang: str = "fr") -> Document:
    return Document("report", text, date="2009-10-13", lang=lang)


def reading(text: str, *labelled: tuple[str, str], **subjects: str) -> PipelineReading:
    """Return a report as a pipeline may read it: words, those that are labelled, and verbs with their subjects."""
    doc = report(text)
    by_text = {token.text: number for number, token in enumerate(doc.tokens)}
    heads = {by_text[subject]: by_text[verb] for verb, subject in subjects.items()}
    tokens = tuple(
        TaggedToken(token.start, token.end, token.text, "", "", heads.get(number, number), "nsubj" if number in heads else "")
        for number, token in enumerate(doc.tokens)
    )
    spans = sorted(LabelledSpan(text.index(words), text.index(words) + len(words), label) for words, label in labelled)
    return PipelineReading(tokens, tuple(spans))


def test_a_report_in_a_language_without_rules_gets_names_quotes_and_dates(french: str) -> None:
    found = try_derive_by(report(FRENCH), ("rules", french))
    assert () == found.failures
    assert [("Ole Lund", Kind.PERSON, ("Lund",)), ("France", Kind.COUNTRY, ())] == [
        (one.name, one.kind, one.aliases) for one in found.findings.entities
    ]
    assert [("Nous refusons ce texte", "ole-lund", "déclaré")] == [
        (one.evidence.text, one.speaker, one.cue) for one in found.findings.quotes
    ]
    assert [("14 octobre 2009", "2009-10-14"), ("16 octobre", "2009-10-16")] == [
        (one.evidence.text, one.edtf) for one in found.findings.times
    ]
    assert {"spacy:fr_made"} == {one.rule for one in found.findings.mentions} | {one.rule for one in found.findings.quotes}


def test_where_there_are_rules_it_adds_names_and_nothing_else(tmp_path: Path) -> None:
    use = ("rules", saved(tmp_path / "en_made", "en"))
    found = try_derive_by(report("Acme and Russia met. Russia was glad.", "en"), use).findings
    assert ["Acme", "Russia", "Russia"] == [one.evidence.text for one in found.mentions if one.form == "name"]
    assert not foreign(use[1]).derive(report('"We agree", Ole Lund said.', "en")).quotes


def test_a_report_in_another_language_than_the_pipelines_is_left_alone(french: str) -> None:
    assert Findings() == foreign(french).derive(report("Ole Lund sprach.", "de"))


def test_it_goes_by_the_name_of_its_folder(french: str) -> None:
    assert ("rules", "spacy:fr_made", "spacy:en_core_web_sm") == called(("rules", french, "spacy:en_core_web_sm"))


def test_its_fingerprint_is_another_one_once_a_file_of_it_is(tmp_path: Path) -> None:
    use = ("rules", saved(tmp_path / "made", "fr"))
    before = spacy_pipeline.fingerprint(str(tmp_path / "made"))
    assert "of the rules" != fingerprint(use, "of the rules")
    (tmp_path / "made/meta.json").write_text("{}")
    assert before != spacy_pipeline.fingerprint(str(tmp_path / "made"))


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("Il cite le Monde.", ("le Monde", "ORG"), ["Monde"]),
        ("Voici Ole Lund’s, oui.", ("Ole Lund’s,", "PER"), ["Ole Lund"]),
        ("Le pays nordique, oui.", ("nordique", "LOC"), []),
        ("Le 12 mai, oui.", ("12 mai", "DATE"), []),
    ],
)
def test_a_name_has_neither_articles_nor_marks_and_begins_with_a_capital(
    text: str, label: tuple[str, str], expected: list[str]
) -> None:
    assert expected == [one.evidence.text for one in names(report(text), reading(text, label), "x")[1]]


def test_who_speaks_is_the_subject_of_the_verb_where_there_is_a_parser() -> None:
    text = "« Nous refusons », dit Berg à Lund."
    read = reading(text, ("Berg", "PER"), ("Lund", "PER"), dit="Berg")
    entities, mentions = names(report(text), read, "x")
    (found,) = quotes(report(text), read, entities, mentions, "x")
    assert ("berg", Confidence.LIKELY) == (found.speaker, found.confidence)


def test_words_in_marks_without_a_verb_of_speech_are_no_quote() -> None:
    text = "Berg aime le mot « refus » et Lund aussi."
    read = reading(text, ("Berg", "PER"), ("Lund", "PER"))
    assert () == quotes(report(text), read, *names(report(text), read, "x"), "x")


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("am 13. Oktober 2009", "de", [("13. Oktober 2009", "2009-10-13")]),
        ("el 13 de octubre de 2009", "es", [("13 de octubre de 2009", "2009-10-13")]),
        ("13 октября 2009 года", "ru", [("13 октября 2009", "2009-10-13")]),
        ("en octobre 2009", "fr", [("octobre 2009", "2009-10")]),
        ("le 30 décembre", "fr", [("30 décembre", "2009-12-30")]),
        ("le 31 février 2009", "fr", []),
        ("le 3/11/2009", "fr", [("3/11/2009", "2009-11-03")]),
        ("2009-11-03", "ja", [("2009-11-03", "2009-11-03")]),
        ("en mai", "fr", []),
    ],
)
def test_dates_are_read_by_the_names_of_months_and_in_figures(text: str, lang: str, expected: list[tuple[str, str]]) -> None:
    found = dates(report(text, lang), PipelineReading((), ()), "x")
    assert expected == [(one.evidence.text, one.edtf) for one in found]


def test_a_date_that_nobody_can_resolve_is_left_open() -> None:
    text = "Il parlera la semaine prochaine."
    found = dates(report(text), reading(text, ("la semaine prochaine", "DATE")), "x")
    assert [("la semaine prochaine", None)] == [(one.evidence.text, one.edtf) for one in found]
