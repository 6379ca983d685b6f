"""村级门户: who may certify a villager, who may read and speak in a village, how long a notice hangs, and the days that differ.

A village committee is no administrative organ: what it publishes are village affairs (村民委员会组织法), not government
information. No statute sets the days of this module: they are data with their source, an authority sets its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import Objection, Unlawful
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit
from gongkai.law.grammar.words import Word

AFFAIRS = Article("村民委员会组织法", 30, gist="实行村务公开制度，一般事项至少每季度公布一次，接受村民监督")
WATCHED = Article("村民委员会组织法", 31, gist="不及时公布或者公布不真实的，村民可以向乡镇、县人民政府反映")
COMMITTEE = Article("村民委员会组织法", 2, gist="村民委员会是村民自我管理、自我教育、自我服务的基层群众性自治组织")
CERTIFYING = Term(
    "村民认证的办理",
    5,
    Unit.WORKING_DAYS,
    "自申请之日起",
    COMMITTEE,
    certainty=Certainty.INFERRED,
    note="没有明文，县乡可以另定",
)
ANSWERING = Term(
    "村民提问的答复",
    5,
    Unit.WORKING_DAYS,
    "自提问之日起",
    WATCHED,
    certainty=Certainty.INFERRED,
    note="没有明文，县乡可以另定；到期不能答复的转工单",
)
SHOWING = Term(
    "村务公告的公示",
    7,
    Unit.CALENDAR_DAYS,
    "自张贴之日起",
    AFFAIRS,
    certainty=Certainty.INFERRED,
    note="组织法没有统一的公示天数，七日为各地常见的做法，县乡可以另定",
)
TERMS = (CERTIFYING, ANSWERING, SHOWING)
"""村级期限表."""
LONGEST_TERM = 60
LONGEST_SHOWING = 366
"""公示最长: in days; what must be known longer is shown again."""


@dataclass(frozen=True, slots=True)
class VillageRule:
    """村级规则: working days for a certification and an answer, days a notice hangs at least, and where they are from."""

    certifying: int = CERTIFYING.length
    answering: int = ANSWERING.length
    showing: int = SHOWING.length
    source: str = f"{Certainty.INFERRED.value}：没有统一的规定，这是各地常见的做法"

    def __post_init__(self) -> None:
        for days, name, title in (
            (self.certifying, "certifying", "村民认证的办理期限"),
            (self.answering, "answering", "村民提问的答复期限"),
        ):
            if not 1 <= days <= LONGEST_TERM:
                raise Unlawful(f"{title}应为1至{LONGEST_TERM}个工作日", field=name)
        if not 1 <= self.showing <= LONGEST_SHOWING:
            raise Unlawful(f"公示期最短的天数应为1至{LONGEST_SHOWING}日", field="showing")
        if not self.source.strip():
            raise Unlawful("应写明依据（本地规定的名称和条款）", field="source")


# -- who may -----------------------------------------------------------------------------------------------------------------


class Readership(Word):
    """阅读范围: who may read a notice of a village."""

    EVERYBODY = "everybody", "所有人"
    VILLAGERS = "villagers", "本村认证村民"


@dataclass(frozen=True, slots=True)
class Visitor:
    """来访者: the village that certified whoever reads, by its code; empty for who was certified by none."""

    village: str = ""


def may_read(readership: Readership, village: str, visitor: Visitor) -> bool:
    """可否阅读: what is for everybody, and what is for the villagers of the visitor's own village."""
    return readership is Readership.EVERYBODY or _is_of(village, visitor)


def objection_to_speaking(village: str, visitor: Visitor) -> Objection | None:
    """不能发言的理由: only a certified villager speaks, and only in the own village."""
    if _is_of(village, visitor):
        return None
    reason = (
        "您在别的村认证，只能在本村的群里发言" if visitor.village else "发言、提问以前请先登录；没有认证的先申请认证"
    )
    return Objection(reason, COMMITTEE)


def objection_to_certifying(village: str, kind: AuthorityKind, clerk_of: str) -> Objection | None:
    """不能认证的理由: a villager is certified by the village's own clerk; a township, or another village, does not."""
    if kind is not AuthorityKind.VILLAGE:
        return Objection("只有村（居）民委员会认证自己的村民", COMMITTEE)
    if clerk_of != village:
        return Objection("村民由本村的信息员认证", COMMITTEE)
    return None


def _is_of(village: str, visitor: Visitor) -> bool:
    return bool(visitor.village) and visitor.village == village


# -- how long a notice hangs ---------------------------------------------------------------------------------------------------


class ShowingState(Word):
    """公示状态: of a notice of a village on a day."""

    AHEAD = "ahead", "未到公示日"
    UP = "up", "公示中"
    OVER = "over", "公示期满"
    DOWN = "down", "已撤下"


@dataclass(frozen=True, slots=True)
class Showing:
    """公示期: the first and the last day a notice hangs, both counted, and the day it was taken down before its time."""

    since: date
    until: date
    withdrawn_on: date | None = None

    def state(self, on: date) -> ShowingState:
        """公示状态: on a day; nobody takes down what is over, it is no longer there."""
        if self.withdrawn_on is not None and self.withdrawn_on <= on:
            return ShowingState.DOWN
        if on < self.since:
            return ShowingState.AHEAD
        return ShowingState.UP if on <= self.until else ShowingState.OVER

    @property
    def days(self) -> int:
        """公示天数: the first and the last day counted."""
        return (self.until - self.since).days + 1

    def left(self, on: date) -> int:
        """还有几日: after this day."""
        return max((self.until - on).days, 0)


def showing(since: date, until: date, rule: VillageRule) -> Showing:
    """定公示期: raises Unlawful for one that is too short, too long or turned round."""
    found = Showing(since, until)
    if found.days < 1:
        raise Unlawful("公示的截止日期不能早于开始日期", AFFAIRS, field="until")
    if found.days < rule.showing:
        last = since + timedelta(days=rule.showing - 1)
        raise Unlawful(f"公示期至少{rule.showing}日，最早到{last:%Y-%m-%d}（{rule.source}）", AFFAIRS, field="until")
    if found.days > LONGEST_SHOWING:
        raise Unlawful(f"公示期最长{LONGEST_SHOWING}日", AFFAIRS, field="until")
    return found


# -- what a month comes to -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VillageTally:
    """村级月报: stock at the end of a month beside what came and went in it; visits are counted as everywhere."""

    villagers: int = 0
    certified: int = 0
    cancelled: int = 0
    groups: int = 0
    posts: int = 0
    notices: int = 0
    unproved: int = 0
    asked: int = 0
    answered: int = 0
    late: int = 0
    views: int = 0
    visits: int = 0

    def __add__(self, other: VillageTally) -> VillageTally:
        sums = {name: getattr(self, name) + getattr(other, name) for name in TALLIED}
        return VillageTally(**sums)


TALLIED: dict[str, str] = {
    "villagers": "认证村民（月末）",
    "certified": "本月认证",
    "cancelled": "本月注销",
    "groups": "村群（月末）",
    "posts": "本月发言",
    "notices": "本月公告",
    "unproved": "没有凭证的公告",
    "asked": "本月提问",
    "answered": "本月答复",
    "late": "逾期答复",
    "views": "访问（页次）",
    "visits": "访问（人次）",
}
"""村级月报的项目: in the order of the table."""


def summed(tallies: Iterable[VillageTally]) -> VillageTally:
    """各村之和: of villages, each counted once."""
    return sum(tallies, VillageTally())
