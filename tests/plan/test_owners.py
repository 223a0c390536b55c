"""Who has pages, and where, is told by name as it is by planning: the preview asks for some, builds for all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build import page_jobs
from generator.build.assembled import Assembled
from generator.build.pipeline import assemble
from generator.build.project import read_project
from generator.dossier.index import database
from generator.dossier.index.keys import ACTOR, CARD, PUBLISHER, REPORT, TOPIC, part_of
from generator.plan.owners import FIXED, owners, owners_among, paths_of
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
    with cache.open_cache(folder / cache.FOLDER) as remembered, database.open_index(None, "") as index:
        found = read_project(folder, fingerprints.current_stamps(folder, remembered), "")
        yield assemble(found, index, remembered, Options(jobs=1))


def test_whoever_is_listed_has_pages_and_nobody_else_has(assembled: Assembled) -> None:
    index, config = assembled.index, assembled.settings.config
    listed = set(owners(index, config))
    subjects = index.subjects.with_prefix(ACTOR).keys() | index.subjects.with_prefix(TOPIC).keys()
    parts = {
        part_of(subject, key) for subject in (*subjects, *FIXED, CARD) for key in ("2009", "2009-36", "2009-10", "a", "undated")
    }
    nobody = {
        CARD,
        f"{PUBLISHER}nobody",
        f"{ACTOR}nobody",
        f"{TOPIC}nothing",
        f"{REPORT}none",
        "nothing",
        part_of(f"{ACTOR}nobody", "2009"),
    }
    asked = {*listed, *FIXED, *subjects, *parts, *nobody}
    assert listed == owners_among(index, config, asked)
    assert all(owners_among(index, config, {owner}) == {owner} & listed for owner in asked)


def test_pages_lie_where_their_owners_name_says(assembled: Assembled) -> None:
    planner = page_jobs.planner(assembled.settings, assembled.index)
    for owner, paths in assembled.paths_by_owner().items():
        planned = [str(one.page.path) for one in planner.pages(owner)[0]]
        assert sorted(planned) == sorted(paths), owner
        assert paths == paths_of(owner, assembled.settings.texts)
