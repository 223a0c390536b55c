"""Themes and interface texts, read from disk and checked."""
