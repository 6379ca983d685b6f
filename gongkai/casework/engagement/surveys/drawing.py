"""调查结果的样子: each question with its chart, its numbers, and the words that may be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from gongkai.casework.engagement.surveys import queries
from gongkai.casework.engagement.surveys.models import Survey, SurveyRemark
from gongkai.law.questionnaires import Question, QuestionKind, Tally
from gongkai.papers.charts import NARROW, bars
from gongkai.papers.grid import Grid

HIDDEN = "—"


@dataclass(frozen=True, slots=True)
class Line:
    """一项: an option, how many chose it, and their share."""

    option: str
    count: str
    share: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """一题的结果: as it is shown."""

    question: Question
    answered: int
    chart: Markup
    narrow: Markup
    lines: tuple[Line, ...]
    mean: str
    hidden: bool
    remarks: Sequence[SurveyRemark]


def drawn(survey: Survey, tallies: Iterable[Tally]) -> list[Drawn]:
    """画出: the results of a survey, question by question."""
    remarks: dict[int, list[SurveyRemark]] = defaultdict(list)
    for row in queries.remarks(survey):
        remarks[row.question].append(row)
    return [_one(tally, remarks[tally.question.number]) for tally in tallies]


def _one(tally: Tally, remarks: Sequence[SurveyRemark]) -> Drawn:
    question = tally.question
    told = [(option, count) for option, count in zip(question.options, tally.counts, strict=True) if count is not None]
    key = f"question-{question.number}"
    chart = bars(key, question.title, told, unit="份")
    narrow = bars(f"{key}-narrow", question.title, told, unit="份", shape=NARROW)
    lines = tuple(
        Line(option, HIDDEN if count is None else f"{count}", share)
        for option, count, share in zip(question.options, tally.counts, tally.shares, strict=True)
    )
    return Drawn(question, tally.answered, chart, narrow, lines, tally.mean, None in tally.counts, remarks)


def sheet(survey: Survey, tallies: Iterable[Tally]) -> Grid:
    """结果表: every number of the survey, to be taken away; nothing that somebody wrote."""
    head = ("题号", "题目", "选项", "份数", "占答题份数")
    rows = [
        (f"{each.question.number}", each.question.title, option, f"{count or 0}", share)
        for each in tallies
        for option, count, share in zip(*_columns(each), strict=True)
    ]
    return Grid.from_rows((head, *rows), head_rows=1, caption=survey.title)


def _columns(tally: Tally) -> tuple[Sequence[str], Sequence[int | None], Sequence[str]]:
    if tally.question.kind is QuestionKind.TEXT:
        return ("（文字）",), (tally.answered,), ("",)
    return tally.question.options, tally.counts, tally.shares
