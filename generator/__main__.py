"""`python -m generator` is `briefing`."""

from generator.cli import main

raise SystemExit(main())
