"""Writes what an installed program is made of, from the pins, as a CycloneDX document; cyclonedx-bom makes and checks it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from generator import __version__

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "dist" / "briefing-site.cdx.json"
SPECIFICATION = "1.6"


def document() -> bytes:
    """Return the document: the same bytes for the same pins and the same version of the program."""
    arguments = [sys.executable, "-m", "cyclonedx_py", "requirements", "requirements/site.txt", "--pyproject", "pyproject.toml"]
    arguments += ["--spec-version", SPECIFICATION, "--output-reproducible", "--output-format", "JSON"]
    made = subprocess.run(arguments, cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S603 - our own arguments
    bom = json.loads(made)
    program = bom["metadata"]["component"]
    # The version stands in the program, where the tool does not look.
    program |= {"version": __version__, "purl": f"pkg:pypi/{program['name']}@{__version__}"}
    return (json.dumps(bom, indent=2, sort_keys=True) + "\n").encode()


def main() -> None:
    """Write the document beside the wheel."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_bytes(document())
    print(f"{FILE.relative_to(ROOT)} is written.")


if __name__ == "__main__":
    main()
