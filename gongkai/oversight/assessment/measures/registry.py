"""计量登记: the counts of every room, from the ground floor up, and the pages their records open on.

A room's ``measured`` holds ``MEASURED`` (key of a measure → how it is counted), ``PAGES`` (sort of record → name of its page)
and, where a room can tell, ``LIGHTS`` (单位三灯: how each unit stands on a day). What no room counts is entered by two persons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from gongkai.law.supervision.measures import Counted, Window
from gongkai.office.authorities.models import Authority
from gongkai.web.jinja import url_or_none

Finder = Callable[[Authority, Window], Iterable[Counted]]
Lights = Callable[[Sequence[Authority], date], Mapping[str, tuple[str, str]]]
"""By the code of a unit: its light (红灯、黄灯、绿灯) and why."""


@cache
def finders() -> Mapping[str, Finder]:
    """计量方法: by the key of the measure."""
    return {key: finder for room in _rooms() for key, finder in room.MEASURED.items()}


@cache
def _pages() -> Mapping[str, str]:
    return {sort: page for room in _rooms() for sort, page in room.PAGES.items()}


def lights() -> Lights | None:
    """三灯: where a room of the house gives them."""
    return next((room.LIGHTS for room in _rooms() if hasattr(room, "LIGHTS")), None)


def address(record: str) -> str:
    """记录的页面: empty for a record that has none of its own."""
    sort, _, key = record.partition(":")
    page = _pages().get(sort, "")
    if not page or not key:
        return ""
    named = [int(part) if part.isdecimal() else part for part in key.split("/")]
    return url_or_none(page, *named) or ""


SORTS: Mapping[str, str] = {
    "slot": "时点",
    "item": "目录项",
    "content": "内容",
    "padding": "本期公开内容",
    "document": "公文",
    "audit": "抽查事项",
    "screening": "筛查",
    "application": "申请",
    "ticket": "留言",
    "remedy": "案件",
    "complaint": "举报投诉",
    "finding": "检查发现",
    "message": "通知",
    "plan_task": "要点任务",
    "report": "年度报告",
    "manual": "人工计分",
}
"""记录的种类: as people call them."""


def named(record: str) -> tuple[str, str]:
    """记录的叫法和页面."""
    sort, _, key = record.partition(":")
    short = "" if sort == "padding" else key.rpartition("/")[2]
    return f"{SORTS.get(sort, sort)}{short}", address(record)


def _rooms() -> Iterator[ModuleType]:
    for room in apps.get_app_configs():
        if room.module is not None and module_has_submodule(room.module, "measured"):
            yield import_module(f"{room.name}.measured")
