"""词汇表: one Chinese term, one English name, and the code keeps to them."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from django.apps import apps

from tests.structure.house import ROOT, Definition, public, sources, tree

GLOSSARY = ROOT / "docs" / "glossary.md"
CHINESE = r"[\u3400-\u9fff]"
LEADING = re.compile(rf"({CHINESE}[^:：。.]*?)(?=[:：。.]|$)")


@dataclass(frozen=True)
class Row:
    """A term of the glossary with its English name and the names the code gives it."""

    term: str
    name: str
    code: tuple[str, ...]


def tables() -> Iterator[list[str]]:
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and not set(line) <= {"|", "-", " "}:
            yield cells


def rows() -> list[Row]:
    return [Row(cells[0], cells[1], _code(cells[2])) for cells in tables() if len(cells) == 4 and cells[1] != "英文名"]


def ordinary() -> list[str]:
    return [name for cells in tables() if len(cells) == 2 for name in _code(cells[0])]


def _code(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([\w.]+)`", cell))


LISTED = {name for row in rows() for name in row.code} | set(ordinary())


# -- the table itself --------------------------------------------------------------------------------------------------


def test_no_term_and_no_name_stands_twice() -> None:
    terms, names = Counter(row.term for row in rows()), Counter(row.name for row in rows())
    assert [word for counted in (terms, names) for word, times in counted.items() if times > 1] == []


def test_no_name_of_the_code_stands_under_two_terms() -> None:
    named = Counter(name for row in rows() for name in row.code)
    assert [name for name, times in named.items() if times > 1] == []


def test_every_name_of_the_glossary_is_a_name_of_the_code() -> None:
    used = {word for path in sources().values() for node in ast.walk(tree(path)) for word in _named(node)} | {
        part for module in sources() for part in module.split(".")
    }
    invented = {name for name in LISTED if name.rpartition(".")[2] not in used}
    assert not invented


def _named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.arg):
        yield node.arg


# -- the code keeps to it ----------------------------------------------------------------------------------------------


def test_every_module_and_class_of_the_law_is_in_the_glossary() -> None:
    missing = set()
    for module, path in sources("gongkai/law").items():
        own = module.rpartition(".")[2]
        if own != "law" and own not in LISTED:
            missing.add(own)
        classes = (node.name for node in public(tree(path)) if isinstance(node, ast.ClassDef))
        missing |= {f"{own}.{name}" for name in classes if not {name, f"{own}.{name}"} & LISTED}
    assert not missing


@pytest.mark.parametrize("model", [each for each in apps.get_models() if each.__module__.startswith("gongkai.")])
def test_every_table_of_the_rooms_is_in_the_glossary(model: type) -> None:
    assert model.__name__ in LISTED


# -- docstrings --------------------------------------------------------------------------------------------------------


def leading_term(node: Definition) -> str:
    """The Chinese term a docstring opens with; empty when it opens otherwise."""
    found = LEADING.match((ast.get_docstring(node) or "").split("\n")[0])
    return found[1].strip() if found else ""


def definitions(body: ast.Module | ast.ClassDef) -> Iterator[Definition]:
    for node in public(body):
        yield node
        if isinstance(node, ast.ClassDef):
            yield from definitions(node)


def test_every_public_name_of_the_law_opens_with_its_chinese_term() -> None:
    wordless = {
        f"{module}.{node.name}"
        for module, path in sources("gongkai/law").items()
        for node in definitions(tree(path))
        if not leading_term(node)
    }
    assert not wordless


def test_no_term_of_the_law_goes_by_two_names() -> None:
    listed = {row.term: row.code for row in rows()}
    named: dict[str, set[str]] = defaultdict(set)
    for path in sources("gongkai/law").values():
        for node in definitions(tree(path)):
            named[leading_term(node)].add(node.name)
    torn = {
        term: names
        for term, names in named.items()
        if not (_all_say(names, listed[term]) if listed.get(term) else any(_all_say(names, [name]) for name in names))
    }
    assert torn == {}


def _all_say(names: Iterable[str], terms: Iterable[str]) -> bool:
    """Every name is one of these, or a phrase around one: clock_day and Clock, open and open_report."""
    words = [_words(term) for term in terms]
    return all(any(_words(name) >= each or _words(name) <= each for each in words) for name in names)


def _words(name: str) -> set[str]:
    parts = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.rpartition(".")[2]).lower().split("_")
    return {part.removesuffix("s") if len(part) > 3 else part for part in parts}


def test_every_act_says_in_chinese_what_it_does() -> None:
    acts = {module: path for module, path in sources().items() if module.endswith((".acts", ".establishment"))}
    assert len(acts) > 3
    wordless = {
        f"{module}.{node.name}"
        for module, path in acts.items()
        for node in public(tree(path))
        if not leading_term(node)
    }
    assert not wordless
