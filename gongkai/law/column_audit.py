"""栏目抽查（条例第二十四条）: what a person finds of a sampled content's column, and what becomes of one that stands wrongly."""

from __future__ import annotations

from collections.abc import Collection

from gongkai.law.grammar.flow import Objection
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word

PLACING = regulation(24, gist="依托政府网站的统一平台集中发布，可以检索、查阅、下载")


class ColumnVerdict(Word):
    """栏目抽查意见: right, wrong with the column it belongs in, or not to be told; the last counts in no rate."""

    RIGHT = "right", "栏目正确"
    WRONG = "wrong", "放错栏目"
    UNSURE = "unsure", "无法判断"


class ColumnSettlement(Word):
    """栏目抽查处理: a content found in the wrong column was moved, or stays for a reason."""

    MOVED = "moved", "已移正"
    LEFT = "left", "说明理由不移"


JUDGED = (ColumnVerdict.RIGHT, ColumnVerdict.WRONG)
"""计入比率的: those somebody could tell of."""


def objection_to_judging(by: str, concerned: Collection[str]) -> Objection | None:
    """不能抽查: whoever keeps the column or published the content does not judge where it stands."""
    if by in concerned:
        return Objection("栏目的责任人、替补和发布这件内容的人不能抽查自己经手的内容", PLACING)
    return None


def objection_to_verdict(verdict: ColumnVerdict, here: int, belongs: int | None, note: str) -> Objection | None:
    """意见不全: a wrong column comes with the right one, which is another, and with why."""
    if verdict is ColumnVerdict.WRONG and belongs is None:
        return Objection("放错栏目的，应当选明应在哪个栏目", PLACING)
    if verdict is ColumnVerdict.WRONG and belongs == here:
        return Objection("应在的栏目与现在的栏目相同", PLACING)
    if verdict is not ColumnVerdict.RIGHT and not note.strip():
        return Objection("放错栏目和无法判断的，应当写明为什么", PLACING)
    return None
