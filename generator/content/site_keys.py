"""The keys of `briefing.toml`; each is a field of `Config`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.content import forms
from generator.content.keys import Key, Keys, NumberBounds, ValueType
from generator.derive import derivers
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
        Key(
            "use",
            ValueType.NAMES,
            "What finds something in reports, by name, the one that wins first (docs/models.md): the program's rules, a"
            " pipeline of spaCy, what other packages bring.",
            '["rules", "spacy:en_core_web_sm"]',
            default=derivers.DEFAULT,
            default_text=f'`["{derivers.RULES}"]`',
            field="use",
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
LLM = Keys(
    "[llm]",
    "The language model that `[derive] use` calls `llm` (docs/models.md). Nothing is sent anywhere unless `endpoint` is set.",
    (
        Key(
            "endpoint",
            ValueType.TEXT,
            "Where the model is asked, by the interface that OpenAI's has: Ollama, llama.cpp, vLLM and most hosts have it."
            " Without it nothing is sent, and the answers that were kept go on counting.",
            '"http://localhost:11434/v1"',
            form=forms.ENDPOINT,
        ),
        Key("model", ValueType.TEXT, "The model, by the name that the endpoint has for it.", '"gemma3:12b"'),
        Key(
            "key_env",
            ValueType.TEXT,
            "The environment variable that has the key, where the endpoint wants one. The key itself stands in no file.",
            '"LLM_KEY"',
            form=forms.VARIABLE,
        ),
        Key("temperature", ValueType.NUMBER, "How freely it answers.", "0", bounds=NumberBounds(0, 2, whole=False), default=0),
        Key("seed", ValueType.NUMBER, "The seed that it is given.", "7", bounds=NumberBounds(0, 2**31 - 1), default=0),
        Key(
            "max_tokens",
            ValueType.NUMBER,
            "How long an answer may be, in tokens. An answer that was cut off is asked for again once this is more.",
            "8192",
            bounds=NumberBounds(64, 1_000_000),
            default=4096,
        ),
        Key(
            "timeout",
            ValueType.NUMBER,
            "Seconds within which an answer must be there, to its end.",
            "600",
            bounds=NumberBounds(1, 3600),
            default=180,
        ),
        Key(
            "requests_per_minute",
            ValueType.NUMBER,
            "How often it is asked at most; 0 is without a bound.",
            "30",
            bounds=NumberBounds(0, 100_000),
            default=0,
        ),
        Key(
            "parallel",
            ValueType.NUMBER,
            "How many requests are on their way at a time.",
            "4",
            bounds=NumberBounds(1, 64),
            default=1,
        ),
        Key(
            "budget_requests",
            ValueType.NUMBER,
            "How many reports a build asks about at most; 0 is without a bound. The others wait for the next build.",
            "200",
            bounds=NumberBounds(0, 10_000_000),
            default=0,
        ),
        Key(
            "budget_tokens",
            ValueType.NUMBER,
            "How many tokens a build may use, of what is asked and answered; 0 is without a bound.",
            "500000",
            bounds=NumberBounds(0, 10**12),
            default=0,
        ),
        Key(
            "price_in",
            ValueType.NUMBER,
            "What a million tokens of what is asked costs, for estimates, in your currency.",
            "0.5",
            bounds=NumberBounds(0, 1_000_000, whole=False),
            default=0,
        ),
        Key(
            "price_out",
            ValueType.NUMBER,
            "What a million tokens of answers costs.",
            "1.5",
            bounds=NumberBounds(0, 1_000_000, whole=False),
            default=0,
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
        Key("llm", ValueType.TABLE, "The language model.", "[llm]", inner=LLM),
    ),
)
