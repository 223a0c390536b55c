from collections import Counter
from collections.abc import Sequence

from generator.commands.check import check
from generator.derive import derive
from generator.derive.syntax.document import Document
from generator.dossier.index.topic_summaries import summary
from generator.dossier.resolve.topic_patterns import TopicPatterns
from generator.dossier.resolve.topics import TopicMatcher, matcher
from generator.model.problems import Where
from generator.model.profiles import TopicProfile
from generator.model.statements import Account
from generator.report.statements import account
from tests.conftest import Project, article, files_of
from tests.published import table


def accounts(texts: Sequence[str]) -> list[Account]:
    found = []
    for number, text in enumerate(texts):
        slug = f"r{number}"
        found.append(account(article(slug=slug, text=text), derive(Document(slug, text, date="2009-10-13"))))
    return found


def topics(project: Project, *texts: str, topic: str = "") -> Counter[str]:
    """Return the names of the topics on the site, each with its number of reports; `topic` is the file of an editor's profile."""
    reports = {f"content/articles/r{n}.md": f"---\ntitle: T\ndate: 2009-10-13\n---\n\n{text}" for n, text in enumerate(texts)}
    files = files_of(project({**reports, **({"content/topics/pressure.md": topic} if topic else {})}))
    return Counter(name for row in table(files, "reports") for name in row["topics"])


def lexicon(*texts: str, profiles: Sequence[TopicProfile] = ()) -> TopicMatcher:
    told = accounts(texts)
    return matcher([summary(one) for one in told], profiles, TopicPatterns(profiles))


SANCTIONS = "Norway called for sanctions against Iran."
DEFENCE = "They spoke of missile defence."


PRESSURE = "---\nname: Pressure\n{}---\n"


def test_labels_that_differ_in_number_are_one_topic(project: Project) -> None:
    assert ["missile defence"] == list(topics(project, DEFENCE, "They spoke of missile defences."))


def test_in_a_larger_dossier_a_label_of_one_report_makes_no_topic(project: Project) -> None:
    assert ["Iran sanctions"] == list(topics(project, SANCTIONS, SANCTIONS, DEFENCE, "Nothing was said."))


def test_keywords_of_a_profile_come_before_labels(project: Project) -> None:
    pressure = PRESSURE.format("keywords: [sanctions]\n")
    assert {"Pressure": 2} == topics(project, SANCTIONS, "New sanctions came.", topic=pressure)
    profile = TopicProfile("pressure", "Pressure", Where("p.md"), keywords=("sanctions",))
    assert ("pressure",) == lexicon(profiles=(profile,)).topics_of("tougher sanctions")


def test_a_label_that_is_an_alias_of_a_profile_belongs_to_its_topic(project: Project) -> None:
    assert ["Pressure"] == list(topics(project, SANCTIONS, topic=PRESSURE.format("aliases: [Iran sanctions]\n")))


def test_a_topic_of_which_no_report_says_much_has_a_page_all_the_same(project: Project) -> None:
    talks = "Russian president Dmitry Medvedev met US secretary of state Hillary Clinton in Vienna on Monday."
    also = "“We welcome the talks,” Mrs Clinton said. Russia supports new talks on sanctions against Iran."
    texts = {
        "a": ("Talks in Geneva", "Hillary Clinton met Sergei Lavrov in Geneva."),
        "b": ("Envoys meet", f"{talks}\n\n{also}"),
    }
    files = files_of(
        project({f"content/articles/{n}.md": f"---\ntitle: {t}\ndate: 2009-10-13\n---\n\n{x}" for n, (t, x) in texts.items()})
    )
    assert "topics/iran-sanctions.html" in files
    assert () == check(files)


def test_a_profile_that_no_report_is_about_makes_no_topic(project: Project) -> None:
    assert [] == list(topics(project, "Nothing was said.", topic=PRESSURE.format("")))


def test_the_source_of_a_topic_is_the_sentence_that_names_it() -> None:
    text = f"Nothing was said. {DEFENCE}"
    about, _ = lexicon(text).about(accounts([text])[0])
    assert [(DEFENCE, "missile defence")] == [(source.sentence, source.words) for source in about.values()]


FISHING = "A ban on trawling came. The ban is wide, and the ban angered Norway."
PLANS = ("The strategy of Norway is new. The anti-piracy strategy is bold.", "Sweden set out a strategy. The strategy is old.")


def test_a_report_that_shares_no_subject_has_its_own_where_that_says_much(project: Project) -> None:
    assert {"Iran sanctions": 3, "ban": 1} == topics(project, SANCTIONS, SANCTIONS, SANCTIONS, FISHING)


def test_a_common_word_that_may_be_of_anything_is_called_by_a_longer_phrase(project: Project) -> None:
    found = topics(project, *PLANS, SANCTIONS, SANCTIONS)
    assert {"anti-piracy strategy", "Iran sanctions"} == found.keys()
