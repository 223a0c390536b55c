from generator.report.near_names import NearNames, hint


def test_the_likest_names_come_first_as_they_are_written() -> None:
    names = ["Pedro Álvares", "Pedro Alvim", "Paula Reis", "Alvares", "Zoe"]
    assert ["Pedro Álvares", "Pedro Alvim"] == NearNames(names).near("pedro alvarez")


def test_a_hint_is_a_question_or_nothing() -> None:
    assert ("did you mean 'Nadia Rahmani'?", "") == (hint("Nadja Rachmani", ["Nadia Rahmani"]), hint("Nadja", ["Zoe"]))


def test_names_that_are_left_out_are_not_offered() -> None:
    assert ["Pedro Alvim"] == NearNames(["Pedro Álvares", "Pedro Alvim"]).near("Pedro Alvarez", {"pedro alvares"})
