from generator.dossier.index import database
from generator.dossier.index.reports import StoredReport
from generator.dossier.index.topic_summaries import SummaryLabel, TopicSummary, place


def offered(label: str, *, certain: bool = False) -> TopicSummary:
    return TopicSummary((SummaryLabel(label, certain, "r", ((label, 99),)),), {})


def test_a_sample_has_the_first_reports_by_place_and_those_with_certain_labels_oldest_first() -> None:
    index = database.in_memory()
    slugs = sorted("abcdef", key=place)
    for day, slug in enumerate(reversed(slugs), 1):
        index.reports.set(StoredReport(slug, slug, b"", "", None), f"2009-10-0{day}", b"", ())
        index.topic_summaries.set(slug, slug, offered(slug, certain=slug == slugs[4]))
    expected = [slugs[4], slugs[1], slugs[0]]
    assert len(index.topic_summaries.sample(2)) == len(expected)
    for found, slug in zip(index.topic_summaries.sample(2), expected, strict=True):
        assert slug.encode() in found


def test_a_deleted_summary_has_no_labels() -> None:
    summaries = database.in_memory().topic_summaries
    summaries.set("a", "a", offered("talks"))
    assert ["talks"] == list(summaries.labels())
    summaries.delete("a")
    assert [] == list(summaries.labels())
