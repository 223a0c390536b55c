"""Who has pages, and where, is told by name as it is by planning: the preview asks for some, builds for all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build.pipeline import Dossier
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
def dossier(request: pytest.FixtureRequest) -> Iterator[Dossier]:
    folder: Path = request.getfixturevalue(request.param)
    with cache.open_cache(folder / cache.FOLDER) as results, database.open_index(None, "") as index:
        made = Dossier(folder, results, fingerprints.current_stamps(folder, results), "", index)
        made.refresh(Options(jobs=1))
        yield made


def test_whoever_is_listed_has_pages_and_nobody_else_has(dossier: Dossier) -> None:
    index, config = dossier.index, dossier.outline.config
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


def test_pages_lie_where_their_owners_name_says(dossier: Dossier) -> None:
    for owner, paths in dossier.owned().items():
        planned = [str(one.page.path) for one in dossier.planner.pages(owner)[0]]
        assert sorted(planned) == sorted(paths), owner
        assert paths == paths_of(owner, dossier.outline.pages)
