"""schema.org descriptions of pages, as plain dictionaries; the render stage writes and escapes them."""

from __future__ import annotations

from typing import Any

from generator import permalinks
from generator.briefing import Report
from generator.config import Config
from generator.contexts import ActorPage, Page, TopicPage
from generator.model import Kind, OutputPath

TYPES = {
    Kind.PERSON: "Person",
    Kind.ORGANISATION: "Organization",
    Kind.COUNTRY: "Country",
    Kind.GROUP: "Organization",
    Kind.PLACE: "Place",
}
Described = dict[str, Any]


def report(config: Config, report: Report, path: OutputPath) -> Described:
    """A report: the page is ours, the article is its publisher's."""
    article = report.article
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": article.title,
            "datePublished": article.day,
            "inLanguage": article.lang,
            "author": article.author and {"@type": "Person", "name": article.author},
            "publisher": article.source and {"@type": "Organization", "name": article.source},
            "isBasedOn": article.url,
            "description": article.summary,
            "url": permalinks.absolute(config.base_url, path),
        }
    )


def actor(config: Config, view: ActorPage, kind: Kind, path: OutputPath) -> Described:
    """A person, organisation, country, group or place."""
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": TYPES[kind],
            "name": view.name,
            "alternateName": list(view.aliases),
            "description": view.summary,
            "url": permalinks.absolute(config.base_url, path),
        }
    )


def topic(config: Config, view: TopicPage, path: OutputPath) -> Described:
    """A topic."""
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "DefinedTerm",
            "name": view.name,
            "description": view.summary,
            "url": permalinks.absolute(config.base_url, path),
        }
    )


def site(config: Config) -> Described:
    """The site itself."""
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": config.title,
            "description": config.description,
            "inLanguage": config.language,
            "url": config.base_url,
        }
    )


def breadcrumbs(config: Config, page: Page, above: tuple[str, OutputPath]) -> Described:
    """The way from the home page; addresses only where the site has one."""
    steps = [(config.title, permalinks.HOME), above, (page.title, page.path)]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            _filled(
                {
                    "@type": "ListItem",
                    "position": number,
                    "name": name,
                    "item": permalinks.absolute(config.base_url, path),
                }
            )
            for number, (name, path) in enumerate(steps, 1)
        ],
    }


def _filled(described: Described) -> Described:
    """Without what is not known."""
    return {key: value for key, value in described.items() if value not in (None, "", [])}
