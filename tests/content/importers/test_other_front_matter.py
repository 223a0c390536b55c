import pytest

from tests.content.importers.reading import problems_of, reports_of, stated

CLIPPED = """---
title: "Talks"
source: "https://x.org/talks"
author:
  - "[[Ana Writer]]"
  - "[[People/Ben Other|Ben Other]]"
published: 2021-03-04
created: 2021-03-06
description: "They met."
tags:
  - "clippings"
---
Pedro Alvares said no.
"""
JEKYLL = """---
layout: post
title:  "Talks"
date:   2021-03-04 08:15:00 +0100
categories: [news, ports]
author: {name: Ana Writer, mail: a@x.org}
permalink: /2021/talks/
---

Pedro Alvares said no.
"""
HUGO = """+++
title = 'Talks'
date = 2021-03-04T08:15:00+01:00
draft = false
authors = ["Ana Writer", "Ben Other"]
[params]
  source = "Example News"
  original_url = "https://x.org/talks"
+++

Pedro Alvares said no.
"""
ZOLA = """+++
title = "Talks"
description = "They met."
date = 2021-03-04
[taxonomies]
tags = ["ports"]
[extra]
author = "Ana Writer"
lang = "pt"
+++
Pedro Alvares said no.
"""
HUGO_JSON = """{
  "title": "Talks",
  "publishDate": "2021-03-04",
  "tags": ["ports"]
}

Pedro Alvares said no.
"""
PANDOC = """---
title: Talks
author:
- Ana Writer
- Ben Other
date: 4 March 2021
lang: en-GB
...

Pedro Alvares said no.
"""
PANDOC_LINES = """% Talks
% Ana Writer; Ben Other
% March 4, 2021

Pedro Alvares said no.
"""
MULTIMARKDOWN = """Title:    Talks
  of March
Author:   Ana Writer
Date:     2021-03-04
Keywords: ports

Pedro Alvares said no.
"""


@pytest.mark.parametrize(
    ("text", "expected", "unknown"),
    [
        (
            CLIPPED,
            {
                "title": "Talks",
                "date": "2021-03-04",
                "source": "https://x.org/talks",
                "author": "Ana Writer, Ben Other",
                "summary": "They met.",
            },
            ["created", "tags"],
        ),
        (
            JEKYLL,
            {"title": "Talks", "date": "2021-03-04T08:15:00+01:00", "author": "Ana Writer"},
            ["layout", "categories", "permalink"],
        ),
        (
            HUGO,
            {
                "title": "Talks",
                "date": "2021-03-04T08:15:00+01:00",
                "source": "Example News",
                "url": "https://x.org/talks",
                "author": "Ana Writer, Ben Other",
                "draft": "false",
            },
            ["params"],
        ),
        (
            ZOLA,
            {"title": "Talks", "date": "2021-03-04", "author": "Ana Writer", "lang": "pt", "summary": "They met."},
            ["taxonomies", "extra"],
        ),
        (HUGO_JSON, {"title": "Talks", "date": "2021-03-04"}, ["tags"]),
        (PANDOC, {"title": "Talks", "date": "4 March 2021", "author": "Ana Writer, Ben Other", "lang": "en-GB"}, []),
        (PANDOC_LINES, {"title": "Talks", "date": "March 4, 2021", "author": "Ana Writer, Ben Other"}, []),
        (MULTIMARKDOWN, {"title": "Talks of March", "date": "2021-03-04", "author": "Ana Writer"}, ["keywords"]),
    ],
    ids=["clipper", "jekyll", "hugo", "zola", "json", "pandoc", "pandoc-lines", "multimarkdown"],
)
def test_front_matter_of_other_programs_is_read(text: str, expected: dict[str, str], unknown: list[str]) -> None:
    (report,) = reports_of("in.md", text)
    assert (expected, sorted(unknown)) == (stated(report), sorted(report.unknown))
    assert "Pedro Alvares said no." == report.body.strip()


def test_our_own_key_wins_over_another_programs() -> None:
    (report,) = reports_of("in.md", "---\npublished: 2021-03-09\ndate: 2021-03-04\ntitle: T\n---\nText.\n")
    assert ("2021-03-04", ["published"]) == (stated(report)["date"], list(report.unknown))


def test_toml_in_a_text_file_is_read_as_front_matter() -> None:
    (report,) = reports_of("in.txt", HUGO)
    assert "Talks" == stated(report)["title"]


def test_the_day_of_a_jekyll_files_name_is_its_date_where_it_says_no_other() -> None:
    (report,) = reports_of("_posts/2021-03-04-talks.md", "---\ntitle: T\n---\nText.\n")
    assert ("2021-03-04", "file name") == (report.fields["date"].value, report.fields["date"].origin)
    (report,) = reports_of("_posts/2021-03-04-talks.md", "---\ntitle: T\ndate: 2021-03-05\n---\nText.\n")
    assert "2021-03-05" == stated(report)["date"]


@pytest.mark.parametrize(
    "text", ["Note: they met.\n\nThey left.\n", "They met: he said so.\nTitle: x\n\nThey left.\n", "100% of them met.\n"]
)
def test_a_text_that_begins_with_a_colon_or_a_percent_sign_is_no_front_matter(text: str) -> None:
    (report,) = reports_of("in.md", text)
    assert ({}, text.strip()) == (stated(report), report.body)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+++\ntitle = 'T'\n", "in.md:1:1: the front matter has no closing line of three plus signs; end it with a line +++"),
        (
            "+++\ntitle = 'T'\nx = \n+++\nText.\n",
            "in.md:3:5: this is not valid TOML: Invalid value; mend the line, or put the value in quotes",
        ),
        ("---\n- a\n---\nText.\n", "in.md:2:1: a list of `key: value` lines is expected here; write `title: …` and the like"),
    ],
)
def test_front_matter_that_cannot_be_read_is_a_problem_with_its_line(text: str, expected: str) -> None:
    assert [expected] == problems_of("in.md", text)
