"""Helpers of the importers' tests."""

from collections.abc import Mapping

from generator.content.importers import read_reports
from generator.content.importers.importer import ImportedReport, SourceFile
from generator.model.problems import Problem


def reports_of(name: str, content: str | bytes, columns: Mapping[str, str] | None = None, **given: str) -> list[ImportedReport]:
    """The reports of a file that is read without a problem; `given` are `format_name` and `encoding`."""
    raw = content.encode() if isinstance(content, str) else content
    problems: list[Problem] = []
    file = SourceFile(name, raw, given.get("encoding", ""), columns or {})
    found = list(read_reports(file, problems, given.get("format_name", "")))
    assert [] == problems
    return found


def problems_of(name: str, content: str | bytes, columns: Mapping[str, str] | None = None, **given: str) -> list[str]:
    """The problems of a file of which no report is read."""
    raw = content.encode() if isinstance(content, str) else content
    problems: list[Problem] = []
    file = SourceFile(name, raw, given.get("encoding", ""), columns or {})
    assert [] == list(read_reports(file, problems, given.get("format_name", "")))
    return [str(problem) for problem in problems]


def stated(report: ImportedReport) -> dict[str, str]:
    """What a report says of itself, without where each value is from."""
    return {key: value.value for key, value in report.fields.items()}
