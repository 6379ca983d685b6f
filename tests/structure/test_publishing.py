"""公开前筛查的门: every page the public reads is filled by acts that pass the gate, or that say in ADR 0040 why they do not."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest
from django.urls import get_resolver

from gongkai.publication.gate import acts as gate
from gongkai.web.doors import public_views
from tests.structure.publishing import BESIDE_THE_GATE, PAGES, SHOWING_NOTHING_NEW

ADR = Path(__file__).parents[2] / "docs" / "adr" / "0040-a-machine-finds-a-person-decides.md"
ACTS = sorted({act for acts in PAGES.values() for act in acts})
GATES = frozenset({gate.pass_publication, gate.pass_words})
DEEPEST = 5


def named(act: str) -> Callable[..., Any]:
    module, _, name = act.rpartition(".")
    found: Callable[..., Any] = inspect.unwrap(getattr(import_module(f"gongkai.{module}"), name))
    return found


def called(function: FunctionType) -> Iterator[FunctionType]:
    """What a function may call of the house: names it reads, and names it reads of modules it reads."""
    names = set(_names(function.__code__))
    for name in names:
        found = function.__globals__.get(name)
        if isinstance(found, ModuleType) and found.__name__.startswith("gongkai."):
            yield from filter(None, (_function(getattr(found, each, None)) for each in names))
        elif (one := _function(found)) is not None:
            yield one


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _names(each)


def _function(found: object) -> FunctionType | None:
    plain = inspect.unwrap(found) if callable(found) else None
    return plain if isinstance(plain, FunctionType) and plain.__module__.startswith("gongkai.") else None


def passes(function: FunctionType) -> bool:
    """Whether the gate is reached from an act, through functions of its own room and of those it hands over to."""
    seen, near = {function}, [function]
    for _ in range(DEEPEST):
        near = [each for one in near for each in called(one) if each not in seen]
        if GATES & {inspect.unwrap(each) for each in near} or any(each.__name__ == "pass_words" for each in near):
            return True
        seen.update(near)
    return False


def test_every_public_page_says_what_fills_it() -> None:
    list(get_resolver().url_patterns)
    told = {f"gongkai.{module}" for module in (*PAGES, *SHOWING_NOTHING_NEW)}
    modules = {view.rpartition(".")[0] for view in public_views() if view.startswith("gongkai.")}
    assert modules - told == set(), "say in tests/structure/publishing.py which acts fill these pages"
    assert told - modules == set(), "these have no public page any more"
    assert not PAGES.keys() & SHOWING_NOTHING_NEW.keys()


@pytest.mark.parametrize("act", [act for act in ACTS if act not in BESIDE_THE_GATE])
def test_what_fills_a_public_page_passes_the_gate(act: str) -> None:
    found = named(act)
    assert isinstance(found, FunctionType) and passes(found), f"{act}没有通过公开前筛查"


@pytest.mark.parametrize("act", BESIDE_THE_GATE)
def test_what_does_not_pass_the_gate_says_why(act: str) -> None:
    assert act in ACTS, "nothing it fills is public"
    assert callable(named(act)) and BESIDE_THE_GATE[act] in ADR.read_text(encoding="utf-8")


def test_an_act_that_forgets_the_gate_is_noticed() -> None:
    assert not passes(named("publication.catalogue.acts.end_waiver"))  # type: ignore[arg-type]
    assert not passes(named("office.sites.acts.edit_site"))  # type: ignore[arg-type]
