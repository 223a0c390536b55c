"""People's files, parsed and checked: articles, profiles, pages and configuration."""
