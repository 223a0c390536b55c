"""Many files that come at once by `git checkout`, while a build of the same project runs beside the preview."""

import math
import os
import shutil
from pathlib import Path

import pytest

from bench import checkout
from tests.conftest import needs

needs_git = needs(shutil.which("git") and os.path.isdir("/proc/self"), "there is no git here")  # noqa: PTH112 - of the system


@needs_git
@pytest.mark.slow
def test_every_file_of_ten_checkouts_is_noticed_though_a_build_runs(tmp_path: Path) -> None:
    """The way back takes all of them away again."""
    done = list(checkout.repetitions(tmp_path, checkout.FILES, 10, checkout.noticing))
    assert [] == [one for one in done if max(one.shown, one.gone) > 10 * checkout.WANTED_SECONDS]


@needs_git
@pytest.mark.slow
def test_every_page_of_a_checkout_is_shown_though_a_build_runs(tmp_path: Path) -> None:
    (done,) = checkout.repetitions(tmp_path, 100, 1, checkout.showing)
    assert max(done.shown, done.gone) < math.inf
