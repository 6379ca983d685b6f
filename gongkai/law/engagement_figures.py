"""互动统计的口径: what counts as held in a year, what was published in time, and which share of opinions was taken up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from gongkai.law.grammar.words import Word
from gongkai.law.rates import percent


class ActivityFigure(Word):
    """互动指标: each opens the activities it was counted from."""

    SURVEYS = "surveys", "开展问卷调查"
    ANSWERS = "answers", "收到答卷"
    SURVEYS_IN_TIME = "surveys_in_time", "按期公布调查结果"
    SURVEYS_LATE = "surveys_late", "逾期公布或者逾期未公布调查结果"
    INTERVIEWS = "interviews", "举办在线访谈"
    INTERVIEWS_LED = "interviews_led", "其中：主要负责同志参加"
    ASKED = "asked", "收到网友提问"
    INTERVIEWS_IN_TIME = "interviews_in_time", "按期公布访谈实录"
    INTERVIEWS_LATE = "interviews_late", "逾期公布或者逾期未公布访谈实录"
    DRAFTS = "drafts", "公开征求意见"
    OPINIONS = "opinions", "收到意见"
    ADOPTED = "adopted", "采纳和部分采纳的意见"
    ANSWERED = "answered", "已写明采纳情况的意见"
    DRAFTS_IN_TIME = "drafts_in_time", "按期公布征求结果"
    DRAFTS_LATE = "drafts_late", "逾期公布或者逾期未公布征求结果"

    @property
    def unit(self) -> str:
        """单位."""
        if self in (ActivityFigure.ANSWERS,):
            return "份"
        return "条" if self in OF_PEOPLE else "次" if self.value.startswith("interviews") else "项"


OF_PEOPLE = frozenset(
    {
        ActivityFigure.ANSWERS,
        ActivityFigure.ASKED,
        ActivityFigure.OPINIONS,
        ActivityFigure.ADOPTED,
        ActivityFigure.ANSWERED,
    }
)
"""参与数: counted in what people sent, not in activities."""
DEFINITIONS = (
    ("开展、举办", "问卷按开始日期、访谈按举行日期、征求意见按公开日期计入年度；取消的访谈不计，中途停止的问卷计"),
    ("按期", "结果或者实录在期限以内公布；期限未到、尚未公布的，既不算按期，也不算逾期"),
    ("采纳率", "采纳和部分采纳的意见占已写明采纳情况的意见"),
    ("网友提问", "收到的全部提问，不论是否采用"),
)
"""统计口径: as the page prints it."""


@dataclass(frozen=True, slots=True)
class Activity:
    """一项活动: what it counts as in its year; ``sent`` is how many figures of people it brings."""

    figures: Collection[ActivityFigure]
    sent: dict[ActivityFigure, int]

    def counts(self, figure: ActivityFigure) -> int:
        """计数: what it adds to a figure."""
        return self.sent.get(figure, 0) if figure in OF_PEOPLE else int(figure in self.figures)


def share(part: int, whole: int) -> str:
    """所占比率: to one decimal; a dash where there is nothing to divide by."""
    rate = percent(part, whole)
    return "—" if rate is None else f"{rate}%"
