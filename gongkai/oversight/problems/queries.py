"""顽疾清单的问题: each problem that has its room, with its figure now and a year before, counted when it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.problem_items import ITEMS
from gongkai.law.problem_list import CHAPTERS
from gongkai.law.problems import Measured, Problem, Trend, course
from gongkai.office.authorities.models import Authority
from gongkai.oversight.problems.asking import Asked, Counted, page
from gongkai.oversight.problems.figures import FIGURES


@dataclass(frozen=True)
class Shown:
    """顽疾一行: the problem, the page of its feature, its figure, what it was a year before, and how many complained of it."""

    problem: Problem
    href: str
    counted: Counted
    before: Measured | None
    trend: Trend
    complaints: int

    @property
    def told(self) -> str:
        """实证数."""
        return self.counted.measured.told(self.problem.unit)

    @property
    def told_before(self) -> str:
        """上年同期."""
        return self.before.told(self.problem.unit) if self.before else "不追溯"


def shown(authority: Authority, today: date) -> list[tuple[str, list[Shown]]]:
    """顽疾清单: by chapter, those whose figure can be counted."""
    now = Asked(authority, today, today)
    then = now.a_year_before()
    live = {title: [each for each in chapter if each.number in FIGURES] for title, chapter in CHAPTERS.items()}
    return [(title, [_shown(each, now, then) for each in rows]) for title, rows in live.items() if rows]


def _shown(problem: Problem, now: Asked, then: Asked) -> Shown:
    figure = FIGURES[problem.number]
    counted, before = figure(now), figure(then)
    if counted is None:
        raise LookupError(f"{problem.number}没有今天的数")
    complaints = sum(problem.number in named for named in ITEMS.values())
    earlier = before.measured if before else None
    trend = course(problem.better, counted.measured, earlier)
    return Shown(problem, page(problem.page), counted, earlier, trend, complaints)
