import json

from generator.derive.language_model.dossier import better_labels, dossier_question, same_names
from tests.derive.language_model.asked import SETTINGS

NAMES = ("Kari Lund", "K. Lund", "Ola Berg")
TOPICS = {"fish ban": ("ban on cod fishing", "cod"), "talks": ()}


def said(**lists: object) -> str:
    return json.dumps({"same": [], "labels": [], **lists})


def test_a_question_has_all_names_and_topics_and_is_the_same_each_time() -> None:
    asked = dossier_question(SETTINGS, NAMES, TOPICS)
    assert asked == dossier_question(SETTINGS, NAMES, TOPICS)
    assert "K. Lund\nOla Berg\n\nTopics:\nfish ban | ban on cod fishing | cod\ntalks\n" in asked.user


def test_pairs_of_names_that_were_given_are_suggested_each_once() -> None:
    pairs = [
        {"one": "K. Lund", "other": "Kari Lund"},
        {"one": "Kari Lund", "other": "K. Lund"},
        {"one": "Kari Lund", "other": "Kari Lund"},
        {"one": "Kari Lund", "other": "The Devil"},
        {"one": 7, "other": None},
        "Kari Lund",
    ]
    assert [("K. Lund", "Kari Lund")] == same_names(said(same=pairs), NAMES)


def test_a_label_is_suggested_where_reports_offer_it_for_the_topic() -> None:
    labels = [
        {"topic": "fish ban", "label": "ban on cod fishing"},
        {"topic": "talks", "label": "cod"},
        {"topic": "talks", "label": "secret talks"},
        {"topic": "war", "label": "cod"},
    ]
    assert [("fish ban", "ban on cod fishing")] == better_labels(said(labels=labels), TOPICS)


def test_what_is_no_answer_suggests_nothing() -> None:
    for answer in ("", "no", "[]", '{"same": 7}', '{"same": [[[]]]}', "{" * 999):
        assert ([], []) == (same_names(answer, NAMES), better_labels(answer, TOPICS))
