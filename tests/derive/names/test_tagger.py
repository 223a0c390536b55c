"""What the trained weights tell of names, and the laws of decoding."""

from hypothesis import given
from hypothesis import strategies as st

from generator.derive.names.features import line, survey
from generator.derive.names.tagger import LABELS, START, Place, Span, best_path, fixed_labels, surface_forms, tag, vote

SCORE = st.integers(-1000, 1000)
ROW = st.lists(SCORE, min_size=len(LABELS), max_size=len(LABELS))
MOVES = st.lists(ROW, min_size=START + 1, max_size=START + 1)


def kinds(text: str) -> list[str]:
    words = text.split()
    return [f"{' '.join(words[first:last])} {kind}" for first, last, kind in tag([words])[0]]


def test_people_bodies_and_places_are_told_by_what_stands_around_them() -> None:
    assert ["Ngozi Adeyemi PER", "Tarvos Group ORG", "Marlbrook LOC"] == kinds(
        "Ngozi Adeyemi , who runs the Tarvos Group , was born in Marlbrook ."
    )


def test_what_is_spelled_alike_in_one_report_is_named_alike() -> None:
    first, second = tag([["Mrs", "Ida", "Quillfeather", "left", "."], ["Quillfeather", "never", "came", "back", "."]])
    assert (["PER"], [Span(0, 1, "PER")]) == ([span.kind for span in first], second)


def test_the_last_word_of_a_person_is_fixed_and_that_of_a_body_is_its_first() -> None:
    lines = [line(text.split()) for text in ("Omar al-Tarik runs Meridian Airlines .", "Anna Small has a small firm .")]
    names = surface_forms(lines, [[Span(0, 2, "PER"), Span(3, 5, "ORG")], [Span(0, 2, "PER")]])
    assert {("al-Tarik",): "PER", ("Tarik",): "PER", ("Meridian",): "ORG"} == fixed_labels(names, survey(lines))


def test_spellings_in_more_than_one_place_without_a_fixed_label_are_voted_on() -> None:
    row = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    places = [[Place(("Olme",), Span(0, 1, "LOC")), Place(("Dal",), Span(2, 3, "LOC"))], [Place(("Olme",), Span(0, 1, ""))]]
    tallies = vote(places, [{0: row, 2: row}, {0: row}], {})
    assert {("Olme",): [2.0, 4.0, 8.0, 12.0, 16.0]} == tallies
    assert {} == vote(places, [{0: row, 2: row}, {0: row}], {("Olme",): "PER"})


def test_a_report_without_capitals_names_nobody() -> None:
    assert [[], []] == tag([["nobody", "came", "."], []])


@given(st.lists(ROW, min_size=1, max_size=6), MOVES)
def test_an_inside_never_stands_without_its_beginning(rows: list[list[int]], moves: list[list[int]]) -> None:
    path = [LABELS[label] for label in best_path(rows, moves)]
    assert all(label[0] != "I" or before[2:] == label[2:] for before, label in zip(["O", *path], path, strict=False))


@given(st.lists(ROW, min_size=1, max_size=3), MOVES)
def test_no_path_that_may_be_taken_scores_higher(rows: list[list[int]], moves: list[list[int]]) -> None:
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
