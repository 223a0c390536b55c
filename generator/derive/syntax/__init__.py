"""The syntax of a report: sentences, tokens, clauses, and the subjects and objects of verbs, which all kinds are read from."""
