"""Resolving of texts: reports that are copies of one text, directly or through others, are one source.

A text goes by the slug of its first report. Looked at are only the reports that changed, and those that share a text with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from generator.contexts import ReportLink
from generator.dossier.index.database import Index
from generator.dossier.index.texts import SharedText
from generator.report.sketch import MIN_SHARED, Sketch, is_same_text

MAX_COPIES = 12
"""Reports of one text that the page of each links to."""
ALONE = SharedText("", b"")
decode, encode = msgspec.msgpack.decode, msgspec.msgpack.encode


def update_texts(index: Index, files: Iterable[str]) -> set[str]:
    """Update who copies whom; return the files of the reports whose text or copies are others than before.

    `files` are reports that came or changed, and those that shared a text with these or with reports that are gone.
    """
    seen: set[str] = set()
    changed: set[str] = set()
    for file in files:
        if file not in seen and index.texts.sketch(file) is not None:
            copies = _copies(index, file)
            seen |= copies
            changed |= {each for each, shared in _shared(index, copies) if index.texts.set_shared(each, shared)}
    return changed


def texts_of(sketches: Sequence[Sketch]) -> list[int]:
    """Return for each of all reports, in their order, the number of the first one that has its text."""
    by_hash: dict[int, list[int]] = defaultdict(list)
    for number, sketch in enumerate(sketches):
        for hash_ in sketch:
            by_hash[hash_].append(number)
    first = [-1] * len(sketches)
    for number in range(len(sketches)):
        new = [number] if first[number] < 0 else []
        while new:
            one = new.pop()
            first[one] = number
            rare = sorted(sketches[one], key=lambda hash_: len(by_hash[hash_]))[: len(sketches[one]) - MIN_SHARED + 1]
            near = {other for hash_ in rare for other in by_hash[hash_] if first[other] < 0}
            new += [other for other in near if is_same_text(sketches[one], sketches[other])]
    return first


def _copies(index: Index, file: str) -> set[str]:
    """Return the files of all reports that have the text of one, directly or through others."""
    reached, new = {file}, [file]
    while new:
        sketch = index.texts.sketch(new.pop()) or ()
        for other in index.texts.with_like_sketch(sketch) - reached:
            if is_same_text(sketch, index.texts.sketch(other) or ()):
                reached.add(other)
                new.append(other)
    return reached


def _shared(index: Index, files: set[str]) -> Iterable[tuple[str, SharedText]]:
    """Return for each of the reports of one text what is to be known of the others."""
    if len(files) == 1:
        return [(file, ALONE) for file in files]
    listed = sorted((*(index.reports.listed_as(file) or ("", "", b"")), file) for file in files)
    text = listed[0][1]
    links = [(decode(raw, type=ReportLink), file) for _, _, raw, file in listed]
    first = links[: MAX_COPIES + 1]
    return [
        (file, SharedText(text, encode([link for link, other in first if other != file][:MAX_COPIES])))
        for _, _, _, file in listed
    ]
