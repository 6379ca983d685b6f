"""相同申请（条例第三十六条第六项、第四十四条）: when an application repeats an earlier one, and when several ask for the same.

重复申请 needs proof: the same applicant, the same authority, an earlier answer, nearly the same content. When several people
ask for the same and it may be disclosed, it may be turned into proactive disclosure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law.expansions import ASKED_OFTEN, OFTEN
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.flow import Objection, Unlawful
from gongkai.law.grammar.statute import Certainty, regulation
from gongkai.law.outcomes import OutcomeGroup, outcome

REPEATED = regulation(36, 0, 6, gist="已经答复、重复申请公开相同政府信息的，告知不予重复处理")
NEARLY_SAME = 0.6
"""内容相同的下限: so much of both texts agrees; the article says 相同政府信息 and gives no measure."""
NEARLY_SAME_CERTAINTY = Certainty.INFERRED
ALIKE = 0.3
"""相似的下限: from here on an earlier application is worth a look; a help for the eye, not a rule."""
_ASKING = re.compile(
    r"依据|根据|依法|特此|现向|向贵[局委办府厅]|贵[局委办府厅]|本人|我们?|请求|希望|想要?|申请|公开|获取|提供|查询|了解|政府信息|信息公开|关于|有关|相关"
)
_FIGURES = re.compile(r"[0-9]+")


def bare(text: str, aside: Collection[str] = ()) -> str:
    """所求: a text without the words of asking and without the names left ``aside`` (of the authority, of its place)."""
    for name in sorted(aside, key=len, reverse=True):
        text = text.replace(name, "")
    return _ASKING.sub("", text)


def same_figures(one: str, other: str) -> bool:
    """数字相同: the years and numbers of both texts agree; what is asked of another year is other information."""
    return set(_FIGURES.findall(one)) == set(_FIGURES.findall(other))


OUTSIDE = "系统外"
"""系统外: what stands in place of a registration number for an application from before the system."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """此前申请: an earlier application as the law compares it; ``reply`` is the number of the letter that answered it."""

    number: str
    asked_on: date
    replied_on: date | None = None
    reply: str = ""
    same_applicant: bool = False
    share: float = 0.0
    same_figures: bool = True

    def shortcomings(self, drafted_on: date) -> Iterator[Objection]:
        """不能证明重复的理由: everything that keeps it from proving a repetition on the day of the draft."""
        if not self.same_applicant:
            yield Objection(f"{self.number}不是同一申请人提出的，不能据以认定重复申请", REPEATED)
        if self.replied_on is None or not self.reply:
            yield Objection(f"{self.number}尚未作出答复，不能据以认定重复申请", REPEATED)
        elif self.replied_on > drafted_on:
            yield Objection(f"{self.number}的答复晚于拟办日期，不能据以认定重复申请", REPEATED)
        if self.share < NEARLY_SAME:
            yield Objection(f"{self.number}与本件的内容不同（重合{self.share:.0%}），不能据以认定重复申请", REPEATED)

        elif not self.same_figures:
            yield Objection(f"{self.number}写明的年份、文号等数字与本件不同，不能据以认定重复申请", REPEATED)

    @property
    def told(self) -> str:
        """此前申请和答复: as the letter says it, from the record alone."""
        replied = chinese_date(self.replied_on) if self.replied_on else ""
        return f"{chinese_date(self.asked_on)}提出的申请（{self.number}），已于{replied}以{self.reply}答复"


@dataclass(frozen=True, slots=True)
class OutsideAnswer:
    """系统外答复: an answer given before the system, known by the day and number on its paper."""

    replied_on: date
    reply: str

    def check(self, drafted_on: date, *, reviewed: bool) -> None:
        """核对: raises Unlawful unless a reviewer vouches for a paper that is older than the draft."""
        if not self.reply.strip():
            raise Unlawful("系统外的此前答复应当写明文号", REPEATED, field="outside_number")
        if self.replied_on > drafted_on:
            raise Unlawful("系统外的此前答复不能晚于拟办日期", REPEATED, field="outside_on")
        if not reviewed:
            raise Unlawful("系统外的此前答复没有案卷可查，应由审核人核对原件后拟办", REPEATED, field="proof")

    @property
    def told(self) -> str:
        """此前申请和答复: as the letter says it."""
        return f"此前的申请已于{chinese_date(self.replied_on)}以{self.reply.strip()}答复"


def may_be_turned(asked: int, outcomes: Collection[str], often: int = OFTEN) -> Objection | None:
    """不能转为主动公开的理由: asked by too few, or never found fit for disclosure; None where it may be.

    ``asked`` counts different applicants; ``outcomes`` are those of the files that asked for the same.
    """
    if asked < often:
        return Objection(f"相同内容有{asked}人申请，不足{often}人，不属于多个申请人就相同政府信息提出申请", ASKED_OFTEN)
    groups = {outcome(key).group for key in outcomes if key}
    if not groups & {OutcomeGroup.GRANTED, OutcomeGroup.PARTIAL}:
        return Objection("相同内容的申请还没有一件答复予以公开，尚不能认定属于可以公开的信息", ASKED_OFTEN)
    return None
