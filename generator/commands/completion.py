"""`briefing completion`: what a shell has to read to complete commands, options and files of this program."""

from __future__ import annotations

import argparse

from argcomplete.shell_integration import shellcode

from generator.commands.printing import DONE


def run(parsed: argparse.Namespace) -> int:
    """Print the code for a shell."""
    print(shellcode(["briefing"], shell=parsed.shell))
    return DONE
