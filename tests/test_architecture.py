"""Rules of the architecture: imports go one way, few modules touch the disk, proof types are constructed in one place."""

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from generator import contexts
from tests.conftest import ROOT

GENERATOR = ROOT / "generator"
# For each folder its entries from the bottom up: an entry may import from entries on lines above its own, and from no other.
FLOORS: dict[str, tuple[str, ...]] = {
    "": (
        "__init__",
        "model",
        "contexts runtime derive",
        "content",
        "theme",
        "report",
        "dossier render",
        "plan",
        "publish",
        "build",
        "serve",
        "commands",
        "__main__",
    ),
    "model": (
        "__init__ hold_reason proofs values wording",
        "screened yardsticks",
        "editions edtf findings permalinks problems",
        "additions",
        "moved",
        "profiles",
        "article decisions judgements kinds language_models page_kinds",
        "statements",
    ),
    "contexts": (
        "handouts links onefile",
        "cards changes charts judgements search site statements weak",
        "articles overviews programs subjects",
        "__init__",
    ),
    "runtime": (
        "__init__ clock disk_errors endpoint lock processes project_files sqlite_files",
        "cache options",
        "fingerprints",
        "cluster program_cache project_folder",
    ),
    "derive": (
        "lexicon",
        "syntax",
        "identifiers",
        "evidence",
        "time",
        "topics events key_points",
        "figures",
        "names",
        "speech",
        "positions",
        "report_words overlaps sameness",
        "gate joined_entities pipeline",
        "language_model",
        "derivers",
        "merging",
        "__init__",
    ),
    "derive/figures": ("numbers", "phrases", "amounts counts", "counted", "__init__"),
    "derive/language_model": (
        "answers exact_words kept_answers question",
        "dossier reading",
        "entries",
        "__init__",
    ),
    "derive/names": (
        "gazetteer kind_nouns metonyms",
        "hyphens organisation_names person_names titles",
        "features name_keys roles",
        "tagger",
        "context_cues turn_labels",
        "candidates",
        "no_names repeated_names thing_text",
        "models worded_things",
        "things",
        "people",
        "coreference discourse",
        "body_pronouns descriptions person_genders",
        "pronouns thing_descriptions",
        "__init__",
    ),
    "derive/events": ("occurrences deeds", "nouns participants times weights", "__init__"),
    "derive/positions": (
        "stance_words reporters",
        "objects judgements found_positions",
        "clauses stance_nouns spoken",
        "stance_actors",
        "__init__",
    ),
    "derive/speech": (
        "reporting subject_phrases",
        "speech_verbs words_beside",
        "attribution complements",
        "speakers",
        "reported_speech transcripts",
        "direct_speech",
        "__init__",
    ),
    "derive/syntax": (
        "columns datelines last_result",
        "__init__ document thing_words trees word_cache word_classes spanning_tree",
        "spacy_pipeline spans_by_sentence word_shapes",
        "lemmas word_splitting",
        "network",
        "parser",
        "clauses",
        "annotated_text quotation_marks turns",
        "actors subjects",
    ),
    "derive/time": (
        "calendar cues vocabulary",
        "words",
        "tense",
        "context",
        "amounts days_of_months full_dates holidays months near_days quarters seasons vague_times weekdays years",
        "ago_and_later durations periods repeated_times times_of_day",
        "grammar",
        "__init__",
    ),
    "derive/pipeline": ("reading", "dates names", "quotes", "__init__"),
    "derive/topics": ("words", "phrases salience", "state_relations terms", "worth", "__init__"),
    "content": (
        "__init__ contradictions decoding editions forms front_matter limits markdown_blocks markdown_syntax no_reports plain_characters toml",
        "keys references sanitise",
        "front_matter_keys site_keys",
        "json_schema",
        "config fields tree",
        "holding prose",
        "markdown",
        "parse editing",
        "judgements ledger",
        "files importers",
        "machine_files",
    ),
    "content/editing": ("__init__ lines places", "styles", "edits hunks"),
    "content/importers": (
        "importer languages moments pdf_pages written_dates",
        "bylines encodings other_front_matter pdf_columns pdf_running_lines wording",
        "document_properties page_lines recognise reference_entries",
        "mending plain_text trimming",
        "article_file html_markdown pdf_paragraphs press_lines text",
        "factiva html_tree nexis",
        "document_signs page_data page_metadata page_text",
        "html_page",
        "feed mail press_exports table",
        "formats pdf rich_text word_document",
        "__init__",
        "reference_lists",
    ),
    "theme": ("__init__ texts", "load"),
    "report": (
        "__init__ anchors annotate dates_in_words expected exported extracts findings_file near_names near_words sketch topic_labels",
        "measures",
        "body corrections failures samples statements",
        "account questions",
    ),
    "dossier": (
        "__init__ audit index report_gaps",
        "kept_editions kept_judgements key_points known_subjects matched_statements paging position_changes",
        "edition_changes report_counts resolve views long_lists weighty",
        "known_state moved_pages report_page resolved_statements",
        "grounds",
        "report_rows differences",
        "cards cross_report_rows",
        "decided editors_voices idle_corrections judgement_checks",
        "update",
    ),
    "dossier/audit": ("__init__ sentences", "verdicts"),
    "dossier/index": (
        "__init__ keys touched sql meta reports parts pages pictures components topic_summaries",
        "gathering",
        "rows counters names subjects tellings texts",
        "database",
    ),
    "dossier/resolve": (
        "__init__ clusters events texts topic_candidates topic_patterns voices",
        "events_of_index people things topic_choice",
        "bodies topics",
        "actors",
        "suggestions",
        "incremental topics_of_report",
    ),
    "plan": (
        "change_views charts descriptions events part_links published_sources references voices",
        "subjects",
        "changes judgements",
        "changes_digest fitting overviews search tables weak",
        "handouts",
        "brief questions",
        "lines",
        "pack owners",
        "planner",
        "__init__",
    ),
    "render": ("sentences", "charts formats one_file", "page", "__init__"),
    "render/charts": ("__init__ svg", "network stances times", "counts", "timeline", "filters"),
    "render/formats": (
        "__init__ entities feeds search_index share_card tables web_annotations",
        "calendars changes citations data_package discourse_network graphml",
    ),
    "render/one_file": ("__init__ bind pdf word", "view"),
    "render/page": (
        "__init__ fill_body interface_texts linked_data paper template_runtime compiled_templates",
        "notes quick_code references",
        "templates",
    ),
    "publish": ("files overlap swap", "manifest spare", "exchange", "edition made", "__init__"),
    "build": (
        "held_back status",
        "project",
        "model_answers render_settings",
        "dossier_suggestions report_cache",
        "page_jobs",
        "gone_pages reasons stale",
        "changed_reports",
        "assembled derived_findings",
        "rendered_pages planned_pages desk",
        "asking staged_pages",
        "pipeline",
        "audited_reports editions handouts opened_desk site_in_memory",
        "audited",
        "__init__",
    ),
    "build/desk": (
        "refusals",
        "subjects",
        "drafts asked",
        "profiles reports asked_of_actors asked_of_statements asked_of_topics",
        "checks questions",
        "planning",
        "applying",
        "__init__",
    ),
    "serve": (
        "changed_files decision_words desk_token mark_menus pages_ahead preview_index stale_pages",
        "checked_prose connections decided dossier_at observer preview request_guard",
        "desk event_stream terminal watcher",
        "app server watch_build",
        "__init__",
    ),
    "commands": (
        "__init__ command_parser git_revisions given_files key_presses known_reports one_file printing",
        "added would_ask",
        "add arguments audit build check clean completion diff docs edition explain export handout init",
        "review schema serve status theme",
        "derive eval",
        "main",
    ),
}
# Only MAY_TOUCH_DISK may import these modules and call these methods: reading, the index, the cache, publishing, the preview's
# check for changed files, and the commands.
DISK_IMPORTS = frozenset({"os", "shutil", "sqlite3", "tempfile", "subprocess", "fcntl", "msvcrt", "mmap", "glob"})
DISK_CALLS = frozenset(
    "open read_text read_bytes write_text write_bytes unlink mkdir rmdir rename glob rglob iterdir stat lstat is_file is_dir"
    " exists is_symlink symlink_to hardlink_to chmod expanduser".split()
)
# These names mean other things too (`str.replace`, `Path.touch`); on a `Path` they write.
WRITING_METHODS_OF_PATH = frozenset({"replace", "touch"})
MAY_TOUCH_DISK = (
    "content/files",
    "content/machine_files",
    "content/scaffold",
    "theme/load",
    "derive/lexicon/__init__",
    "derive/syntax/spacy_pipeline",
    "dossier/index/",
    "runtime/",
    "publish/",
    "render/formats/share_card",
    "report/findings_file",
    "build/__init__",
    "build/desk/applying",
    "build/project",
    "build/staged_pages",
    "serve/",
    "commands/",
)


def modules(generator: Path = GENERATOR) -> Iterator[tuple[str, ast.Module]]:
    """Every module's path below the package, without its ending, with its syntax tree."""
    for path in sorted(generator.rglob("*.py")):
        yield path.relative_to(generator).with_suffix("").as_posix(), ast.parse(path.read_text("utf-8"))


def imported(name: str, tree: ast.Module, known: frozenset[str]) -> Iterator[str]:
    """Return the modules of the package that one imports, in any form, at its top or inside functions and conditions."""
    package = ("generator", *PurePosixPath(name).parts[:-1])
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (found for alias in node.names if (found := _module(tuple(alias.name.split(".")), known)))
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            base = (*start, *(node.module.split(".") if node.module else ()))
            for alias in node.names:
                if found := _module((*base, alias.name), known) or _module(base, known):
                    yield found


def _module(parts: tuple[str, ...], known: frozenset[str]) -> str:
    """Return the module of a dotted name, as a path below the package; "" for what is none of the package's."""
    if not parts or parts[0] != "generator":
        return ""
    path = "/".join(parts[1:])
    return next((name for name in (path, f"{path}/__init__".lstrip("/")) if name in known), "")


def forbidden_imports(generator: Path = GENERATOR) -> set[str]:
    """Return all imports that do not go to a lower floor."""
    found = dict(modules(generator))
    known = frozenset(found)
    return {
        f"{name} imports {other}"
        for name, tree in found.items()
        for other in imported(name, tree, known)
        if name != other and not goes_down(name, other)
    }


def goes_down(name: str, other: str) -> bool:
    """Return whether the second module stands below the first, in the folder where their paths part."""
    mine, theirs = name.split("/"), other.split("/")
    shared = next(at for at in range(len(mine)) if at == len(theirs) - 1 or at == len(mine) - 1 or mine[at] != theirs[at])
    return floor_of(mine[:shared], mine[shared]) > floor_of(theirs[:shared], theirs[shared])


def floor_of(folder: list[str], entry: str) -> int:
    """Return the number of the line on which a folder's entry stands."""
    floors = FLOORS["/".join(folder)]
    return next(number for number, floor in enumerate(floors) if entry in floor.split())


def disk_users(generator: Path = GENERATOR) -> set[str]:
    """Return the modules that access the disk, by an import or by a method of paths."""
    return {name for name, tree in modules(generator) for node in ast.walk(tree) if _reaches_the_disk(node)}


def _reaches_the_disk(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(alias.name.split(".")[0] in DISK_IMPORTS for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").split(".")[0] in DISK_IMPORTS
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id == "open"
    if not isinstance(node.func, ast.Attribute):
        return False
    writes = node.func.attr in WRITING_METHODS_OF_PATH and _is_path(node.func.value)
    return node.func.attr in DISK_CALLS or writes


def _is_path(node: ast.expr) -> bool:
    """Return whether an expression is visibly a `Path`: constructed, or joined with a slash."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Div)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Path"


def copied(tmp_path: Path, name: str, line: str) -> Path:
    """Copy the package and append a line to one module; return the copy."""
    generator = tmp_path / "generator"
    shutil.copytree(GENERATOR, generator, ignore=shutil.ignore_patterns("__pycache__", "*.txt", "*.tsv", "*.weights"))
    module = generator / f"{name}.py"
    module.write_text(module.read_text("utf-8") + f"\n{line}\n", "utf-8")
    return generator


def test_the_package_has_at_most_seventeen_entries() -> None:
    entries = {path.name for path in GENERATOR.iterdir() if path.name != "__pycache__"}
    assert len(entries) <= 17


def test_every_entry_of_every_folder_has_a_floor() -> None:
    entries: dict[str, set[str]] = {}
    for name, _ in modules():
        parts = name.split("/")
        for at, part in enumerate(parts):
            entries.setdefault("/".join(parts[:at]), set()).add(part)
    small = {folder for folder, names in entries.items() if names == {"__init__"}}
    placed = {folder: {entry for floor in floors for entry in floor.split()} for folder, floors in FLOORS.items()}
    assert placed == {folder: names for folder, names in entries.items() if folder not in small}


def test_imports_go_one_way() -> None:
    assert set() == forbidden_imports()


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("derive/syntax/document", "import generator.commands.main"),
        ("derive/syntax/document", "from ... import commands"),
        ("derive/syntax/document", "from generator import build"),
        ("derive/syntax/document", "def late():\n    from generator.derive import positions"),
        ("derive/time/calendar", "from ..names import roles"),
        ("dossier/index/database", "from generator.build import page_jobs"),
        ("dossier/update", "import generator.render"),
        ("dossier/update", "from generator.plan import tables"),
        ("plan/charts", "from . import owners"),
        ("render/charts/svg", "from generator.render.page import templates"),
        ("report/annotate", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import generator.plan"),
        ("runtime/cache", "from generator.derive import evidence"),
        ("content/importers/text", "from generator.content import files"),
    ],
)
def test_an_upward_import_is_reported(name: str, line: str, tmp_path: Path) -> None:
    assert len(forbidden_imports(copied(tmp_path, name, line))) == 1


def test_only_listed_modules_access_the_disk() -> None:
    assert set() == {name for name in disk_users() if not name.startswith(MAY_TOUCH_DISK)}


@pytest.mark.parametrize(
    "line",
    [
        'import os\nos.remove("x")',
        'import shutil\nshutil.rmtree("x")',
        'import os\nos.system("true")',
        "from os import system",
        "import sqlite3",
        'from pathlib import Path\nPath("x").touch()',
        'from pathlib import Path\nPath("x").replace("y")',
        'from pathlib import Path\nlist(Path("x").iterdir())',
        'open("x")',
    ],
)
def test_a_disk_access_is_reported(line: str, tmp_path: Path) -> None:
    assert "derive/syntax/document" in disk_users(copied(tmp_path, "derive/syntax/document", line))


def test_contexts_are_imported_from_the_package_only() -> None:
    """`generator.contexts` exports all that its modules define; no other module imports from one of these."""
    rooms = [(name, tree) for name, tree in modules() if name.startswith("contexts/") and not name.endswith("__init__")]
    defined = {node.name for _, tree in rooms for node in tree.body if isinstance(node, ast.ClassDef)}
    assert defined == set(contexts.__all__) - {"VIEWS"}
    asked = {
        f"{name}: {node.module}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if not name.startswith("contexts/")
        and isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("generator.contexts.")
    }
    assert set() == asked


@pytest.mark.parametrize(
    ("proof", "maker"),
    [
        ("Evidence", "derive/evidence"),
        ("OutputPath", "model/permalinks"),
        ("SafeHtml", "content/sanitise"),
        ("RenderedMarkup", "render/one_file/bind"),
    ],
)
def test_a_proof_is_constructed_in_one_place(proof: str, maker: str) -> None:
    """Except for the empty `SafeHtml("")`, which needs no proof."""
    makers = {
        name
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == proof
        and not (node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value == "")
    }
    assert {maker} == makers


def test_files_have_at_most_400_lines() -> None:
    lines = {name: len((GENERATOR / f"{name}.py").read_text("utf-8").splitlines()) for name, _ in modules()}
    assert {} == {name: number for name, number in lines.items() if number > 400}


def test_functions_have_fewer_than_50_lines() -> None:
    long = {
        f"{name}:{node.name}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 50
    }
    assert set() == long
