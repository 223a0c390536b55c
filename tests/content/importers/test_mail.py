import email
from email import policy
from email.message import EmailMessage

import pytest

from generator.content.importers import page_text
from tests.content.importers.reading import problems_of, reports_of, stated

WIRE = """From: Example Wire <newsdesk@wire.example>
Subject: Talks in =?utf-8?q?M=C3=BCnchen?=
 =?utf-8?q?_resume?=
Date: Thu, 04 Mar 2021 08:00:00 +0100
To: a@b.org
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable
MIME-Version: 1.0

Trade Minister Pedro Alvares said no to M=C3=BCnchen, he added that the plan =
would be rejected.

All of the members agreed.

--=20
Example Wire, 1 Quay Street
"""


def test_a_mail_gives_subject_sender_and_date_and_its_signature_is_left_out() -> None:
    (report,) = reports_of("a.eml", WIRE)
    expected = {"title": "Talks in München resume", "date": "2021-03-04T08:00:00+01:00", "source": "Example Wire"}
    assert expected == stated(report)
    assert (
        "Trade Minister Pedro Alvares said no to München, he added that the plan would be rejected.\n\nAll of the members agreed."
    ) == report.body
    assert ("the signature is left out",) == report.notes


def test_a_person_writes_for_the_house_of_the_address() -> None:
    (report,) = reports_of("a.eml", WIRE.replace("Example Wire <newsdesk@wire.example>", "Ana Writer <ana@daily.example>"))
    assert ("Ana Writer", "daily.example") == (stated(report)["author"], stated(report)["source"])
    (report,) = reports_of("a.eml", WIRE.replace("Example Wire <newsdesk@wire.example>", "Ana Writer <ana@gmail.com>"))
    assert ("Ana Writer", None) == (stated(report)["author"], stated(report).get("source"))


def made(html: str, text: str = "") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = (
        "Press Office <press@ministry.example>",
        "Rail",
        "Wed, 25 Apr 2018 10:00:00 +0200",
    )
    if text:
        mail.set_content(text)
        mail.add_alternative(html, subtype="html")
    else:
        mail.set_content(html, subtype="html")
    return mail


HTML = (
    "<html><body><table><tr><td><p>The ministers signed the agreement on rail in Vesborg today, and shook hands.</p>"
    "<p>It lays down <b>which stretches</b> are to be electrified by 2026.</p></td></tr></table></body></html>"
)


def test_the_text_is_preferred_to_the_html() -> None:
    (report,) = reports_of("a.eml", made(HTML, "The ministers signed.\n\nThey left.").as_bytes())
    assert "The ministers signed.\n\nThey left." == report.body


@pytest.mark.parametrize("text", ["", "This mail is HTML: view this email in your browser."])
def test_the_html_is_read_where_the_text_says_nothing(text: str) -> None:
    (report,) = reports_of("a.eml", made(HTML, text).as_bytes())
    assert report.body.startswith(
        "The ministers signed the agreement on rail in Vesborg today, and shook hands.\n\nIt lays down"
    )
    assert report.body.endswith("are to be electrified by 2026.")


def test_attachments_are_told_as_left_out() -> None:
    mail = made(HTML, "The ministers signed.")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="agreement.pdf")
    (report,) = reports_of("a.eml", mail.as_bytes())
    assert ("attachments left out: agreement.pdf",) == report.notes


FORWARD = """MIME-Version: 1.0
From: Ben Reader <ben@gmail.com>
Subject: Fwd: Grain quay
Date: Sat, 13 Sep 2008 12:00:00 +0200

Look at this, please.

---------- Forwarded message ---------
From: Lowland Trader <news@lowland.example>
Date: Fri, 12 Sep 2008 09:00:00 +0200
Subject: Grain quay to get its third crane
To: <ben@gmail.com>

The port will put up a third crane.

It is being built in Sondby.
"""


def test_of_a_forwarded_mail_that_mail_is_the_report() -> None:
    (report,) = reports_of("a.eml", FORWARD)
    assert {
        "title": "Grain quay to get its third crane",
        "date": "2008-09-12T09:00:00+02:00",
        "source": "Lowland Trader",
    } == stated(report)
    assert "The port will put up a third crane.\n\nIt is being built in Sondby." == report.body
    assert ("the forwarded mail is read; 4 words above it are left out",) == report.notes


def test_outlooks_way_of_forwarding_is_read() -> None:
    mail = FORWARD.replace("---------- Forwarded message ---------", "_" * 32).replace("Date: Fri", "Sent: Fri")
    (report,) = reports_of("a.eml", mail)
    assert "Grain quay to get its third crane" == stated(report)["title"]


def test_of_an_answer_the_mail_that_it_answers_is_left_out() -> None:
    mail = FORWARD.replace("Fwd: Grain", "Re: Grain").replace(
        "---------- Forwarded message ---------", "-----Original Message-----"
    )
    (report,) = reports_of("a.eml", mail)
    assert ("Grain quay", "Look at this, please.") == (stated(report)["title"], report.body)


def test_a_mail_that_holds_only_another_mail_is_that_mail() -> None:
    outer, inner = EmailMessage(), email.message_from_string(WIRE, policy=policy.default)
    outer["From"], outer["Subject"] = "Ben <ben@x.org>", "Fwd"
    outer.add_attachment(inner)
    (report,) = reports_of("a.eml", outer.as_bytes())
    assert "Talks in München resume" == stated(report)["title"]


PASTED = "From: Wire <w@x.org>\nDate: Thu, 4 Mar 2021 08:00:00 +0000\nSubject: Talks resume\n\nPedro Alvares said no.\n"


@pytest.mark.parametrize("name", ["mail.txt", "mail", "mail.eml"])
def test_a_mail_pasted_into_a_text_file_is_read_as_one(name: str) -> None:
    (report,) = reports_of(name, PASTED)
    expected = {"title": "Talks resume", "date": "2021-03-04T08:00:00+00:00", "source": "Wire"}
    assert (expected, "Pedro Alvares said no.") == (stated(report), report.body)


def test_a_mail_pasted_from_a_german_program_is_read() -> None:
    pasted = "Von: Henrike Voss <voss@anzeiger.example>\nGesendet: Donnerstag, 4. März 2021 08:00\nAn: x@y.org\nBetreff: Häfen\n\nDie Häfen öffnen.\n"
    (report,) = reports_of("a.txt", pasted)
    assert ("Häfen", "Henrike Voss", "Die Häfen öffnen.") == (stated(report)["title"], stated(report)["author"], report.body)


def test_a_pasted_mail_in_windows_1252_is_read() -> None:
    (report,) = reports_of("a.txt", PASTED.replace("Pedro Alvares", "Jörg “Müller”").encode("cp1252"))
    assert ("Jörg “Müller” said no.", ("read as Windows-1252",)) == (report.body, report.notes)


def test_each_mail_of_a_mailbox_is_a_report() -> None:
    box = f"From w@x.org Thu Mar  4 08:00:00 2021\n{PASTED}\n>From here on all agree.\n\nFrom w@x.org Fri Mar  5 08:00:00 2021\n{PASTED}"
    first, second = reports_of("a.mbox", box)
    assert ("1 of 2", "2 of 2") == (first.part, second.part)
    assert first.body.endswith("From here on all agree.")


@pytest.mark.parametrize(
    "content",
    [
        "From: a@b.org\nSubject: x\nDate: Thu, 4 Mar 2021 08:00:00 +0000\nMIME-Version: 1.0\n\n",
        "From: a@b.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0K\n",
    ],
)
def test_a_mail_without_text_is_a_problem(content: str) -> None:
    assert ["a.eml:1:1: there is no text in this mail; save its text as .txt"] == problems_of("a.eml", content)


def test_a_text_that_begins_with_a_word_and_a_colon_is_no_mail() -> None:
    (report,) = reports_of("a.txt", "Date: a fruit of the south.\nPrice: two crowns.\n")
    assert {} == stated(report)


def test_without_the_extra_for_pages_a_mail_that_is_one_is_taken_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_text, "find_spec", lambda _: None)
    (report,) = reports_of("a.eml", made(HTML).as_bytes())
    assert "The ministers signed the agreement" in report.body
