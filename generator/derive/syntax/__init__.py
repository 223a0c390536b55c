"""Sentences, words and clauses of a report: what every kind of finding is read from."""
