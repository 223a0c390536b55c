"""Merging of the names of things, with the evidence of all reports.

| M380 = Meridian M380 | Meridian 640 = 640 Seabird = Meridian 640 Seabird | tPhone and tPhone 4 are two
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from generator.derive.names.models import DESIGNATION, MODEL_NUMBER
from generator.dossier.resolve.clusters import Clusters, NameCluster, likeliest
from generator.model.findings import Entity

MODEL = "the same model, by its letters and number"


@lru_cache(maxsize=10_000)
def model_of(name: str) -> tuple[str, str]:
    """Return the maker and the model that the name of a thing says: "Meridian", "640"; the model is "" where it has none."""
    parts = name.split()
    for at, part in enumerate(parts):
        if DESIGNATION.fullmatch(part) or MODEL_NUMBER.fullmatch(part):
            return " ".join(parts[:at]), part
    return "", ""


def ties(entity: Entity) -> set[str]:
    """Return the keys that a thing shares with all that may be the same: the figures of its model."""
    model = model_of(entity.name)[1]
    return {f"model {_figures(model)}"} if model else set()


def merge(clusters: Clusters) -> None:
    """Merge the names of one model.

    Letters and a number are one model's. A bare number is its maker's, and one without a maker the only maker's.
    """
    models: dict[str, list[NameCluster]] = defaultdict(list)
    for cluster in clusters:
        if cluster.is_thing and (model := model_of(cluster.name)[1]):
            models[model].append(cluster)
    lettered = [_join_all(clusters, found) for model, found in models.items() if not model.isdigit()]
    by_figures: dict[tuple[str, str], list[NameCluster]] = defaultdict(list)
    for home in lettered:
        maker, model = model_of(home.name)
        by_figures[maker, _figures(model)].append(home)
    for model, found in models.items():
        if model.isdigit():
            _merge_number(clusters, model, found, by_figures)


def _merge_number(
    clusters: Clusters, model: str, found: list[NameCluster], lettered: dict[tuple[str, str], list[NameCluster]]
) -> None:
    """Merge the names with a bare number, those of each maker with its only model of these figures: Meridian 380, M380."""
    by_maker: dict[str, list[NameCluster]] = defaultdict(list)
    for cluster in found:
        by_maker[model_of(cluster.name)[0]].append(cluster)
    bare = by_maker.pop("", [])
    homes = []
    for maker, of_maker in by_maker.items():
        homes.append(_join_all(clusters, of_maker))
        with_letters = lettered.get((maker, model), [])
        if len(with_letters) == 1:
            homes[-1] = clusters.join(homes[-1], with_letters[0], MODEL)
    home = likeliest(homes)
    if home or not homes:
        _join_all(clusters, [*([home] if home else ()), *bare])


def _figures(model: str) -> str:
    match = DESIGNATION.fullmatch(model)
    return match["number"] if match else model


def _join_all(clusters: Clusters, found: list[NameCluster]) -> NameCluster:
    """Merge clusters under the slug of the longest name."""
    home, *others = sorted(found, key=lambda one: (-len(one.slug), one.slug))
    for other in others:
        home = clusters.join(other, home, MODEL, is_shorter=False)
    return home
