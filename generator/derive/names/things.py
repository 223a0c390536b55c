"""Things that have a name of their own: laws and treaties, programmes, ships, models and products, sites.

| the | Clean Harbours Act | , the | Treaty of Delm | , | Operation Sea Guard | , | USS Olme |
| a Meridian | M380 | superjumbo, the | 640 Seabird | , the | tPhone 4 |

A word of things in the name is enough; letters with a number and words with a capital inside need a maker, a noun of things or
an article beside them somewhere in the report, or must be named twice. "Meridian 640", "640 Seabird" and "the 640" are one
model; a version with a number of its own is another thing ("tPhone", "tPhone 4").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from generator.derive.names import models, worded_things
from generator.derive.names.candidates import Candidate
from generator.derive.names.models import CAPITAL_INSIDE, LETTERS_AND_NUMBER, MODEL_NUMBER, Models
from generator.derive.names.thing_text import MIN_MENTIONS, FoundThing
from generator.derive.names.worded_things import NOUN_OF_THINGS, WordedThings
from generator.derive.syntax.document import Document
from generator.model.findings import Confidence, Kind

RULES = (*worded_things.RULES, *models.RULES)


def with_things(doc: Document, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with the things that a report names, which take the place of what lies within them."""
    things = _Things(doc, found).find()
    if not things:
        return list(found)
    names = _names(things)
    made = [_candidate(doc, thing, names[thing.key]) for thing in things]
    taken = {at for one in made for at in range(one.start, one.end)}
    return sorted([*made, *(c for c in found if taken.isdisjoint((c.start, c.end - 1)))], key=lambda c: (c.start, c.end))


def _names(things: Iterable[FoundThing]) -> dict[str, str]:
    """Return the fullest name of the things of each key: maker, model and nickname."""
    parts: dict[str, tuple[Counter[str], Counter[str], Counter[str]]] = defaultdict(lambda: (Counter(), Counter(), Counter()))
    for thing in things:
        for counted, part in zip(parts[thing.key], (thing.maker, thing.own, thing.nick), strict=True):
            counted.update([part] if part else [])
    return {
        key: " ".join(max(counted, key=lambda part: (counted[part], part)) for counted in each if counted)
        for key, each in parts.items()
    }


def _candidate(doc: Document, thing: FoundThing, name: str) -> Candidate:
    start, end = doc.tokens[thing.first].start, doc.tokens[thing.last - 1].end
    parts = " ".join(part for part in (thing.maker, thing.own, thing.nick) if part)
    spelled = parts if thing.rule in {LETTERS_AND_NUMBER, CAPITAL_INSIDE} else doc.text[start:end]
    confidence = Confidence.UNSURE if thing.rule == NOUN_OF_THINGS else Confidence.LIKELY
    return Candidate(start, end, tuple(spelled.split()), name, Kind.THING, thing.rule, confidence)


class _Things(WordedThings, Models):
    """The things of one report."""

    def find(self) -> list[FoundThing]:
        """Return the things in text order, the longest where several overlap."""
        named = [*self.by_words(), *self.models(), *self.products()]
        sure = self._certain(named)
        again = self._again(sure)
        taken: set[int] = set()
        chosen = []
        for thing in sorted([*sure, *again], key=lambda one: (one.first - one.last, one.first)):
            if taken.isdisjoint(range(thing.first, thing.last)):
                taken.update(range(thing.first, thing.last))
                chosen.append(thing)
        return sorted(self._of_one_maker(chosen))

    def _of_one_maker(self, things: Sequence[FoundThing]) -> Iterator[FoundThing]:
        """Return the things without the name of another body before them than the one that most often stands there."""
        makers: dict[str, Counter[str]] = defaultdict(Counter)
        for thing in things:
            makers[thing.key].update([thing.maker] if thing.maker else [])
        for thing in things:
            counted = makers[thing.key]
            is_makers = not thing.maker or thing.maker == max(counted, key=lambda maker: (counted[maker], maker))
            first = (
                next(at for at in range(thing.first, thing.last) if self.words[at].startswith(thing.own))
                if not is_makers
                else 0
            )
            yield thing if is_makers else thing._replace(first=first, maker="")

    @staticmethod
    def _certain(named: Sequence[FoundThing]) -> list[FoundThing]:
        """Return the things of which one place at least is sure, or that are named often enough."""
        sure = {thing.key for thing in named if thing.is_sure}
        count = Counter(thing.key for thing in named)
        return [thing for thing in named if thing.key in sure or count[thing.key] >= MIN_MENTIONS]

    def _again(self, sure: Sequence[FoundThing]) -> Iterator[FoundThing]:
        """Return the other places of a report's things: by number or nickname alone, and by letters in brackets behind them."""
        numbers = {thing.own: thing for thing in sure if MODEL_NUMBER.fullmatch(thing.own)}
        nicks = {thing.nick: thing for thing in sure if thing.nick} | {f"{t.nick}s": t for t in sure if t.nick}
        letters = dict(self._letters(sure))
        if self.count.keys().isdisjoint((*numbers, *nicks, *letters)):
            return
        for at, word in enumerate(self.words):
            if word in numbers and not (at and self._touches(at)):
                last = self.variant(at, len(self.words))
                if self.may_be_model(at, last):
                    nick = self.nick(last, len(self.words))
                    yield self.model(at, last, word, None, nick if nick in nicks else "", is_sure=True)
            elif (word in nicks or word in letters) and not self._is_in_other(at):
                thing = nicks.get(word) or letters[word]
                nick, own = (thing.nick, "") if word in nicks else ("", thing.own)
                yield FoundThing(at, at + 1, thing.key, thing.rule, is_sure=True, own=own, nick=nick)

    def _letters(self, sure: Sequence[FoundThing]) -> Iterator[tuple[str, FoundThing]]:
        for thing in sure:
            around = self.words[thing.last : thing.last + 3]
            if len(around) == 3 and around[0] == "(" and around[2] == ")" and around[1].isupper() and len(around[1]) > 1:
                yield around[1], thing
