from generator.report.near_names import hint, near


def test_the_likest_names_come_first_as_they_are_written() -> None:
    names = ["Pedro Álvares", "Pedro Alvim", "Paula Reis", "Alvares", "Zoe"]
    assert ["Pedro Álvares", "Pedro Alvim"] == near("pedro alvarez", names)


def test_a_hint_is_a_question_or_nothing() -> None:
    assert ("did you mean 'Nadia Rahmani'?", "") == (hint("Nadja Rachmani", ["Nadia Rahmani"]), hint("Nadja", ["Zoe"]))
