from generator.render.page.paper import paper

CITED = '<a class="cite" href="../articles/{}.html#s-1"><span class="vh">source: </span>{}</a>'


def test_each_source_has_one_number_in_order_of_appearance() -> None:
    made = paper(CITED.format("a", "News") + CITED.format("b", "Post") + CITED.format("a", "News again"), "../", "")
    assert [("News", "articles/a.html"), ("Post", "articles/b.html")] == [(n.text, n.address) for n in made.notes]
    assert ["1", "2", "1"] == [piece[0] for piece in made.html.split('data-note="')[1:]]


def test_an_address_is_given_in_full_where_the_site_has_one() -> None:
    made = paper(CITED.format("a", "News"), "../", "https://example.org/x/")
    assert ["https://example.org/x/articles/a.html"] == [note.address for note in made.notes]


def test_links_to_elsewhere_are_numbered_and_those_within_the_site_are_not() -> None:
    html = '<a href="https://x.org/?a=1&amp;b=2" rel="noopener">x.org</a> <a href="../actors/iran.html">Iran</a>'
    made = paper(html, "../", "")
    assert [("x.org", "https://x.org/?a=1&amp;b=2")] == [(note.text, note.address) for note in made.notes]
    assert '<a href="../actors/iran.html">Iran</a>' in made.html


def test_what_was_escaped_stays_escaped() -> None:
    made = paper(CITED.format("a", "A &lt;b&gt; <i>C</i>"), "../", "")
    assert "A &lt;b&gt; C" == made.notes[0].text


def test_all_else_is_left_as_it_was() -> None:
    html = '<p>Text</p><a class="cite here" href="#s-1">in the text</a>'
    assert html == paper(html, "", "").html
