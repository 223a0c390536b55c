"""A build: nothing if nothing changed, else the whole line of stages, in which what is remembered is not done again.

Looks first, and imports the line only when there is something to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from generator import publish
from generator.model.proofs import OutputPath
from generator.publish import Edition, Entry, Published
from generator.publish import pagefind as searchable
from generator.runtime import cache, fingerprints
from generator.runtime.cache import ResultCache, Stamp, key
from generator.runtime.options import Options

SITE = "site"
ARTICLES, DERIVED = "content/articles", "content/derived"
"""Files of these are held against their hashes when they are read."""
DIRECT = re.compile(r"[^/\\]+\.json")
BUILDS, REASONS = "build", "why"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: reports there are, and those derived; pages rendered; files published.

    `reasons` says of every page that was rendered why, `suggestions` who may be the same actor, and why.
    """

    articles: int
    derived: int
    rendered: int
    published: Published
    suggestions: tuple[tuple[str, str, str], ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Done:
    """A build as it is remembered: a hash of what it left standing and of what that is about, and what is to be told again."""

    standing: str
    articles: int
    suggestions: tuple[tuple[str, str, str], ...]


def build(root: Path, site: Path | None = None, options: Options | None = None) -> Built:
    """The whole way. Raises InputError with every problem; then nothing was published, and the old site stands."""
    how = options or Options()
    target = _apart(root, site)
    root = root.resolve()  # files are remembered by their whole paths, which the preview goes by too
    with publish.edition(target, say=how.say) as new, cache.open_cache(root / cache.FOLDER) as results:
        how.stage("look")
        stamps, program = fingerprints.current_stamps(root, results), fingerprints.program()
        pagefind = searchable.installed() if how.search else ""
        name = _name(target, stamps, program + pagefind)
        if done := _done(results, name, new):
            return Built(done.articles, 0, 0, Published(0, len(new.unchanged), 0), done.suggestions)
        from generator.build import pipeline

        walked = pipeline.stage_site(root, results, stamps, program, new, how)
        is_searchable = True
        if pagefind:
            how.stage("index")
            is_searchable = searchable.index(new, how.say)
        how.stage("publish")
        publish.write_derived(root / DERIVED, walked.new_findings, keep=walked.slugs)
        published = new.publish(walked.sources)
        name = _name(target, _after(stamps, root, walked.new_findings, walked.slugs), program + pagefind)
        left = _Done(_standing(new), len(walked.slugs), walked.suggestions)
        sources = tuple(str(root / folder / "x")[:-1] for folder in (ARTICLES, DERIVED))
        # A build that said warnings is not remembered: the next one says them again.
        if is_searchable and walked.is_whole and fingerprints.are_unchanged(stamps, sources):
            results.put_many(BUILDS, {name: msgspec.msgpack.encode(left)})
        results.put_many(REASONS, _reasons(target, new, dict(walked.reasons)))
        results.prune()
        rendered = len(walked.reasons)
        return Built(len(walked.slugs), len(walked.new_findings), rendered, published, walked.suggestions, walked.reasons)


def derive(root: Path, options: Options | None = None, *, force: bool = False) -> tuple[int, int]:
    """Bring `content/derived/` up to date: how many reports there are, and how many were derived."""
    from generator.build import derived_findings

    root = root.resolve()  # files go by their whole paths

    with cache.open_cache(root / cache.FOLDER) as results:
        slugs, fresh = derived_findings.new_findings(root, results, options or Options(), force=force)
    publish.write_derived(root / DERIVED, fresh, keep=slugs)
    return len(slugs), len(fresh)


def clean(root: Path, site: Path | None = None) -> int:
    """Remove what builds wrote, and nothing else; how many files that was. Raises InputError for a folder of sources."""
    return publish.clean(_apart(root, site))


def _apart(root: Path, site: Path | None) -> Path:
    """The output folder, which must not be one that a build reads. Raises InputError."""
    target = site or root / SITE
    publish.refuse_overlap(
        target, root, [*(root / name for name in (*fingerprints.FOLDERS, cache.FOLDER)), *fingerprints.THEME_FOLDERS]
    )
    return target


def why(results: ResultCache, site: Path, path: OutputPath, entry: Entry) -> str:
    """Why a page was made as it is, in words; "" when that is not cached."""
    name = key(REASONS, str(site.resolve()), path, entry.of)
    return results.get_many(REASONS, [name]).get(name, b"").decode()


def _reasons(target: Path, new: Edition, told: Mapping[str, str]) -> dict[bytes, bytes]:
    """Reasons as they are remembered: each for the page as it was made of what it was made of."""
    site = str(target.resolve())
    return {key(REASONS, site, path, entry.of): told[path].encode() for path, entry in new.unchanged.items() if path in told}


def _name(target: Path, stamps: Mapping[str, Stamp], program: str) -> bytes:
    """What the outcome of a build goes by: where it goes, and all that it was made of. Empty when that is not known."""
    inputs_ = fingerprints.fingerprint(stamps, program)
    return key(BUILDS, str(target.resolve()), inputs_) if inputs_ else b""


def _done(results: ResultCache, name: bytes, new: Edition) -> _Done | None:
    """The very same build, if it was done and what it left stands."""
    raw = results.get_many(BUILDS, [name]).get(name) if name else None
    done = msgspec.msgpack.decode(raw, type=_Done) if raw else None
    return done if done and done.standing == _standing(new) else None


def _standing(new: Edition) -> str:
    return key(msgspec.json.encode((sorted(new.unchanged.items()), sorted(new.sources.items())))).hex()


def _after(stamps: Mapping[str, Stamp], root: Path, fresh: Mapping[str, bytes], slugs: Iterable[str]) -> dict[str, Stamp]:
    """What stands after a build: it has written findings, and taken away those of reports that are gone."""
    folder = str(root / DERIVED / "x")[:-1]
    kept = {f"{folder}{slug}.json" for slug in slugs}
    gone = {path for path in stamps.keys() - kept if path.startswith(folder) and DIRECT.fullmatch(path, len(folder))}
    after = {path: stamp for path, stamp in stamps.items() if path not in gone}
    return after | {f"{folder}{slug}.json": Stamp(b"", fingerprints.digest(raw)) for slug, raw in fresh.items()}
