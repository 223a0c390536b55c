"""The same kinds of page as ours; actors are Pelican's authors, and topics its tags."""  # noqa: INP001 - Pelican reads it by its path

from __future__ import annotations

from pathlib import Path

SITENAME = "The bench"
SITEURL = "https://example.org"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
THEME = str(Path(__file__).parent / "theme")
THEME_STATIC_PATHS: list[str] = []
ARTICLE_URL = ARTICLE_SAVE_AS = "articles/{slug}.html"
AUTHOR_URL = AUTHOR_SAVE_AS = "actors/{slug}.html"
TAG_URL = TAG_SAVE_AS = "topics/{slug}.html"
CATEGORY_SAVE_AS = ""
AUTHORS_SAVE_AS = "actors.html"
TAGS_SAVE_AS = "topics.html"
ARCHIVES_SAVE_AS = "articles.html"
DIRECT_TEMPLATES = ["index", "authors", "tags", "archives"]
PAGINATED_TEMPLATES: dict[str, int | None] = {}
FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 50
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
