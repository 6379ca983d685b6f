"""十分钟清单: once a week the few decisions that need a person, each with what the platform proposes; one button each.

chosen(choices)          the ten most pressing: those with a day first, the earliest first, sorts taking turns
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.words import Word

MOST = 10
"""每周至多几项."""


class Taken(Word):
    """清单项结果: what became of a line."""

    OPEN = "open", "待决定"
    AS_PROPOSED = "as_proposed", "照建议办"
    OTHERWISE = "otherwise", "另行办理"
    LEFT = "left", "本周未办"


@dataclass(frozen=True, slots=True)
class Choice:
    """待决定事项: what is asked, what is proposed and why, by when; ``href`` is the page where one decides otherwise."""

    sort: str
    key: str
    question: str
    proposal: str
    why: str
    href: str
    due_on: date | None = None

    @property
    def line(self) -> str:
        """行键."""
        return f"{self.sort}/{self.key}"


def chosen(choices: Iterable[Choice], most: int = MOST) -> list[Choice]:
    """选出: what has a day first and the earliest of it first; of the rest each sort in its turn, so that none crowds out."""
    dated, turns = [], defaultdict(list)
    for each in choices:
        if each.due_on is not None:
            dated.append(each)
        else:
            turns[each.sort].append(each)
    picked = sorted(dated, key=lambda each: (each.due_on or date.max, each.sort, each.key))
    rounds = max(map(len, turns.values()), default=0)
    in_turn = [rows[place] for place in range(rounds) for rows in turns.values() if place < len(rows)]
    return [*picked, *in_turn][:most]


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """一周的决定: how many lines there were, how many were decided, and how many of those as proposed."""

    listed: int
    as_proposed: int
    otherwise: int

    @property
    def decided(self) -> int:
        """已决定."""
        return self.as_proposed + self.otherwise

    @property
    def unchanged(self) -> float | None:
        """照建议的比例: in per cent of what was decided; None where nothing was."""
        return round(100 * self.as_proposed / self.decided, 1) if self.decided else None


def figures(taken: Iterable[Taken]) -> WeekFigures:
    """一周的数."""
    rows = list(taken)
    return WeekFigures(len(rows), rows.count(Taken.AS_PROPOSED), rows.count(Taken.OTHERWISE))


# -- the next one like the last ------------------------------------------------------------------------------------------


def renewed(title: str, last: date, now: date) -> str:
    """照上一期改期次: the title of the next one of a series; the period it names is moved from the last to this one."""
    for one, other in (
        (f"{last.year}年{last.month}月", f"{now.year}年{now.month}月"),
        (f"{last.year}年第{_quarter(last)}季度", f"{now.year}年第{_quarter(now)}季度"),
        (f"{last.year}年", f"{now.year}年"),
    ):
        if one in title:
            return title.replace(one, other)
    return title


def _quarter(day: date) -> str:
    return "一二三四"[(day.month - 1) // 3]
