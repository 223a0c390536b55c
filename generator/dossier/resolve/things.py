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
    """Return the keys that a thing shares with all that may be the same."""
    model = model_of(entity.name)[1]
    return {f"model {model}"} if model else set()


def merge(clusters: Clusters) -> None:
    """Merge the names of one model; where it is a bare number, those of one maker, and the number with the only maker's."""
    models: dict[str, list[NameCluster]] = defaultdict(list)
    for cluster in clusters:
        if cluster.is_thing and (model := model_of(cluster.name)[1]):
            models[model].append(cluster)
    for model, found in models.items():
        if not model.isdigit():
            _join_all(clusters, found)
            continue
        by_maker: dict[str, list[NameCluster]] = defaultdict(list)
        for cluster in found:
            by_maker[model_of(cluster.name)[0]].append(cluster)
        bare = by_maker.pop("", [])
        homes = [_join_all(clusters, of_maker) for of_maker in by_maker.values()]
        home = likeliest(homes)
        if home or not homes:
            _join_all(clusters, [*([home] if home else ()), *bare])


def _join_all(clusters: Clusters, found: list[NameCluster]) -> NameCluster:
    """Merge clusters under the slug of the longest name."""
    home, *others = sorted(found, key=lambda one: (-len(one.slug), one.slug))
    for other in others:
        home = clusters.join(other, home, MODEL, is_shorter=False)
    return home
