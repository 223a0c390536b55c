"""Importers: one file a format, from what a person has to an article's front matter and text."""
