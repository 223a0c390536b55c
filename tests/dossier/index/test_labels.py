from generator.dossier.index import database
from generator.dossier.index.label_groups import LabelGroup


def group(label: str, reports: int, weight: int, *, certain: bool = False) -> LabelGroup:
    return LabelGroup(label, reports, weight, certain, frozenset({label}), frozenset())


def test_certain_groups_and_those_in_many_reports_come_first() -> None:
    labels = database.in_memory().labels
    labels.replace_groups([], [group("few", 1, 9), group("many", 3, 1), group("certain", 1, 1, certain=True)])
    assert ["many", "certain", "few"] == [one.label for one in labels.top_groups(2, 9)]
    assert ["many"] == [one.label for one in labels.top_groups(2, 1)]


def test_groups_are_replaced_by_the_labels_that_name_them() -> None:
    labels = database.in_memory().labels
    labels.replace_groups([], [group("old", 1, 1), group("stays", 1, 1)])
    labels.replace_groups(["old"], [group("new", 2, 1)])
    assert ["new", "stays"] == [one.label for one in labels.top_groups(9, 9)]
