"""归处: every type that the reports name has its kind or its room, and every kind and room named is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

import pytest

from gongkai.law.registers import KINDS
from tests.publication.registers.homes import ENTITIES, TYPES
from tests.shared import SHARED, needs_shared

DIGEST = SHARED / "seeds" / "digest.md"
MODULES = ("M11", "M13", "M14")
NAMED = {**TYPES, **ENTITIES}


def is_there(home: str) -> bool:
    """A kind by its key, a module by its name, or what a module holds."""
    if "." not in home:
        return home in KINDS
    module, _, name = home.rpartition(".")
    try:
        return hasattr(import_module(module), name) or bool(import_module(home))
    except ModuleNotFoundError:
        return False


def outside_brackets(text: str) -> str:
    """What is said in brackets are the fields of an entity, not entities."""
    while (told := re.sub(r"[(（][^()（）]*[)）]", " ", text)) != text:
        text = told
    return text


def types_of(digest: str) -> Iterator[str]:
    line = digest.split("### 2.21 ", 1)[1].splitlines()[1]
    for part in line.rstrip("。.").split(" · "):
        yield from (each.strip() for each in part.split("/"))


def entities_of(digest: str, module: str) -> list[str]:
    section = digest.split(f"### {module} ", 1)[1]
    line = next(line for line in section.splitlines() if line.startswith("- **E** "))
    return re.findall(r"\b[A-Z][A-Za-z]{3,}", outside_brackets(line.removeprefix("- **E** ")))


@pytest.mark.parametrize("name", list(NAMED))
def test_every_home_that_is_named_is_there(name: str) -> None:
    assert [home for home in NAMED[name] if not is_there(home)] == []


@needs_shared
def test_every_type_to_be_published_has_a_home() -> None:
    found = list(types_of(DIGEST.read_text(encoding="utf-8")))
    assert len(found) > 100
    assert [each for each in found if each not in TYPES] == []
    assert set(TYPES) <= set(found), "a home of nothing is a home too many"


@needs_shared
@pytest.mark.parametrize("module", MODULES)
def test_every_entity_of_registers_money_and_livelihood_has_a_home(module: str) -> None:
    found = entities_of(DIGEST.read_text(encoding="utf-8"), module)
    assert len(found) >= 14
    assert [each for each in found if each not in ENTITIES] == []


@needs_shared
def test_no_entity_is_given_a_home_that_the_modules_do_not_name() -> None:
    digest = DIGEST.read_text(encoding="utf-8")
    assert set(ENTITIES) <= {each for module in MODULES for each in entities_of(digest, module)}
