"""A build: nothing where no input changed, otherwise all stages, which reuse cached results.

The stages are imported only where an input changed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator import publish
from generator.build.status import Status
from generator.model.proofs import OutputPath
from generator.model.values import Value
from generator.publish import Edition, Entry, Published
from generator.runtime import cache, clock, fingerprints, project_files
from generator.runtime.cache import ResultCache, Stamp, key
from generator.runtime.fingerprints import Look
from generator.runtime.options import Options

if TYPE_CHECKING:  # a build that has nothing to do needs none
    from generator.build.asking import Estimate
    from generator.build.audited import AuditedDraft
    from generator.build.pipeline import StagedSite
    from generator.contexts import ChangesDigest
    from generator.model.article import Article
    from generator.model.editions import BriefingEdition

SITE = "site"
ARTICLES, DERIVED = "content/articles", "content/derived"
"""Folders whose files are compared with their hashes when they are read."""
FINDINGS_NAME = re.compile(r"[^/\\]+\.json")
INDEX = "dossier.sqlite"
"""The name of the index in the folder of caches."""
BUILDS, LOOKS, REASONS = "build", "look", "why"
WHO_IS_WHO = f"{cache.FOLDER}/who-is-who.tsv"
"""The file of all names that were merged, and of those that may be the same."""
MIN_FIRST_REPORTS = 24
"""So many reports that were never built are shared out among processes, which begin at once."""
MAX_SUGGESTIONS, MAX_WARNINGS = 10, 20
"""Pairs of actors, and corrections without effect, that a build prints."""


class Built(Value, frozen=True):
    """The result of a build: numbers of all reports, of derived reports, of rendered pages and of published files.

    `status` is what an editor should look at; `reasons` are rendered pages with why each was.
    """

    articles: int
    derived: int
    rendered: int
    published: Published
    status: Status = Status()
    reasons: tuple[tuple[str, str], ...] = ()


class _CachedBuild(Value, frozen=True):
    """A build in the cache: a hash of the site and of its sources, and what an unchanged build reports again.

    `looks` is a hash of what the site's folder looked like, `files` the number of its files. Between `since` and `until`, in
    seconds since 1970, the same reports are held back.
    """

    site: str
    looks: str
    files: int
    since: float
    until: float
    status: Status
    warnings: tuple[str, ...]
    read_by: tuple[str, ...] = ()
    """The derivers that read the reports, where others than the rules did: they may change without any file of the project."""
    readers: str = ""
    """The fingerprint of these."""


def build(root: Path, site: Path | None = None, options: Options | None = None) -> Built:
    """Build a project's site. Raises InputError with every problem; then nothing is published, and the old site stays."""
    options = options or Options()
    target = _output_folder(root, site)
    root = root.resolve()  # stamps are cached by absolute paths, those of the preview too
    _ask(root, options)
    with publish.edition(target, say=options.say) as new:
        with cache.open_cache(root / cache.FOLDER) as results:
            options.stage("look")
            looked, program = fingerprints.look(root), fingerprints.program(results)
            made_with = program + " ".join(sorted(options.shown))
            if done := _seen_build(results, target, looked, made_with, new):
                return _unchanged(done, options)
            stamps = fingerprints.current_stamps(root, results, looked)
            name = _name(target, stamps, made_with)
            if name and fingerprints.are_settled(stamps):
                results.put_many(LOOKS, {_name_of_look(target, looked, made_with): name})
            if done := _cached_build(results, name, new):
                return _unchanged(done, options)
        options.stage("load")
        from generator.build import pipeline

        with _with_workers(options, _is_large_first(root, stamps)) as given, cache.open_cache(root / cache.FOLDER) as results:
            staged = pipeline.stage_site(root, results, stamps, program, new, given)
            _say_warnings(staged.warnings, options)
            options.stage("publish")
            slugs = staged.slugs | staged.holding.slugs()
            publish.keep_derived(root / DERIVED, slugs)
            published = new.publish(staged.sources)
            staged.keep_planned(new.state)
            publish.made.add_site(root / cache.FOLDER, target)
            with suppress(OSError):  # the site is built, whether or not this can be kept
                publish.write_note(root / WHO_IS_WHO, staged.who_is_who)
            # A build without some findings is not cached: the next one tries again.
            if staged.is_whole and fingerprints.are_unchanged(stamps, (_within(root, ARTICLES), _within(root, DERIVED))):
                name = _name(target, _after(stamps, root, staged.new_findings, slugs), made_with)
                results.put_many(BUILDS, {name: msgspec.msgpack.encode(_cached(new, staged))})
            results.put_many(REASONS, _reasons(target, new, dict(staged.reasons)))
            results.prune()
        derived, rendered = len(staged.new_findings), len(staged.reasons)
        return Built(staged.status.reports, derived, rendered, published, staged.status, staged.reasons)


def _unchanged(done: _CachedBuild, options: Options) -> Built:
    """Say again what an earlier build found, and return what there was to do: nothing."""
    _say_warnings(done.warnings, options)
    return Built(done.status.reports, 0, 0, Published(0, done.files, 0), done.status)


def _is_large_first(root: Path, stamps: Mapping[str, Stamp]) -> bool:
    """Return whether many reports were never built, as far as the cache knows."""
    if os.path.lexists(root / cache.FOLDER / INDEX):  # unlike Path's, this one raises nothing
        return False
    folder = _within(root, ARTICLES)
    return sum(path.startswith(folder) for path in stamps) >= MIN_FIRST_REPORTS


@contextmanager
def _with_workers(options: Options, begin: bool = False) -> Iterator[Options]:
    """Have processes for all stages. To `begin` at once no database may be open: they are copies of this process."""
    from generator.runtime.processes import Workers

    with Workers(options.jobs) as workers:
        if begin:
            workers.fork()
        yield msgspec.structs.replace(options, workers=workers)


def _within(root: Path, folder: str) -> str:
    """Return how the paths of files in a folder of the project begin."""
    return str(root / folder / "x")[:-1]


def status(root: Path, options: Options | None = None) -> Status:
    """Return what of a project an editor should look at; only caches are written. Raises InputError."""
    from generator.build import pipeline

    root = root.resolve()
    with _with_workers(options or Options()) as given, cache.open_cache(root / cache.FOLDER) as results:
        return pipeline.read_status(root, results, given)


def freeze(root: Path, name: str, slug: str, day: str, options: Options | None = None) -> BriefingEdition:
    """Return what is known of a project now, as an edition of a day; without one, of that of the latest report.

    Only caches are written. Raises InputError.
    """
    from generator.build import editions

    root = root.resolve()
    with _with_workers(options or Options()) as given, cache.open_cache(root / cache.FOLDER) as results:
        return editions.frozen(root, name, slug, day, results, given)


def digest_of_changes(root: Path, before: BriefingEdition, now: BriefingEdition, limit: int = 0) -> ChangesDigest:
    """Return what changed from one edition to another, in plain words; at most so many further entries of each sort.

    Raises InputError.
    """
    from generator.build import editions

    return editions.digest_of_changes(root, before, now, limit)


def today(root: Path) -> str:
    """Return the day that it is in a project's time zone. Raises InputError."""
    from generator.build import editions

    return editions.today(root)


def audit(root: Path, draft: Article, options: Options | None = None) -> AuditedDraft:
    """Hold a draft against the reports of a project; only caches are written. Raises InputError."""
    from generator.build import audited

    root = root.resolve()
    with _with_workers(options or Options()) as given, cache.open_cache(root / cache.FOLDER) as results:
        return audited.audit(root, draft, results, given)


def _cached(new: Edition, staged: StagedSite) -> _CachedBuild:
    """Return what is to be known of a build as long as no input changes."""
    holding = staged.holding
    return _CachedBuild(
        new.state,
        new.looks,
        len(new.unchanged),
        holding.since,
        holding.until,
        staged.status,
        staged.warnings,
        staged.read_by,
        _fingerprint_of(staged.read_by),
    )


def derive(root: Path, options: Options | None = None, *, force: bool = False) -> tuple[int, int]:
    """Update `content/derived/`; return the numbers of all reports and of derived ones."""
    from generator.build import derived_findings

    root = root.resolve()  # stamps are cached by absolute paths
    _ask(root, options or Options())
    with _with_workers(options or Options()) as given, cache.open_cache(root / cache.FOLDER) as results:
        slugs, number = derived_findings.update(root, results, given, force=force)
    publish.keep_derived(root / DERIVED, slugs)
    return len(slugs), number


def would_ask(root: Path, options: Options | None = None) -> Estimate | None:
    """Return what a language model would be asked by a build, and sends nothing; None where none is to be asked."""
    from generator.build import asking

    root = root.resolve()
    with cache.open_cache(root / cache.FOLDER) as results:
        return asking.estimate(root, results, options or Options())


def _ask(root: Path, options: Options) -> None:
    """Ask a language model what was not asked yet, in projects whose settings may name one."""
    if not options.asks:
        return
    try:
        may_ask = b"llm" in project_files.read(root / project_files.CONFIG, project_files.MAX_TEXT_BYTES)
    except OSError:
        return  # which the reading of the project tells
    if may_ask:
        from generator.build import asking

        with cache.open_cache(root / cache.FOLDER) as results:
            asking.ask_missing(root, results, options)


def _say_warnings(warnings: Sequence[str], options: Options) -> None:
    """Say warnings that stay as long as no input changes; of many, the first, unless all are wanted."""
    shown = warnings if options.is_verbose else warnings[:MAX_WARNINGS]
    for warning in shown:
        options.say(warning)
    if more := len(warnings) - len(shown):
        options.say(f"{more} more that do nothing; `briefing build --verbose` lists all.")


class Cleaned(Value, frozen=True):
    """The number of files that were removed, and files that stay: builds wrote them, and somebody else changed them."""

    removed: int
    kept: tuple[Path, ...] = ()


def clean(root: Path, site: Path | None = None, *, derived: bool = False) -> Cleaned:
    """Remove all that builds made: sites, single files and caches, and nothing else. Raises InputError for folders of sources.

    Sites are `site/` and every other output folder inside the project; with `site`, that one alone, and nothing beside it.
    Findings belong to their reports, and stay unless `derived` is set.
    """
    if site:
        return Cleaned(publish.clean(_output_folder(root, site)))
    root = root.resolve()
    caches = root / cache.FOLDER
    sites = {root / SITE, *(Path(name) for name in publish.made.read(caches).sites if Path(name).is_relative_to(root))}
    removed = sum(publish.clean(_output_folder(root, one)) for one in sorted(sites))
    files, kept = publish.made.remove_files(caches)
    publish.remove_caches(caches)
    findings = publish.remove_derived(root / DERIVED) if derived else 0
    return Cleaned(removed + len(files) + findings, tuple(kept))


def _output_folder(root: Path, site: Path | None) -> Path:
    """Return the output folder. Raises InputError where it overlaps with a folder that builds read."""
    target = site or root / SITE
    publish.refuse_overlap(
        target, root, [*(root / name for name in (*project_files.FOLDERS, cache.FOLDER)), *fingerprints.THEME_FOLDERS]
    )
    return target


def why(results: ResultCache, site: Path, path: OutputPath, entry: Entry) -> str:
    """Return why a page was rendered last, in words; "" where that is not cached."""
    name = key(REASONS, str(site.resolve()), path, entry.of)
    return results.get_many(REASONS, [name]).get(name, b"").decode()


def _reasons(target: Path, new: Edition, reasons: Mapping[str, str]) -> dict[bytes, bytes]:
    """Return reasons as cache entries, each by its page and the hash of what that was made of."""
    site = str(target.resolve())
    return {
        key(REASONS, site, path, entry.of): reasons[path].encode() for path, entry in new.unchanged.items() if path in reasons
    }


def _name(target: Path, stamps: Mapping[str, Stamp], program: str) -> bytes:
    """Return the cache key of a build, of its output folder and all inputs. Empty where some input is unknown."""
    inputs = fingerprints.fingerprint(stamps, program)
    return key(BUILDS, str(target.resolve()), inputs) if inputs else b""


def _name_of_look(target: Path, looked: Look, program: str) -> bytes:
    """Return the cache key of a look at all inputs of a build."""
    return key(LOOKS, str(target.resolve()), program, looked.hash)


def _seen_build(results: ResultCache, target: Path, looked: Look, program: str, new: Edition) -> _CachedBuild | None:
    """Return the same build from the cache, if all inputs and the site look as they did then: nothing else is read."""
    name = _name_of_look(target, looked, program)
    return _cached_build(results, results.get_many(LOOKS, [name]).get(name, b""), new)


def _cached_build(results: ResultCache, name: bytes, new: Edition) -> _CachedBuild | None:
    """Return the same build from the cache, if its site is unchanged: it looks as it did, or has the same bytes."""
    raw = results.get_many(BUILDS, [name]).get(name) if name else None
    done = msgspec.msgpack.decode(raw, type=_CachedBuild) if raw else None
    if not done or not done.since <= clock.now() < done.until or _fingerprint_of(done.read_by) != done.readers:
        return None
    if done.looks == new.looks:
        return done
    if done.site != new.state:
        return None
    results.put_many(BUILDS, {name: msgspec.msgpack.encode(msgspec.structs.replace(done, looks=new.looks))})
    return done


def _fingerprint_of(read_by: tuple[str, ...]) -> str:
    """Return the fingerprint of derivers that others than the program bring; "" where there are none."""
    if not read_by:
        return ""
    from generator.derive import derivers

    with suppress(Exception):  # whatever is wrong with one is told when the reports are read
        return derivers.fingerprint(read_by, "")
    return "unknown"


def _after(stamps: Mapping[str, Stamp], root: Path, fresh: Mapping[str, str], slugs: Iterable[str]) -> dict[str, Stamp]:
    """Return the stamps of inputs after a build that wrote findings, of these hashes, and removed those of deleted reports."""
    folder = _within(root, DERIVED)
    current = {f"{folder}{slug}.json" for slug in slugs}
    removed = {
        path for path in stamps.keys() - current if path.startswith(folder) and FINDINGS_NAME.fullmatch(path, len(folder))
    }
    after = {path: stamp for path, stamp in stamps.items() if path not in removed}
    return after | {f"{folder}{slug}.json": Stamp(b"", hash_) for slug, hash_ in fresh.items()}
