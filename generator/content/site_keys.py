"""The keys of `briefing.toml`; each is a field of `Config`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.content import forms
from generator.content.keys import Key, Keys, ValueType
from generator.model.article import FULL, PUBLISHED
from generator.model.yardsticks import ICD_203, PHIA, YARDSTICKS


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """The settings for the reports of one publisher; empty where the site's hold."""

    name: str
    publish_texts: str = ""
    grade: str = ""
    """By the Admiralty code; empty where nobody gave one."""


DERIVE = Keys(
    "[derive]",
    "How reports are read.",
    (
        Key(
            "syntax",
            ValueType.TEXT,
            "The parser of sentences: the program's own, or an installed pipeline of spaCy, by its package or folder.",
            '"spacy:en_core_web_sm"',
            form=forms.PARSER,
            field="syntax",
        ),
    ),
)
EXTRA_REFUSED, EXTRA_IGNORED = "error", "ignore"
FRONT_MATTER = Keys(
    "[front_matter]",
    "How front matter is read.",
    (
        Key(
            "extra",
            ValueType.CHOICE,
            "What becomes of keys in front matter that the program does not know (tags, created, draft and the like of other"
            f" programs): a problem each file, which finds what is misspelled, or `{EXTRA_IGNORED}`.",
            f'"{EXTRA_IGNORED}"',
            choices=(EXTRA_REFUSED, EXTRA_IGNORED),
            filled=True,
            default=EXTRA_REFUSED,
        ),
    ),
)
DESK = Keys(
    "[desk]",
    "The desk at which suggestions are decided.",
    (
        Key(
            "editor",
            ValueType.TEXT,
            "The name under which decisions stand in the ledger, content/decisions.yaml.",
            '"Anna Berg"',
            default_text="the name by which the system knows you",
            field="editor",
        ),
    ),
)
PUBLISH_TEXTS = Key(
    "publish_texts",
    ValueType.CHOICE,
    "How much of reports' texts the site has: all (full), the sentences that findings rest on (extracts), or only the words"
    " that statements quote (none). A source's, and a report's own, win over it.",
    '"extracts"',
    choices=PUBLISHED,
    filled=True,
    default=FULL,
)
SOURCE = Keys(
    "[sources.NAME]",
    "What holds for the reports of one publisher, by the name that they give as their source.",
    (
        replace(
            PUBLISH_TEXTS, text="How much of the texts of its reports the site has.", default="", default_text="the site's"
        ),
        Key(
            "grade",
            ValueType.TEXT,
            "How far the source and what it tells are to be trusted, by the Admiralty code: A to F, 1 to 6, or both. It is"
            " shown where the source is cited; a report's own wins over it.",
            '"B2"',
            form=forms.GRADE,
        ),
    ),
)
JUDGEMENTS = Keys(
    "[judgements]",
    "How likelihood is said in `content/judgements/`.",
    (
        Key(
            "yardstick",
            ValueType.CHOICE,
            "The words for likelihood, each with its numbers: those of ICD 203, or of the PHIA yardstick (docs/judgements.md).",
            f'"{PHIA}"',
            choices=tuple(YARDSTICKS),
            filled=True,
            default=ICD_203,
        ),
    ),
)
SITE = Keys(
    "briefing.toml",
    "The site's settings.",
    (
        Key("title", ValueType.TEXT, "The name of the site.", '"The reset and Iran"', default="Briefing"),
        Key(
            "description",
            ValueType.TEXT,
            "What the briefing is about, in one sentence; without it, the page of the briefing is described by what it has.",
            '"US-Russia relations, 2009–2010"',
        ),
        Key("author", ValueType.TEXT, "Who makes the site; it is named in feeds and at the foot of pages.", '"Example desk"'),
        Key(
            "language",
            ValueType.TEXT,
            "The language in which the pages speak: en, fr, de, es, ru, ar; any other with texts of yours (docs/themes.md).",
            '"en-GB"',
            form=forms.LANGUAGE,
            filled=True,
            default="en",
        ),
        Key(
            "time_zone",
            ValueType.TEXT,
            'The time zone in which "today" and "yesterday" are meant, unless a report says its own.',
            '"Europe/Moscow"',
            form=forms.TIME_ZONE,
            filled=True,
            default="UTC",
        ),
        Key(
            "theme",
            ValueType.TEXT,
            "The theme: a folder in themes/, or one that comes with the program.",
            '"briefing"',
            form=forms.THEME,
            filled=True,
            default="briefing",
        ),
        Key(
            "base_url",
            ValueType.TEXT,
            "Where the site will stand. Feeds, sitemap and canonical links need it.",
            '"https://example.org/briefing/"',
            form=forms.SITE_ADDRESS,
        ),
        PUBLISH_TEXTS,
        Key(
            "sources",
            ValueType.TABLES,
            "What holds for the reports of one publisher.",
            '[sources."Example News"]',
            inner=SOURCE,
            make=SourceSettings,
        ),
        Key(
            "follow_links",
            ValueType.FLAG,
            "Whether links in `content/` and `themes/` may lead out of the project, and what is there is read. Without it, such"
            " links are left out, each with a warning.",
            "true",
            default=False,
        ),
        Key(
            "judgements", ValueType.TABLE, "How likelihood is said in `content/judgements/`.", "[judgements]", inner=JUDGEMENTS
        ),
        Key("front_matter", ValueType.TABLE, "How front matter is read.", "[front_matter]", inner=FRONT_MATTER),
        Key("derive", ValueType.TABLE, "How reports are read.", "[derive]", inner=DERIVE),
        Key("desk", ValueType.TABLE, "The desk at which suggestions are decided.", "[desk]", inner=DESK),
    ),
)
