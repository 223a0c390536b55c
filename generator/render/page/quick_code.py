"""Templates compiled to code that renders the same text as Jinja's own in about half the time.

Jinja calls macros through several functions that sort out arguments and escaping each time, and looks attributes up through
another. Here a macro is a plain function that appends what it writes to what its caller wrote, an attribute a plain attribute,
what is printed goes through one function, and what the environment has is looked up once. Where that is not enough (an
attribute that is not there, a macro called with arguments that it has not) the code fails, and whoever renders with it renders
with Jinja's own instead, which is also what says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from keyword import iskeyword
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.idtracking import VAR_LOAD_RESOLVE

from generator.render.page import template_runtime
from generator.render.page.compiled_templates import CompiledTemplates

IMPORTS = (
    f"from {template_runtime.__name__} import Entries, QuickMacro, as_function, called_by_name, counted, joined, printed",
    "from generator.theme.texts import safe",
)
MACRO_PARTS = "parts"
"""The list that a macro's code appends to."""
COUNTED = frozenset({"index", "index0", "first", "last", "length", "changed"})
"""What a loop has that looks neither ahead nor back."""
NAMES_WITH_ENTRIES = frozenset({"self", "kwargs"})
"""Names of what has entries instead of attributes: the blocks of a template, and further arguments of a macro."""
OF_WHAT_MAY_LACK = frozenset({"defined", "undefined", "default", "d"})
"""Tests and filters that are for attributes which may not be there."""


class QuickCode(CodeGenerator):
    """The writer of such code. It differs from Jinja's in calls, attributes, what is printed, and macros."""

    _may_lack: nodes.Node | None = None
    """The attribute that a test or a filter is for which asks whether it is there."""
    _is_in_head = False
    """True until the first line of a macro is written."""
    _is_counted = False
    """True while the head of a loop is written that only counts."""
    _macros: frozenset[str] = frozenset()
    """The names of macros that the template has or imports."""
    _globals: tuple[str, ...] = ()
    """The names of what the environment has that the template uses, and never gives to anything else."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Write a module."""
        for line in IMPORTS:
            self.writeline(line)
        found = list(node.find_all((nodes.Name, nodes.Macro, nodes.FromImport)))
        names = [one for one in found if isinstance(one, nodes.Name)]
        self._macros = frozenset(name for one in found for name in _names_of_macros(one))
        taken = self._macros | {name.name for name in names if name.ctx != "load"}
        used = {name.name for name in names if name.ctx == "load"} & self.environment.globals.keys()
        self._globals = tuple(sorted(used - taken))
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        """Write the beginning of the code of a template or a block: what the environment has is looked up once."""
        super().write_commons()
        for name in self._globals:
            self.writeline(f"global_{name} = resolve({name!r})")

    def enter_frame(self, frame: Frame) -> None:
        """Write what a part of a template begins with."""
        loads = frame.symbols.loads
        own = {ref: load for ref, load in loads.items() if not self._is_known(load)}
        frame.symbols.loads = own
        super().enter_frame(frame)
        frame.symbols.loads = loads

    def _is_known(self, load: tuple[str, str | None]) -> bool:
        """Return whether a name is of what was looked up at the beginning."""
        return load[0] == VAR_LOAD_RESOLVE and load[1] in self._globals

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """Write what a part of a template ends with."""
        loads = frame.symbols.loads
        frame.symbols.loads = {ref: load for ref, load in loads.items() if not self._is_known(load)}
        super().leave_frame(frame, with_python_scope=with_python_scope)
        frame.symbols.loads = loads

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:  # noqa: N802
        """Write a name."""
        load = frame.symbols.find_load(frame.symbols.ref(node.name)) if node.ctx == "load" else None
        if load and self._is_known(load):
            self.write(f"global_{node.name}")
        else:
            super().visit_Name(node, frame)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Write what a template prints. A macro appends what it writes itself."""
        if frame.buffer is None or frame.require_output_check or not _is_html(frame):
            super().visit_Output(node, frame)
            return
        printed: list[nodes.Expr] = []
        for part in node.nodes:
            if self._is_of_macro(part):
                self._visit_printed(printed, frame)
                self._visit_macro(part, frame)
                printed = []
            else:
                printed.append(part)
        self._visit_printed(printed, frame)

    def _visit_printed(self, parts: list[nodes.Expr], frame: Frame) -> None:
        if parts:
            super().visit_Output(nodes.Output(parts, lineno=parts[0].lineno), frame)

    def _visit_macro(self, node: Any, frame: Frame) -> None:
        """Write the call of a macro that is printed, or one of two that are chosen between."""
        if isinstance(node, nodes.CondExpr):
            self.writeline("if ", node)
            self.visit(node.test, frame)
            self.write(":")
            self._visit_choice(node.expr1, frame)
            if node.expr2 is not None:
                self.writeline("else:")
                self._visit_choice(node.expr2, frame)
            return
        self.newline(node)
        self.visit(node.node, frame)
        self.write(f".into({frame.buffer}, ")
        for given in node.args:
            self.visit(given, frame)
            self.write(", ")
        self.write(")")

    def _visit_choice(self, node: nodes.Expr, frame: Frame) -> None:
        self.indent()
        self.visit_Output(nodes.Output([node], lineno=node.lineno), frame.soft())
        self.outdent()

    def _is_of_macro(self, node: Any) -> bool:
        """Return whether what is printed is written by a macro that is called by its name, with arguments by position."""
        if isinstance(node, nodes.CondExpr):
            return self._is_of_macro(node.expr1) or bool(node.expr2 and self._is_of_macro(node.expr2))
        if not isinstance(node, nodes.Call) or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return False
        return isinstance(node.node, nodes.Name) and node.node.name in self._macros

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802
        """Write a loop."""
        found = list(node.find_all((nodes.Name, nodes.Getattr)))
        names = sum(isinstance(one, nodes.Name) and one.name == "loop" for one in found)
        asked = [one.attr for one in found if isinstance(one, nodes.Getattr) and getattr(one.node, "name", "") == "loop"]
        self._is_counted = names == len(asked) and COUNTED.issuperset(asked) and not node.recursive
        super().visit_For(node, frame)

    def write(self, x: str) -> None:
        """Write a piece of code."""
        if x.endswith(" in LoopContext("):
            x = x.replace("LoopContext(", "counted(") if self._is_counted else x
        super().write(x)

    def buffer(self, frame: Frame) -> None:
        """Write where what is printed is collected: of a macro it is there."""
        if self._is_in_head:
            self._is_in_head = False
            frame.buffer = MACRO_PARTS
        else:
            super().buffer(frame)

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
        self._is_in_head = _is_html(frame)
        return super().macro_body(node, frame)

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        """Write a line; the parameters of a macro may all be left out."""
        if self._is_in_head and x.startswith("def macro("):
            names = x.removeprefix("def macro(").removesuffix("):")
            given = (f"{name}=missing" for name in names.split(", ") if name)
            x = f"def macro({', '.join((MACRO_PARTS, *given))}):"
        super().writeline(x, node, extra)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write the definition of a macro."""
        if not _is_html(frame):
            super().macro_def(macro_ref, frame)
            return
        is_plain = not (macro_ref.accesses_kwargs or macro_ref.accesses_varargs or macro_ref.accesses_caller)
        name, arguments = getattr(macro_ref.node, "name", None), tuple(one.name for one in macro_ref.node.args)
        caught = f"{macro_ref.accesses_kwargs}, {macro_ref.accesses_varargs}, {macro_ref.accesses_caller}"
        self.write("as_function" if is_plain else "QuickMacro")
        self.write(f"(macro, environment, {name!r}, {arguments!r}, {caught}, context.eval_ctx.autoescape)")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        """Write the end of a function that returns what it wrote."""
        if not _is_html(frame):
            super().return_buffer_contents(frame, force_unescaped)
        elif frame.buffer != MACRO_PARTS:
            self.writeline(f"return safe(concat({frame.buffer}))")

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


class QuickEnvironment(jinja2.Environment):
    """An environment whose templates are compiled to such code. A template is parsed once, and compiled when first rendered."""

    code_generator_class = QuickCode

    def __init__(self, of_program: frozenset[str] = frozenset(), **settings: Any) -> None:
        self.compiled = CompiledTemplates(of_program)
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

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template may use of the environment: a plain dictionary, which is quickest to copy for each page."""
        return {**self.globals, **(d or {})}

    def module_of(self, name: str) -> TemplateModule:
        """Return what a template has for others to import."""
        if name not in self._modules:
            self._modules[name] = self.get_template(name).module
        return self._modules[name]


def _names_of_macros(node: nodes.Node) -> Iterator[str]:
    """Return the name of a macro, or all names that an import brings."""
    if isinstance(node, nodes.Macro):
        yield node.name
    elif isinstance(node, nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in node.names)


def without_variants(filters: Mapping[str, Any]) -> dict[str, Any]:
    """Return filters without what chooses between them and their asynchronous variants, which nobody uses here."""
    return {
        name: filter_.__wrapped__ if getattr(filter_, "jinja_async_variant", False) is True else filter_
        for name, filter_ in filters.items()
    }


def _is_html(frame: Frame) -> bool:
    """Return whether what is written here is escaped, for certain."""
    return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)
