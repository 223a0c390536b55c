"""The index: SQLite tables, each with its SQL."""
