"""`briefing schema`: the JSON Schema of a kind of file that people write, for editors that complete and check by it."""

from __future__ import annotations

import argparse

from generator.commands.printing import DONE
from generator.content import config, files, json_schema
from generator.content.site_keys import EXTRA_IGNORED
from generator.model.problems import Problem


def run(parsed: argparse.Namespace) -> int:
    """Print the schema of a kind of file, with the keys that the project's settings let be, where there is a project."""
    problems: list[Problem] = []
    is_project = (parsed.project / config.FILE).is_file()
    settings = files.settings(parsed.project, problems) if is_project else config.Config()
    print(json_schema.as_text(parsed.kind, extra=settings.front_matter_extra == EXTRA_IGNORED), end="")
    return DONE
