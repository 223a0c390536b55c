"""The preview shows, byte for byte, what building from nothing gives: after any edit that a person may make, broken ones too.

Edits are those of `tests/test_incremental.py`. The preview is told where something changed, as the watcher tells it.
"""

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis.stateful import invariant

from generator.runtime import cache, fingerprints
from generator.serve.preview import Preview
from tests.test_incremental import KEPT, MEMORY, READ, RUNS, Edits, _quick, files, from_nothing, written

__all__ = ["_quick"]  # a fixture, for this module too


class Shown(Edits):
    """A dossier on disk, edited while its preview runs."""

    def __init__(self) -> None:
        super().__init__()
        self.results = cache.ResultCache(Path(tempfile.mkdtemp(dir=MEMORY)))
        self.preview = Preview(self.root, self.results)
        self.preview.refresh()
        self.seen = files(self.root, *READ)

    def teardown(self) -> None:
        self.preview.close()
        self.results.close()
        if self.results.folder:
            shutil.rmtree(self.results.folder)
        super().teardown()

    @invariant()
    def the_site_is_as_if_built_from_nothing(self) -> None:
        now = files(self.root, *READ)
        changed = [name for name in now.keys() | self.seen.keys() if now.get(name) != self.seen.get(name)]
        self.seen = now
        self.preview.refresh(changed)
        while self.preview.work_when_idle():
            pass
        self.preview.refresh(())
        sources = written(self.root)
        wrong, expected = from_nothing(sources)
        assert bool(wrong) == bool(self.preview.problems), (wrong, self.preview.problems)
        if not wrong:
            pages = {name.removeprefix("site/"): hash_ for name, hash_ in expected.items() if name.startswith("site/")}
            del pages[KEPT.removeprefix("site/")]
            shown = {path: fingerprints.digest(self.preview.page(path) or b"") for path in self.preview.paths()}
            assert [] == [path for path in sorted(pages.keys() | shown.keys()) if pages.get(path) != shown.get(path)]
        self.past.append(sources)


Shown.TestCase.settings = settings(RUNS, max_examples=int(os.environ.get("BRIEFING_EXAMPLES", "50")))
test_the_preview_shows_what_building_from_nothing_gives = Shown.TestCase
