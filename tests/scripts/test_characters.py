"""Control characters, and those that turn the direction of writing, reach no page and no file, wherever they were written."""

from xml.etree import ElementTree as ET

import pytest

from generator.content.markdown import to_report, to_safe_html
from generator.content.plain_characters import CONTROLS
from generator.render.charts.svg import fitted, width_of
from tests.conftest import Project, files_of

UNSEEN = "a\u202eb\u2066c\x1bd\x00e\x7ff\x9bg\uffffh"
ESCAPED = "".join(f"\\u{ord(letter):04x}" for letter in UNSEEN)
REPORT = (
    f'---\ntitle: "T {ESCAPED}"\ndate: 2009-10-13\nsource: "S {ESCAPED}"\n---\n\nAnna Berg &#8;&#27;&#xffff;&#x202e;spoke.\n'
)
CONFIG = f'title = "One\\nDisallow: {ESCAPED}"\nauthor = """Two\r\nlines"""\nbase_url = "https://example.org/"\n'


def test_no_file_of_the_site_has_a_control_character(project: Project) -> None:
    root = project(
        {
            "content/articles/r.md": REPORT,
            "content/pages/p.md": f'---\ntitle: "P {ESCAPED}"\n---\n\nText &#8;&#x202e;here.\n',
            "content/actors/b.md": f'---\nname: "Anna Berg {ESCAPED}"\naliases: [Anna Berg]\n---\n\nText &#27;\u202ehere.\n',
        },
        CONFIG,
    )
    files = files_of(root)
    found = [
        (path, sign)
        for path, raw in files.items()
        for sign in CONTROLS
        if path.endswith(("l", "csv", "json")) and sign in raw.decode()
    ]
    assert [] == [(path, sign) for path, sign in found if not (path.endswith(".csv") and sign == "\r")]
    for path in files:
        if path.endswith((".xml", ".graphml")):
            ET.fromstring(files[path])
    assert "<title>One Disallow: abcdefgh</title>" in files["index.html"].decode()
    assert "Disallow" not in files["robots.txt"].decode()


@pytest.mark.parametrize("control", sorted(CONTROLS))
def test_a_control_character_parts_words_or_is_nothing(control: str) -> None:
    shown = "one two" if CONTROLS[control] else "onetwo"
    assert shown == to_report(f"one&#{ord(control)};two").text or 0x80 <= ord(control) < 0xA0 or control == "\0"
    assert control not in to_safe_html(f"one&#{ord(control)};two")


@pytest.mark.parametrize("text", ["m" * 1_000_000, "m\u0301" * 100_000, "x " * 100_000])
def test_a_long_name_is_cut_for_a_chart_in_bounded_time(text: str) -> None:
    cut = fitted(text, 100)
    assert cut.endswith("…")
    assert width_of(cut) <= 100


def test_a_cut_name_is_as_long_as_fits() -> None:
    cut = fitted("The Organisation of the Petroleum Exporting Countries", 120)
    letters = len(cut) - 1
    assert (
        width_of(cut) <= 120 < width_of(f"{'The Organisation of the Petroleum Exporting Countries'[: letters + 2].rstrip()}…")
    )
