"""The trained weights, the laws of decoding, and label consistency."""

from hypothesis import given
from hypothesis import strategies as st

from generator.derive.names.features import document_evidence, read_line
from generator.derive.names.tagger import (
    LABELS,
    START,
    Occurrence,
    TaggedSpan,
    best_path,
    fixed_labels,
    surface_forms,
    tag,
    vote,
)

SCORE = st.integers(-1000, 1000)
ROW = st.lists(SCORE, min_size=len(LABELS), max_size=len(LABELS))
MOVES = st.lists(ROW, min_size=START + 1, max_size=START + 1)


def kinds(text: str) -> list[str]:
    words = text.split()
    return [f"{' '.join(words[first:last])} {kind}" for first, last, kind in tag([words])[0]]


def test_people_organisations_and_places_are_found_by_their_context() -> None:
    assert ["Ngozi Adeyemi PER", "Tarvos Group ORG", "Marlbrook LOC"] == kinds(
        "Ngozi Adeyemi , who runs the Tarvos Group , was born in Marlbrook ."
    )


def test_a_surname_has_the_label_of_the_full_name() -> None:
    first, second = tag([["Mrs", "Ida", "Quillfeather", "left", "."], ["Quillfeather", "never", "came", "back", "."]])
    assert (["PER"], [TaggedSpan(0, 1, "PER")]) == ([span.kind for span in first], second)


def test_surnames_and_short_forms_of_organisations_have_fixed_labels_unless_written_small() -> None:
    lines = [read_line(text.split()) for text in ("Omar al-Tarik runs Meridian Airlines .", "Anna Small has a small firm .")]
    names = surface_forms(lines, [[TaggedSpan(0, 2, "PER"), TaggedSpan(3, 5, "ORG")], [TaggedSpan(0, 2, "PER")]])
    assert {("al-Tarik",): "PER", ("Tarik",): "PER", ("Meridian",): "ORG"} == fixed_labels(names, document_evidence(lines))


def test_repeated_spellings_without_a_fixed_label_are_voted_on() -> None:
    row = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    occurrences = [
        [Occurrence(("Olme",), TaggedSpan(0, 1, "LOC")), Occurrence(("Dal",), TaggedSpan(2, 3, "LOC"))],
        [Occurrence(("Olme",), TaggedSpan(0, 1, ""))],
    ]
    tallies = vote(occurrences, [{0: row, 2: row}, {0: row}], {})
    assert {("Olme",): [2.0, 4.0, 8.0, 12.0, 16.0]} == tallies
    assert {} == vote(occurrences, [{0: row, 2: row}, {0: row}], {("Olme",): "PER"})


def test_a_report_without_capitals_has_no_names() -> None:
    assert [[], []] == tag([["nobody", "came", "."], []])


@given(st.lists(ROW, min_size=1, max_size=6), MOVES)
def test_an_inside_label_follows_its_own_kind(rows: list[list[int]], moves: list[list[int]]) -> None:
    path = [LABELS[label] for label in best_path(rows, moves)]
    assert all(label[0] != "I" or before[2:] == label[2:] for before, label in zip(["O", *path], path, strict=False))


@given(st.lists(ROW, min_size=1, max_size=3), MOVES)
def test_no_allowed_path_scores_higher(rows: list[list[int]], moves: list[list[int]]) -> None:
    def score(path: list[int]) -> int:
        return sum(moves[before][label] + row[label] for before, label, row in zip([START, *path], path, rows, strict=False))

    def may(before: str, label: str) -> bool:
        return label[0] != "I" or before[2:] == label[2:]

    paths: list[list[int]] = [[]]
    for _ in rows:
        paths = [
            [*path, label]
            for path in paths
            for label in range(len(LABELS))
            if may(LABELS[path[-1]] if path else "O", LABELS[label])
        ]
    assert max(map(score, paths)) == score(best_path(rows, moves))
