"""会议公开（国办发〔2016〕80号）: the meetings of a government, what was on their agenda, and what of it may be told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.documents import CHECKS, Attribute, Ground
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.flow import Objection, Unlawful
from gongkai.law.grammar.statute import Article, regulation
from gongkai.law.grammar.words import Word

MEETING_OPENNESS = Article("国办发〔2016〕80号", gist="会议讨论决定的事项、方案，除依法不公开的外，会后及时公开")
_REVIEWED = regulation(17, gist="公开前应当审查")


class MeetingKind(Word):
    """会议种类: which meeting of a government."""

    FULL = "full", "全体会议"
    EXECUTIVE = "executive", "常务会议"
    SPECIAL = "special", "专题会议"


@dataclass(frozen=True, slots=True)
class AgendaMatter:
    """议题: what was deliberated, how it is opened, and what was decided. What is not proactive needs ground and reason."""

    title: str
    attribute: Attribute
    publish: bool
    ground: Ground | None = None
    reason: str = ""
    decision: str = ""

    def refused(self) -> None:
        """议题核对: raises Unlawful where an attribute, its ground or the flag to publish contradict each other."""
        if not self.title.strip():
            raise Unlawful("议题名称不能为空", MEETING_OPENNESS, field="title")
        if self.attribute is not Attribute.PROACTIVE:
            if self.ground is None or not self.reason.strip():
                raise Unlawful("不主动公开的议题应当选明理由并写明具体原因", MEETING_OPENNESS, field="ground")
            if self.publish:
                raise Unlawful("不主动公开的议题不能列入公开稿", MEETING_OPENNESS, field="publish")


def secrecy_objection(registered_by: str, checked_by: str, confirmed: Collection[str]) -> Objection | None:
    """会议审查的理由: why a check of a meeting does not stand: by its own registrar, or not whole."""
    if registered_by == checked_by:
        return Objection("登记会议的人不能审查自己登记的会议", _REVIEWED)
    if missing := [text for name, text in CHECKS.items() if name not in confirmed]:
        return Objection(f"保密和隐私审查未确认：{'；'.join(missing)}", _REVIEWED)
    return None


def publishing_objection(matters: Sequence[AgendaMatter], checked_on: date | None) -> Objection | None:
    """会议不能公开的理由: not checked since it was last changed, or nothing that may be told."""
    if checked_on is None:
        return Objection("会议内容登记或者修改后尚未经过保密审查，不能公开", _REVIEWED)
    told = [matter for matter in matters if matter.publish]
    if not told:
        return Objection("没有一项议题列入公开稿", MEETING_OPENNESS)
    if undecided := [matter.title for matter in told if not matter.decision.strip()]:
        return Objection(f"列入公开稿的议题没有写明议定结果：{'；'.join(undecided)}", MEETING_OPENNESS)
    return None


def published_text(authority: str, name: str, held_on: date, matters: Sequence[AgendaMatter]) -> str:
    """会议公开稿: the text of the public page: what may be told, in the order of the agenda."""
    return "\n".join(_paragraphs(authority, name, held_on, [matter for matter in matters if matter.publish]))


def _paragraphs(authority: str, name: str, held_on: date, told: Sequence[AgendaMatter]) -> Iterator[str]:
    yield f"{chinese_date(held_on)}，{authority}召开{name}，研究以下事项："
    for place, matter in enumerate(told, 1):
        yield f"{place}．{matter.title.strip()}。{matter.decision.strip()}"
