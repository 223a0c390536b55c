import errno
import os

import pytest

from generator.runtime.disk_errors import explain


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (errno.ENOENT, ("there is no such file or folder", "check the path")),
        (errno.EACCES, ("this may not be read or written", "check its permissions")),
        (errno.ENOSPC, ("the disk is full", "free some space, and try again")),
        (errno.EPIPE, (os.strerror(errno.EPIPE), "check the path and its permissions")),
    ],
)
def test_an_error_of_the_system_says_what_to_do(code: int, expected: tuple[str, str]) -> None:
    assert expected == explain(OSError(code, os.strerror(code), "x"))


def test_an_error_in_words_of_ours_keeps_them() -> None:
    said = "the file was changed while the site was built; build again"
    assert ("the file was changed while the site was built", "build again") == explain(OSError(errno.EIO, said, "x"))
    assert ("the output folder may not be written", "check its permissions") == explain(
        PermissionError(errno.EACCES, "the output folder may not be written", "x")
    )


def test_an_error_without_a_number_is_told_as_it_is() -> None:
    assert ("nobody answers", "check the path and its permissions") == explain(OSError("nobody answers"))
