"""Formats for programs: feeds, tables, calendars, citations, graphs, search index."""
