"""Derivers of other packages, by entry points; and what becomes of one that fails."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest

from generator.derive import derivers, try_derive, try_derive_by
from generator.derive.derivers import DEFAULT, GROUP, why_unusable
from generator.derive.syntax.document import Document
from generator.model.findings import Findings
from tests.derive.foreign import entity, findings, mention

DOC = Document("x", "Russia met the harbour.", date="2009-10-13")


class Made:
    """A deriver as a package may have one."""

    name = "made"
    fingerprint = "1"

    def derive(self, doc: Document) -> Findings:
        harbour = entity("harbour")
        return findings(harbour, mention(doc.text, "harbour", harbour))


class Failing(Made):
    name = "failing"

    def derive(self, doc: Document) -> Findings:
        raise KeyError(doc.id)


@pytest.fixture(autouse=True)
def packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have two derivers, as installed packages name them."""
    points = [EntryPoint(name, f"{__name__}:{class_}", GROUP) for name, class_ in (("made", "Made"), ("failing", "Failing"))]
    monkeypatch.setattr(derivers, "_entry_points", lambda: points)
    derivers._made.cache_clear()


def test_what_a_package_finds_stands_beside_what_the_rules_find() -> None:
    found = try_derive_by(DOC, ("rules", "made")).findings
    assert {"Russia", "harbour"} == {one.evidence.text for one in found.mentions}
    assert "made" in {one.rule for one in found.mentions}


def test_a_deriver_alone_is_enough() -> None:
    assert ["harbour"] == [one.evidence.text for one in try_derive_by(DOC, ("made",)).findings.mentions]


def test_one_that_fails_costs_its_own_findings_alone() -> None:
    found, failures, screened = try_derive_by(DOC, ("rules", "failing"))
    assert (try_derive(DOC)[0], ()) == (found, screened)
    assert [("failing", "KeyError: 'x'", "")] == [tuple(one) for one in failures]


def test_a_fingerprint_depends_on_who_reads_and_in_which_order() -> None:
    uses = (DEFAULT, ("rules", "made"), ("made", "rules"), ("made",))
    assert 4 == len({derivers.fingerprint(use, "of the rules") for use in uses})
    assert "of the rules" == derivers.fingerprint(DEFAULT, "of the rules")


def test_one_that_cannot_be_made_has_a_fingerprint_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Made, "__init__", lambda _self: 1 / 0)
    use = ("rules", "made")
    assert "of the rules" != derivers.fingerprint(use, "of the rules") == derivers.fingerprint(use, "of the rules")
    assert [("made", "ZeroDivisionError: division by zero", "")] == [tuple(one) for one in try_derive_by(DOC, use).failures]


def test_a_name_that_nobody_has_is_told_with_those_that_there_are() -> None:
    assert why_unusable("rules") is why_unusable("made") is None
    assert (
        "there is no deriver 'mad'",
        'use some of "rules", "spacy:NAME", "llm", "failing", "made", or install the package that has it',
    ) == (why_unusable("mad"))


def test_by_default_neither_spacy_nor_what_reads_its_pipelines_is_loaded() -> None:
    program = (
        "import sys; from generator.derive import try_derive_by; from generator.derive.syntax.document import Document;"
        "from generator.content import config; settings = config.parse('title = \"T\"', []);"
        "try_derive_by(Document('x', 'Russia met.'), settings.use);"
        "print([name for name in ('spacy', 'generator.derive.pipeline') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "[]\n" == done.stdout
