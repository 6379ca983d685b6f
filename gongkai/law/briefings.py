"""政策吹风会、宣讲（国办发〔2016〕80号）: announced, held before so many people, put right or called off by a step.

How many came counts with its proof, and only where the event was held. Sessions and those who came are added up by section.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law import gatherings
from gongkai.law.gatherings import GatheringState, require_said
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.words import Word
from gongkai.law.interpretation import INTERPRETING, AuthorRole


class BriefingKind(Word):
    """吹风会还是宣讲."""

    BRIEFING = "briefing", "政策吹风会"
    LECTURE = "lecture", "政策宣讲"


class Audience(Word):
    """听众: whom an event was for."""

    RESIDENTS = "residents", "群众"
    ENTERPRISES = "enterprises", "企业和经营户"
    MEDIA = "media", "媒体"
    OFFICIALS = "officials", "基层干部"
    DELEGATES = "delegates", "代表、委员"
    OTHER = "other", "其他"


class AttendanceProof(Word):
    """人数凭证: by what a number is known. The sheet itself, with its names, stays on paper."""

    SHEET = "sheet", "签到表"
    PHOTO = "photo", "现场照片"


class BriefingAct(Word):
    """吹风会、宣讲的环节."""

    ANNOUNCE = "announce_briefing", "预告"
    HOLD = "hold_briefing", "登记举行"
    CORRECT = "correct_briefing", "更正"
    CALL_OFF = "call_off_briefing", "取消"


STANDING = frozenset({GatheringState.ANNOUNCED, GatheringState.HELD})
"""未取消的: what may still be put right or called off. An event entered in error is called off with that reason."""


def after(act: BriefingAct, state: GatheringState) -> GatheringState:
    """办理以后: where an event stands after an act; raises Unlawful where the act is not open."""
    if act is BriefingAct.HOLD:
        gatherings.may_move("吹风会、宣讲", state, GatheringState.HELD, INTERPRETING)
        return GatheringState.HELD
    if act is BriefingAct.CALL_OFF:
        gatherings.may_move("吹风会、宣讲", state, GatheringState.CALLED_OFF, INTERPRETING, STANDING)
        return GatheringState.CALLED_OFF
    if state not in STANDING:
        raise Unlawful(f"吹风会、宣讲{state.label}，不能{act.label}", INTERPRETING)
    return state


@dataclass(frozen=True, slots=True)
class Briefing:
    """一场吹风会、宣讲: what, when, where, before whom and by whom, each speaker with the role."""

    kind: BriefingKind
    day: date
    place: str
    audience: Audience
    speakers: tuple[tuple[AuthorRole, str], ...]

    def __post_init__(self) -> None:
        require_said({"place": ("地点", self.place)}, INTERPRETING)
        if not self.speakers:
            raise Unlawful("应当写明至少一位主讲人和身份", INTERPRETING, field="speakers")
        for _, name in self.speakers:
            require_said({"speakers": ("主讲人", name)}, INTERPRETING)

    @property
    def told(self) -> str:
        """主讲人: as the public reads them, each with the role."""
        return "、".join(f"{name}（{role.label}）" for role, name in self.speakers)


@dataclass(frozen=True, slots=True)
class Turnout:
    """到场情况: how many came, by what that is known and where the proof lies, and how many questions were taken."""

    attended: int
    proof: AttendanceProof
    kept: str
    questions: int = 0

    def __post_init__(self) -> None:
        if self.attended < 1:
            raise Unlawful("到场人数应为正整数，没有人到场的办“取消”", INTERPRETING, field="attended")
        if self.questions < 0:
            raise Unlawful("现场答问数不能是负数", INTERPRETING, field="questions")
        require_said({"kept": ("凭证的编号或者存放处", self.kept)}, INTERPRETING)


@dataclass(frozen=True, slots=True)
class BriefingFact:
    """场次分组: one held event as it is counted."""

    section: str
    kind: BriefingKind
    attended: int
    questions: int = 0


@dataclass(frozen=True, slots=True)
class Sessions:
    """场次和人数: how many events, how many came to them, and how many questions were taken there."""

    sessions: int = 0
    attended: int = 0
    questions: int = 0

    def with_one(self, fact: BriefingFact) -> Sessions:
        """加一场."""
        return Sessions(self.sessions + 1, self.attended + fact.attended, self.questions + fact.questions)


def by_section(facts: Iterable[BriefingFact]) -> dict[tuple[str, BriefingKind], Sessions]:
    """分科室: what each section held of each kind, in the order of their names."""
    counted: dict[tuple[str, BriefingKind], Sessions] = defaultdict(Sessions)
    for fact in facts:
        counted[fact.section, fact.kind] = counted[fact.section, fact.kind].with_one(fact)
    return dict(sorted(counted.items()))


def together(facts: Iterable[BriefingFact]) -> Sessions:
    """全年场次和人数: of all sections."""
    counted = Sessions()
    for fact in facts:
        counted = counted.with_one(fact)
    return counted
