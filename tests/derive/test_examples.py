from pathlib import Path

import pytest

from tests.derive.examples import Example, found, read

FILES = sorted(path.name for path in Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize(
    "example", [pytest.param(example, id=f"{name}: {example.why}") for name in FILES for example in read(name)]
)
def test_an_example_is_derived_as_written(example: Example) -> None:
    assert example.expected == found(example)
