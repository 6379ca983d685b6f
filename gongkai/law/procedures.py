"""程序总目: kind of dossier → the procedure that opens and moves it; the index of the subjects that have one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol, Self, TypeVar

from gongkai.law.annual_report.procedure import ANNUAL_REPORT
from gongkai.law.applications import APPLICATION
from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Flow, Step, Unlawful
from gongkai.law.grammar.words import Word
from gongkai.law.remedies import REMEDY


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


S = TypeVar("S", bound=Standing)


class Procedure(Protocol[S]):
    """案类程序: how a file of one kind is opened, and the rows it moves by."""

    @property
    def kind(self) -> str:
        """种类: the key dossiers are stored with."""

    @property
    def label(self) -> str:
        """名称: what people call such a file."""

    def open(self, step: Step, calendar: Calendar) -> S:
        """立卷: the standing after the first step; raises Unlawful."""

    def flow(self, standing: S) -> Flow:
        """适用程序: the rows this file is handled by."""


PROCEDURES: dict[str, Procedure[Any]] = {each.kind: each for each in (APPLICATION, REMEDY, ANNUAL_REPORT)}


def procedure(kind: str) -> Procedure[Any]:
    """案类程序: the procedure of a kind; raises Unlawful for a kind the law does not know."""
    try:
        return PROCEDURES[kind]
    except KeyError:
        raise Unlawful(f"没有“{kind}”这一类案卷", field="kind") from None


def kind_choices() -> list[tuple[str, str]]:
    """案卷种类: (key, label) pairs for forms and model fields."""
    return [(each.kind, each.label) for each in PROCEDURES.values()]


def replay(kind: str, steps: Sequence[Step], calendar: Calendar) -> Standing:
    """重放: the standing that follows from all steps, the first of which opened the file; raises Unlawful."""
    first, *rest = steps
    standing: Standing = procedure(kind).open(first, calendar)
    for step in rest:
        standing = standing.take(step, calendar)
    return standing
