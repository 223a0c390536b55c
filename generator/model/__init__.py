"""Types that all stages share: articles, findings, statements, profiles, permalinks, problems, dates."""
