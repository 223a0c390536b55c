"""Templates compiled to code that renders the same text as Jinja's own in about half the time.

Jinja calls macros through several functions that sort out arguments and escaping each time, and looks attributes up through
another. Here a macro is a plain function, an attribute a plain attribute, and what is printed goes through one function. Where
that is not enough (an attribute that is not there, a macro called with arguments that it has not) the code fails, and whoever
renders with it renders with Jinja's own instead, which is also what says what is wrong.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from keyword import iskeyword
from types import CodeType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.runtime import Macro, markup_join
from markupsafe import Markup, escape

from generator.theme.texts import escape_text

IMPORTS = (
    "from generator.render.page.quick_code import Entries, as_function, called_by_name, joined, printed",
    "from generator.theme.texts import safe",
)
NAMES_WITH_ENTRIES = frozenset({"self", "kwargs"})
"""Names of what has entries instead of attributes: the blocks of a template, and further arguments of a macro."""
OF_WHAT_MAY_LACK = frozenset({"defined", "undefined", "default", "d"})
"""Tests and filters that are for attributes which may not be there."""


class Entries(dict[str, Any]):
    """A dictionary that a template writes out, whose entries are read as attributes too."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        """Return an entry. Raises AttributeError."""
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(name) from error


def printed(value: Any) -> str:
    """Return a value as it stands in HTML. Raises UndefinedError for what a template forgot to test."""
    kind = type(value)
    if kind is str:
        return escape_text(value)
    if kind is Markup:
        markup: Markup = value
        return markup
    if value is None:
        raise jinja2.UndefinedError("a template prints a value that is not there (None)")
    return escape(value)


def joined(parts: tuple[Any, ...]) -> str:
    """Return parts as one text, escaped where one of them is HTML."""
    for part in parts:
        if type(part) is not str:
            return markup_join(parts)
    return "".join(parts)


def as_function(function: Callable[..., Markup], macro: Macro) -> Callable[..., Markup]:
    """Return a macro's own function, to be called by position, with what Jinja lets templates ask of a macro."""
    for name in ("name", "arguments", "catch_kwargs", "catch_varargs", "caller"):
        setattr(function, name, getattr(macro, name))
    function.macro = macro  # type: ignore[attr-defined]
    return function


def called_by_name(function: Any) -> Any:
    """Return what takes arguments by their names: of a macro's own function the macro."""
    return getattr(function, "macro", function)


class QuickCode(CodeGenerator):
    """The writer of such code. It differs from Jinja's in calls, attributes, what is printed, and macros."""

    _may_lack: nodes.Node | None = None
    """The attribute that a test or a filter is for which asks whether it is there."""
    _is_in_head = False
    """True until the first line of a macro is written."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Write a module."""
        for line in IMPORTS:
            self.writeline(line)
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write an attribute."""
        is_entry = isinstance(node.node, nodes.Name) and node.node.name in NAMES_WITH_ENTRIES
        if is_entry or node is self._may_lack or iskeyword(node.attr) or not node.attr.isidentifier():
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        """Write a test."""
        self._visit_leniently(node, frame, super().visit_Test)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802
        """Write a filter."""
        self._visit_leniently(node, frame, super().visit_Filter)

    def _visit_leniently(self, node: Any, frame: Frame, visit: Callable[[Any, Frame], None]) -> None:
        """Write a test or a filter; an attribute that it is for may be missing."""
        self._may_lack = node.node if node.name in OF_WHAT_MAY_LACK else None
        visit(node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        """Write a dictionary."""
        self.write("Entries(")
        super().visit_Dict(node, frame)
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """Write texts with `~` between them."""
        if not _is_html(frame):
            super().visit_Concat(node, frame)
            return
        self.write("joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Write a call."""
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(given.key) for given in node.kwargs) or not _is_html(frame):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        is_by_name = forward_caller or bool(node.kwargs and not self._is_global(node.node, frame))
        self.write("called_by_name(" if is_by_name else "(")
        self.visit(node.node, frame)
        self.write(")(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _is_global(self, node: nodes.Node, frame: Frame) -> bool:
        """Return whether a name is of what the environment has, and not of a template's own."""
        if not isinstance(node, nodes.Name) or node.name not in self.environment.globals:
            return False
        return frame.symbols.find_load(frame.symbols.ref(node.name)) == (VAR_LOAD_RESOLVE, node.name)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """Write what is imported."""
        if node.with_context or not isinstance(node.template, nodes.Const):
            super()._import_common(node, frame)
        else:
            self.write(f"environment.module_of({node.template.value!r})")

    def macro_body(self, node: nodes.Macro | nodes.CallBlock, frame: Frame) -> tuple[Frame, MacroRef]:
        """Write a macro's function."""
        self._is_in_head = True
        return super().macro_body(node, frame)

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        """Write a line; the parameters of a macro may all be left out."""
        if self._is_in_head and x.startswith("def macro("):
            self._is_in_head = False
            names = x.removeprefix("def macro(").removesuffix("):")
            x = f"def macro({', '.join(f'{name}=missing' for name in names.split(', ') if name)}):"
        super().writeline(x, node, extra)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write the definition of a macro."""
        is_plain = not (macro_ref.accesses_kwargs or macro_ref.accesses_varargs or macro_ref.accesses_caller)
        is_function = is_plain and _is_html(frame)
        self.write("as_function(macro, " if is_function else "")
        super().macro_def(macro_ref, frame)
        self.write(")" if is_function else "")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        """Write the end of a function that returns what it wrote."""
        if _is_html(frame):
            self.writeline(f"return safe(concat({frame.buffer}))")
        else:
            super().return_buffer_contents(frame, force_unescaped)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Write what stands before a value that is printed."""
        if _is_html(frame):
            if isinstance(node, nodes.CondExpr) and node.expr2 is None:
                node.expr2 = nodes.Const("")
            self.write("printed(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Write what stands after a value that is printed."""
        if _is_html(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)


class CompiledTemplates(jinja2.BytecodeCache):
    """Compiled templates of one environment, in memory, for other processes of the same build."""

    def __init__(self) -> None:
        self._codes: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find a template's code."""
        bucket.code = self._codes.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        if bucket.code:
            self._codes[bucket.key] = bucket.code

    def encoded(self) -> bytes:
        """Return all that was compiled."""
        return marshal.dumps(self._codes)

    def add(self, encoded: bytes) -> None:
        """Add what the process that started this one has compiled."""
        if not self._codes:
            self._codes.update(marshal.loads(encoded))  # noqa: S302 - from our own process, over the pipe that its jobs come by


class QuickEnvironment(jinja2.Environment):
    """An environment whose templates are compiled to such code. A template is parsed once, and compiled when first rendered."""

    code_generator_class = QuickCode

    def __init__(self, **settings: Any) -> None:
        self.compiled = CompiledTemplates()
        super().__init__(bytecode_cache=self.compiled, **settings)
        self._modules: dict[str, TemplateModule] = {}
        self._trees: dict[str, nodes.Template] = {}

    def parsed(self, source: str, name: str) -> nodes.Template:
        """Parse a template, which is kept until it is compiled. Raises TemplateSyntaxError."""
        self._trees[name] = self.parse(source, name)
        return self._trees[name]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a template, unless it was parsed before."""
        return self._trees.pop(name or "", None) or super()._parse(source, name, filename)

    def module_of(self, name: str) -> TemplateModule:
        """Return what a template has for others to import."""
        if name not in self._modules:
            self._modules[name] = self.get_template(name).module
        return self._modules[name]


def without_variants(filters: Mapping[str, Any]) -> dict[str, Any]:
    """Return filters without what chooses between them and their asynchronous variants, which nobody uses here."""
    return {
        name: filter_.__wrapped__ if getattr(filter_, "jinja_async_variant", False) is True else filter_
        for name, filter_ in filters.items()
    }


def _is_html(frame: Frame) -> bool:
    """Return whether what is written here is escaped, for certain."""
    return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)
