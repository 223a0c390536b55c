import pytest
from edtf import parse_edtf

from generator.edtf_dates import bounds


@pytest.mark.parametrize("edtf", ["0001-33", "2008-33", "2009-34", "2009-35", "9999-36"])
def test_a_quarter_has_the_bounds_that_the_edtf_package_gives_it(edtf: str) -> None:
    parsed = parse_edtf(edtf)
    days = (f"{at.tm_year:04d}-{at.tm_mon:02d}-{at.tm_mday:02d}" for at in (parsed.lower_strict(), parsed.upper_strict()))
    assert tuple(days) == bounds(edtf)
