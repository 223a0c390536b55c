"""Exports of press databases, with texts that are made up."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class PressReport:
    title: str
    author: str
    source: str
    code: str
    day: str
    body: tuple[str, ...]


ENVOYS = PressReport(
    "Envoys meet in Sampleton; a plan for the ports",
    "Ana Writer",
    "The Daily Example",
    "DEX",
    "2021-03-04",
    ("SAMPLETON — The envoys met on Tuesday.", "They agreed on a plan for the ports, said the minister."),
)
STORM = PressReport(
    "Storm closes port",
    "",
    "Example Wire",
    "EXWIRE",
    "2021-03-05",
    ("The storm closed the port for a day.", "It opens on Sunday."),
)
BUDGET = PressReport(
    "Council passes budget",
    "Bob Desk and Cyd Editor",
    "Sampleton Post",
    "SAMPO",
    "2021-03-08",
    ("The council passed its budget.",),
)
ALL = (ENVOYS, STORM, BUDGET)
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = {"2021-03-04": "Thursday", "2021-03-05": "Friday", "2021-03-08": "Monday"}


def american(day: str) -> str:
    year, month, number = day.split("-")
    return f"{MONTHS[int(month) - 1]} {int(number)}, {year}"


def british(day: str) -> str:
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def nexis_cover(reports: tuple[PressReport, ...], count: int) -> list[str]:
    listed = [
        line
        for number, report in enumerate(reports, 1)
        for line in (f"{number}. {report.title}", "Client/Matter: -None-", "Search Terms: ports", "")
    ]
    return [
        "User Name: A. Reader",
        "Date and Time: Tuesday, March 9, 2021 10:00:00 AM CET",
        "Job Number: 1",
        f"Documents ({count})",
        *listed,
    ]


def nexis_lines(report: PressReport) -> list[str]:
    """A report as Nexis Uni writes it, a paragraph each."""
    byline = [f"Byline:\u00a0{report.author}"] if report.author else []
    return [
        report.title,
        f"{report.source}(London)",
        f"{american(report.day)} {WEEKDAYS[report.day]} 9:20 AM GMT",
        "Copyright 2021 Example Press Ltd. All Rights Reserved",
        "Section:\u00a0NEWS; Pg. 4",
        "Length:\u00a0612 words",
        *byline,
        "Body",
        *report.body,
        "Graphic",
        "PHOTO, the port",
        "Classification",
        "Language:\u00a0ENGLISH",
        "Publication-Type:\u00a0Newspaper",
        "Subject:\u00a0PORTS (93%)",
        f"Load-Date:\u00a0{american(report.day)}",
        "End of Document",
    ]


def nexis(reports: tuple[PressReport, ...] = ALL, count: int | None = None) -> list[str]:
    return [*nexis_cover(reports, count or len(reports)), *(line for report in reports for line in nexis_lines(report))]


def lexis_text(reports: tuple[PressReport, ...] = ALL, count: int | None = None) -> str:
    """Plain text as LexisNexis wrote it: centred heads, wrapped lines."""
    parts = ["Download Request: Selected Items: 1-3\nTime Of Request: Tuesday, March 9, 2021  10:00:00\n\nTerms: (ports)\n"]
    for number, report in enumerate(reports, 1):
        byline = f"BYLINE: {report.author.upper()}\n\n" if report.author else ""
        body = "\n\n".join(text.replace(" for ", "\nfor ") for text in report.body)
        parts.append(
            f"\n\n                               {number} of {count or len(reports)} DOCUMENTS\n\n\n\n"
            f"                                  {report.source}\n\n"
            f"                            {american(report.day)} {WEEKDAYS[report.day]}\n                                First Edition\n\n"
            f"{report.title}\n\n{byline}SECTION: NEWS; Pg. 4\n\nLENGTH: 612 words\n\n{body}\n\n"
            f"LOAD-DATE: {american(report.day)}\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n"
            "                     Copyright 2021 Example Press Ltd.\n                              All Rights Reserved\n\n"
        )
    return "".join(parts)


def lexis_page(reports: tuple[PressReport, ...] = ALL) -> str:
    """A page as LexisNexis wrote it."""
    rows = []
    for number, report in enumerate(reports, 1):
        head = [
            f"{number} of {len(reports)} DOCUMENTS",
            report.source,
            american(report.day),
            report.title,
            f"BYLINE: {report.author}",
            "LENGTH: 612 words",
        ]
        tail = [f"LOAD-DATE: {american(report.day)}", "LANGUAGE: ENGLISH", "Copyright 2021 Example Press Ltd."]
        for text in (*(line for line in head if line != "BYLINE: "), *report.body, *tail):
            label, colon, value = text.partition(": ")
            words = (
                f"<SPAN CLASS=c7>{escape(label)}: </SPAN><SPAN CLASS=c2>{escape(value)}</SPAN>"
                if colon and label.isupper()
                else escape(text)
            )
            rows.append(f'<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">{words}</SPAN></P></DIV>')
    return f"<HTML><HEAD><TITLE>&nbsp;</TITLE></HEAD><BODY>{''.join(rows)}</BODY></HTML>"


def number_of(report: PressReport) -> str:
    return f"{report.code}0000{report.day.replace('-', '')}eh3400001"


def factiva_lines(report: PressReport, words: str = "words", language: str = "English") -> list[str]:
    """A report as Factiva writes it, a paragraph each."""
    byline = [f"By {report.author}"] if report.author else []
    return [
        "News",
        report.title,
        *byline,
        f"612 {words}",
        british(report.day),
        "08:15",
        report.source,
        report.code,
        "First Edition",
        "4",
        language,
        "© 2021 Example Press Ltd. All rights reserved.",
        *report.body,
        "Example Press Ltd.",
        f"Document {number_of(report)}",
    ]


def factiva(reports: tuple[PressReport, ...] = ALL, count: int | None = None) -> list[str]:
    found = (
        []
        if count is None
        else ["Search Summary", "Text", "ports", "Results Found", str(count), "Timestamp", "9 March 2021 10:00"]
    )
    return [*(line for report in reports for line in factiva_lines(report)), *found]


def factiva_page(reports: tuple[PressReport, ...] = ALL) -> str:
    """A page as Factiva writes it."""
    parts = []
    for report in reports:
        byline = f'<div class="author">By {escape(report.author.upper())}</div>' if report.author else ""
        body = "".join(f'<p class="articleParagraph enarticleParagraph">{escape(text)}  </p>' for text in report.body)
        parts.append(
            f'<div id="article-{number_of(report)}" class="article"><div class="article enArticle"><p></p><div>Foreign Desk; 1</div>'
            f'<div id="hd"><span class="enHeadline">{escape(report.title)}  </span></div>{byline}<div>612 words</div>'
            f"<div>{british(report.day)}</div><div>{report.source}</div><div>{report.code}</div><div>English</div>"
            f"<div>Copyright 2021 Example Press Ltd. All Rights Reserved.</div><p></p>{body}"
            f"<p>Example Press Ltd.</p><p>Document {number_of(report)}</p></div></div>"
        )
    return f"<html><head><title>Factiva</title><script>var a = 1;</script></head><body><h1>Dow Jones Factiva</h1>{''.join(parts)}</body></html>"


def factiva_labels(report: PressReport) -> list[tuple[str, tuple[str, ...]]]:
    byline = [("BY", (f"By {report.author.upper()}",))] if report.author else []
    return [
        ("SE", ("News",)),
        ("HD", (report.title,)),
        *byline,
        ("WC", ("612 words",)),
        ("PD", (british(report.day),)),
        ("ET", ("08:15",)),
        ("SN", (report.source,)),
        ("SC", (report.code,)),
        ("LA", ("English",)),
        ("CY", ("(c) 2021 Example Press Ltd.",)),
        ("LP", report.body[:1]),
        ("TD", report.body[1:]),
        ("NS", ("gport : Ports",)),
        ("RE", ("exam : Exampleland",)),
        ("PUB", ("Example Press Ltd.",)),
        ("AN", (f"Document {number_of(report)}",)),
    ]


def factiva_labelled_page(reports: tuple[PressReport, ...] = ALL) -> str:
    tables = []
    for report in reports:
        rows = [
            f"<tr><td><b>{label}</b>&nbsp;</td><td>{''.join(f'<p>{escape(text)}</p>' for text in texts)}</td></tr>"
            for label, texts in factiva_labels(report)
        ]
        tables.append(f"<table>{''.join(rows)}</table>")
    return f"<html><body>{''.join(tables)}</body></html>"


def factiva_labelled_text(reports: tuple[PressReport, ...] = ALL) -> str:
    lines = []
    for report in reports:
        for label, texts in factiva_labels(report):
            lines.append(f"{label:<5}{texts[0] if texts else ''}".rstrip())
            lines += [part for text in texts[1:] for part in ("", text)]
        lines.append("")
    return "\n".join(lines)


def rtf(lines: list[str]) -> bytes:
    """Lines as paragraphs of rich text."""

    def coded(text: str) -> str:
        plain = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        return "".join(letter if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in plain)

    paragraphs = "\n".join(f"\\pard\\plain {coded(line)}\\par" for line in lines)
    return f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Arial;}}}}\n{paragraphs}\n}}".encode()


def rtf_table(rows: list[tuple[str, tuple[str, ...]]]) -> str:
    return "\n".join(
        "\\trowd\\cellx900\\cellx9000 {\\b " + label + "}\\cell " + "\\par ".join(texts) + "\\cell\\row"
        for label, texts in rows
    )
