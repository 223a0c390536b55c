"""Yardsticks of likelihood: the words that an editor's judgement may use, each with the numbers that it stands for."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.values import CompactValue


class Band(CompactValue, frozen=True):
    """A band of a yardstick: its name, its lowest and highest per cent, and the other words for it."""

    name: str
    low: int
    high: int
    others: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name as a part of a key of interface texts."""
        return self.name.replace(" ", "_")

    @property
    def words(self) -> tuple[str, ...]:
        """All words for it."""
        return (self.name, *self.others)

    @property
    def middle(self) -> float:
        """The per cent that a judgement without a number of its own counts as."""
        return (self.low + self.high) / 2


ICD_203, PHIA = "icd203", "phia"
YARDSTICK_NAMES = {ICD_203: "ICD 203", PHIA: "the PHIA yardstick"}
YARDSTICKS: Mapping[str, tuple[Band, ...]] = {
    # Intelligence Community Directive 203, Analytic Standards (2015): two rows of words for seven bands
    ICD_203: (
        Band("almost no chance", 1, 5, ("remote",)),
        Band("very unlikely", 5, 20, ("highly improbable",)),
        Band("unlikely", 20, 45, ("improbable", "improbably")),
        Band("roughly even chance", 45, 55, ("roughly even odds",)),
        Band("likely", 55, 80, ("probable", "probably")),
        Band("very likely", 80, 95, ("highly probable",)),
        Band("almost certain", 95, 99, ("almost certainly", "nearly certain")),
    ),
    # Professional Head of Intelligence Assessment, Probability Yardstick: gaps between the bands are meant
    PHIA: (
        Band("remote chance", 0, 5),
        Band("highly unlikely", 10, 20),
        Band("unlikely", 25, 35),
        Band("realistic possibility", 40, 50, ("realistic probability",)),
        Band("likely", 55, 75, ("probable", "probably")),
        Band("highly likely", 80, 90, ("highly probable",)),
        Band("almost certain", 95, 100, ("almost certainly",)),
    ),
}


def band_of(yardstick: str, word: str) -> Band | None:
    """Return the band that a word stands for; None where the yardstick has no such word."""
    wanted = " ".join(word.casefold().split())
    return next((band for band in YARDSTICKS[yardstick] if wanted in band.words), None)
