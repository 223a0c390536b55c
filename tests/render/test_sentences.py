"""Statements in their sentences: nothing needed is lost, and their own clauses stand out."""

import pytest
from msgspec.structs import replace

from generator.contexts import ActorLink, Cite, EventView, PositionView
from generator.render.sentences import as_text, in_sentence, stated, told
from tests.told_events import EVENT_VIEW

SENTENCE = "Berg said that Norway would not sign, but left the door open."
NORWAY, SWEDEN = ActorLink("Norway", "actors/norway.html", "country"), ActorLink("Sweden", "actors/sweden.html", "country")


def marked(sentence: str, *clauses: str, rest: int = 140) -> str:
    """Return the runs of a sentence, its own in brackets."""
    return "".join(f"[{run.text}]" if run.own else run.text for run in in_sentence(sentence, clauses, rest))


def event(text: str, sentence: str, anchor: str = "e1", confidence: str = "likely", *actors: ActorLink) -> EventView:
    cite = Cite(f"articles/a.html#s-{len(sentence)}", "A", "News", None, sentence, text)
    return replace(EVENT_VIEW, anchor=anchor, text=text, cites=(cite,), confidence=confidence, actors=actors)


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        (("Norway would not sign",), "Berg said that [Norway would not sign], but left the door open."),
        (("Norway would not sign", "left the door open"), "Berg said that [Norway would not sign], but [left the door open.]"),
        (("Norway would not", "would not sign"), "Berg said that [Norway would not sign], but left the door open."),
        ((SENTENCE[:-1],), f"[{SENTENCE}]"),
        (("left the door open. He went home",), "Berg said that Norway would not sign, but [left the door open. He went home]"),
        (("words of another sentence",), "[words of another sentence]"),
    ],
)
def test_a_clause_stands_out_in_its_whole_sentence(clauses: tuple[str, ...], expected: str) -> None:
    assert expected == marked(SENTENCE, *clauses)


def test_a_long_sentence_is_shortened_at_its_far_ends_only() -> None:
    sentence = f"{'far ' * 50}near it, they signed, and soon {'after ' * 50}"
    assert "… far near it, [they signed], and soon …" == marked(sentence, "they signed", rest=15)


def test_events_that_one_sentence_tells_under_one_date_are_one_entry() -> None:
    sentence = "Norway signed, while Sweden left."
    one, other = (
        event("Norway signed", sentence, "e1", "unsure", NORWAY),
        event("Sweden left", sentence, "e2", "likely", SWEDEN),
    )
    apart = event("Sweden left", "Later Sweden left.", "e3")
    first, second = told((one, apart, other))
    assert (("Norway signed", "Sweden left"), ("e2",)) == (first.clauses, first.anchors)
    assert ("e1", (NORWAY, SWEDEN), "likely") == (first.event.anchor, first.event.actors, first.event.confidence)
    assert "e3" == second.event.anchor


def test_an_event_without_a_source_stands_alone() -> None:
    assert ["They met", "They met"] == [
        one.clauses[0] for one in told([replace(EVENT_VIEW, anchor=anchor, text="They met", cites=()) for anchor in "ab"])
    ]


def test_a_statement_is_its_sentence_in_plain_words() -> None:
    assert SENTENCE == as_text(Cite("a", "A", "News", None, SENTENCE.replace(" but", "\nbut"), "Norway would not sign"))


def test_positions_of_one_stance_in_one_sentence_are_one_entry() -> None:
    def position(anchor: str, words: str, stance: str, confidence: str) -> PositionView:
        cite = Cite("articles/a.html#s-1", "A", "News", None, SENTENCE, words)
        return PositionView(
            anchor=anchor,
            actor=NORWAY,
            stance=stance,
            polarity="against",
            verb="",
            object="",
            negated=False,
            hedge="",
            condition="",
            reported_by=None,
            reported_by_text="",
            topic=None,
            when=None,
            changed="",
            confidence=confidence,
            rule="a rule",
            cite=cite,
        )

    one = position("p1", "would not sign", "rejects", "unsure")
    other = position("p2", "Norway would not sign", "rejects", "likely")
    apart = position("p3", "left the door open", "offers", "likely")
    first, second = stated((one, other, apart))
    assert (other, ("Norway would not sign", "would not sign"), ("p1",)) == first
    assert (apart, ("left the door open",), ()) == second
