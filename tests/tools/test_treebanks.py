from pathlib import Path

from tools.measure_syntax import text_of
from tools.treebanks import TreebankSentence, read_sentences, training_files

CONLLU = """\
# newdoc id = one
# newpar
# text = Berg didn't go.
1\tBerg\tBerg\tPROPN\tNNP\t_\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4.1\tgone\tgo\tVERB\tVBN\t_\t_\t_\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# text = Why?
1\tWhy\twhy\tADV\tWRB\t_\t0\troot\t_\tSpaceAfter=No
2\t?\t?\tPUNCT\t.\t_\t1\tpunct\t_\t_
"""


def sentences(tmp_path: Path) -> list[TreebankSentence]:
    (tmp_path / "one.conllu").write_text(CONLLU)
    return list(read_sentences(tmp_path / "one.conllu"))


def test_words_of_enhanced_graphs_and_fused_tokens_are_no_words(tmp_path: Path) -> None:
    first, second = sentences(tmp_path)
    assert ["Berg", "did", "n't", "go", "."] == [word.text for word in first.words]
    assert [3, 3, 3, -1, 3] == [word.head for word in first.words]
    assert (True, False) == (first.opens_paragraph, second.opens_paragraph)


def test_the_text_has_blanks_where_it_had_them(tmp_path: Path) -> None:
    assert "Berg didn't go. Why? " == text_of(sentences(tmp_path))


def test_news_and_held_out_documents_are_not_learned_from(tmp_path: Path) -> None:
    (tmp_path / "UD_English-EWT/not-to-release/file-lists").mkdir(parents=True)
    (tmp_path / "UD_English-EWT/not-to-release/file-lists/files.train").write_text("weblog/a.conllu\n")
    (tmp_path / "gum/dep").mkdir(parents=True)
    for name in ("GUM_news_x", "GUM_interview_x", "GUM_interview_hill", "GUM_fiction_x"):
        (tmp_path / f"gum/dep/{name}.conllu").write_text("")
    assert ["a", "GUM_interview_x"] == [path.stem for path in training_files(tmp_path)]
