"""What reports bear out is supported; what they say otherwise is contradicted; all else is not in them."""

import pytest

from generator.dossier.audit.verdicts import Support, Verdict, judge
from tests.dossier.audit.told import read

REPORT = """Meridian Airlines will buy 20 planes from Norway for $4.6 billion, it said on Monday. The company signed the contract in
Oslo on 3 May 2024. Anna Berg, the minister of transport, rejected the appeal of Acme Trading. "We have waited for this day for
nine years," Berg said. Acme Trading refused to pay the fine. Nils Holm praised the plan for a tunnel. The council proposed by
Nils Holm would have a voice in the assembly, but no vote.""".replace("\n", " ")


def verdict(claim: str) -> Verdict:
    return judge(read(claim)[0], read(REPORT))


@pytest.mark.parametrize(
    "claim",
    [
        "Meridian Airlines is to purchase 20 aircraft for $4.6 billion.",
        "Meridian Airlines signed the contract in Oslo on 3 May 2024.",
        "Anna Berg rejected the appeal of Acme Trading.",
        "“We have waited for this day for nine years,” said Anna Berg.",
        "Acme Trading did not pay the fine.",
        "Nils Holm praised the tunnel plan.",
    ],
)
def test_what_a_sentence_says_in_other_words_is_supported(claim: str) -> None:
    assert Support.SUPPORTED is verdict(claim).support


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("Meridian Airlines will buy 30 planes from Norway for $4.6 billion.", "30"),
        ("Meridian Airlines bought 20 planes from Norway for $4.6 billion.", "planned or possible"),
        ("Meridian Airlines will sell 20 planes to Norway for $4.6 billion.", "buy"),
        ("Meridian Airlines signed the contract in Oslo on 13 May 2024.", "13 May"),
        ("Anna Berg accepted the appeal of Acme Trading.", "reject"),
        ("“We have waited for this day for nine years,” said Nils Holm.", "said by another"),
        ("“We have waited for this day for six years,” said Anna Berg.", "others"),
        ("Acme Trading paid the fine.", "not so"),
        ("Nils Holm criticised the plan for a tunnel.", "praise"),
        ("The council proposed by Nils Holm would have a vote in the assembly.", "vote"),
    ],
)
def test_what_the_same_sentence_says_otherwise_is_contradicted_with_the_reason(claim: str, reason: str) -> None:
    found = verdict(claim)
    assert Support.CONTRADICTED is found.support
    assert reason in "; ".join(found.reasons)
    assert found.by


@pytest.mark.parametrize(
    "claim",
    [
        "Meridian Airlines opened a school in Bergen.",
        "Acme Trading bought 20 planes from Sweden.",
        "Anna Berg resigned on 4 May 2024.",
        "Nils Holm met Anna Berg in Oslo.",
        "“This is the end of the road,” said Nils Holm.",
        "Acme Trading raised its dividend by 8 per cent.",
    ],
)
def test_what_no_sentence_says_is_not_in_the_reports(claim: str) -> None:
    assert Support.ABSENT is verdict(claim).support


def test_words_that_come_next_to_each_other_do_not_make_another_actor_do_it() -> None:
    assert Support.SUPPORTED is not verdict("Nils Holm rejected the appeal of Acme Trading.").support
