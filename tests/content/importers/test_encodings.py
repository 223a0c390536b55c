import pytest

from generator.content.importers.encodings import decode, encoding_of, spelled
from generator.content.importers.importer import SourceFile
from generator.model.problems import Problem

GERMAN = "Der Minister für Äußeres sagte am Freitag, Österreich werde dem „Vertrag“ über die Häfen nicht zustimmen."
FRENCH = "Le ministre des Affaires étrangères a déclaré vendredi que l’accord « n’était pas acceptable » à l’été."
RUSSIAN = "Министр иностранных дел заявил в пятницу, что Россия поддержит переговоры. Он сказал, что план будет отклонён."
ARABIC = "قال وزير الخارجية يوم الجمعة إن المغرب لن يقبل الربط بين الرسوم الجمركية ومعاهدة الموانئ، وأضاف أن المحادثات مستمرة"
POLISH = (
    "Minister spraw zagranicznych powiedział w piątek, że Polska nie zgodzi się na żądania. Źródła w rządzie są sceptyczne."
)
GREEK = "Ο υπουργός Εξωτερικών δήλωσε την Παρασκευή ότι η Ελλάδα θα στηρίξει τη συνθήκη για τα λιμάνια."
JAPANESE = "外務大臣は金曜日、港湾条約を支持すると述べた。来週の会談で詳細を協議する予定だ。"
CHINESE = "外交部长周五表示，葡萄牙将支持港口条约。下周将继续会谈。"


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        (GERMAN, "utf-8", ()),
        (GERMAN, "utf-8-sig", ()),
        (GERMAN, "cp1252", ("read as Windows-1252",)),
        (FRENCH, "cp1252", ("read as Windows-1252",)),
        (FRENCH, "utf-16", ("read as UTF-16",)),
        (GERMAN, "utf-16-le", ("read as UTF-16-LE",)),
        (RUSSIAN, "utf-16-be", ("read as UTF-16-BE",)),
        (RUSSIAN, "cp1251", ("read as Windows-1251",)),
        (RUSSIAN, "koi8-r", ("read as KOI8-R",)),
        (RUSSIAN, "iso8859-5", ("read as ISO-8859-5",)),
        (POLISH, "cp1250", ("read as Windows-1250",)),
        (ARABIC, "cp1256", ("read as Windows-1256",)),
        (GREEK, "cp1253", ("read as Windows-1253",)),
        (JAPANESE, "shift_jis", ("read as SHIFT-JIS",)),
        (CHINESE, "gb18030", ("read as GB 18030",)),
    ],
)
def test_the_encoding_is_found_and_told(text: str, encoding: str, expected: tuple[str, ...]) -> None:
    found = decode(SourceFile("a.txt", text.encode(encoding)), [])
    assert found
    assert (text, expected) == (found.text, found.notes)


def test_an_encoding_that_is_given_wins() -> None:
    found = decode(SourceFile("a.txt", POLISH.encode("iso8859-2"), "iso-8859-2"), [])
    assert found
    assert (POLISH, ("read as ISO-8859-2",)) == (found.text, found.notes)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("utf8", "a.txt:2:4: byte 0xe9 is not UTF-8; give another `--encoding`, or leave it out"),
        ("ascii", "a.txt:2:4: byte 0xe9 is not ASCII; give another `--encoding`, or leave it out"),
        ("latein", "--encoding:1:1: 'latein' is not the name of an encoding; write utf-8, windows-1252, utf-16, koi8-r …"),
        ("hex", "--encoding:1:1: 'hex' is not the name of an encoding; write utf-8, windows-1252, utf-16, koi8-r …"),
    ],
)
def test_a_wrong_encoding_is_a_problem(given: str, expected: str) -> None:
    problems: list[Problem] = []
    assert decode(SourceFile("a.txt", b"a\ncaf\xe9\n", given), problems) is None
    assert [expected] == [str(problem) for problem in problems]


def test_utf_16_that_is_given_for_a_text_in_single_bytes_is_a_problem() -> None:
    problems: list[Problem] = []
    assert decode(SourceFile("a.txt", b"odd", "utf-16"), problems) is None
    assert len(problems) == 1


@pytest.mark.parametrize("raw", [b"\0\1\2\3", bytes(range(256)), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"])
def test_what_is_no_text_has_no_encoding(raw: bytes) -> None:
    assert encoding_of(raw) is None


@pytest.mark.parametrize(("name", "expected"), [("latin-1", "ISO-8859-1"), ("cp1252", "Windows-1252"), ("utf8", "UTF-8")])
def test_an_encoding_is_spelled_as_people_do(name: str, expected: str) -> None:
    assert expected == spelled(name)
