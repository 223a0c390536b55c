from collections.abc import Sequence

from generator.dossier.key_points import MAX_POINTS
from tests.conftest import Project, files_of
from tests.published import key_points

LEDE = "Norwegian minister Anna Berg rejected the plan of the United Nations in Oslo on Monday"


def slugs_of_points(project: Project, texts: Sequence[str]) -> list[str]:
    """Return the reports of the key points on the first page; the reports are r0, r1 and so on, all of one day."""
    head = "---\ntitle: T\ndate: 2009-10-13\n---\n\n"
    reports = {f"content/articles/r{number}.md": head + text for number, text in enumerate(texts)}
    return [slug for _, slug in key_points(files_of(project(reports)))]


def test_every_report_has_one_point_before_any_has_a_second(project: Project) -> None:
    texts = (
        f"{LEDE}.",
        "Sweden supports a fishing quota that Denmark proposed at the Copenhagen summit in March.",
        "Prime minister Olaf Strand resigned in Bergen after parliament refused to pass his budget.",
    )
    assert {"r0", "r1", "r2"} == set(slugs_of_points(project, texts))


def test_of_two_equal_sentences_that_of_the_latest_report_is_chosen(project: Project) -> None:
    assert ["r1"] == slugs_of_points(project, [f"{LEDE}.", f"{LEDE}."])


def test_there_are_at_most_seven_points(project: Project) -> None:
    towns = ("Bergen", "Tromso", "Stavanger", "Hamar", "Molde", "Narvik", "Alta", "Bodo", "Halden")
    texts = [
        f"Sweden rejected {town} proposals about {town}-like {town}isms on {n} March 2008 at a {town} fair."
        for n, town in enumerate(towns, 1)
    ]
    assert 0 < len(slugs_of_points(project, texts)) <= MAX_POINTS
