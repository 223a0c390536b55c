import json

import jsonschema

from generator.derive import derive
from generator.derive.syntax.document import Document
from generator.model.findings import Findings
from generator.report import findings_file
from tests.conftest import ROOT

DOC = Document("a", "Russia rejects the plan of July.", "T", "2009-10-13")
FOUND = derive(DOC)


def test_findings_come_back_as_they_were_kept() -> None:
    assert FOUND == findings_file.decode(findings_file.encode("x", FOUND), "x", DOC.text)


def test_findings_of_another_text_date_or_rules_are_stale() -> None:
    of = findings_file.digest(DOC, "rules")
    assert 4 == len(
        {
            of,
            findings_file.digest(DOC, "other rules"),
            findings_file.digest(Document("a", DOC.text, "T", "2009-10-14"), "rules"),
            findings_file.digest(Document("a", DOC.text + " ", "T", "2009-10-13"), "rules"),
        }
    )
    assert findings_file.decode(findings_file.encode(of, FOUND), "else", DOC.text) is None


def test_a_file_that_was_tampered_with_is_derived_again() -> None:
    kept = findings_file.encode("x", FOUND)
    assert findings_file.decode(kept.replace(b'"Russia"', b'"Sweden"'), "x", DOC.text) is None
    assert findings_file.decode(kept[:-20], "x", DOC.text) is None
    assert findings_file.decode(b"\xff", "x", DOC.text) is None


def test_a_file_is_friendly_to_those_who_compare() -> None:
    kept = findings_file.encode("x", FOUND).decode()
    assert kept.endswith("}\n")
    assert kept == findings_file.encode("x", derive(DOC)).decode()
    assert max(map(len, kept.splitlines())) < 200


def test_the_schema_in_the_package_is_the_one_that_files_keep_to() -> None:
    published = json.loads((ROOT / "generator/report/findings.schema.json").read_text("utf-8"))
    assert json.loads(json.dumps(findings_file.schema())) == published
    validator = jsonschema.Draft202012Validator(published)
    validator.validate(json.loads(findings_file.encode("x", FOUND)))
    for path in (ROOT / "content/derived").glob("*.json"):
        validator.validate(json.loads(path.read_text("utf-8")))
    assert list(validator.iter_errors({"schema": 1, "findings": {}}))


def test_nothing_found_is_kept_too() -> None:
    assert Findings() == findings_file.decode(findings_file.encode("x", Findings()), "x", "")
