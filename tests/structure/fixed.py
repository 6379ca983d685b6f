"""固定的文字: which expressions come to a text of our own, whatever people send: constants and what is made of them alone.

A name counts where everything it is ever given in its scope does; a name of another room, where it does there. A number that
is put in is no text; ``re.escape`` makes of any text one that says only itself.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tests.structure.house import sources, tree

Scope = ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
KEEPS = {"sorted", "tuple", "frozenset", "set", "list", "reversed", "dict", "zip", "Markup", "MappingProxyType"}
"""Calls that hold what they were given."""
COUNTS = {"int", "len", "max", "min", "round", "sum"}
"""Calls whose answer is a number where texts of ours are looked at, and is never a text of another's."""
OWN_METHODS = {
    "keys",
    "values",
    "items",
    "replace",
    "lower",
    "split",
    "strip",
    "removesuffix",
    "encode",
    "decode",
    "get",
}
"""Methods by which a text or a table of ours stays one."""
ESCAPES = {"re.escape"}


@dataclass(frozen=True)
class Given:
    """What a name is given: an expression, or something of each element of it."""

    value: ast.expr | None


@cache
def _scopes(module: str) -> Mapping[Scope, Mapping[str, Sequence[Given]]]:
    found: dict[Scope, dict[str, list[Given]]] = {}
    for scope in ast.walk(tree(sources()[module])):
        if isinstance(scope, Scope):
            found[scope] = _given(scope)
    return found


def _given(scope: Scope) -> dict[str, list[Given]]:
    """Every name of a scope with all it is given there; arguments are given what nobody knows."""
    found: dict[str, list[Given]] = defaultdict(list)
    if not isinstance(scope, ast.Module):
        every = scope.args
        for each in (*every.posonlyargs, *every.args, *every.kwonlyargs, every.vararg, every.kwarg):
            if each is not None:
                found[each.arg].append(Given(None))
    for node in _inside(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                _bind(found, target, node.value)
        elif isinstance(node, ast.AnnAssign | ast.AugAssign | ast.NamedExpr) and node.value is not None:
            _bind(found, node.target, node.value)
        elif isinstance(node, ast.For | ast.comprehension):
            _bind(found, node.target, node.iter)
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            _bind(found, node.optional_vars, None)
    return found


def _bind(found: dict[str, list[Given]], target: ast.expr, value: ast.expr | None) -> None:
    for each in ast.walk(target):
        if isinstance(each, ast.Name):
            found[each.id].append(Given(value))


def _inside(scope: Scope) -> Iterator[ast.AST]:
    """Everything of a scope but what has a scope of its own."""
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Scope):
            waiting += ast.iter_child_nodes(node)


@cache
def _imports(module: str) -> Mapping[str, tuple[str, str]]:
    nodes = (node for node in ast.walk(tree(sources()[module])) if isinstance(node, ast.ImportFrom) and node.module)
    return {alias.asname or alias.name: (str(node.module), alias.name) for node in nodes for alias in node.names}


@dataclass(frozen=True)
class Where:
    """Where an expression stands: the module, and its scopes from the innermost outwards."""

    module: str
    scopes: tuple[Scope, ...]


def calls(module: str) -> Iterator[tuple[Where, ast.AST]]:
    """Every expression of a module with where it stands."""
    yield from _walk(tree(sources()[module]), Where(module, (tree(sources()[module]),)))


def _walk(node: ast.AST, where: Where) -> Iterator[tuple[Where, ast.AST]]:
    for child in ast.iter_child_nodes(node):
        yield where, child
        inner = Where(where.module, (child, *where.scopes)) if isinstance(child, Scope) else where
        yield from _walk(child, inner)


def is_fixed(node: ast.AST | None, where: Where, seen: frozenset[tuple[str, str]] = frozenset()) -> bool:
    """固定: whether an expression is a text of ours, or a table of them."""

    def all_fixed(nodes: Sequence[ast.AST | None]) -> bool:
        return all(is_fixed(each, where, seen) for each in nodes)

    match node:
        case ast.Constant():
            return True
        case ast.Name():
            return _is_fixed_name(node.id, where, seen)
        case ast.JoinedStr() | ast.BoolOp():
            return all_fixed(node.values)
        case ast.FormattedValue() | ast.Starred() | ast.Subscript():
            return all_fixed([node.value])
        case ast.BinOp():
            return all_fixed([node.left, node.right])
        case ast.IfExp():
            return all_fixed([node.body, node.orelse])
        case ast.Tuple() | ast.List() | ast.Set():
            return all_fixed(node.elts)
        case ast.Dict():
            return all_fixed([each for each in (*node.keys, *node.values) if each is not None])
        case ast.GeneratorExp() | ast.ListComp() | ast.SetComp():
            return all_fixed([node.elt])
        case ast.DictComp():
            return all_fixed([node.key, node.value])
        case ast.Attribute():  # a member of an enumeration, or the text of a pattern
            return node.attr.isupper() or (node.attr == "pattern" and all_fixed([node.value]))
        case ast.Call():
            return _is_fixed_call(node, where, seen)
    return False


def _is_fixed_call(node: ast.Call, where: Where, seen: frozenset[tuple[str, str]]) -> bool:
    called = ast.unparse(node.func)
    if called in ESCAPES or (called in COUNTS and called != "max"):
        return True
    if called == "max":
        return any(isinstance(each, ast.Constant) and isinstance(each.value, int) for each in node.args)
    if called == "map":
        return ast.unparse(node.args[0]) in ESCAPES or all(is_fixed(each, where, seen) for each in node.args[1:])
    if called == "re.compile" or called in KEEPS:
        return all(is_fixed(each, where, seen) for each in node.args[:1])
    if isinstance(node.func, ast.Attribute) and node.func.attr == "join":
        return all(is_fixed(each, where, seen) for each in (node.func.value, *node.args))
    if isinstance(node.func, ast.Attribute) and node.func.attr in OWN_METHODS:
        given = node.args[1:] if node.func.attr in {"get", "replace"} else []
        return all(is_fixed(each, where, seen) for each in (node.func.value, *given))
    return False


def _is_fixed_name(name: str, where: Where, seen: frozenset[tuple[str, str]]) -> bool:
    for depth, scope in enumerate(where.scopes):
        given = _scopes(where.module)[scope].get(name)
        if given:
            key = (where.module, f"{depth} {name}")
            there = Where(where.module, where.scopes[depth:])
            return key in seen or all(is_fixed(each.value, there, seen | {key}) for each in given)
    module, original = _imports(where.module).get(name, ("", ""))
    if module not in sources():
        return False
    return _is_fixed_name(original, Where(module, (tree(sources()[module]),)), seen)
