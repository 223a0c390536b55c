import re

from generator.content import front_matter_keys as declared
from generator.content.site_keys import SITE
from tools.write_reference import PAGE, page


def test_the_page_of_reference_is_up_to_date() -> None:
    assert page() == PAGE.read_text("utf-8"), "run `make reference`"


def test_it_has_every_key() -> None:
    named = set(re.findall(r"^\| `(\w+)` \| .* Example: `", page(), re.MULTILINE))
    rows = [row for keys in (*declared.ALL, SITE, *(row.inner for row in SITE if row.inner)) for row in keys]
    assert {row.name for row in rows if row not in [row for row in SITE if row.inner]} == named


def test_it_says_what_keys_need_of_each_other() -> None:
    said = page()
    assert "`image` needs `alt`. What has no `image` goes without `alt` and `credit`." in said
    assert "| `position` | `actor`, `stance`, `object` | `said_on`, `polarity`, `topic`, `condition`, `reported_by` |" in said
