"""Write `common_words.tsv`: in how many texts of the training treebanks nouns and adjectives stand, for those in many.

`python -m tools.common_words DIR`, with a clone of each treebank in DIR (`tools/treebanks.py`).
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from tools.treebanks import read_sentences, training_files

LIST = Path(__file__).resolve().parent.parent / "generator" / "derive" / "lexicon" / "en" / "common_words.tsv"
MIN_TEXTS = 4
HEADER = """\
# Nouns and adjectives, and in how many of {texts} texts they stand: the more, the less they say what a report is about.
# Counted in the parts of the English Web Treebank and GUM that the parser learned from (CC BY-SA 4.0, as
# syntax.weights.LICENSE), written by `python -m tools.common_words`.
"""


def counted(folder: Path) -> tuple[Counter[str], int]:
    """Return in how many texts each noun or adjective stands, and how many texts there are."""
    texts = 0
    counts: Counter[str] = Counter()
    for texts, path in enumerate(training_files(folder), 1):  # noqa: B007 - the last number is how many there are
        counts.update(
            {word.lemma.lower() for sentence in read_sentences(path) for word in sentence.words if word.pos in {"NOUN", "ADJ"}}
        )
    return counts, texts


def main() -> None:
    """Count and write."""
    counts, texts = counted(Path(sys.argv[1]))
    rows = sorted((-number, noun) for noun, number in counts.items() if number >= MIN_TEXTS and noun.isalpha())
    LIST.write_text(HEADER.format(texts=texts) + "".join(f"{noun}\t{-number}\n" for number, noun in rows), "utf-8")


if __name__ == "__main__":
    main()
