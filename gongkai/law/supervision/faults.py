"""检查所见: the faults a machine looks for, every night in what the platform knows and on its walks over other sites: one list.

RULES[Fault.STALE].gravity          how grave, and so how long there is to mend it
RULES[Fault.STALE].mender           who can mend it
RULES[Fault.STALE].eyes             which machine can see it: the night, the walk, or both
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word
from gongkai.law.page_marks import PAGE_RULES
from gongkai.law.screening import PRIVACY, Concern
from gongkai.law.sites import LINKING
from gongkai.law.supervision.rectifications import Gravity
from gongkai.law.supervision.vetoes import CHECKED, NEW_COLUMN_DAYS


class Fault(Word):
    """问题种类: what may be wrong with a column, a page or a file."""

    STALE = "stale", "栏目超期未更新"
    BLANK = "blank", "空白栏目"
    MISPLACED = "misplaced", "放错栏目"
    DEAD = "dead", "链接或者附件打不开"
    META = "meta", "网页标签不全"
    DATED = "dated", "日期缺失或者不实"
    LATE = "late", "逾期未答复"
    UNEXPLAINED = "unexplained", "应解读未解读"
    PERSONAL = "personal", "公开内容含个人信息"
    SECRET = "secret", "公开内容含密级标志"
    WORDS = "words", "错误和敏感表述"
    HIDDEN = "hidden", "隐藏的内容和暗链"
    EXPIRED = "expired", "公示期满仍在公开"
    UNANNOUNCED = "unannounced", "公示之后没有公告"
    NO_RESULT = "no_result", "征集结束没有公布结果"
    TWICE = "twice", "一件多发、重复计数"
    SLOW = "slow", "网页打开缓慢"
    UNREACHABLE = "unreachable", "15秒内打不开"
    UNLIKE = "unlike", "附件内容与名称不符"
    UNMARKED = "unmarked", "页脚标识缺失"
    NARROW = "narrow", "不适应手机屏幕"


class Eye(Word):
    """由谁看见: which machine can see a fault."""

    NIGHT = "night", "每晚检查"
    PATROL = "patrol", "站群巡检"


class Mender(Word):
    """整改责任: who can mend a fault."""

    KEEPER = "keeper", "栏目责任人"
    HANDLER = "handler", "经办人"
    PUBLISHER = "publisher", "发布人"
    REVIEWER = "reviewer", "保密审查人"
    ENGINEER = "engineer", "网站工程师"


@dataclass(frozen=True, slots=True)
class FaultRule:
    """问题规则: how grave a kind of fault is, who mends it, how long it may stand unseen, and what to do.

    ``grace`` days pass from the day it began to the day it is a fault; ``cycle`` days later at most the night must have found
    it. A walk finds it whenever it comes by, and sees only what the pages of a site show.
    """

    fault: Fault
    gravity: Gravity
    mender: Mender
    remedy: str
    grace: int = 0
    cycle: int = 1
    eyes: frozenset[Eye] = frozenset({Eye.NIGHT})
    basis: Article = CHECKED

    @property
    def at_night(self) -> bool:
        """每晚检查: whether the night looks for it, and so within how many days it is found."""
        return Eye.NIGHT in self.eyes

    @property
    def seen_by(self) -> str:
        """由谁看见，写成文字."""
        return "、".join(eye.label for eye in Eye if eye in self.eyes)


_BOTH, _WALK = frozenset(Eye), frozenset({Eye.PATROL})
_ORDINARY, _SERIOUS, _VETO = Gravity.ORDINARY, Gravity.SERIOUS, Gravity.VETO
_KEEPER, _PUBLISHER, _ENGINEER = Mender.KEEPER, Mender.PUBLISHER, Mender.ENGINEER
_ROWS = (
    FaultRule(Fault.STALE, _ORDINARY, _KEEPER, "发布应当更新的内容，或者按实际调整更新周期", eyes=_BOTH),
    FaultRule(
        *(Fault.BLANK, _SERIOUS, _KEEPER, "补充内容，没有此类信息的写明理由，长期没有的并入其他栏目", NEW_COLUMN_DAYS),
        eyes=_BOTH,
    ),
    FaultRule(Fault.MISPLACED, _ORDINARY, _KEEPER, "移到应在的栏目，网址和索引号不变", cycle=2),
    FaultRule(Fault.DEAD, _ORDINARY, _KEEPER, "更正链接、补传附件，或者去掉", eyes=_BOTH),
    FaultRule(
        Fault.META, _ORDINARY, _ENGINEER, "填全网站名称、网址和标识码，补全网页标签", eyes=_BOTH, basis=PAGE_RULES
    ),
    FaultRule(Fault.DATED, _SERIOUS, _PUBLISHER, "按文件更正成文日期，写明实际发布日期", eyes=_BOTH),
    FaultRule(Fault.LATE, _SERIOUS, Mender.HANDLER, "立即答复，并说明逾期的原因", eyes=_BOTH),
    FaultRule(Fault.UNEXPLAINED, _ORDINARY, _PUBLISHER, "发布解读并与文件相互关联，依规不必解读的办理免予"),
    FaultRule(
        Fault.PERSONAL,
        _VETO,
        Mender.REVIEWER,
        "立即遮盖或者撤下；依法应当公开的写明依据后保留",
        eyes=_BOTH,
        basis=PRIVACY,
    ),
    FaultRule(Fault.SECRET, _VETO, Mender.REVIEWER, "立即停止公开，送保密审查"),
    FaultRule(Fault.WORDS, _SERIOUS, _KEEPER, "照词表改正，引用原文的写明", eyes=_BOTH),
    FaultRule(Fault.HIDDEN, _SERIOUS, _ENGINEER, "去掉看不见的文字和链接，查清从何而来", eyes=_BOTH, basis=LINKING),
    FaultRule(Fault.EXPIRED, _ORDINARY, _PUBLISHER, "从仍在展示的渠道撤下", 1),
    FaultRule(Fault.UNANNOUNCED, _ORDINARY, _PUBLISHER, "发布结果公告"),
    FaultRule(Fault.NO_RESULT, _ORDINARY, Mender.HANDLER, "公布意见的收集和采纳情况"),
    FaultRule(Fault.TWICE, _ORDINARY, _PUBLISHER, "保留一件，其余撤回，以移栏或者多渠道发布代替重发"),
    FaultRule(Fault.SLOW, _SERIOUS, _ENGINEER, "查明缓慢的原因并修复", eyes=_BOTH),
    FaultRule(Fault.UNREACHABLE, _SERIOUS, _ENGINEER, "恢复访问，查明打不开的原因", eyes=_WALK),
    FaultRule(Fault.UNLIKE, _ORDINARY, _KEEPER, "换上与名称相符的附件", eyes=_WALK),
    FaultRule(Fault.UNMARKED, _ORDINARY, _ENGINEER, "在页脚标明标识码、备案号和主办单位", eyes=_WALK, basis=PAGE_RULES),
    FaultRule(Fault.NARROW, _ORDINARY, _ENGINEER, "声明屏幕宽度，让网页适应手机", eyes=_WALK, basis=PAGE_RULES),
)
RULES: Mapping[Fault, FaultRule] = {row.fault: row for row in _ROWS}
"""问题规则表."""
BY_NIGHT = tuple(fault for fault in Fault if RULES[fault].at_night)
BY_PATROL = tuple(fault for fault in Fault if Eye.PATROL in RULES[fault].eyes)
"""每晚检查的和站群巡检的问题."""

BY_CONCERN: Mapping[Concern, Fault] = {
    Concern.PERSONAL: Fault.PERSONAL,
    Concern.SECRET: Fault.SECRET,
    Concern.SENSITIVE: Fault.WORDS,
    Concern.WRONG: Fault.WORDS,
    Concern.LINK: Fault.DEAD,
    Concern.MISSING: Fault.DEAD,
    Concern.HIDDEN: Fault.HIDDEN,
}
"""由筛查而来: what the gate's look through published things is called here; what a machine cannot see is for people."""

OWN_WORDS = 40
"""比对下限（字）: shorter texts are alike by nature and are not held against each other."""
SLOW_SECONDS, DEAD_SECONDS = 3.0, 15.0
"""打开时间（秒）: three is our own measure of slowness; after fifteen a page counts as not reachable (19号文)."""
EARLIER = 1
"""倒填（日）: a page dated so many days before it was entered, or more, is dated back."""
