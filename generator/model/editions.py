"""Editions: what was known on a day, frozen, so that what changed since can be told.

Actors, topics and reports go by their slugs here. Dates are EDTF. A statement has the words that readers saw, and goes by a
key, which stays as long as its sentence does.
"""

from __future__ import annotations

from generator.model.values import Value

FORMAT = 1
"""The version of the form in which editions are kept."""


class FrozenReport(Value, frozen=True, omit_defaults=True, tag_field="is", tag="report"):
    """A report that there was; `hash` is of its file."""

    slug: str
    title: str
    date: str = ""
    source: str = ""
    hash: str = ""
    lang: str = ""


class FrozenActor(Value, frozen=True, omit_defaults=True, tag_field="is", tag="actor"):
    """An actor that had a page; `also` are other names that are the same by an editor's word or a rule."""

    slug: str
    name: str
    kind: str
    reports: int = 0
    also: tuple[str, ...] = ()


class FrozenTopic(Value, frozen=True, omit_defaults=True, tag_field="is", tag="topic"):
    """A topic that had a page; `also` are other names of it."""

    slug: str
    name: str
    reports: int = 0
    also: tuple[str, ...] = ()


class FrozenStatement(Value, frozen=True, omit_defaults=True, tag_field="is", tag="statement"):
    """A statement as readers saw it.

    `key` is the report's slug and the finding's id, `path` where its sentence stood. `who` are those whose statement it is
    where they have no page, or all that the reports say of them. Of a position `was` says what it changed from, of a figure
    `of` what is counted, with its unit; figures of one `of` are compared. `words` is the stretch of the sentence that it rests
    on, where that is not `text`. `reports` is how many reports tell it, `tellings` names them as far as they are known: of an
    event the keys of all that tell it, of others the paths of other reports' sentences.
    """

    key: str
    kind: str
    text: str
    path: str
    sentence: str
    title: str
    words: str = ""
    date: str = ""
    placed_by: str = ""
    actors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    who: str = ""
    source: str = ""
    reported: str = ""
    """The date of the report."""
    lang: str = ""
    stance: str = ""
    polarity: str = ""
    negated: bool = False
    was: str = ""
    value: str = ""
    value_to: str = ""
    bound: str = ""
    of: str = ""
    direct: bool = False
    reports: int = 1
    tellings: tuple[str, ...] = ()
    weight: int = 0

    @property
    def report(self) -> str:
        """The slug of the report that it rests on."""
        return self.key.partition("/")[0]


class FrozenJudgement(Value, frozen=True, omit_defaults=True, tag_field="is", tag="judgement"):
    """A judgement that stood; `hash` is of its file, `rests_on` are the statements under it as the editor named them."""

    slug: str
    question: str
    answer: str
    likelihood: str = ""
    percent: int | None = None
    confidence: str = ""
    outcome: str = ""
    because: str = ""
    """Why it is another one than in the edition before, in the editor's words."""
    hash: str = ""
    rests_on: tuple[str, ...] = ()


class FrozenDecision(Value, frozen=True, omit_defaults=True, tag_field="is", tag="decision"):
    """A line of the ledger of decisions."""

    text: str


class BriefingEdition(Value, frozen=True):
    """All that was known on a day, by the name that the editor gave it; `slug` is that of its file."""

    name: str
    slug: str
    day: str
    reports: tuple[FrozenReport, ...] = ()
    actors: tuple[FrozenActor, ...] = ()
    topics: tuple[FrozenTopic, ...] = ()
    statements: tuple[FrozenStatement, ...] = ()
    judgements: tuple[FrozenJudgement, ...] = ()
    decisions: tuple[FrozenDecision, ...] = ()
