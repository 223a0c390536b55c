from collections.abc import Sequence

from generator.derive import derive
from generator.derive.syntax.document import Document
from generator.dossier.in_memory import assemble
from generator.dossier.resolve.topics import TopicMatcher, TopicPatterns, choose, label_groups
from generator.model.problems import Where
from generator.model.profiles import TopicProfile
from generator.model.statements import Account, Report, Topic
from generator.report.statements import account
from tests.conftest import article


def report(slug: str, text: str) -> Report:
    found = derive(Document(slug, text, date="2009-10-13"))
    return Report(account(article(slug=slug, text=text), found), {e.id: e.id for e in found.entities})


def accounts(texts: Sequence[str]) -> list[Account]:
    return [report(f"r{number}", text).account for number, text in enumerate(texts)]


def topics(*texts: str, profiles: Sequence[TopicProfile] = ()) -> tuple[Topic, ...]:
    return assemble(accounts(texts), (), profiles).topics


def lexicon(*texts: str, profiles: Sequence[TopicProfile] = ()) -> TopicMatcher:
    told = accounts(texts)
    patterns = TopicPatterns(profiles)
    groups = label_groups([(one.article.slug, label) for one in told for label in one.labels], patterns)
    return choose(groups, len(told), profiles, patterns)


def names(found: Sequence[Topic]) -> list[str]:
    return [topic.name for topic in found]


SANCTIONS = "Norway called for sanctions against Iran."
DEFENCE = "They spoke of missile defence."


def test_labels_that_differ_in_number_are_one_topic() -> None:
    assert ["missile defence"] == names(topics(DEFENCE, "They spoke of missile defences."))


def test_in_a_larger_dossier_what_one_report_speaks_of_is_no_topic() -> None:
    assert ["Iran sanctions"] == names(topics(SANCTIONS, SANCTIONS, DEFENCE, "Nothing was said."))


def test_an_editors_keywords_always_win() -> None:
    profile = TopicProfile("pressure", "Pressure", Where("p.md"), keywords=("sanctions",))
    found = topics(SANCTIONS, "New sanctions came.", profiles=(profile,))
    assert ("Pressure", 2) == (found[0].name, len(found[0].sources))
    assert ("pressure",) == lexicon(profiles=(profile,)).topics_of("tougher sanctions")


def test_a_derived_label_becomes_the_topic_that_an_editor_says_it_is() -> None:
    profile = TopicProfile("pressure", "Pressure", Where("p.md"), aliases=("Iran sanctions",))
    assert ["Pressure"] == names(topics(SANCTIONS, profiles=(profile,)))


def test_a_topic_that_no_report_speaks_of_is_not_shown() -> None:
    assert [] == names(topics("Nothing was said.", profiles=(TopicProfile("x", "X", Where("x.md")),)))


def test_a_positions_topic_is_its_label_then_its_object_then_its_sentences_only_one() -> None:
    found = lexicon(SANCTIONS + " " + DEFENCE)
    assert "missile-defence" == found.topic_of("the plan", "Missile defence", "")
    assert "iran-sanctions" == found.topic_of("Iran sanctions now", None, DEFENCE)
    assert "missile-defence" == found.topic_of("the plan", None, "Norway backs the plan for missile defence.")
    assert found.topic_of("the plan", None, "missile defence and Iran sanctions") is None


def test_a_topics_source_is_the_sentence_that_speaks_of_it() -> None:
    source = topics(f"Nothing was said. {DEFENCE}")[0].sources[0]
    assert (DEFENCE, "missile defence") == (source.sentence, source.words)
