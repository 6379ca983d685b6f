"""体检单: what was found, as a page of text and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypedDict

from django.conf import settings
from django.db import connection

from gongkai.web.examining import Examined, Level, worst

SIGNS = {Level.FINE: "√", Level.NOTE: "！", Level.DANGER: "×"}


class ConditionJson(TypedDict):
    """情况: ``level`` is fine, note or danger."""

    level: str
    what: str
    remedy: str


class ExaminedJson(TypedDict):
    """检查结果."""

    key: str
    group: str
    name: str
    level: str
    conditions: list[ConditionJson]


class SheetJson(TypedDict):
    """体检单: ``doctor --json`` prints one; keys are only ever added."""

    at: str
    level: str
    checkups: list[ExaminedJson]


def sheet(found: Sequence[Examined], now: datetime) -> SheetJson:
    """体检单: for programs."""
    return {
        "at": now.isoformat(timespec="seconds"),
        "level": overall(found).value,
        "checkups": [
            {
                "key": each.checkup.key,
                "group": each.checkup.group,
                "name": each.checkup.name,
                "level": each.level.value,
                "conditions": [
                    {"level": one.level.value, "what": one.what, "remedy": one.remedy} for one in each.conditions
                ],
            }
            for each in found
        ],
    }


def lines(found: Sequence[Examined], now: datetime) -> Iterator[str]:
    """体检单: for people, by group; under each trouble its remedy."""
    yield f"运行状况  {now:%Y-%m-%d %H:%M}  数据目录 {settings.VAR_DIR}  数据库 {connection.display_name}"
    group = ""
    for each in found:
        if each.checkup.group != group:
            group = each.checkup.group
            yield f"【{group}】"
        for one in each.conditions:
            yield f"{SIGNS[one.level]} {one.level.label}  {each.checkup.name}：{one.what}"
            if one.remedy:
                yield f"          办法：{one.remedy}"
    yield summary(found)


def summary(found: Sequence[Examined]) -> str:
    """小结."""
    counted = {level: sum(one.level is level for each in found for one in each.conditions) for level in Level}
    told = [f"{level.label}{counted[level]}项" for level in reversed(Level) if counted[level]]
    return f"结论：{overall(found).label}（{'，'.join(told)}）"


def overall(found: Sequence[Examined]) -> Level:
    """总的程度."""
    return worst(each.level for each in found)


def in_order(found: Sequence[Examined]) -> list[Examined]:
    """按组排列: the groups in the order they are first met."""
    groups = list(dict.fromkeys(each.checkup.group for each in found))
    return sorted(found, key=lambda each: groups.index(each.checkup.group))
