"""可办事项: of the acts that are somebody's to take, those the law allows now and those it refuses, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from gongkai.law.grammar.flow import Objection

A = TypeVar("A", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Offered(Generic[A]):
    """可办与不可办: the acts an official may take now, and those of their roles that the law refuses, with the reason."""

    acts: tuple[A, ...]
    refused: tuple[tuple[A, Objection], ...]


def offering(acts: Iterable[A], objections: Callable[[A], Sequence[Objection]]) -> Offered[A]:
    """分开可办与不可办: each act by what stands against it today."""
    told = [(act, objections(act)) for act in acts]
    return Offered(
        tuple(act for act, against in told if not against),
        tuple((act, against[0]) for act, against in told if against),
    )
