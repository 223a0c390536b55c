"""Reads what `briefing export --as` writes with other people's programs, where they are installed, and says what became of it.

    pip install followthemoney    # in an environment of its own
    briefing export --as followthemoney | python -m quality.standard_forms

Every entity must keep all its properties; what a program refuses or changes is printed. Exit code 1 where there is any.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any


def main() -> int:
    """Print how many entities are read as they were written, and what becomes of the others."""
    model = import_module("followthemoney").model
    entities = [json.loads(line) for line in sys.stdin]
    changed = list(changes(model, entities))
    for line in changed:
        print(line)
    print(f"{len(entities)} entities, {len(changed)} changes")
    return 1 if changed else 0


def changes(model: Any, entities: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield what FollowTheMoney's own model refuses of entities, or reads as something else."""
    for entity in entities:
        try:
            read = model.get_proxy(entity, cleaned=False).to_dict()
        except Exception as error:  # noqa: BLE001 - whatever it says of it
            yield f"{entity['id']}: {error}"
            continue
        for name, values in entity["properties"].items():
            if sorted(values) != sorted(read["properties"].get(name, [])):
                yield f"{entity['id']}.{name}: {values} became {read['properties'].get(name)}"


if __name__ == "__main__":
    sys.exit(main())
