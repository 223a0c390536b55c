from generator.dossier.position_changes import with_changes
from generator.model.findings import Confidence, Stance, polarity_of
from generator.model.statements import Source, Stand


def stand(id_: str, stance: Stance, date: str | None, **changes: object) -> Stand:
    fields: dict[str, object] = {
        "actor": "russia",
        "verb": stance.value,
        "object": "sanctions",
        "negated": False,
        "hedge": "",
        "condition": "",
        "reported_by": None,
        "reported_by_text": "",
        "topic": "iran-sanctions",
        "before": None,
        "names_topic": True,
        "confidence": Confidence.CERTAIN,
        "rule": "r",
        "source": Source(f"report-{date}", "s-1", "S.", "S"),
    }
    fields |= {"polarity": polarity_of(stance, negated=bool(changes.get("negated")))} | changes
    return Stand(id=id_, stance=stance, date=date, **fields)  # type: ignore[arg-type]


def before(*stands: Stand) -> dict[str, str | None]:
    return {s.id: s.before for s in with_changes(stands)}


def test_a_later_stance_on_the_other_side_is_a_change() -> None:
    assert {"a": None, "b": "a"} == before(stand("b", Stance.SUPPORTS, "2010-06-09"), stand("a", Stance.REJECTS, "2009-10-13"))


def test_two_stances_on_the_same_side_are_no_change() -> None:
    assert {"a": None, "b": None} == before(stand("a", Stance.SUPPORTS, "2009"), stand("b", Stance.AGREES, "2010"))


def test_two_sides_on_one_day_are_no_change() -> None:
    assert {"a": None, "b": None} == before(stand("a", Stance.SUPPORTS, "2009"), stand("b", Stance.REJECTS, "2009"))


def test_hedged_conditional_unsure_or_undated_positions_are_no_changes() -> None:
    later = {"date": "2010"}
    for changes in ({"hedge": "may"}, {"condition": "if talks fail"}, {"confidence": Confidence.UNSURE}):
        assert before(stand("a", Stance.REJECTS, "2009"), stand("b", Stance.SUPPORTS, **later, **changes))["b"] is None
    assert before(stand("a", Stance.REJECTS, None), stand("b", Stance.SUPPORTS, "2010"))["b"] is None


def test_another_topic_or_no_topic_is_no_change() -> None:
    for topic in ("missile-defence", None):
        assert before(stand("a", Stance.REJECTS, "2009", topic=topic), stand("b", Stance.SUPPORTS, "2010"))["b"] is None
    assert before(stand("a", Stance.REJECTS, "2009", topic=None), stand("b", Stance.SUPPORTS, "2010", topic=None))["b"] is None


def test_a_stance_whose_object_does_not_name_the_topic_is_no_change() -> None:
    assert before(stand("a", Stance.REJECTS, "2009"), stand("b", Stance.SUPPORTS, "2010", names_topic=False))["b"] is None


def test_a_negated_stance_is_on_the_other_side() -> None:
    assert "a" == before(stand("a", Stance.REJECTS, "2009", negated=True), stand("b", Stance.REJECTS, "2010"))["b"]
