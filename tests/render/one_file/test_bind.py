"""A leaf is its page's main content, word for word; only ids, links and what would be fetched differ."""

from generator.render.one_file.bind import Binding, leaf, notes

HEAD = '<!doctype html><html><head><title>T</title><link rel="stylesheet" href="../style.css"><link rel="icon" href="../i.svg"></head>'


def bound(main: str, files: dict[str, bytes] | None = None, *, path: str = "a/x.html", base_url: str = "") -> str:
    page = leaf(path, f'{HEAD}<body class="at-a"><p>above</p><main id="main">{main}</main><p>below</p></body></html>'.encode())
    other = leaf("b.html", b'<main><h1 lang="fr">B</h1><p id="p">b</p></main>')
    return Binding({path: page, "b.html": other}, files or {}, base_url).html(page)


def test_a_leaf_has_the_names_in_the_pages_head_and_its_first_heading() -> None:
    page = leaf("a/x.html", f'{HEAD}<body class="at-a"><main><h1 lang="de">Ä &amp; <em>B</em></h1><h1>C</h1></main>'.encode())
    assert ("a/x", ("style.css",), "i.svg") == (page.name, page.styles, page.icon)
    assert ("at-a", "Ä & B", "de") == (page.shown_as, page.title, page.language)


def test_a_page_without_main_content_gives_an_empty_leaf() -> None:
    page = leaf("a.html", b"<p>x</p>")
    assert ("", "", "") == (Binding({"a.html": page}, {}, "").html(page), page.title, page.shown_as)


def test_text_elements_and_their_order_stay() -> None:
    main = '<h1>A &amp; b &lt;c&gt; é</h1><p>one<br>two <b class="k">three</b></p><ul><li>x</li></ul><svg viewBox="0 0 9 9"><linearGradient></linearGradient></svg>'
    assert main == bound(main)


def test_ids_and_what_refers_to_them_are_those_of_the_leaf() -> None:
    assert '<p id="a/x:p"></p><b aria-labelledby="a/x:p a/x:q"></b><label for="a/x:n"></label>' == bound(
        '<p id="p"></p><b aria-labelledby="p q"></b><label for="n"></label>'
    )
    assert """<g id="a/x:g"></g><rect fill="url('#a/x:g')"></rect><use href="#a/x:g"></use>""" in bound(
        '<svg><g id="g"/><rect fill="url(#g)"/><use href="#g"/></svg>'
    )


def test_an_attribute_is_read_as_html_however_it_is_written() -> None:
    assert '<p id="a/x:a&quot;b" title="<p id=\'z\'>"></p>' == bound("""<p ID='a"b' title="<p id='z'>"></p>""").replace(
        "&lt;", "<"
    ).replace("&gt;", ">")
    assert '<p id="a/x:q" hidden=""></p>' == bound("<p\n id=q\thidden></p>")


def test_links_lead_within_the_file_or_to_the_web_or_nowhere() -> None:
    assert '<a href="#b:p">1</a><a href="#b">2</a><a href="#a/x">3</a>' == bound(
        '<a href="../b.html#p">1</a><a href="../b.html#none">2</a><a href="#none">3</a>'
    )
    assert '<a class="k">feed</a>' == bound('<a class="k" href="../feed.xml">feed</a>')
    assert '<a href="https://x.org/feed.xml" data-note="1">feed</a>' == bound(
        '<a href="../feed.xml">feed</a>', base_url="https://x.org/"
    )


def test_a_target_has_one_number_however_often_it_is_cited() -> None:
    cited = '<a class="cite" href="../b.html#p">1</a><a class="cite" href="../b.html">2</a><a href="https://x.org/">3</a>'
    page = leaf("a.html", f"<main>{cited.replace('../', '')}</main>".encode())
    binding = Binding({"a.html": page, "b.html": leaf("b.html", b'<main><h1 lang="fr">B</h1><p id="p">b</p></main>')}, {}, "")
    assert ["1", "1", "2"] == [part.partition('"')[0] for part in binding.html(page).split('data-note="')[1:]]
    assert [("#b", "B", "fr"), ("https://x.org/", "https://x.org/", "")] == list(notes(binding))


def test_nothing_is_left_that_runs_or_is_fetched() -> None:
    assert "<p>1</p><p>2</p>" == bound(
        '<p>1</p><script>"</p>"</script><div class="only-print"><div class="only-print">x</div></div><iframe src="x"></iframe><p>2</p>'
    )
    assert '<img src="data:image/png;base64,eA==" alt="x"><img alt="y">' == bound(
        '<img src="../i.png" srcset="a 1x" alt="x"><img src="none.png" alt="y">', {"i.png": b"x"}
    )
