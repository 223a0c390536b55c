"""An installed spaCy pipeline in place of the program's own parser: `[derive] syntax = "spacy:NAME"`.

NAME is a package with a pipeline, or a folder that spaCy can load. Pipelines with Universal Dependencies' relations are used
as they are; the English ones of spaCy name other relations, which are converted: there a preposition is a head ("prep",
"pobj"), and so is a copula ("attr", "acomp").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from generator.derive.syntax.trees import ROOT, Analysis

PREFIX = "spacy:"
INSTALL = "install it: pip install 'briefing-site[spacy]'"

RENAMED = {
    "ROOT": "root",
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "relcl": "acl:relcl",
    "poss": "nmod:poss",
    "prt": "compound:prt",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "intj": "discourse",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "quantmod": "advmod",
    "oprd": "xcomp",
    "meta": "dep",
}
"""Relations of spaCy's English pipelines that only have another name."""
OF_CLAUSES = frozenset({"nsubj", "nsubj:pass", "csubj", "aux", "aux:pass", "advmod", "punct", "mark", "advcl", "obl:unmarked"})
"""Dependents of a copula that hang on its complement in Universal Dependencies."""


def why_unusable(syntax: str, key: str = "syntax") -> tuple[str, str] | None:
    """Return what is wrong with the name of a pipeline, given in a key, and what to do; None when it can be loaded."""
    name = syntax.removeprefix(PREFIX)
    if name == syntax or not name:
        return f"`{key}` is not the name of a parser: {syntax!r}", 'write "spacy:NAME", or leave it out'
    if find_spec("spacy") is None:
        return f"`{key}` needs spaCy, which is not installed", INSTALL
    if not Path(name).is_dir() and find_spec(name.replace("-", "_")) is None:
        return f"spaCy's pipeline {name!r} is not installed", "install it, or give the path of its folder"
    return None


@lru_cache(maxsize=2)
def pipeline(name: str) -> Any:
    """Return a pipeline by its package or folder, loaded once."""
    import spacy  # an extra

    return spacy.load(name)


def fingerprint(name: str) -> str:
    """Return a text that is another one once a pipeline may find something else: by its releases, or its files in a folder."""
    from importlib.metadata import version  # takes a while

    installed = version("spacy")
    if not Path(name).is_dir():
        return f"spacy {installed}, {name} {version(name)}"
    hashed = blake2b(digest_size=16)
    for path in sorted(one for one in Path(name).rglob("*") if one.is_file()):
        hashed.update(f"{path.relative_to(name).as_posix()}\0".encode() + blake2b(path.read_bytes()).digest())
    return f"spacy {installed}, {hashed.hexdigest()}"


def analyse(syntax: str, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
    """Return the analysis of each sentence by a pipeline, which is given the words and keeps them."""
    from spacy.tokens import Doc  # an extra

    nlp = pipeline(syntax.removeprefix(PREFIX))
    docs = [Doc(nlp.vocab, words=[*words], sent_starts=[True, *[False] * (len(words) - 1)]) for words in sentences]
    return [_analysis(doc) for doc in nlp.pipe(docs)]


def _analysis(doc: Any) -> Analysis:
    heads = [ROOT if token.head.i == token.i else token.head.i for token in doc]
    relations = [RENAMED.get(token.dep_, token.dep_) or "dep" for token in doc]
    if any(token.dep_ in {"pobj", "prep", "attr", "acomp"} for token in doc):
        _lower_prepositions(heads, relations, [token.pos_ for token in doc])
        _lower_copulas(heads, relations, [token.lemma_ for token in doc])
    lemmas = tuple(token.lemma_ or token.lower_ for token in doc)
    return Analysis(
        tuple(token.tag_ for token in doc), tuple(token.pos_ for token in doc), lemmas, tuple(heads), tuple(relations)
    )


def _lower_prepositions(heads: list[int], relations: list[str], poses: Sequence[str]) -> None:
    """Hang each preposition on its noun or clause, and that on the preposition's head."""
    for at, relation in enumerate(list(relations)):
        if relation not in {"pobj", "pcomp"} or heads[at] == ROOT:
            continue
        preposition = heads[at]
        above, was = heads[preposition], relations[preposition]
        heads[at], heads[preposition] = above, at
        is_of_verb = above == ROOT or poses[above] in {"VERB", "AUX", "ADJ", "ADV"}
        if relation == "pobj":
            relations[at] = "obl:agent" if was == "agent" else "obl" if is_of_verb else "nmod"
            relations[preposition] = "case"
        else:
            relations[at], relations[preposition] = ("advcl" if is_of_verb else "acl"), "mark"
        for other, head in enumerate(heads):
            if head == preposition and other != at:
                heads[other] = at if relations[other] != "conj" else above
    for at, relation in enumerate(relations):
        if relation in {"prep", "agent"}:
            relations[at] = "advmod"


def _lower_copulas(heads: list[int], relations: list[str], lemmas: Sequence[str]) -> None:
    """Make the complement of "be" the head of its clause, and the verb its copula; other complements are "xcomp"."""
    for at, relation in enumerate(list(relations)):
        if relation not in {"attr", "acomp"}:
            continue
        verb = heads[at]
        if lemmas[verb].lower() != "be":
            relations[at] = "xcomp" if relation == "acomp" else "obj"
            continue
        heads[at], relations[at] = heads[verb], relations[verb]
        for other, head in enumerate(heads):
            is_moved = head == verb and other != at
            if is_moved and (relations[other] in OF_CLAUSES or relations[other] in {"conj", "cc", "obl", "ccomp", "parataxis"}):
                heads[other] = at
        heads[verb], relations[verb] = at, "cop"
