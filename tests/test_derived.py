import json

import jsonschema

from generator import derived
from generator.derive import derive
from generator.derive.text import Document
from generator.model import Findings
from tests.conftest import ROOT

DOC = Document("a", "Russia rejects the plan of July.", "T", "2009-10-13")
FOUND = derive(DOC)


def test_findings_come_back_as_they_were_kept() -> None:
    assert FOUND == derived.decode(derived.encode("x", FOUND), "x", DOC.text)


def test_findings_of_another_text_date_or_rules_are_stale() -> None:
    of = derived.digest(DOC, "rules")
    assert 4 == len(
        {
            of,
            derived.digest(DOC, "other rules"),
            derived.digest(Document("a", DOC.text, "T", "2009-10-14"), "rules"),
            derived.digest(Document("a", DOC.text + " ", "T", "2009-10-13"), "rules"),
        }
    )
    assert derived.decode(derived.encode(of, FOUND), "else", DOC.text) is None


def test_a_file_that_was_tampered_with_is_derived_again() -> None:
    kept = derived.encode("x", FOUND)
    assert derived.decode(kept.replace(b'"Russia"', b'"Sweden"'), "x", DOC.text) is None
    assert derived.decode(kept[:-20], "x", DOC.text) is None
    assert derived.decode(b"\xff", "x", DOC.text) is None


def test_a_file_is_friendly_to_those_who_compare() -> None:
    kept = derived.encode("x", FOUND).decode()
    assert kept.endswith("}\n")
    assert kept == derived.encode("x", derive(DOC)).decode()
    assert max(map(len, kept.splitlines())) < 200


def test_the_schema_in_the_package_is_the_one_that_files_keep_to() -> None:
    published = json.loads((ROOT / "generator/findings.schema.json").read_text("utf-8"))
    assert json.loads(json.dumps(derived.schema())) == published
    validator = jsonschema.Draft202012Validator(published)
    validator.validate(json.loads(derived.encode("x", FOUND)))
    for path in (ROOT / "content/derived").glob("*.json"):
        validator.validate(json.loads(path.read_text("utf-8")))
    assert list(validator.iter_errors({"schema": 1, "findings": {}}))


def test_nothing_found_is_kept_too() -> None:
    assert Findings() == derived.decode(derived.encode("x", Findings()), "x", "")
