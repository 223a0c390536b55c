"""Word documents in the manner of several programs, with texts that are made up."""

import io
import zipfile
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def press_release() -> bytes:
    """As Word writes it: title, headings, lists, quotes, a table, properties."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author = "Statement on the northern crossings", "Ana Writer"
    properties.created = datetime(2021, 3, 5, 9, 30, tzinfo=UTC)
    document.add_heading("Statement on the northern crossings", 0)
    document.add_heading("Background", 1)
    paragraph = document.add_paragraph("The ministers met in ")
    paragraph.add_run("Sampleton").bold = True
    paragraph.add_run(" on Tuesday, *not* on Monday.")
    document.add_paragraph("The first crossing opens.", style="List Bullet")
    document.add_paragraph("The second opens.", style="List Bullet")
    document.add_paragraph("Apply.", style="List Number")
    document.add_paragraph("Wait.", style="List Number")
    document.add_paragraph("No more queues.", style="Intense Quote")
    table = document.add_table(2, 2)
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], ["Crossing", "Day", "North", "10 March"], strict=True):
        cell.text = text
    return saved(document)


def plain_letter(title: str = "Document1", author: str = "Microsoft Office User") -> bytes:
    """As it comes out of a template: no styles, properties that programs filled in."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, author
    document.add_paragraph("The envoys met in Sampleton on Tuesday. They agreed on a plan.")
    document.add_paragraph("They meet again in May.")
    return saved(document)


def reviewed() -> bytes:
    """With changes that are not accepted yet, a comment, a link and a footnote, as colleagues send it round."""
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Envoys meet</w:t></w:r></w:p>'
        '<w:p><w:r><w:t xml:space="preserve">They agreed on </w:t></w:r>'
        '<w:del w:id="1" w:author="B"><w:r><w:delText>nothing</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="B"><w:r><w:t>a plan</w:t></w:r></w:ins>'
        '<w:r><w:commentReference w:id="0"/></w:r>'
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve">, see </w:t></w:r>'
        '<w:hyperlink r:id="rId9"><w:r><w:t>its text</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r></w:p>'
    )
    footnote = '<w:footnote w:id="2"><w:p><w:r><w:t>So the ministry says.</w:t></w:r></w:p></w:footnote>'
    comment = '<w:comment w:id="0" w:author="B"><w:p><w:r><w:t>Is that so?</w:t></w:r></w:p></w:comment>'
    return package(body, footnote, comment)


def package(body: str, footnotes: str = "", comments: str = "") -> bytes:
    """A document of these parts."""
    spaces = f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}"'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{TYPES}.styles+xml"/>'
        f'<Override PartName="/word/footnotes.xml" ContentType="{TYPES}.footnotes+xml"/><Override PartName="/word/comments.xml" ContentType="{TYPES}.comments+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f'<w:styles {spaces}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>',
        "word/footnotes.xml": f"<w:footnotes {spaces}>{footnotes}</w:footnotes>",
        "word/comments.xml": f"<w:comments {spaces}>{comments}</w:comments>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="{RELATIONS}/footnotes" Target="footnotes.xml"/>'
        f'<Relationship Id="rId3" Type="{RELATIONS}/comments" Target="comments.xml"/>'
        f'<Relationship Id="rId9" Type="{RELATIONS}/hyperlink" Target="https://example.org/plan" TargetMode="External"/></Relationships>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return file.getvalue()


def with_picture_of_text() -> bytes:
    """A document whose only paragraph is empty."""
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}/>"))
    return saved(document)
