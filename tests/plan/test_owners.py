"""Owners of pages and their paths: the same for one owner asked by name as for all of a build."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build import page_jobs
from generator.build.assembled import Assembled
from generator.build.pipeline import assemble
from generator.build.project import read_project
from generator.dossier.index import database
from generator.dossier.index.keys import ACTOR, CARD, PUBLISHER, REPORT, TOPIC, part_of
from generator.plan.owners import FIXED_OWNERS, owners, owners_among, paths_in
from generator.runtime import cache, fingerprints
from generator.runtime.options import Options
from tests.conftest import sample_project
from tests.dossier.test_long_lists import root as long_lists

__all__ = ["long_lists"]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_project(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module", params=["sample", "long_lists"])
def assembled(request: pytest.FixtureRequest) -> Iterator[Assembled]:
    folder: Path = request.getfixturevalue(request.param)
    with cache.open_cache(folder / cache.FOLDER) as file_cache, database.open_index(None, "") as index:
        project = read_project(folder, fingerprints.current_stamps(folder, file_cache), "", file_cache)
        yield assemble(project, index, file_cache, Options(jobs=1))


def test_owners_asked_by_name_have_pages_where_they_are_in_the_list_of_all(assembled: Assembled) -> None:
    index, config = assembled.index, assembled.settings.config
    listed = set(owners(index, config))
    subjects = index.subjects.with_prefix(ACTOR).keys() | index.subjects.with_prefix(TOPIC).keys()
    parts = {
        part_of(subject, key)
        for subject in (*subjects, *FIXED_OWNERS, CARD)
        for key in ("2009", "2009-36", "2009-10", "a", "undated")
    }
    without_pages = {
        CARD,
        f"{PUBLISHER}nobody",
        f"{ACTOR}nobody",
        f"{TOPIC}nothing",
        f"{REPORT}none",
        "nothing",
        part_of(f"{ACTOR}nobody", "2009"),
    }
    requested = {*listed, *FIXED_OWNERS, *subjects, *parts, *without_pages}
    assert listed == owners_among(index, config, requested)
    assert all(owners_among(index, config, {owner}) == {owner} & listed for owner in requested)


def test_pages_have_the_paths_that_their_owners_name_gives(assembled: Assembled) -> None:
    planner = page_jobs.planner(assembled.settings, assembled.index)
    for owner, paths in assembled.paths_by_owner().items():
        planned_paths = [str(planned.page.path) for planned in planner.pages(owner)[0]]
        assert sorted(planned_paths) == sorted(paths), owner
        assert paths == paths_in(assembled.index, owner, assembled.settings.texts)
