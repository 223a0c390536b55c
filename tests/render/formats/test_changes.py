"""What changed as a feed and as a mail."""

import email
import email.policy
from email.message import EmailMessage
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from generator.contexts import ChangesDigest, ChangesFeed, DigestLine, DigestSection, Page, Site
from generator.model import permalinks
from generator.render.formats.changes import atom, mail

SITE = Site("The site", "", "en-GB", "ltr", (), "https://example.org/b/", "Desk", "Briefing")
PAGE = Page(permalinks.CHANGES_MAIL, "", "What changed – The site", "", "changes_mail", "")
LINE = DigestLine("Russia <rejects>: no & “never”", "News, 2 November 2009", "articles/a.html#s-1")
DIGEST = ChangesDigest(
    "What changed since Edition 1",
    "What is new.",
    "2009-11-30",
    "changes.html",
    "changes.html",
    (DigestSection("New positions", (LINE,), "3 more"),),
    "All that changed",
)
ATOM = "{http://www.w3.org/2005/Atom}"


def read(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)


def part(raw: bytes, kind: str) -> str:
    body = read(raw).get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_a_mail_is_a_draft_with_a_text_and_a_page() -> None:
    raw = mail(SITE, PAGE, DIGEST)
    read_ = read(raw)
    assert ("What changed since Edition 1", "multipart/alternative", "1", []) == (
        read_["Subject"],
        read_.get_content_type(),
        read_["X-Unsent"],
        read_.defects,
    )
    assert "Mon, 30 Nov 2009 00:00:00 +0000" == read_["Date"]
    assert read_["Message-ID"].endswith("@example.org>")
    assert "- Russia <rejects>: no & “never” [News, 2 November 2009]" in part(raw, "plain")
    assert "Russia &lt;rejects&gt;: no &amp; “never”" in part(raw, "html")
    assert 'href="https://example.org/b/articles/a.html#s-1"' in part(raw, "html")


def test_a_mail_is_the_same_bytes_each_time() -> None:
    assert mail(SITE, PAGE, DIGEST) == mail(SITE, PAGE, DIGEST)
    assert (
        read(mail(SITE, PAGE, DIGEST))["Message-ID"] != read(mail(SITE, PAGE, replace(DIGEST, day="2009-12-01")))["Message-ID"]
    )


def test_without_an_address_a_mail_has_no_links() -> None:
    raw = mail(replace(SITE, base_url=""), PAGE, DIGEST)
    assert "href" not in part(raw, "html")
    assert "articles/a.html" not in part(raw, "plain")


@pytest.mark.parametrize("title", ["A\r\nBcc: x@example.org", "A\x00\x1b[2J", "А" * 300])
def test_no_title_adds_a_header_or_breaks_the_mail(title: str) -> None:
    read_ = read(mail(SITE, PAGE, replace(DIGEST, title=title)))
    assert read_["Bcc"] is None
    assert [] == read_.defects


def test_a_feed_has_an_entry_an_edition() -> None:
    entries = (
        replace(DIGEST, title="Edition 2", of="changes/edition-2.html"),
        replace(DIGEST, title="Edition 1", of="changes/edition-1.html"),
    )
    root = ET.fromstring(atom(SITE, PAGE, ChangesFeed(entries, "changes.html")))
    found = root.findall(f"{ATOM}entry")
    assert ["Edition 2", "Edition 1"] == [entry.findtext(f"{ATOM}title") for entry in found]
    assert "https://example.org/b/changes/edition-2.html" == found[0].findtext(f"{ATOM}id")
    assert "2009-11-30T00:00:00+00:00" == root.findtext(f"{ATOM}updated")
    assert "<li>Russia &lt;rejects&gt;" in (found[0].findtext(f"{ATOM}content") or "")


def test_a_feed_of_a_site_without_an_address_is_valid_too() -> None:
    raw = atom(replace(SITE, base_url=""), PAGE, ChangesFeed((replace(DIGEST, introduction="\x0c"),), "changes.html"))
    assert (ET.fromstring(raw).findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
