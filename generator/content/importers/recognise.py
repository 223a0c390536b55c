"""Signs by which a file's content says what it is, whatever its name says."""

from __future__ import annotations

import codecs
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from generator.content.importers.encodings import BYTE_ORDER_MARKS

SAMPLE_BYTES = 64 * 1024
MAIL_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?")
MAIL_HEADERS = frozenset(
    "from to cc subject date sent received return-path message-id mime-version content-type delivered-to reply-to".split()
)
LOCAL_MAIL = re.compile(
    r"(?:Von|De|От)\s?:.*\n(?:(?:Gesendet|Datum|An|Envoyé|Date|À|Enviado(?: el)?|Fecha|Para|Отправлено|Дата|Кому)\s?:.*\n)+"
    r"(?:.*:.*\n)*?(?:Betreff|Objet|Asunto|Тема)\s?:"
)
"""The headers of a mail that was copied from a program in another language than English."""
HTML = re.compile(
    r"(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|meta\s)",
    re.IGNORECASE | re.DOTALL,
)
XML_ROOT = re.compile(
    r"(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!doctype[^>\[]*(?:\[.*?\])?\s*>\s*)*<([A-Za-z][\w:.-]*)", re.IGNORECASE | re.DOTALL
)
FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[\w-]+[ \t]*:|\.\.\.|\{|#)|\+\+\+[ \t]*\n")


@dataclass(frozen=True)
class Sample:
    """A file's bytes, and its beginning as characters."""

    content: bytes

    @cached_property
    def text(self) -> str:
        """The first characters without a byte order mark and space before them; what is no UTF-8 is left out."""
        head = self.content[:SAMPLE_BYTES]
        for mark, encoding in BYTE_ORDER_MARKS:
            if head.startswith(mark):
                return codecs.decode(head, encoding, "ignore").lstrip()
        if head[1:2] == b"\0" or head[:1] == b"\0":
            return codecs.decode(head, "utf-16-le" if head[1:2] == b"\0" else "utf-16-be", "ignore").lstrip()
        return head.decode("utf-8", "ignore").lstrip()

    @cached_property
    def members(self) -> tuple[str, ...]:
        """Names of the files in an archive; none where this is no zip."""
        if not self.content.startswith(b"PK"):
            return ()
        try:
            with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
                return tuple(archive.namelist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            return ()

    @property
    def xml_root(self) -> str:
        """The name of an XML document's first element, without its prefix, in lower case."""
        found = XML_ROOT.match(self.text) if self.text.startswith("<") else None
        return found[1].rpartition(":")[2].lower() if found else ""

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """Names of headers, in lower case, where the text begins with lines `Name: …` as a mail does."""
        found: list[str] = []
        for line in self.text.split("\n"):
            if line.startswith((" ", "\t")) and found and line.strip():
                continue
            header = MAIL_HEADER.match(line)
            if not header:
                break
            found.append(header[1].lower())
        return tuple(found)


Sign = Callable[[Sample], bool]


def begins(*marks: bytes) -> Sign:
    """Return a sign: the file begins with one of these bytes."""
    return lambda sample: sample.content.startswith(marks)


def has_member(*starts: str) -> Sign:
    """Return a sign: the file is a zip with a member whose name begins so."""
    return lambda sample: any(name.startswith(starts) for name in sample.members)


def has_xml_root(*names: str) -> Sign:
    """Return a sign: the file is XML whose first element is one of these, in lower case and without a prefix."""
    return lambda sample: sample.xml_root in names


def is_html(sample: Sample) -> bool:
    """Return whether the text begins as a web page does."""
    return bool(HTML.match(sample.text))


def is_mail(sample: Sample) -> bool:
    """Return whether the text begins with the headers of a mail, at least two that every mail has, or with mbox's line."""
    if re.match(r"From \S+ .*\d\d:\d\d", sample.text):
        return True
    if LOCAL_MAIL.match(sample.text):
        return True
    known = MAIL_HEADERS.intersection(sample.headers)
    return {"from", "subject", "date", "sent", "received", "message-id"} & known != set() and len(known) > 1


def is_web_archive(sample: Sample) -> bool:
    """Return whether this is a page with its parts in one file (MHTML), as browsers save it."""
    head = sample.text.partition("\n\n")[0] if "\r" not in sample.text else sample.text.partition("\r\n\r\n")[0]
    return "mime-version" in sample.headers and "multipart/related" in head.lower() and "text/html" in sample.text.lower()


def is_feed(sample: Sample) -> bool:
    """Return whether this is a feed in XML: RSS, Atom, or RDF in RSS's words."""
    root = sample.xml_root
    return root in {"rss", "feed"} or (root == "rdf" and ("purl.org/rss" in sample.text or "netscape.com/rdf" in sample.text))


def is_json_feed(sample: Sample) -> bool:
    """Return whether this is a JSON Feed."""
    return sample.text.startswith("{") and "jsonfeed.org/version" in sample.text.replace("\\/", "/")


def is_json_rows(sample: Sample) -> bool:
    """Return whether this is JSON with a list of rows, or lines of JSON each of which is a row."""
    if re.match(r"\[\s*\{", sample.text):
        return True
    first, _, rest = sample.text.partition("\n")
    try:
        return isinstance(json.loads(first), dict) and (not rest.strip() or rest.lstrip().startswith("{"))
    except ValueError:
        return False


def has_front_matter(sample: Sample) -> bool:
    """Return whether the text begins with front matter in YAML or TOML."""
    return bool(FRONT_MATTER.match(sample.text.replace("\r\n", "\n")))
