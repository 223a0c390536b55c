import pytest

from generator import derive
from generator.derive.syntax.document import Document
from generator.model.findings import Findings
from quality.fuzz_derivation import Source, attempt, fuzz, smallest

SOURCE = Source(("The envoys met in Vienna. They left.",), ("The envoys met in Vienna.", "They left."), ("envoys", "Vienna"))


@pytest.fixture
def _raises_on_vienna(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(doc: Document, findings: Findings) -> Findings:
        if "Vienna" in doc.text:
            raise IndexError("list index out of range")
        return findings

    monkeypatch.setattr(derive, "STEPS", (("names", find),))


@pytest.mark.usefixtures("_raises_on_vienna")
def test_a_rule_that_raises_is_found_with_the_smallest_text() -> None:
    run = fuzz(SOURCE, 2000, 1)
    assert run.characters >= 2000
    assert run.raised >= 1
    assert 1 == len(run.failures)
    assert all("IndexError: list index out of range" in failure.traceback for failure in run.failures.values())


@pytest.mark.usefixtures("_raises_on_vienna")
def test_words_that_a_failure_does_not_need_are_left_out() -> None:
    failure = attempt("The envoys met in Vienna on Monday", None)
    assert failure
    assert "Vienna" == smallest(failure).text


def test_the_same_seed_derives_the_same_texts() -> None:
    assert fuzz(SOURCE, 500, 3)[:2] == fuzz(SOURCE, 500, 3)[:2]
