"""Measure the parser on treebanks that it did not learn from: `python -m tools.measure_syntax DIR`.

DIR holds clones of the treebanks in `tools.treebanks`. Prints for each test file the shares of right tags, heads (UAS) and
heads with relations (LAS, without subtypes): with the treebank's own words, and F1 from the raw text, whose paragraphs,
sentences and words the program finds itself.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.derive.syntax.document import Document
from generator.derive.syntax.network import analyse
from generator.derive.syntax.parser import parse
from tools.treebanks import EWT, PUD, TreebankSentence, read_sentences

BATCH = 20


class Placed(NamedTuple):
    """One word with its place in the text without blanks, and the place of its head."""

    start: int
    end: int
    tag: str
    head: tuple[int, int] | None
    relation: str


def main() -> None:
    """Print the figures of each test file."""
    folder = Path(sys.argv[1])
    for treebank, name in ((EWT, "en_ewt-ud-test.conllu"), (PUD, "en_pud-ud-test.conllu")):
        sentences = list(read_sentences(folder / treebank.repository.split("/")[1] / name))
        print(name, "words given", on_given_words(sentences), "raw text", on_raw_text(sentences))


def on_given_words(sentences: Sequence[TreebankSentence]) -> dict[str, float]:
    """Return the shares of words with the right tag, head, and head with relation."""
    right = dict.fromkeys(("tags", "pos", "lemmas", "uas", "las"), 0)
    words = 0
    for at in range(0, len(sentences), BATCH):
        batch = sentences[at : at + BATCH]
        for sentence, found in zip(batch, analyse("en", [[w.text for w in s.words] for s in batch]), strict=True):
            for number, word in enumerate(sentence.words):
                same_head = found.heads[number] == word.head
                words += 1
                right["tags"] += found.tags[number] == word.tag
                right["pos"] += found.poses[number] == word.pos
                right["lemmas"] += found.lemmas[number].lower() == word.lemma.lower()
                right["uas"] += same_head
                right["las"] += same_head and _coarse(found.relations[number]) == _coarse(word.relation)
    return {name: round(count / words, 4) for name, count in right.items()}


def on_raw_text(sentences: Sequence[TreebankSentence]) -> dict[str, float]:
    """Return F1 of words, tags, heads and heads with relations, found from the text alone."""
    doc = Document("treebank", text_of(sentences))
    gold, found = set(_gold(sentences)), set(_parsed(doc))
    kinds = {
        "words": lambda w: (w.start, w.end),
        "tags": lambda w: (w.start, w.end, w.tag),
        "uas": lambda w: (w.start, w.end, w.head),
        "las": lambda w: (w.start, w.end, w.head, w.relation),
    }
    scores = {name: 2 * len({*map(key, gold)} & {*map(key, found)}) / (len(gold) + len(found)) for name, key in kinds.items()}
    return {name: round(score, 4) for name, score in scores.items()}


def text_of(sentences: Sequence[TreebankSentence]) -> str:
    """Return the text of sentences, a line a paragraph."""
    parts: list[str] = []
    for sentence in sentences:
        if sentence.opens_paragraph and parts:
            parts.append("\n")
        parts.extend(word.text + (" " if word.space_after else "") for word in sentence.words)
    return "".join(parts)


def _gold(sentences: Sequence[TreebankSentence]) -> Iterator[Placed]:
    at = 0
    for sentence in sentences:
        places = []
        for word in sentence.words:
            size = len(word.text.replace(" ", ""))
            places.append((at, at + size))
            at += size
        for place, word in zip(places, sentence.words, strict=True):
            yield Placed(*place, word.tag, places[word.head] if word.head >= 0 else None, _coarse(word.relation))


def _parsed(doc: Document) -> Iterator[Placed]:
    trees = parse(doc)
    blanks = [0]
    for character in doc.text:
        blanks.append(blanks[-1] + character.isspace())
    places = [(word.start - blanks[word.start], word.end - blanks[word.end]) for word in trees.words]
    for place, word in zip(places, trees.words, strict=True):
        yield Placed(*place, word.tag, places[word.head] if word.head >= 0 else None, word.kind)


def _coarse(relation: str) -> str:
    return relation.partition(":")[0]


if __name__ == "__main__":
    main()
