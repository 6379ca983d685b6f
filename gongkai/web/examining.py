"""体检项: what each room can say of its own state, gathered for the doctor.

A room that has something to say keeps a module ``checkups`` with ``CHECKUPS``; it is found as the worker finds ``chores``.
A checkup only looks: it mends nothing, and says the remedy in words somebody can type.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module

from django.apps import apps
from django.db import Error as DatabaseError
from django.utils.module_loading import module_has_submodule

from gongkai.law.grammar.words import Word

log = logging.getLogger(__name__)


class Level(Word):
    """程度: how a thing stands. What is in danger loses data, leaks them or stands still."""

    FINE = "fine", "正常"
    NOTE = "note", "提醒"
    DANGER = "danger", "危险"

    @property
    def weight(self) -> int:
        """轻重: 0, 1, 2; the exit code of the doctor."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Condition:
    """情况: what was found and, where it is not fine, what to do about it."""

    level: Level
    what: str
    remedy: str = ""


def fine(what: str) -> Condition:
    """正常."""
    return Condition(Level.FINE, what)


def note(what: str, remedy: str) -> Condition:
    """提醒: somebody should see to it one of these days."""
    return Condition(Level.NOTE, what, remedy)


def danger(what: str, remedy: str) -> Condition:
    """危险: somebody must see to it now."""
    return Condition(Level.DANGER, what, remedy)


@dataclass(frozen=True, slots=True)
class Checkup:
    """体检项: one question and the function that answers it. A ``heavy`` one takes seconds, or asks another machine."""

    key: str
    group: str
    name: str
    look: Callable[[datetime], Iterable[Condition]]
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Examined:
    """检查结果: of one checkup, never empty."""

    checkup: Checkup
    conditions: tuple[Condition, ...]

    @property
    def level(self) -> Level:
        """程度: of the worst."""
        return worst(each.level for each in self.conditions)


def worst(levels: Iterable[Level]) -> Level:
    """最重的程度: fine where there is nothing."""
    return max(levels, key=lambda level: level.weight, default=Level.FINE)


def checkups() -> list[Checkup]:
    """全部体检项: ``CHECKUPS`` of every room that has a module ``checkups``, from the ground floor up."""
    found: list[Checkup] = []
    for room in apps.get_app_configs():
        if room.module is not None and module_has_submodule(room.module, "checkups"):
            found += import_module(f"{room.name}.checkups").CHECKUPS
    return found


def examine(asked: Sequence[Checkup], now: datetime) -> list[Examined]:
    """检查: each in its turn. One that cannot be answered says so, and the others are asked all the same."""
    return [Examined(checkup, _asked(checkup, now)) for checkup in asked]


def _asked(checkup: Checkup, now: datetime) -> tuple[Condition, ...]:
    try:
        return tuple(checkup.look(now)) or (fine("没有发现问题"),)
    except DatabaseError as silence:
        told = f"数据库没有应答，没有查成（{type(silence).__name__}）"
        return (note(told, "先恢复数据库，再检查一次"),)
    except Exception as trouble:
        log.exception("体检项%s没有查成", checkup.key)
        return (danger(f"没有查成（{type(trouble).__name__}）", "看日志中的原因，改正后再检查一次"),)
