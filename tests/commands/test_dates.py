from generator.commands.main import main
from tests.conftest import TITLED, Project

EARLY = "---\ntitle: Early\ndate: 2021-03-05T00:30:00+09:00\n---\n\nPedro Alvares spoke.\n"


def test_a_report_is_shown_under_the_day_that_it_writes_with_an_offset(project: Project) -> None:
    root = project({"content/articles/early.md": EARLY}, TITLED + 'time_zone = "Europe/Paris"\n')
    assert 0 == main(["-C", str(root), "build"])
    page = (root / "site/articles/early.html").read_text("utf-8")
    assert ('datetime="2021-03-05"' in page, 'datetime="2021-03-04"' in page) == (True, False)
