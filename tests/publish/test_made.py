from pathlib import Path

from generator.publish import made


def test_files_are_removed_where_they_are_as_they_were_written(tmp_path: Path) -> None:
    for name in ("same", "changed", "gone"):
        (tmp_path / name).write_bytes(b"written")
    made.add_files(tmp_path, {tmp_path / name: b"written" for name in ("same", "changed", "gone")})
    (tmp_path / "changed").write_bytes(b"changed")
    (tmp_path / "gone").unlink()
    assert ([tmp_path / "same"], [tmp_path / "changed"]) == made.remove_files(tmp_path)
    assert {"changed", made.NAME} == {path.name for path in tmp_path.iterdir()}


def test_a_link_to_a_file_of_the_same_bytes_stays(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"written")
    made.add_files(tmp_path, {tmp_path / "page": b"written"})
    (tmp_path / "page").symlink_to(tmp_path / "mine")
    assert ([], [tmp_path / "page"]) == made.remove_files(tmp_path)


def test_the_record_has_sites_and_files_of_all_builds(tmp_path: Path) -> None:
    made.add_site(tmp_path, tmp_path / "one")
    made.add_files(tmp_path, {tmp_path / "a": b""})
    made.add_site(tmp_path, tmp_path / "other")
    found = made.read(tmp_path)
    assert (frozenset({str(tmp_path / "one"), str(tmp_path / "other")}), [str(tmp_path / "a")]) == (
        found.sites,
        list(found.files),
    )


def test_a_record_that_cannot_be_read_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / made.NAME).write_bytes(b"{")
    assert made.Made() == made.read(tmp_path)
