import pytest

from generator.dossier.report_gaps import Gap, gaps
from generator.model.findings import Findings
from generator.report.statements import account
from tests.conftest import article


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ()),
        ({"date": None}, (Gap.DATE,)),
        ({"source": "", "url": ""}, (Gap.SOURCE, Gap.ADDRESS)),
        ({"lang": "de-AT"}, (Gap.RULES,)),
        ({"lang": "en-GB"}, ()),
    ],
)
def test_a_report_lacks_what_its_file_does_not_say(changes: dict[str, object], expected: tuple[Gap, ...]) -> None:
    assert expected == gaps(account(article(**{"url": "https://example.org/", **changes}), Findings()))
