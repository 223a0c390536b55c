from generator.commands.check import check

PAGE = "<!doctype html><title>t</title>"


def said(**pages: str) -> list[str]:
    files = {name.replace("__", "/") + ".html": (PAGE + body).encode() for name, body in pages.items()}
    return [str(problem) for problem in check(files)]


def test_links_that_lead_somewhere_are_fine() -> None:
    assert [] == said(
        index='<a href="a__b.html">x</a><a href="a/b.html#s">y</a><a href="#z" id="z">z</a><a href="https://x.org/">w</a>'.replace(
            "a__b", "a/b"
        ),
        a__b='<p id="s"><a href="../index.html">home</a></p>',
    )


def test_a_link_to_a_page_that_is_not_there_is_told_with_its_place() -> None:
    assert ["index.html:2:1: 'gone.html' leads to gone.html, which is not there; "] == [
        line.split("mend")[0] for line in said(index='\n<a href="gone.html">x</a>')
    ]


def test_a_link_to_a_missing_part_is_told() -> None:
    assert "part of a.html that is not there" in said(index='<a href="a.html#s">x</a>', a="")[0]


def test_an_address_from_the_hosts_root_is_told() -> None:
    assert "not relative" in said(index='<img src="/a.png" alt="">')[0]


def test_other_schemes_are_told() -> None:
    assert "not relative" in said(index='<a href="javascript:x">x</a>')[0]


def test_an_id_that_stands_twice_is_told() -> None:
    assert "the id 'x' stands twice" in said(index='<p id="x"></p><p id="x"></p>')[0]


def test_linked_data_that_cannot_be_read_is_told() -> None:
    assert "linked data" in said(index='<script type="application/ld+json">{"a": </script>')[0]


def test_a_page_without_a_title_is_told() -> None:
    assert "no title" in str(check({"a.html": b"<p>x</p>"})[0])
