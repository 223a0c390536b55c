"""Drafts held against the dossier: which of their sentences the reports bear out."""
