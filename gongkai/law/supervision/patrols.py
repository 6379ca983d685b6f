"""巡检网站: a site that is watched, how gently, how often; where a patrol stands and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word

PATROLLING = Article("国办发〔2017〕47号", gist="对本地区、本系统政府网站常态化监测，发现问题及时处理")
MOST_PAGES = 100_000
MOST_EVERY = 92
"""巡检间隔上限（日）: a site is checked in every season at least (每季度检查)."""
LEAST_DELAY, MOST_DELAY = 100, 30_000
"""两次访问之间（毫秒）: a site of the county is not asked more than ten times a second."""


class PatrolState(Word):
    """巡检状态: where a patrol is."""

    QUEUED = "queued", "等待开始"
    RUNNING = "running", "巡检中"
    STOPPING = "stopping", "正在停下"
    STOPPED = "stopped", "已停下"
    DONE = "done", "已完成"
    FAILED = "failed", "未能完成"


OPEN = frozenset({PatrolState.QUEUED, PatrolState.RUNNING, PatrolState.STOPPING, PatrolState.STOPPED})
"""没有结束的巡检: of one site there is one at most."""
AT_WORK = frozenset({PatrolState.RUNNING, PatrolState.STOPPING})


@dataclass(frozen=True, slots=True)
class WatchFacts:
    """巡检网站要素: its name, where a patrol begins, how many pages at most, the pause in milliseconds, how often in days."""

    name: str
    start: str
    pages: int
    delay: int
    every: int
    outside: bool = True

    def refused(self, start_fault: str) -> None:
        """巡检网站核对: raises Unlawful, naming the field; ``start_fault`` is what is wrong with its first address."""
        if not self.name.strip():
            raise Unlawful("网站名称不能为空", PATROLLING, field="name")
        if start_fault:
            raise Unlawful(start_fault, PATROLLING, field="start")
        for field, value, least, most, label in (
            ("pages", self.pages, 1, MOST_PAGES, "最多网页数"),
            ("delay", self.delay, LEAST_DELAY, MOST_DELAY, "两次访问之间的毫秒数"),
            ("every", self.every, 0, MOST_EVERY, "巡检间隔天数"),
        ):
            if not least <= value <= most:
                raise Unlawful(f"{label}应在{least}至{most}之间", PATROLLING, field=field)


def objection_to_begin(open_state: PatrolState | None) -> str:
    """不能开始的理由: empty where a patrol may begin."""
    return f"该网站的巡检{open_state.label}，不能再开始一次" if open_state else ""


def objection_to_stop(state: PatrolState) -> str:
    """不能停下的理由."""
    return "" if state in (PatrolState.QUEUED, PatrolState.RUNNING) else f"巡检{state.label}，不用停下"


def objection_to_resume(state: PatrolState) -> str:
    """不能继续的理由."""
    return "" if state in (PatrolState.STOPPED, PatrolState.FAILED) else f"巡检{state.label}，不用继续"


def is_owed(every: int, last_on: date | None, on: date) -> bool:
    """应当巡检: when so many days have passed since the last; never of itself where ``every`` is 0."""
    return every > 0 and (last_on is None or on - last_on >= timedelta(days=every))
