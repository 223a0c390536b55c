"""The keys of front matter: of reports, of profiles of actors and topics, of pages."""

from __future__ import annotations

from generator.content import forms
from generator.content.keys import Key, KeyRule, Keys, ValueType
from generator.model import additions
from generator.model.article import PUBLISHED
from generator.model.findings import Kind, Polarity, Stance
from generator.model.judgements import JudgementOutcome
from generator.model.kinds import KIND_BY_NAME, FindingKind
from generator.model.profiles import NOBODY

FINDING_KINDS = tuple(KIND_BY_NAME)
KINDS = tuple(kind.value for kind in Kind)
STANCES = tuple(stance.value for stance in Stance)
POLARITIES = tuple(polarity.value for polarity in Polarity)
TEXT, FLAG, DATE, CHOICE, NAMES, MAPPINGS, ENTRIES = (
    ValueType.TEXT,
    ValueType.FLAG,
    ValueType.DATE,
    ValueType.CHOICE,
    ValueType.NAMES,
    ValueType.MAPPINGS,
    ValueType.ENTRIES,
)
WHY = Key("why", TEXT, "Why; for yourself, no page shows it.", "the seminary, not the city")

REJECTION = Keys(
    "reject",
    "A finding that is wrong: all with these words of this kind, or one by its id.",
    (
        Key("kind", CHOICE, "The kind of the finding.", "mention", choices=FINDING_KINDS),
        Key("text", TEXT, "The exact words of the report.", "Qom"),
        Key("id", TEXT, "One finding, by its id in content/derived/.", "p-1a2b3c4d5e"),
        WHY,
    ),
    (KeyRule(unless="id", needs=("kind", "text")),),
)
ADDITION_ROWS = (
    Key(
        "kind",
        CHOICE,
        "The kind of the finding.",
        "position",
        choices=FINDING_KINDS,
        required=True,
        todo=f"use one of {', '.join(FINDING_KINDS)}",
    ),
    Key("text", TEXT, "Words that the report says, exactly.", "Russia would vote for it", required=True),
    Key("actor", TEXT, "Whose mention, office or position it is.", "Russia"),
    Key("actor_kind", CHOICE, "What the actor is, for somebody new.", "organisation", choices=KINDS),
    Key("speaker", TEXT, "Who says the quote.", "Hillary Clinton"),
    Key("cue", TEXT, "The word of saying.", "told"),
    Key("addressee", TEXT, "To whom it is said.", "Sergei Lavrov"),
    Key("said_on", DATE, "When it was said.", "2009-10-13"),
    Key(
        "direct",
        CHOICE,
        "`no` for a quote that the report gives in words of its own, without quotation marks.",
        "no",
        choices=additions.IS_DIRECT,
        default_text="yes",
    ),
    Key("edtf", DATE, "The date that the words mean.", "2009-10-13"),
    Key("date", DATE, "When the event took place, or the date of the figure.", "2009-10"),
    Key("actors", NAMES, "Who takes part in the event.", "[Russia, Iran]"),
    Key("place", TEXT, "Where the event took place.", "Geneva"),
    Key("stance", CHOICE, "The stance of the actor.", "supports", choices=STANCES),
    Key("object", TEXT, "What the position is on.", "the resolution"),
    Key(
        "polarity",
        CHOICE,
        "The way in which the position points.",
        "for",
        choices=POLARITIES,
        default_text="the stance decides",
    ),
    Key("topic", TEXT, "The topic, by its name or its profile's file name.", "iran-sanctions"),
    Key("condition", TEXT, "On which condition the position is held.", "if the talks fail"),
    Key("reported_by", TEXT, "Who says that the actor holds it.", "Robert Gates"),
    Key("value", TEXT, "The number.", "1500"),
    Key("value_to", TEXT, "The upper number of a range.", "1675"),
    Key("unit", TEXT, "The unit.", "kilometres"),
    Key("counts", TEXT, "What the number counts.", "warheads"),
    Key("figure_kind", TEXT, "The name of the row to which the figure belongs.", "warheads", default_text="`counts`"),
    Key("source", TEXT, "According to whom.", "International Atomic Energy Agency"),
    WHY,
)


def _addition_of(kind: FindingKind) -> KeyRule:
    """Return which keys an addition of a kind needs, and which it may not have."""
    known = {"kind", "text", "why", *kind.required_fields, *kind.optional_fields}
    never = tuple(row.name for row in ADDITION_ROWS if row.name not in known)
    return KeyRule(when="kind", value=kind.name, needs=kind.required_fields, never=never)


ADDITION = Keys(
    "add",
    "A finding of yours, on words that the report says. Which keys it needs and may have differs by kind.",
    ADDITION_ROWS,
    tuple(map(_addition_of, KIND_BY_NAME.values())),
)
EVENT_CORRECTION = Keys(
    "events",
    "Whether an event that this report tells is one that another report tells.",
    (
        Key("text", TEXT, "Words of an event that this report tells.", "resigned on Monday", required=True),
        Key("same_as", TEXT, "The other report's file name, where the event is the same.", "monday-evening"),
        Key("words", TEXT, "Words of the event there; `same_as` needs them.", "stepped down"),
        Key("not_same_as", TEXT, "Another report's file name, where the event is none of those there.", "second-treaty"),
        WHY,
    ),
    (
        KeyRule(when="same_as", needs=("words",), empty=("not_same_as",)),
        KeyRule(unless="same_as", needs=("not_same_as",)),
    ),
)
FORMERLY = Key(
    "formerly",
    NAMES,
    "Addresses that the page had before, which lead on to it: the old file's name, or a path in the site.",
    "[old-name, articles/older-name.html]",
    form=forms.SITE_PATH,
)
REPORT = Keys(
    "report",
    "The front matter of a report, `content/articles/*.md`.",
    (
        Key("title", TEXT, "The headline.", "Envoys meet in Vienna", required=True),
        Key(
            "date",
            TEXT,
            "When the report was published, as exactly as it is known: an EDTF date or a moment;"
            f" `{forms.UNKNOWN_DATE}` where nobody knows.",
            "2009-10-13",
            form=forms.REPORT_DATE,
            required=True,
            todo=f"add a line `date: 2009-10-13`, or `date: {forms.UNKNOWN_DATE}` to go without",
        ),
        Key("source", TEXT, "Who published it.", "Example News"),
        Key(
            "grade",
            TEXT,
            "How far its source and what it tells are to be trusted, by the Admiralty code: A to F, 1 to 6, or both.",
            "B2",
            form=forms.GRADE,
            default_text="that of its source in briefing.toml",
        ),
        Key("url", TEXT, "Where it was published.", "https://example.org/2009/vienna", form=forms.WEB_ADDRESS),
        Key("author", TEXT, "Who wrote it.", "A. Reporter"),
        Key("lang", TEXT, "The language of the report.", "en", form=forms.LANGUAGE, default_text="the site's language"),
        Key("place", TEXT, "Where it was written.", "Vienna"),
        Key(
            "time_zone",
            TEXT,
            'The time zone in which "today" and a moment as date are meant.',
            "Europe/Vienna",
            form=forms.TIME_ZONE,
            default_text="that of briefing.toml",
        ),
        Key("summary", TEXT, "One sentence that says what it tells.", "The envoys agreed to meet again."),
        Key("slug", TEXT, "The page's address.", "vienna-talks", default_text="the file's name"),
        FORMERLY,
        Key("draft", FLAG, "It is not in the site yet; `briefing serve` shows it, marked.", "true", default=False),
        Key(
            "publish",
            TEXT,
            "The day, or the moment, from which on it is in the site.",
            "2009-10-14T18:00+02:00",
            form=forms.DAY_OR_MOMENT,
        ),
        Key("expires", TEXT, "The day, or the moment, from which on it is no more.", "2010-10-14", form=forms.DAY_OR_MOMENT),
        Key("own_text", FLAG, "It is no copy of another report, however alike they are.", "true", default=False),
        Key(
            "publish_texts",
            CHOICE,
            "How much of the text the site has: all of it, the sentences that findings rest on, or only the words that"
            " statements quote.",
            "extracts",
            choices=PUBLISHED,
            default_text="that of its source in briefing.toml, else of the site",
        ),
        Key("topics", NAMES, "Topics of your own choice, by name or by their profiles' file names.", "[iran-sanctions]"),
        Key("reject", MAPPINGS, "Findings that are wrong.", "[{kind: mention, text: Qom}]", inner=REJECTION),
        Key("add", MAPPINGS, "Findings of yours.", "[{kind: date, text: Monday, edtf: 2009-10-12}]", inner=ADDITION),
        Key(
            "events",
            MAPPINGS,
            "Events that are, or are not, the same as other reports'.",
            "[{text: signed, not_same_as: second-treaty}]",
            inner=EVENT_CORRECTION,
        ),
    ),
)
ROLE = Keys(
    "roles",
    "An office or a title with its term.",
    (
        Key("title", TEXT, "The title.", "US secretary of state", required=True),
        Key("from", DATE, "When the term began.", "2009-01-21"),
        Key("until", DATE, "When it ended.", "2013-02-01"),
    ),
)
NOT_SAME_AS = Key("not_same_as", NAMES, "Those that must stay apart from this one, by name or file name.", "[Bill Clinton]")
WIKIDATA = Key("wikidata", TEXT, "Its id in Wikidata, for programs that read the site.", "Q159", form=forms.WIKIDATA)
HIDE = Key("hide", FLAG, "No page, no link.", "true", default=False)
ACTOR = Keys(
    "actor",
    "The profile of an actor, `content/actors/<slug>.md`.",
    (
        Key("name", TEXT, "The name on the site; the file's name is its address.", "Hillary Clinton", required=True),
        Key("kind", CHOICE, "What the actor is.", "person", choices=KINDS, default_text="as derived"),
        Key("summary", TEXT, "One sentence, shown wherever the actor is introduced.", "US secretary of state, 2009–2013."),
        Key("aliases", NAMES, "Names that are this actor; they merge what was derived apart.", "[Mrs Clinton]"),
        Key("not_aliases", NAMES, "Names that are not this actor.", "[Clinton Foundation]"),
        NOT_SAME_AS,
        Key(
            "roles",
            MAPPINGS,
            "Titles with their terms; they replace those derived.",
            "[{title: US secretary of state, from: 2009-01-21}]",
            inner=ROLE,
            default_text="as derived",
        ),
        Key(
            "speaks_for",
            TEXT,
            f"The state or body for which the actor speaks, by name or file name; `{NOBODY}` where it speaks for none.",
            "United States",
            filled=True,
            todo=f"write an actor's name, or `{NOBODY}`",
            default_text="as titles say",
        ),
        Key("image", TEXT, "A picture, by its file name in content/pictures/.", "clinton.jpg", form=forms.PICTURE),
        Key("alt", TEXT, "What the picture shows, for those who do not see it; an `image` needs it.", "Clinton at a desk"),
        Key("credit", TEXT, "Whose picture it is, shown below it.", "State Department"),
        WIKIDATA,
        Key(
            "iso", TEXT, "Of a country: its code in ISO 3166-1, for programs that read the site.", "RU", form=forms.COUNTRY_CODE
        ),
        FORMERLY,
        HIDE,
    ),
    (KeyRule(when="image", needs=("alt",)), KeyRule(unless="image", never=("alt", "credit"))),
)
TOPIC = Keys(
    "topic",
    "The profile of a topic, `content/topics/<slug>.md`.",
    (
        Key("name", TEXT, "The name on the site; the file's name is its address.", "Iran sanctions", required=True),
        Key("summary", TEXT, "One sentence, shown wherever the topic is introduced.", "Whether Iran is put under sanctions."),
        Key("keywords", NAMES, "Words or phrases; a report that has one is about the topic.", "[sanctions, embargo]"),
        Key("aliases", NAMES, "Derived labels that are this topic.", "[sanctions on Iran]"),
        NOT_SAME_AS,
        WIKIDATA,
        FORMERLY,
        HIDE,
    ),
)
PAGE = Keys(
    "page",
    "The front matter of a page of yours, `content/pages/<slug>.md`.",
    (Key("title", TEXT, "The page's title.", "About this briefing", required=True),),
)
GROUND = Keys(
    "rests_on",
    "Words of a report on which a judgement rests. A text alone is the id of a statement, with its report: `report-slug/id`.",
    (
        Key("report", TEXT, "The report, by its file name.", "2009-10-13-clinton-in-moscow", required=True),
        Key("words", TEXT, "Words that the report says, exactly.", "Russia would vote for it", required=True),
    ),
)
JUDGEMENT = Keys(
    "judgement",
    "A judgement of yours, `content/judgements/<slug>.md`.",
    (
        Key("question", TEXT, "What is asked.", "Will Russia vote for new sanctions?", required=True),
        Key("answer", TEXT, "Your answer, in a sentence or two.", "Russia will vote once its trade is spared.", required=True),
        Key(
            "likelihood",
            TEXT,
            "How likely that is, in the words of the yardstick (docs/judgements.md), if you like with a number of per cent.",
            "likely (60)",
            required=True,
        ),
        Key("percent", TEXT, "The number, where `likelihood` has none.", "60", form=forms.PERCENT),
        Key(
            "confidence",
            CHOICE,
            "How sure you are of the answer, by what it rests on.",
            "moderate",
            choices=("low", "moderate", "high"),
            required=True,
        ),
        Key("because", NAMES, "The reasons for the confidence.", "[Two publishers tell it, none saw the draft]"),
        Key(
            "rests_on",
            ENTRIES,
            "The statements that it rests on, one at least.",
            "[2009-10-13-clinton-in-moscow/q1a2b3c4d5e]",
            inner=GROUND,
            required=True,
            todo="name a statement as `report/id`, or a report and its words",
        ),
        Key("would_change", NAMES, "What would change the judgement.", "[A vote put off to the autumn]"),
        Key("topics", NAMES, "The topics that it is on, by name or file name.", "[iran-sanctions]"),
        Key("on", DATE, "The day of the judgement.", "2009-10-14", required=True),
        Key("changed_because", TEXT, "Why it is another one than in the last edition.", "The draft was published."),
        Key(
            "outcome",
            CHOICE,
            "What became of it, once that is known.",
            "yes",
            choices=tuple(one.value for one in JudgementOutcome),
        ),
        Key("outcome_on", DATE, "The day on which that was known; an `outcome` needs it.", "2010-06-09"),
        Key("hide", FLAG, "It is not in the site.", "true", default=False),
    ),
    (KeyRule(when="confidence", needs=("because",)), KeyRule(when="outcome", needs=("outcome_on",))),
)
ALL = (REPORT, REJECTION, ADDITION, EVENT_CORRECTION, ACTOR, ROLE, TOPIC, PAGE, GROUND, JUDGEMENT)
