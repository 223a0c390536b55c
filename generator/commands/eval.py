"""`briefing eval`: how well derivers do, on annotated reports or on a sample of one's own findings that one marks."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from generator import publish
from generator.commands import export
from generator.commands.printing import DONE, PROBLEMS, count, print_lines, say, warn
from generator.content import files, machine_files
from generator.content.config import FILE, Config
from generator.derive import derivers, try_derive_by
from generator.derive.derivers import Given
from generator.derive.syntax.document import Document
from generator.model.findings import Findings
from generator.model.language_models import NAME as LANGUAGE_MODEL
from generator.model.language_models import ModelSettings
from generator.model.problems import InputError, Problem, Where
from generator.report import failures, measures, samples
from generator.report.expected import AnnotatedReport, annotated
from generator.report.measures import Measured
from generator.runtime import processes
from generator.runtime.project_folder import require_project


def run(parsed: argparse.Namespace) -> int:
    """Print figures, or add findings to the file of those to be marked."""
    processes.collect_garbage_less_often()
    if parsed.sample:
        return _add_sample(parsed.project, parsed.sample)
    measured = _on_rows(parsed) if parsed.file else _on_marks(parsed.project)
    if measured is None:
        return PROBLEMS
    if parsed.json:
        print_lines(msgspec.json.encode(one) for one in measured)
    else:
        print("\n\n".join("\n".join(measures.in_lines(one)) for one in measured))
    return DONE


def _on_rows(parsed: argparse.Namespace) -> list[Measured]:
    """Return how each combination of derivers does on annotated reports. Raises InputError."""
    settings = _settings(parsed.project)
    combinations = [_named(one.split(","), settings) for one in parsed.use] or [settings.use]
    with export.open_lines(parsed.file) as lines:
        reports = list(_annotated_rows(parsed.file, lines))
    return [measures.measure(derivers.called(use), _derived(parsed, reports, use, settings.llm)) for use in combinations]


def _settings(root: Path) -> Config:
    """Return the settings of a project; the default ones where there is none."""
    if not (root / FILE).is_file():
        return Config()
    problems: list[Problem] = []
    settings = files.settings(root, problems)
    if problems:
        raise InputError(problems)
    return settings


def _named(names: Sequence[str], settings: Config) -> tuple[str, ...]:
    """Return derivers by their names; `llm` is the model of the project. Raises InputError for those that there are not."""
    use = tuple(filter(None, names))
    problems = [Problem(Where("--use"), *wrong) for name in dict.fromkeys(use) if (wrong := derivers.why_unusable(name))]
    if LANGUAGE_MODEL in use and not settings.llm_model:
        problems.append(Problem(Where("--use"), "`llm` is no model", 'write model = "…" below [llm] in briefing.toml'))
    if problems:
        raise InputError(problems)
    return tuple(settings.llm.rule if name == LANGUAGE_MODEL else name for name in use)


def _annotated_rows(name: str, lines: Sequence[bytes]) -> Iterator[tuple[int, AnnotatedReport]]:
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield number, annotated(line)
        except ValueError as error:
            problems.append(Problem(Where(name, number), str(error), "docs/models.md says what a line has"))
    if problems:
        raise InputError(problems)


def _derived(
    parsed: argparse.Namespace, reports: Sequence[tuple[int, AnnotatedReport]], use: tuple[str, ...], model: ModelSettings
) -> Iterator[tuple[AnnotatedReport, Findings]]:
    for number, report in reports:
        given = Given(_answers(parsed.project, report.doc, model), model) if model.rule in use else None
        if given and not given.answers:
            wrong = f"no answer of {model.rule} is kept"
            warn([Problem(Where(parsed.file, number), wrong, "`briefing derive` asks about the project's reports")])
        found = try_derive_by(report.doc, use, given)
        warn(failures.of_row(Where(parsed.file, number), report.doc.text, found.failures))
        yield report, found.findings


def _answers(root: Path, doc: Document, model: ModelSettings) -> dict[str, bytes]:
    """Return what a language model answered to what it is asked of a report, if that was kept."""
    from generator.derive.language_model.question import question  # only where a project has a model

    asked = question(doc, model)
    raw = machine_files.kept_answer(root, asked.hash, [])
    return {asked.hash: raw} if raw else {}


def _add_sample(root: Path, number: int) -> int:
    """Add findings of the project to the file of those to be marked."""
    require_project(root)
    known, use = _marked(root), derivers.called(_settings(root).use)
    warnings: list[Problem] = []
    found = (one for report in export.derived_reports(root, warnings) for one in _listed(report, use))
    new = samples.draw(found, number, {(one.report, one.id) for one in known})
    warn(warnings)
    publish.write_note(root / samples.FILE, samples.written((*known, *new)).encode())
    say(f"{count(len(new), 'finding')} to be marked in {root / samples.FILE}; `briefing eval` measures what is marked.")
    return DONE


def _listed(report: export.DerivedReport, use: Sequence[str]) -> Iterator[samples.SampledFinding]:
    doc = Document(report.article.slug, report.article.text)

    def sentence_of(offset: int) -> str:
        sentence = doc.sentences[doc.sentence_at(offset)]
        return doc.text[sentence.start : sentence.end]

    return samples.listed(report.article.slug, report.findings, use, sentence_of)


def _marked(root: Path) -> list[samples.SampledFinding]:
    path = root / samples.FILE
    return samples.read(path.read_text("utf-8")) if path.is_file() else []


def _on_marks(root: Path) -> list[Measured] | None:
    """Return how many of the marked findings are right; None, and a word of what to do, where none is marked."""
    require_project(root)
    found = _marked(root)
    judged = samples.judged(found)
    if not judged:
        say(
            f"nothing is marked; `briefing eval --sample 20` lists findings in {root / samples.FILE}, or name annotated reports"
        )
        return None
    of = {one.report for one in found if one.is_right is not None}
    return [Measured(derivers.called(_settings(root).use), len(of), {}, *measures.shares(judged))]
