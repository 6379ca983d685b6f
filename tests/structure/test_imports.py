"""谁用谁: what import contracts cannot say of the house: the stone alone, entries by acts alone, no back doors, one clock."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from django.db.migrations.loader import MigrationLoader
from django.test import override_settings

from tests.structure.house import imported, sources, tree

FLOORS = ("office", "publication", "casework", "oversight")
CLOCK = "gongkai.web.clock"
JOURNAL_ACTS = "gongkai.office.journal.acts"
ENTRIES = "gongkai.office.journal.entries"
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update", "delete"}
READS_THE_CLOCK = {
    ("date", "today"),
    ("datetime", "today"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("timezone", "localtime"),
}


def room_of(module: str) -> tuple[str, ...]:
    """The room a module belongs to (``gongkai.office.journal``); empty outside the rooms."""
    parts = module.split(".")
    return tuple(parts[:3]) if len(parts) > 2 and parts[1] in FLOORS else ()


# -- the stone ---------------------------------------------------------------------------------------------------------


def test_the_law_imports_the_standard_library_and_itself() -> None:
    foreign = {
        f"{module} imports {name}"
        for module, path in sources("gongkai/law").items()
        for name, _ in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("gongkai.law")
    }
    assert not foreign


def test_every_import_stands_at_the_top_of_its_file() -> None:
    hidden = {
        f"{module}: {function.name}"
        for module, path in sources().items()
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef)
        and any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))
    }
    assert not hidden


# -- the verbs ---------------------------------------------------------------------------------------------------------


def writes_entries(path: Path) -> Iterator[int]:
    """Lines that make an entry or change stored ones."""
    if not any((module, name) == (ENTRIES, "Entry") for module, name in imported(path)):
        return
    for call in (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)):
        made = isinstance(call.func, ast.Name) and call.func.id == "Entry"
        changed = isinstance(call.func, ast.Attribute) and call.func.attr in WRITES and _root(call.func) == "Entry"
        if made or changed:
            yield call.lineno


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return node.id if isinstance(node, ast.Name) else ""


def test_only_the_acts_of_the_journal_write_entries() -> None:
    writers = {module for module, path in sources().items() if any(writes_entries(path))}
    assert writers == {JOURNAL_ACTS}


# -- no back doors -----------------------------------------------------------------------------------------------------


def test_nobody_imports_the_forms_or_pages_of_a_room_that_is_not_his_own() -> None:
    back_doors = {
        f"{module} imports {target}"
        for module, path in sources().items()
        for name, what in imported(path)
        for target in (name, f"{name}.{what}")
        if room_of(target) not in ((), room_of(module)) and target.split(".")[3:4] in (["forms"], ["portal"], ["desk"])
    }
    assert not back_doors


def test_the_list_of_pages_is_mounted_by_the_addresses_of_the_house_alone() -> None:
    mounting = {
        module
        for module, path in sources().items()
        for name, what in imported(path)
        if room_of(name) and room_of(name) != room_of(module) and "urls" in (what, name.rpartition(".")[2])
    }
    assert mounting <= {"gongkai.urls"}


# -- the clock ---------------------------------------------------------------------------------------------------------


def reads_the_clock(path: Path) -> Iterator[int]:
    """Lines that ask for the present day or moment."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if (owner, node.attr) in READS_THE_CLOCK:
                yield node.lineno


def test_only_the_clock_reads_the_clock() -> None:
    readers = {module for module, path in sources().items() if any(reads_the_clock(path))}
    assert readers == {CLOCK}


# -- migrations --------------------------------------------------------------------------------------------------------


def test_the_migrations_of_each_room_are_one_line_numbered_and_named_for_what_they_do() -> None:
    with override_settings(MIGRATION_MODULES={}):
        migrations = MigrationLoader(None).disk_migrations
    ours = {key: each for key, each in migrations.items() if type(each).__module__.startswith("gongkai.")}
    assert ours
    for label in {app for app, _ in ours}:
        names = sorted(name for app, name in ours if app == label)
        for place, name in enumerate(names, start=1):
            assert re.fullmatch(rf"{place:04}_[a-z]\w+", name), f"{label}: {name} is not number {place}"
            assert not re.search(r"auto|initial|alter_field", name), f"{label}: {name} does not say what it does"
            before = [parent for app, parent in ours[label, name].dependencies if app == label]
            assert before == names[place - 2 : place - 1], f"{label}: {name} does not follow the one before it"
