from generator.render.one_file.pdf import on_paper

PAGE = """<style>
:root { --link: #123456; --ink: #000000; }
@media screen { :root { --link: #ffffff; } }
.chart { margin: 0; }
.chart circle, .chart rect { fill: var(--link); stroke: color-mix(in srgb, var(--ink) 30%, white); }
.chart-where .axis { stroke: var(--ink); }
@media print, (max-width: 40rem) { td { display: block; } }
</style><svg class="chart-where" width="9"><rect/></svg><svg class="other"></svg>"""


def test_pictures_hold_the_style_that_the_page_gives_them_with_the_colours_of_the_light() -> None:
    style = on_paper(PAGE).partition('<svg class="chart-where" width="9"><style>')[2].partition("</style>")[0]
    assert "circle, rect { fill: #123456; stroke: #000000; }" in style
    assert ".chart-where .axis { stroke: #000000; }" in style
    assert "margin" not in style


def test_rules_for_paper_and_narrow_windows_are_for_paper() -> None:
    assert "@media print { td { display: block; } }" in on_paper(PAGE)


def test_all_else_is_left_as_it_was() -> None:
    assert on_paper(PAGE).endswith('<svg class="other"></svg>')
    assert "<p>Text, .chart and all.</p>" == on_paper("<p>Text, .chart and all.</p>")
