"""The openly licensed treebanks that the parser's weights are learned from, and a reader of their files (CoNLL-U)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class TreebankWord(NamedTuple):
    """One word of a treebank; `head` counts the words of the sentence from 0, the main word has -1."""

    text: str
    lemma: str
    pos: str
    tag: str
    head: int
    relation: str
    space_after: bool = True


class TreebankSentence(NamedTuple):
    """The words of a sentence, and whether it opens a paragraph."""

    words: tuple[TreebankWord, ...]
    opens_paragraph: bool


class Treebank(NamedTuple):
    """A treebank: its repository at a commit and the licence of what is used of it."""

    repository: str
    commit: str
    licence: str


EWT = Treebank(
    "UniversalDependencies/UD_English-EWT", "15d613d8447b3478787d4c278730a1e48a945efb", "CC BY-SA 4.0 (Silveira et al. 2014)"
)
GUM = Treebank(
    "amir-zeldes/gum",
    "72ce5ac14978a324c2fd18d49484e65292cbe316",
    "annotation CC BY 4.0 (Zeldes 2017); texts of the genres used CC BY, CC BY-SA or in the public domain",
)
PUD = Treebank(
    "UniversalDependencies/UD_English-PUD", "f16eba4ae7f3d161870ed320676c5088b8fa476c", "CC BY-SA 3.0; for measuring only"
)
GENRES = ("academic", "bio", "court", "interview", "speech", "textbook", "vlog", "voyage")
"""The genres of GUM whose texts are under a free licence; its news is left out, since derivation is measured on it."""

HELD_OUT = frozenset(
    {
        *"academic_discrimination academic_eegimaa academic_exposure academic_librarians bio_byron".split(),
        *"bio_dvorak bio_emperor bio_jespersen court_loan court_mitigation interview_cyclone".split(),
        *"interview_gaming interview_hill interview_libertarian speech_austria speech_impeachment".split(),
        *"speech_inauguration speech_newzealand textbook_chemistry textbook_governments".split(),
        *"textbook_labor textbook_union vlog_london vlog_portland vlog_radiology vlog_studying".split(),
        *"voyage_athens voyage_coron voyage_oakland voyage_vavau".split(),
    }
)
"""Documents of GUM's development and test parts."""


def training_files(folder: Path) -> Iterator[Path]:
    """Return the files to learn from, below a folder with a clone of each treebank."""
    ewt = folder / EWT.repository.split("/")[1]
    listed = (ewt / "not-to-release/file-lists/files.train").read_text("utf-8").split()
    yield from (ewt / "not-to-release/sources" / name for name in listed)
    gum = folder / GUM.repository.split("/")[1] / "dep"
    for genre in GENRES:
        yield from (path for path in sorted(gum.glob(f"GUM_{genre}_*.conllu")) if path.stem[4:] not in HELD_OUT)


def read_sentences(path: Path) -> Iterator[TreebankSentence]:
    """Return the sentences of a file; words that only stand in enhanced graphs are left out."""
    rows: list[list[str]] = []
    opens = False
    for line in (*path.read_text("utf-8").split("\n"), ""):
        if line.startswith("#"):
            opens = opens or line.startswith(("# newpar", "# newdoc"))
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            yield TreebankSentence(tuple(_words(rows)), opens)
            rows, opens = [], False


def _words(rows: list[list[str]]) -> Iterator[TreebankWord]:
    """Return the words of a sentence; inside a token of several words, only its last may have a space after it."""
    inside, space = 0, True
    for row in rows:
        if "-" in row[0]:
            inside, space = int(row[0].split("-")[1]), "SpaceAfter=No" not in row[9]
        elif "." not in row[0]:
            number = int(row[0])
            after = "SpaceAfter=No" not in row[9] if number > inside else space and number == inside
            relation = row[7]
            yield TreebankWord(row[1], row[2], row[3], row[4], int(row[6]) - 1, relation, after)
