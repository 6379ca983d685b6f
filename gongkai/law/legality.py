"""合法性审核（国办发〔2018〕115号）: what the legal review of a document says, point by point, and when it may pass.

The articles of the notice are told from memory (``Certainty.RECALLED``): nothing unexamined, and nothing found unlawful, goes
on to be decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.law.grammar.flow import Objection, Unlawful
from gongkai.law.grammar.statute import Article, Certainty
from gongkai.law.grammar.words import Word

EXAMINING = Article("国办发〔2018〕115号", gist="行政规范性文件未经合法性审核或者经审核不合法的，不得提交集体审议")
CERTAINTY = Certainty.RECALLED
MOST_POINTS = 40


class LegalVerdict(Word):
    """合法性审核结论: it may go on, it may once its points are dealt with, or it may not."""

    AGREE = "agree", "同意"
    AMEND = "amend", "修改后同意"
    DISAGREE = "disagree", "不同意"


class PointAnswer(Word):
    """审核意见的答复: what the drafter made of one point of a legal opinion."""

    TAKEN = "taken", "已采纳"
    NOT_TAKEN = "not_taken", "未采纳"


@dataclass(frozen=True, slots=True)
class Point:
    """审核意见一条: the clause it concerns, what is to be done, and the article it rests on."""

    clause: str
    text: str
    basis: str


def read_points(text: str) -> tuple[Point, ...]:
    """读审核意见: one a line, clause, opinion and basis parted by “｜” or “|”."""
    found = []
    for number, line in enumerate((each for each in text.splitlines() if each.strip()), 1):
        parts = [part.strip() for part in line.replace("|", "｜").split("｜")]
        if len(parts) != 3 or not all(parts):
            raise Unlawful(
                f"第{number}条意见应当写明所涉条款、意见和依据，三项之间用“｜”隔开", EXAMINING, field="points"
            )
        found.append(Point(*parts))
    return tuple(found)


def require_whole(verdict: LegalVerdict, points: Sequence[Point]) -> None:
    """意见完整: what is not simply agreed to says where and why; what is agreed to has nothing to be dealt with."""
    if verdict is LegalVerdict.AGREE and points:
        raise Unlawful(
            "结论为同意的没有需要处理的意见；有意见的结论应为修改后同意或者不同意", EXAMINING, field="verdict"
        )
    if verdict is not LegalVerdict.AGREE and not points:
        raise Unlawful("修改后同意和不同意的，应当逐条写明意见", EXAMINING, field="points")
    if len(points) > MOST_POINTS:
        raise Unlawful(f"一份审核意见最多{MOST_POINTS}条", EXAMINING, field="points")


def objection_to_passing(*, required: bool, verdict: LegalVerdict | None, unanswered: int) -> Objection | None:
    """不能通过合法性审核: without the opinion a normative document needs, against it, or with points nobody dealt with."""
    if verdict is None:
        told = "规范性文件还没有出具本轮的合法性审核意见书，不能审查通过"
        return Objection(told, EXAMINING) if required else None
    if verdict is LegalVerdict.DISAGREE:
        return Objection("合法性审核意见为不同意，不能审查通过，应当退文", EXAMINING)
    if unanswered:
        return Objection(f"合法性审核意见还有{unanswered}条没有写明是否采纳，不能审查通过", EXAMINING)
    return None


def require_answer(answer: PointAnswer, reason: str) -> None:
    """答复完整: what is not taken says why."""
    if answer is PointAnswer.NOT_TAKEN and not reason.strip():
        raise Unlawful("未采纳的应当写明理由", EXAMINING, field="reason")
