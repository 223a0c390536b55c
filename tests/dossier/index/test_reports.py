import pytest

from generator.dossier.index import database
from generator.dossier.index.reports import ReportTable, StoredReport


def report(name: str, corrected: bytes | None = None) -> StoredReport:
    return StoredReport(f"{name}.md", name, b"key", "digest", corrected)


def table(*dated: tuple[str, str]) -> ReportTable:
    reports = database.in_memory().reports
    for name, date in dated:
        reports.set(report(name), date, name.encode(), ())
    return reports


def test_a_report_is_replaced_by_file_and_keeps_its_counts() -> None:
    reports = table(("a", "2009"))
    reports.set_counts("a.md", b"counts")
    reports.set(report("a", b"corrected"), "2010", b"new link", ())
    assert (report("a", b"corrected"), b"counts") == (reports.get("a.md"), reports.counts("a.md"))
    assert ("2010", "a", b"new link") == reports.listed_as("a.md")
    assert [report("a", b"corrected")] == reports.corrected()


def test_what_reports_lack_is_given_by_what_it_is() -> None:
    reports = table(("c", "2009"))
    reports.set(report("b"), "", b"", ("date", "source"))
    reports.set(report("a"), "", b"", ("date",))
    assert {"date": ["a.md", "b.md"], "source": ["b.md"]} == reports.lacking()
    reports.set(report("b"), "", b"")
    assert {"date": ["a.md"]} == reports.lacking()


def test_a_deleted_report_is_unknown() -> None:
    reports = table(("a", "2009"))
    reports.delete("a.md")
    assert (None, b"", 0) == (reports.get("a.md"), reports.link("a"), reports.count())
    with pytest.raises(KeyError):
        reports.order_key("a")


def test_reports_are_ordered_by_date_then_slug() -> None:
    reports = table(("c", "2009"), ("a", "2010"), ("b", "2009"), ("d", ""))
    assert [("", "d"), ("2009", "b"), ("2009", "c"), ("2010", "a")] == reports.in_order()
    assert (("b", "a"), ("c", "")) == (reports.neighbours("2009", "c"), reports.neighbours("2010", "a"))
    assert ("2009", "2010") == reports.date_range()


def test_slugs_are_the_same_whatever_their_case() -> None:
    reports = table(("a", "2009"), ("A", "2010"), ("b", "2009"))
    assert [("A", "A.md"), ("a", "a.md")] == reports.same_slugs(["a", "b"])
    assert {"b": "b.md"} == reports.files_of(["b", "none"])
