"""PDF files in the manner of those who publish them, with texts that are made up."""

import io
from itertools import cycle, islice

import pypdf
import weasyprint
from PIL import Image

OPENINGS = (
    "The ministers met in the old customs house and agreed to open the northern crossings by the end of the month.",
    "Administrative responsibilities for inspections are transferred to an interregional commission.",
    "Its secretariat will be established in the provincial capital, near the efficient office of the flood inspectorate.",
    "The representatives of the municipalities expressed reservations regarding the proportionality of contributions.",
    "According to the preliminary documentation these amount to 14.5 million a year for the second-largest haulage firm.",
    "“We have no interest in another winter of queues,” the first official said of the well-known infrastructure.",
)


def paragraphs(count: int) -> list[str]:
    """Paragraphs that all differ."""
    return [
        " ".join([f"Point {number} was settled.", *islice(cycle(OPENINGS), number % 6, number % 6 + 4)])
        for number in range(1, count + 1)
    ]


def in_html(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def pdf(html: str) -> bytes:
    made = weasyprint.HTML(string=html).write_pdf()
    assert isinstance(made, bytes)
    return made


NEWSPAPER = """<html lang="en"><head><title>Crossings to open by month's end</title><meta name="author" content="Ana Writer"><style>
@page { size: A4; margin: 20mm 15mm; @top-left { content: "The Daily Example" } @top-right { content: "Thursday 4 March 2021" }
  @bottom-center { content: counter(page) } }
body { font: 9.5pt serif } .text { columns: 2; column-gap: 8mm; text-align: justify; hyphens: auto }
h1 { font-size: 22pt } p { margin: 0; text-indent: 1em } h3 { font-size: 11pt }
</style></head><body><h1>Crossings to open by month's end</h1><div class="text">%s<h3>What comes next</h3>%s</div></body></html>"""
MINISTRY = """<html lang="en"><head><title>Microsoft Word - press_release_final2.docx</title><style>
@page { size: A4; margin: 28mm 25mm; @top-center { content: "Ministry of Example Affairs — Press office" }
  @bottom-left { content: "12 Example Square, Sampleton" } @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
body { font: 11pt/1.5 sans-serif } h1 { font-size: 20pt } p { margin: 0 0 .8em }
</style></head><body><p>Press release</p><p>Published: 5 March 2021</p><h1>Statement on the opening of the northern crossings</h1>%s
<h2>Notes to editors</h2><ul><li>The first crossing opens on 10 March.</li><li>The second opens on 12 March.</li></ul></body></html>"""
THINK_TANK = """<html lang="en"><head><title>Borders after the flood</title><meta name="author" content="Bea Analyst; Cyd Scholar">
<meta name="dcterms.created" content="2021-03-06"><style>
@page { size: A4; margin: 25mm; @bottom-center { content: counter(page) } } @page :left { @top-left { content: "Borders after the flood" } }
@page :right { @top-right { content: "B. Analyst and C. Scholar" } } @page :first { @bottom-center { content: "" } @top-right { content: "" } }
body { font: 10.5pt serif; text-align: justify; hyphens: auto } h1 { font-size: 26pt } h2 { font-size: 14pt }
.title { break-after: page; text-align: center; padding-top: 60mm } .note { font-size: 8pt; float: footnote }
</style></head><body><div class="title"><h1>Borders after the flood</h1><p>Policy brief no. 12</p></div>
<h2>Introduction</h2><p>It rained.<span class="note">See the annex for the method.</span></p>%s<h2>Findings</h2>%s</body></html>"""


def newspaper(count: int = 12) -> bytes:
    texts = paragraphs(2 * count)
    return pdf(NEWSPAPER % (in_html(texts[:count]), in_html(texts[count:])))


def ministry(count: int = 8) -> bytes:
    return pdf(MINISTRY % in_html(paragraphs(count)))


def think_tank(count: int = 10) -> bytes:
    texts = paragraphs(2 * count)
    return pdf(THINK_TANK % (in_html(texts[:count]), in_html(texts[count:])))


def scan() -> bytes:
    """A page that is a picture."""
    file = io.BytesIO()
    Image.new("L", (400, 600), 200).save(file, "PDF")
    return file.getvalue()


def encrypted(content: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def pages_joined(*files: bytes) -> bytes:
    writer = pypdf.PdfWriter()
    for content in files:
        writer.append(io.BytesIO(content))
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
