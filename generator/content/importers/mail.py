"""Mails: `.eml` files, mailboxes (`.mbox`), and mails that were pasted as text with their headers."""

from __future__ import annotations

import email
import email.utils
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage

from generator.content.importers import plain_text
from generator.content.importers.encodings import decode
from generator.content.importers.html_page import page_report
from generator.content.importers.html_tree import markdown_of_piece
from generator.content.importers.importer import ImportedReport, SourceFile, Stated
from generator.content.importers.moments import as_date
from generator.model.problems import Problem, Where

MAILBOX_LINE = re.compile(rb"^From \S+ .*\d\d:\d\d.*\r?\n", re.MULTILINE)
SIGNATURE = re.compile(r"\n-- ?\n(?!.*\n-- ?\n).*\Z", re.DOTALL)
REPLY_MARKS = re.compile(r"^(?:(?:re|aw|sv|fwd?|wg|tr|rv|i|enc|ynt|vs)(?:\[\d+\])?:\s*)+", re.IGNORECASE)
FORWARDED_MARKS = re.compile(r"^(?:fwd?|wg|tr|rv|i|enc):", re.IGNORECASE)
FORWARDED = re.compile(
    r"^[ \t]*(?:-{2,}\s*(?:forwarded message|original message|weitergeleitete nachricht|ursprüngliche nachricht"
    r"|message transféré|message d'origine|mensaje reenviado|mensaje original"
    r"|пересылаемое сообщение|пересланное сообщение)\s*-{2,}"
    r"|begin forwarded message:|anfang der weitergeleiteten nachricht:|début du message réexpédié\s*:)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
RULE_ABOVE_HEADERS = re.compile(r"^_{10,}\s*\n(?=(?:From|Von|De|От):)", re.MULTILINE)
"""What Outlook puts above the headers of the mail that is forwarded or answered."""
HEADER_LINE = re.compile(r"\**([A-Za-zÀ-ÿА-я][\w À-ÿ-]{0,20}?)\s?:\**\s*(.*)")
HEADER_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("from", "von", "de", "от"), "from"),
    **dict.fromkeys(("date", "sent", "datum", "gesendet", "envoyé", "fecha", "enviado", "дата", "отправлено"), "date"),
    **dict.fromkeys(("subject", "betreff", "objet", "asunto", "тема"), "subject"),
    **dict.fromkeys(("to", "an", "à", "para", "кому", "cc", "kopie", "reply-to", "antwort an"), "to"),
}
MAX_QUOTED = 6
"""Headers of a mail within a mail."""
OFFICES = re.compile(
    r"(?:news\w*|no-?reply|do-?not-?reply|press|presse|prensa|media|info|alerts?|editor|redaktion|redaction|office|contact"
    r"|kommunikation|communications?|wire|desk|mail|mailer|digest|bounce|hello|service)\b.*",
    re.IGNORECASE,
)
PERSONAL = re.compile(
    r"(?:gmail|googlemail|outlook|hotmail|live|yahoo|gmx|web|icloud|me|aol|proton|protonmail|mail|yandex)\.[a-z.]+"
)
MIN_SHARE_OF_PAGE = 0.6
"""Share of an HTML mail's words that the report found in it has to have; else all of the mail is the report."""
STUB = re.compile(r"\b(?:html|view (?:this|it) (?:email|mail|online|in)|browser)\b", re.IGNORECASE)
MAX_STUB = 300
"""Characters of a text part that may say no more than that the mail is to be read as HTML."""


def read_mail(file: SourceFile, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Return the report of a mail, or of each mail of a mailbox; one without text is a problem."""
    mails = _mails(file.content)
    for number, raw in enumerate(mails, 1):
        part = f"{number} of {len(mails)}" if len(mails) > 1 else ""
        report = _report(replace(file, content=raw), problems)
        if report:
            yield replace(report, part=part)


def _mails(content: bytes) -> list[bytes]:
    if not MAILBOX_LINE.match(content):
        return [content.lstrip()]
    return [re.sub(rb"(?m)^>(>*From )", rb"\1", raw) for raw in MAILBOX_LINE.split(content) if raw.strip()]


def _report(file: SourceFile, problems: list[Problem]) -> ImportedReport | None:
    mail, notes = email.message_from_bytes(file.content, policy=policy.default), tuple[str, ...]()
    if "mime-version" not in mail and "content-type" not in mail:  # text that was pasted: its encoding is that of the file
        found = decode(file, problems)
        if not found:
            return None
        mail, notes = email.message_from_string(found.text, policy=policy.default.clone(utf8=True)), found.notes
    headers = {name: _header(mail, name) for name in ("from", "date", "subject")}
    headers = {**headers, "date": headers["date"] or _header(mail, "sent")}
    headers = {**_localized(file), **{name: value for name, value in headers.items() if value}}
    try:
        read = _read(mail, headers, file.name, problems)
    except (LookupError, MessageError, ValueError, AssertionError) as error:
        problems.append(Problem(Where(file.name), f"the mail cannot be read ({error})", "save its text as .txt"))
        return None
    return replace(read, notes=(*notes, *read.notes)) if read else None


def _read(mail: EmailMessage, headers: Mapping[str, str], name: str, problems: list[Problem]) -> ImportedReport | None:
    body = _body(mail)
    attached = [part.get_filename() or part.get_content_type() for part in _attachments(mail)]
    notes = [f"attachments left out: {', '.join(attached)}"] if attached else []
    nested = next((part for part in mail.walk() if part.get_content_type() == "message/rfc822"), None)
    if not body.markdown and nested is not None and isinstance(inner := nested.get_payload(0), EmailMessage):
        return _read(inner, {key: _header(inner, key) for key in ("from", "date", "subject")}, name, problems)
    if not body.markdown:
        problems.append(Problem(Where(name), "there is no text in this mail", "save its text as .txt"))
        return None
    fields = {**body.fields, **_fields({**headers, **body.headers}, mail)}
    return ImportedReport(body.markdown, fields, notes=(*notes, *body.notes))


@dataclass(frozen=True, slots=True)
class _Body:
    """A mail's text as Markdown, with headers of the mail that is forwarded in it, and what its HTML says of it."""

    markdown: str
    headers: Mapping[str, str]
    fields: Mapping[str, Stated]
    notes: tuple[str, ...] = ()


def _body(mail: EmailMessage) -> _Body:
    text, html = (_content(mail, kind) for kind in ("plain", "html"))
    if html and (not text.strip() or (len(text) < MAX_STUB and STUB.search(text) and len(html) > 4 * len(text))):
        return _body_of_html(html)
    text = f"\n{text}" if text else ""
    notes: list[str] = []
    text, headers = _forwarded(text, _header(mail, "subject"), notes)
    if found := SIGNATURE.search(text):
        text = text[: found.start()]
        notes.append("the signature is left out")
    return _Body(plain_text.as_markdown(plain_text.paragraphs(text)), headers, {}, tuple(notes))


def _body_of_html(html: str) -> _Body:
    """An HTML mail: what is the report on it as on a page, or all of it where little is."""
    whole = markdown_of_piece(html)
    page = page_report(html)
    if page and len(page.body) >= MIN_SHARE_OF_PAGE * len(whole):
        kept = {key: page.fields[key] for key in ("url", "lang") if key in page.fields}
        return _Body(page.body, {}, kept)
    return _Body(whole, {}, {})


def _content(mail: EmailMessage, kind: str) -> str:
    if "content-type" not in mail and isinstance(pasted := mail.get_payload(), str):
        return pasted if kind == "plain" else ""
    part = mail.get_body(preferencelist=(kind,))
    if not isinstance(part, EmailMessage) or part.get_content_maintype() != "text":
        return ""
    try:
        content = part.get_content()
    except (LookupError, UnicodeError):
        raw = part.get_payload(decode=True)
        content = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
    return str(content).replace("\r\n", "\n")


def _attachments(mail: EmailMessage) -> Iterator[EmailMessage]:
    return (part for part in mail.walk() if part.get_content_disposition() == "attachment" and isinstance(part, EmailMessage))


def _forwarded(text: str, subject: str, notes: list[str]) -> tuple[str, dict[str, str]]:
    """Return the mail that is forwarded in a mail, with its headers; of an answer what is above the mail that it answers."""
    mark = FORWARDED.search(text) or RULE_ABOVE_HEADERS.search(text)
    if not mark:
        return text, {}
    above, below = text[: mark.start()], text[mark.end() :].lstrip("\n")
    headers, body = _quoted_headers(below)
    is_forward = bool(FORWARDED_MARKS.match(subject)) or "forward" in mark[0].lower() or not above.strip()
    if is_forward and body.strip():
        if above.strip():
            notes.append(f"the forwarded mail is read; {len(above.split())} words above it are left out")
        return f"\n{body}", headers
    notes.append("the mail that it answers is left out")
    return above, {}


def _quoted_headers(text: str) -> tuple[dict[str, str], str]:
    """Return the headers with which a text begins, by their English names, and what is below."""
    found: dict[str, str] = {}
    lines = text.split("\n")
    for at, line in enumerate(lines):
        header = HEADER_LINE.fullmatch(line.strip())
        name = HEADER_NAMES.get(header[1].strip().lower(), "") if header else ""
        if (not name and line.strip()) or at > MAX_QUOTED or (not line.strip() and found):
            return found, "\n".join(lines[at:])
        if header and name:
            found.setdefault(name, header[2].strip())
    return found, ""


def _localized(file: SourceFile) -> dict[str, str]:
    """Headers of a mail that was pasted from a program that names them in another language than English."""
    found, _ = _quoted_headers(file.content[:4096].decode("utf-8", "ignore").lstrip().replace("\r\n", "\n"))
    return found


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(mail[name] or "").split())
    except (ValueError, IndexError, AttributeError):  # headers that the library's parser stumbles over
        return ""


def _fields(headers: Mapping[str, str], mail: EmailMessage) -> dict[str, Stated]:
    found: dict[str, Stated] = {}
    if title := REPLY_MARKS.sub("", headers.get("subject", "")):
        found["title"] = Stated(title, "Subject")
    if written := headers.get("date", ""):
        found["date"] = Stated(as_date(written) or written, "Date")
    found |= _sender(headers.get("from", ""), _header(mail, "organization"))
    if address := re.fullmatch(r"<?(https?://[^\s<>]+)>?", _header(mail, "archived-at")):
        found["url"] = Stated(address[1], "Archived-At")
    if language := re.match(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", _header(mail, "content-language")):
        found["lang"] = Stated(language[0], "Content-Language")
    return found


def _sender(sender: str, organization: str) -> dict[str, Stated]:
    """Author and source by the sender: an office's mailbox is a source, anybody else writes for the house of the address."""
    name, address = email.utils.parseaddr(sender)
    name = name or ("" if "@" in sender else re.sub(r"\s*[\[<].*", "", sender).strip())
    box, _, domain = address.rpartition("@")
    is_office = bool(OFFICES.match(box)) or len(name.split()) == 1
    found = {"author": Stated(name, "From")} if name and not is_office else {}
    house = organization or (name if is_office else "") or ("" if PERSONAL.fullmatch(domain) else domain)
    if house:
        found["source"] = Stated(house, "Organization" if organization else "From")
    return found
