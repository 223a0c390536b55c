"""The interface texts that a template says, as the template itself tells: a change of one is seen on its pages only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from jinja2 import nodes

from generator.model.problems import Problem, Where
from generator.theme.texts import DEFAULT_LANGUAGE, NUMBER, Words

CALL = "t"


def used(trees: Mapping[str, tuple[str, nodes.Template]], words: Words, problems: list[Problem]) -> dict[str, set[str]]:
    """Return the keys of the texts that templates ask for, by template; a template is given with the path of its file.

    Notes as problems keys that cannot be known or do not exist, and slots that a call leaves empty.
    """
    asked: dict[str, list[tuple[nodes.Call, str, Where]]] = {}
    for name, (path, tree) in trees.items():
        places = [(call, Where(path, call.lineno)) for call in tree.find_all(nodes.Call) if _is_of_text(call)]
        asked[name] = [
            (call, key, where)
            for call, where in places
            for key in _keys(call.args[0] if call.args else None, words, where, problems)
        ]
    slots = words.slots_of({key for calls in asked.values() for _, key, _ in calls})
    for calls in asked.values():
        problems.extend(problem for call, key, where in calls for problem in _lacking(call, key, slots[key], where))
    return {name: {key for _, key, _ in calls} for name, calls in asked.items()}


def _is_of_text(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name == CALL and call.node.ctx == "load"


def _keys(node: nodes.Expr | None, words: Words, where: Where, problems: list[Problem]) -> Iterator[str]:
    """The keys that an expression may give: one, or all that begin as it does."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        if node.value in words.texts:
            yield node.value
        else:
            near = get_close_matches(node.value, words.texts, n=1)
            todo = f"did you mean {near[0]!r}?" if near else f"add it to i18n/{DEFAULT_LANGUAGE}.toml of the theme"
            problems.append(Problem(where, f"there is no text {node.value!r}", todo))
    elif isinstance(node, nodes.CondExpr):
        yield from _keys(node.expr1, words, where, problems)
        yield from _keys(node.expr2, words, where, problems)
    elif found := words.keys(beginning) if (beginning := _beginning(node)) else []:
        yield from found
    else:
        wrong = "which text this is cannot be told before the page is made"
        problems.append(Problem(where, wrong, 'write the key out, or begin it with its group: t("kind." ~ view.kind)'))


def _beginning(node: nodes.Expr | None) -> str:
    """The group that a computed key begins with: `"kind." ~ view.kind`."""
    first = node.nodes[0] if isinstance(node, nodes.Concat) else node.left if isinstance(node, nodes.Add) else None
    return first.value if isinstance(first, nodes.Const) and str(first.value).endswith(".") else ""


def _lacking(call: nodes.Call, key: str, slots: frozenset[str], where: Where) -> Iterator[Problem]:
    """The slots of a text that a call leaves empty."""
    if call.dyn_args is not None or call.dyn_kwargs is not None:
        return
    given = {pair.key for pair in call.kwargs} | ({NUMBER} if len(call.args) > 1 else set())
    for slot in sorted(slots - given):
        yield Problem(where, f"the text {key!r} wants {slot!r}", f'write t("{key}", {slot}=…)')
