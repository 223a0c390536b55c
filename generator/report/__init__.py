"""One report: its findings, an editor's corrections, its statements, its annotated body. Pure functions of one report."""
