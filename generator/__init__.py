"""Briefing: a folder of news reports in, a static briefing site out."""

__version__ = "0.1.0"
