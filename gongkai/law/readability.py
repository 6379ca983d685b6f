"""可读性: a simple measure of how hard a text is to read. It counts; it does not judge whether the text is right.

Three figures: the characters of an average sentence, the share of sentences that are too long, and how often phrases
stand in it that are common in documents and rare in speech. The mark begins at 100 and loses one point for every
character by which the average exceeds twenty, up to forty for long sentences, and two for every such phrase in a
thousand characters. Limits and list are ours (inferred), for no authority has set any.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.law.grammar.words import Word
from gongkai.law.script import sentences

COMFORTABLE = 20
LONG = 40
_MARKS = re.compile(r"[\s，、；：。！？,.;:!?“”‘’（）()《》〔〕\[\]—…·-]")
_PAUSES = re.compile(r"[；;]")
OFFICIALESE = (
    *(
        "兹",
        "特此",
        "予以",
        "切实",
        "贯彻落实",
        "统筹推进",
        "进一步",
        "着力",
        "抓实",
        "压实",
        "强化",
        "深入推进",
    ),
    *(
        "之规定",
        "参照执行",
        "另行制定",
        "另行规定",
        "依法依规",
        "属地管理",
        "牵头抓总",
        "协同联动",
        "闭环管理",
        "长效机制",
    ),
    *("高度重视", "严格落实", "统一思想", "提高认识", "精准施策", "应保尽保", "应享尽享", "分级分类", "一体推进"),
    *("主体责任", "有关规定", "相关部门", "下列情形之一", "之日起", "不得", "拟", "系指", "该等", "前款", "上述"),
)
"""公文用语: phrases common in documents and rare in speech."""


class Grade(Word):
    """易读程度."""

    EASY = "easy", "好读"
    FAIR = "fair", "尚可"
    HARD = "hard", "难读"


@dataclass(frozen=True, slots=True)
class Readability:
    """可读性: the three counts of a text and the mark made from them."""

    characters: int
    sentences: int
    long: int
    phrases: tuple[str, ...]

    @property
    def average(self) -> float:
        """平均句长: characters of a sentence."""
        return self.characters / self.sentences if self.sentences else 0.0

    @property
    def long_share(self) -> float:
        """长句占比: of sentences beyond ``LONG`` characters."""
        return self.long / self.sentences if self.sentences else 0.0

    @property
    def per_thousand(self) -> float:
        """每千字公文用语."""
        return 1000 * len(self.phrases) / self.characters if self.characters else 0.0

    @property
    def mark(self) -> int:
        """易读分: 0 to 100; an empty text has nothing to be marked and gets 0."""
        if not self.characters:
            return 0
        lost = max(0.0, self.average - COMFORTABLE) + 40 * self.long_share + 2 * self.per_thousand
        return max(0, round(100 - lost))

    @property
    def grade(self) -> Grade:
        """易读程度分档."""
        return Grade.EASY if self.mark >= 80 else Grade.FAIR if self.mark >= 60 else Grade.HARD


def read_ease(text: str) -> Readability:
    """量可读性: of a text; a semicolon ends a breath and so a sentence."""
    pieces = [plain for each in sentences(_PAUSES.sub("。", text)) if (plain := _MARKS.sub("", each))]
    found = tuple(phrase for phrase in OFFICIALESE for _ in range(text.count(phrase)))
    return Readability(sum(map(len, pieces)), len(pieces), sum(len(each) > LONG for each in pieces), found)
