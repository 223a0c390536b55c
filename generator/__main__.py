"""`python -m generator` is `briefing`."""

from generator.commands.main import main

raise SystemExit(main())
