"""An installed spaCy pipeline stands in for the program's own parser; the one used here is trained in a second."""

import warnings
from pathlib import Path

import pytest

from generator.commands.main import main
from generator.content import config
from generator.derive.syntax.document import Document
from generator.derive.syntax.parser import parse
from generator.derive.syntax.spacy_pipeline import _lower_copulas, _lower_prepositions, why_unusable
from generator.derive.syntax.trees import ROOT, Trees
from generator.model.problems import Problem

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import spacy
    from spacy.training import Example
    from thinc.util import fix_random_seed

WORDS = ["Berg", "rejected", "the", "plan", "of", "the", "port", "."]
TAGS = ["NNP", "VBD", "DT", "NN", "IN", "DT", "NN", "."]
POSES = ["PROPN", "VERB", "DET", "NOUN", "ADP", "DET", "NOUN", "PUNCT"]
LEMMAS = ["Berg", "reject", "the", "plan", "of", "the", "port", "."]
ENGLISH_HEADS = [1, 1, 3, 1, 3, 6, 4, 1]
ENGLISH = ["nsubj", "ROOT", "det", "dobj", "prep", "det", "pobj", "punct"]
UNIVERSAL_HEADS = [1, 1, 3, 1, 6, 6, 3, 1]
UNIVERSAL = ["nsubj", "ROOT", "det", "obj", "case", "det", "nmod", "punct"]
TEXT = "Berg rejected the plan of the port."


@pytest.fixture(scope="module", params=[(ENGLISH_HEADS, ENGLISH), (UNIVERSAL_HEADS, UNIVERSAL)], ids=["spacy", "universal"])
def pipeline(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a pipeline with a tagger and a parser that know one sentence, with the relations of one scheme."""
    heads, relations = request.param
    fix_random_seed(0)
    nlp = spacy.blank("en")
    for name in ("tagger", "morphologizer", "trainable_lemmatizer"):
        nlp.add_pipe(name)
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    gold = {"words": WORDS, "tags": TAGS, "pos": POSES, "lemmas": LEMMAS, "heads": heads, "deps": relations}
    examples = [Example.from_dict(nlp.make_doc(TEXT), gold)] * 4
    optimiser = nlp.initialize(lambda: examples)
    for _ in range(40):
        nlp.update(examples, sgd=optimiser)
    folder = tmp_path_factory.mktemp("pipeline")
    nlp.to_disk(folder)
    return folder


def shape(trees: Trees) -> list[tuple[str, str, str, int, str]]:
    return [(word.text, word.lemma, word.tag, word.head, word.relation) for word in trees.words]


def test_its_trees_have_universal_relations_whatever_its_own_are(pipeline: Path) -> None:
    heads = [ROOT if head == at else head for at, head in enumerate(UNIVERSAL_HEADS)]
    relations = [relation.replace("ROOT", "root") for relation in UNIVERSAL]
    expected = list(zip(WORDS, LEMMAS, TAGS, heads, relations, strict=True))
    assert expected == shape(parse(Document("report", TEXT, syntax=f"spacy:{pipeline}")))


def test_a_project_names_it_in_its_configuration(pipeline: Path, tmp_path: Path) -> None:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/articles/one.md").write_text(f"---\ntitle: One\ndate: 2009-10-13\n---\n\n{TEXT}\n")
    (tmp_path / "briefing.toml").write_text(f'[derive]\nsyntax = "spacy:{pipeline}"\n')
    assert 0 == main(["-C", str(tmp_path), "derive", "--jobs", "1"])
    own = (tmp_path / "content/derived/one.json").read_text()
    (tmp_path / "briefing.toml").write_text('title = "T"\n')
    assert 0 == main(["-C", str(tmp_path), "derive", "--jobs", "1"])
    assert own.split('"of"')[1][:40] != (tmp_path / "content/derived/one.json").read_text().split('"of"')[1][:40]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("spacy:no_such_pipeline", "spaCy's pipeline 'no_such_pipeline' is not installed"),
        ("stanza:en", "`derive.syntax` is not the name of a parser: 'stanza:en'"),
    ],
)
def test_a_parser_that_cannot_be_loaded_is_a_problem_of_the_configuration(name: str, message: str) -> None:
    problems: list[Problem] = []
    config.parse(f'title = "T"\n[derive]\nsyntax = "{name}"\n', problems)
    assert [f"briefing.toml:3:1: {message}"] == [str(problem).split(";")[0] for problem in problems]


def test_without_spacy_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.derive.syntax.spacy_pipeline.find_spec", lambda _name: None)
    wrong = why_unusable("spacy:en_core_web_sm")
    assert wrong is not None
    assert "briefing-site[spacy]" in wrong[1]


def test_a_preposition_hangs_on_its_noun() -> None:
    heads, relations = [ROOT, 0, 1], ["root", "prep", "pobj"]
    _lower_prepositions(heads, relations, ["VERB", "ADP", "NOUN"])
    assert ([ROOT, 2, 0], ["root", "case", "obl"]) == (heads, relations)


def test_a_copula_hangs_on_its_complement() -> None:
    heads, relations = [1, ROOT, 1, 1], ["nsubj", "root", "acomp", "punct"]
    _lower_copulas(heads, relations, ["plan", "be", "late", "."])
    assert ([2, 2, ROOT, 2], ["nsubj", "cop", "root", "punct"]) == (heads, relations)
