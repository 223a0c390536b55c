"""HTML pages: templates, interface texts, linked data, notes."""
