"""The command line: every command with its options, its help and an example. It does no command's work."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator import __version__
from generator.commands.command_parser import CommandParser, RootParser
from generator.commands.printing import USAGE

ADDRESS = "dask://HOST:PORT"
POLLING = "look at all files again and again, where the system tells of no changes (network, containers)"


def parse(given: Sequence[str]) -> argparse.Namespace:
    """Read a command line. Where it is none the usage is printed, where it is empty all commands, and the program ends."""
    whole = parser()
    if "_ARGCOMPLETE" in os.environ:  # a shell asks what may stand here; see `completion`
        import argcomplete

        argcomplete.autocomplete(whole)
    parsed, unknown = whole.parse_known_args(given)
    if not parsed.command:
        if unknown:
            whole.error_of_unknown(unknown)
        whole.print_help(sys.stderr)
        raise SystemExit(USAGE)
    if unknown:
        parsed.own_parser.error_of_unknown(unknown)
    return parsed


def parser() -> RootParser:
    """The whole command line; `command` is the name of the command that was given, `own_parser` the parser of that."""
    made = RootParser(
        prog="briefing",
        description="A folder of news reports in, a static briefing site out: every statement leads to its sentence.",
    )
    made.add_argument("--version", action="version", version=f"briefing {__version__}")
    _project(made, Path())
    commands = made.add_subparsers(dest="command", metavar="COMMAND", parser_class=CommandParser)
    for heading, members in GROUPS:
        before = set(commands.choices)
        for add in members:
            add(commands)
        made.groups += ((heading, tuple(one for name, one in commands.choices.items() if name not in before)),)
    made.more = "`briefing COMMAND --help` says more of each, with examples. `briefing docs` opens the documentation."
    return made


def _command(commands: Any, name: str, text: str, *examples: str) -> Any:
    made = commands.add_parser(
        name,
        help=text,
        description=text[0].upper() + text[1:] + ".",
        epilog="\n".join(f"example: {example}" for example in examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.summary = text
    made.set_defaults(own_parser=made)
    _project(made, argparse.SUPPRESS)  # before the command and after it
    return made


def _project(command: Any, default: object) -> None:
    command.add_argument("-C", "--project", type=Path, default=default, metavar="DIR", help="the project's folder (this one)")


def _init(commands: Any) -> None:
    text = "start a project in a folder, with an example that builds"
    init = _command(commands, "init", text, "briefing init my-briefing", "briefing init --empty .")
    init.add_argument("folder", type=Path, metavar="DIR", help="where; made if it is not there")
    init.add_argument("--empty", action="store_true", help="without the example")


def _add(commands: Any) -> None:
    examples = (
        'briefing add report.txt --date 2009-10-13 --source "Example News"',
        "briefing add saved-pages/ mails/*.eml feed.xml",
        "briefing add reports.csv --map title=Headline,text=Body",
        "xclip -o -t text/html | briefing add - --format html",
    )
    add = _command(commands, "add", "bring reports in as article files; nothing is overwritten", *examples)
    add.add_argument("files", nargs="+", type=Path, metavar="FILE", help="files, folders, or - for standard input")
    add.add_argument(
        "--format", default="", help="the format (text, markdown, html, mail …), whatever the file's name and content say"
    )
    add.add_argument("--encoding", default="", help="the files' encoding, where it is told wrongly: windows-1252, koi8-r …")
    columns = "for tables: which columns hold what (title, date, text, source, url, author, lang)"
    add.add_argument("--map", default=[], action="append", type=_columns, metavar="KEY=COLUMN,…", help=columns)
    for name in ("title", "date", "source", "url", "author", "lang"):
        add.add_argument(f"--{name}", default="", help=f"the {name}, whatever the file itself says")
    add.add_argument("-n", "--dry-run", action="store_true", help="say what would be written, and write nothing")
    add.add_argument("--force", action="store_true", help="write reports too that the dossier has already")
    add.add_argument("--keep-lines", action="store_true", help="keep bylines, dates and advertisements in the text")
    add.add_argument("--json", action="store_true", help="print a JSON object a report")


def _docs(commands: Any) -> None:
    text = "open the documentation in a browser; it is on this machine"
    docs = _command(commands, "docs", text, "briefing docs", "briefing docs corrections", "briefing docs --print")
    docs.add_argument("page", nargs="?", default="", metavar="PAGE", help="its name, such as tutorial, corrections, themes")
    docs.add_argument("--print", "--path", action="store_true", help="print where the page is, and open nothing")


def _derive(commands: Any) -> None:
    examples = (
        "briefing derive",
        "briefing derive --jsonl articles.jsonl --jobs 4 > found.jsonl",
        "briefing derive --executor dask://127.0.0.1:8786",
    )
    derive = _command(commands, "derive", "find what is in the reports, into content/derived/", *examples)
    derive.add_argument("--force", action="store_true", help="derive all reports anew")
    _dry_run(derive)
    _quiet(derive)
    derive.add_argument("--jsonl", metavar="FILE", help="derive articles given as JSON Lines to JSON Lines; - is stdin")
    workers = derive.add_mutually_exclusive_group()
    _jobs(workers)
    workers.add_argument("--executor", type=_address, metavar=ADDRESS, help="a Dask cluster instead, by its scheduler")
    derive.add_argument("--schema", action="store_true", help="print the JSON Schema of content/derived/*.json")


def _build(commands: Any) -> None:
    examples = (
        "briefing build --output public",
        "briefing build --verbose",
        "briefing build --profile --jobs 1",
        "briefing build --single-page --pdf",
    )
    build = _command(commands, "build", "build the site", *examples)
    _output(build)
    _jobs(build)
    build.add_argument("-v", "--verbose", action="store_true", help="tell of every page that is rendered why")
    _quiet(build)
    _dry_run(build)
    build.add_argument("--profile", action="store_true", help="tell how many seconds each stage takes, on stderr")
    build.add_argument("--drafts", action="store_true", help="put reports with `draft: true` into the site, marked")
    build.add_argument("--watch", action="store_true", help="build again at every change, until Ctrl-C")
    build.add_argument("--poll", action="store_true", help=POLLING)
    whole = "write the whole briefing beside the site as one {} (briefing.{})"
    build.add_argument("--single-page", **_file(".html"), help=whole.format("page that can be printed and mailed", "html"))
    build.add_argument("--pdf", **_file(".pdf"), help=whole.format("PDF; needs the extra `pdf`", "pdf"))


def _handout(commands: Any) -> None:
    examples = (
        "briefing handout brief",
        "briefing handout brief brief.docx --paper letter",
        "briefing handout lines lines.html",
        "briefing handout pack",
    )
    text = "write what you hand on: a brief of one page, lines to take, or a read-ahead pack, as PDF, Word or HTML"
    handout = _command(commands, "handout", text, *examples)
    kinds = ("brief", "lines", "pack")
    handout.add_argument("kind", choices=kinds, metavar="KIND", help=f"one of {', '.join(kinds)}")
    handout.add_argument(
        "file",
        nargs="?",
        type=_handed,
        metavar="FILE",
        help="its ending decides: .pdf, .docx or .html (KIND.pdf beside the site)",
    )
    handout.add_argument("--paper", choices=("a4", "letter"), default="", help="the paper (as usual for the site's language)")
    handout.add_argument("--force", action="store_true", help="replace a file that somebody else wrote or changed")
    _jobs(handout)
    _quiet(handout)


def _handed(given: str) -> Path:
    path = Path(given)
    if path.suffix not in {".pdf", ".docx", ".html"}:
        raise argparse.ArgumentTypeError(f"{given!r} is no name for the file; give one that ends with .pdf, .docx or .html")
    return path


def _serve(commands: Any) -> None:
    serve = _command(commands, "serve", "show the site live while you edit", "briefing serve --open")
    serve.add_argument("-p", "--port", type=_port, default=8000, help="8000, or the next free one")
    serve.add_argument("--host", default="127.0.0.1", help="127.0.0.1: only this machine; others let the network read")
    serve.add_argument("--open", action="store_true", help="open the browser")
    serve.add_argument("--poll", action="store_true", help=POLLING)


def _check(commands: Any) -> None:
    _output(_command(commands, "check", "check links and references of the built site", "briefing check"))


def _status(commands: Any) -> None:
    text = "list what to look at: reports without date or source, held back; corrections without effect; doubtful names"
    status = _command(commands, "status", text, "briefing status", "briefing status --json")
    status.add_argument("--all", action="store_true", help="list all of everything")
    status.add_argument("--json", action="store_true", help="for programs, as JSON")
    _jobs(status)


def _audit(commands: Any) -> None:
    text = "hold a draft against the reports, sentence by sentence: supported, contradicted, or not in them"
    audit = _command(commands, "audit", text, "briefing audit brief.docx", "briefing audit --json - < draft.txt")
    audit.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a draft in any format that `add` reads; - is stdin")
    audit.add_argument("--format", default="", metavar="NAME", help="the format, where the file does not say it itself")
    audit.add_argument("--date", metavar="DATE", help='the day for "yesterday" and "on Monday" (today)')
    audit.add_argument("--strict", action="store_true", help="end with 1 where a sentence is not supported")
    audit.add_argument("--json", action="store_true", help="print a JSON object a sentence")
    _jobs(audit)


def _edition(commands: Any) -> None:
    text = "freeze what is known now under a name, so that readers can ask what changed since"
    examples = ('briefing edition "Edition 12"', 'briefing edition "Edition 12" --date 2010-04-30', "briefing edition --list")
    edition = _command(commands, "edition", text, *examples)
    edition.add_argument("name", nargs="?", default="", metavar="NAME", help="the name that readers see")
    edition.add_argument("--date", metavar="DAY", help="the day of the edition, as in 2010-04-30 (today)")
    edition.add_argument("--force", action="store_true", help="replace an edition of this name")
    edition.add_argument("--list", action="store_true", help="list all editions, and write nothing")
    _jobs(edition)


def _diff(commands: Any) -> None:
    text = "print what changed between two editions or revisions of git, or since one of them"
    examples = (
        'briefing diff "Edition 11"',
        'briefing diff "Edition 11" "Edition 12"',
        "briefing diff HEAD~5 HEAD",
        "briefing diff main..",
    )
    diff = _command(commands, "diff", text, *examples)
    what = "an edition by its name, a revision of git, A..B, or now (the files as they are); the second is now unless given"
    diff.add_argument("what", nargs="+", metavar="STATE", help=what)
    diff.add_argument("--all", action="store_true", help="print all changes, not only the weightiest")
    form = diff.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="for programs, as JSON, with all changes")
    form.add_argument("--html", action="store_true", help="as an HTML page that needs nothing else")
    _jobs(diff)


def _review(commands: Any) -> None:
    text = "decide what is doubtful, one key an answer: who is the same, who speaks, what is a topic"
    examples = ("briefing review", "briefing review --list", "briefing review --undo", "briefing review --json")
    review = _command(commands, "review", text, *examples)
    other = review.add_mutually_exclusive_group()
    other.add_argument("--list", action="store_true", help="list what was decided, the latest last")
    other.add_argument(
        "--undo", nargs="?", const="", metavar="ID", help="take a decision back: the latest, or the one of an id"
    )
    other.add_argument("--json", action="store_true", help="print what is to be decided, a JSON object a question")
    _jobs(review)


def _eval(commands: Any) -> None:
    text = "measure how well derivers do: on annotated reports, or on a sample of findings that you mark"
    examples = ("briefing eval annotated.jsonl --use rules --use rules,spacy:en_core_web_sm", "briefing eval --sample 20")
    made = _command(commands, "eval", text, *examples)
    what = made.add_mutually_exclusive_group()
    what.add_argument("file", nargs="?", default="", metavar="FILE", help="annotated reports as JSON Lines; - is stdin")
    what.add_argument("--sample", type=_number, metavar="N", help="add N findings to marked.yaml, for you to mark")
    use = "derivers, the one that wins first, instead of the project's; give it again to compare"
    made.add_argument("--use", default=[], action="append", metavar="NAME,…", help=use)
    made.add_argument("--json", action="store_true", help="print a JSON object a combination of derivers")


def _explain(commands: Any) -> None:
    text = "say what a page is made of, why it was last made, and what changed since"
    explain = _command(commands, "explain", text, "briefing explain actors/russia.html")
    explain.add_argument("page", metavar="PAGE", help="the page's path; its ending can be left out")
    _output(explain)


def _schema(commands: Any) -> None:
    examples = ("briefing schema briefing.toml", "briefing schema report > schemas/report.schema.json")
    schema = _command(commands, "schema", "print the JSON Schema of a kind of file that you write, for editors", *examples)
    kinds = ("briefing.toml", "report", "actor", "topic", "page", "judgement")
    schema.add_argument("kind", choices=kinds, metavar="KIND", help=f"one of {', '.join(kinds)}")


def _export(commands: Any) -> None:
    examples = ("briefing export > all.jsonl", "briefing export --as followthemoney > entities.ftm.json")
    export = _command(commands, "export", "print the findings of all reports as JSON Lines, or for other programs", *examples)
    which = export.add_mutually_exclusive_group()
    which.add_argument("--jsonl", metavar="FILE", help="articles given as JSON Lines instead of content/; - is stdin")
    forms = "annotations (W3C Web Annotation), followthemoney (entities), dna (positions for Discourse Network Analyzer)"
    which.add_argument("--as", dest="form", choices=("annotations", "followthemoney", "dna"), metavar="FORM", help=forms)


def _theme(commands: Any) -> None:
    theme = _command(
        commands, "theme", "see the files of the site's theme, and change them", "briefing theme eject _quote.html"
    )
    what = theme.add_subparsers(dest="what", required=True, metavar="{list,eject}")
    _command(what, "list", "list every file and the theme that it is taken from", "briefing theme list")
    text = "copy a file of the theme that is extended into the project's own; nothing is overwritten"
    eject = _command(what, "eject", text, "briefing theme eject _quote.html", "briefing theme eject static/style.css")
    eject.add_argument("file", metavar="TEMPLATE", help="a template; or another file, as static/style.css or i18n/en.toml")


def _completion(commands: Any) -> None:
    examples = (
        'eval "$(briefing completion bash)"       # in ~/.bashrc',
        'eval "$(briefing completion zsh)"        # in ~/.zshrc',
        "briefing completion fish | source        # in ~/.config/fish/config.fish",
    )
    text = "print what a shell reads to complete commands, options and files"
    completion = _command(commands, "completion", text, "briefing completion bash", *examples)
    completion.add_argument("shell", choices=("bash", "zsh", "fish", "powershell"), help="the shell")


def _clean(commands: Any) -> None:
    text = "remove what builds made (sites, single files, caches), and nothing else"
    clean = _command(commands, "clean", text, "briefing clean", "briefing clean --output public")
    clean.add_argument("-o", "--output", type=_folder, metavar="DIR", help="this output folder alone, wherever it is")
    clean.add_argument("--derived", action="store_true", help="the findings in content/derived/, too; builds make them again")


def _output(command: Any) -> None:
    command.add_argument("-o", "--output", type=_folder, metavar="DIR", help="the output folder (site/)")


def _folder(given: str) -> Path:
    if not given.strip():
        raise argparse.ArgumentTypeError("the name is empty; name a folder, or leave the option out")
    return Path(given)


def _file(ending: str) -> dict[str, Any]:
    """An option that can do without its file, whose name has this ending."""

    def named(given: str) -> Path:
        if not given.endswith(ending) or given == ending:
            raise argparse.ArgumentTypeError(f"{given!r} is no name for the file; give one that ends with {ending}")
        return Path(given)

    return {"nargs": "?", "const": True, "type": named, "metavar": "FILE"}


def _quiet(command: Any) -> None:
    command.add_argument("-q", "--quiet", action="store_true", help="print nothing but what is wrong")


def _jobs(command: Any) -> None:
    command.add_argument("-j", "--jobs", type=_number, metavar="N", help="processes (all cores)")


def _dry_run(command: Any) -> None:
    text = "tell how many requests a language model would be sent, their tokens and costs; nothing is sent or written"
    command.add_argument("--dry-run", action="store_true", help=text)


def _columns(given: str) -> list[tuple[str, str]]:
    """Front matter keys, and `text`, with the columns that hold them, as "title=Headline,text=Body"."""
    from generator.content.importers.importer import TEXT_KEYS

    found: list[tuple[str, str]] = []
    for part in given.split(","):
        key, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or not column or key not in {*TEXT_KEYS, "text"}:
            keys = ", ".join(("text", *TEXT_KEYS))
            raise argparse.ArgumentTypeError(f"{part!r} maps no column; write KEY=COLUMN, where KEY is one of {keys}")
        found.append((key, column))
    return found


def _number(given: str) -> int:
    if not given.isdecimal() or not int(given):
        raise argparse.ArgumentTypeError(f"{given!r} is no number of processes; give 1 or more")
    return int(given)


def _port(given: str) -> int:
    if not given.isdecimal() or int(given) >= 1 << 16:
        raise argparse.ArgumentTypeError(f"{given!r} is no port; give a number up to 65535, 0 for any that is free")
    return int(given)


def _address(given: str) -> str:
    from generator.runtime import cluster

    try:
        return cluster.address(given)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


GROUPS = (
    ("Start", (_init, _add, _docs)),
    ("Work", (_build, _serve, _review, _derive, _theme)),
    ("Look", (_status, _explain, _audit, _eval, _diff, _schema)),
    ("Publish", (_edition, _check, _export, _handout)),
    ("Other", (_clean, _completion)),
)
"""The commands as the help lists them."""
