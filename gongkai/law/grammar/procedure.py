"""案类程序: what every kind of file has in common: how its first step opens it, and the rows it then moves by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, Self, TypeVar

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Flow, Step
from gongkai.law.grammar.words import Word


class Standing(Protocol):
    """办理情况: what follows from the steps of a file of any kind so far. Immutable; ``take`` hands over the next one."""

    @property
    def state(self) -> Word:
        """状态: the state of its Flow the file is in."""

    @property
    def received_on(self) -> date | None:
        """收到日: the legal day of receipt, where the kind knows one."""

    @property
    def closed_on(self) -> date | None:
        """办结日: None while the file is open."""

    @property
    def outcome(self) -> str | None:
        """办理结果: the key of the leaf it was closed with."""

    @property
    def extended(self) -> bool:
        """延期: whether its term was ever extended."""

    def take(self, step: Step, calendar: Calendar) -> Self:
        """办理: the standing after one more step; raises Unlawful."""

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: when the next answer is due; None when no clock runs."""


class MadeHere:
    """自办: part of the standing of what an authority makes itself: nobody hands it in, and no term of it can be extended."""

    __slots__ = ()

    @property
    def received_on(self) -> date | None:
        """收到日: None; nobody hands it in."""
        return None

    @property
    def extended(self) -> bool:
        """延期: never; a longer period of comment is no delay."""
        return False


S = TypeVar("S", bound=Standing)


@dataclass(frozen=True)
class Procedure(Generic[S]):
    """案类程序: the key dossiers of a kind are stored with, what people call them, and how they are opened and moved.

    ``open`` hands over the standing after the first step or raises Unlawful; ``flow`` says by which rows a file is handled;
    ``private`` names the details told in free words, which may name people and whose wording no rule depends on.
    """

    kind: str
    label: str
    open: Callable[[Step, Calendar], S]
    flow: Callable[[S], Flow]
    private: frozenset[str] = frozenset()
