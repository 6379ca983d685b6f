"""检查所见: the faults a machine looks for every night in what the platform itself knows, each with its rule as one row.

RULES[Fault.STALE].gravity          how grave, and so how long there is to mend it
RULES[Fault.STALE].mender           who can mend it
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.grammar.words import Word
from gongkai.law.screening import Concern
from gongkai.law.supervision.rectifications import Gravity


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

    ``grace`` days pass from the day it began to the day it is a fault; ``cycle`` days later at most it must have been found.
    """

    fault: Fault
    gravity: Gravity
    mender: Mender
    remedy: str
    grace: int = 0
    cycle: int = 1


_ROWS = (
    FaultRule(Fault.STALE, Gravity.ORDINARY, Mender.KEEPER, "发布应当更新的内容，或者按实际调整更新周期"),
    FaultRule(
        Fault.BLANK, Gravity.SERIOUS, Mender.KEEPER, "补充内容，没有此类信息的写明理由，长期没有的并入其他栏目", 14
    ),
    FaultRule(Fault.MISPLACED, Gravity.ORDINARY, Mender.KEEPER, "移到应在的栏目，网址和索引号不变", cycle=2),
    FaultRule(Fault.DEAD, Gravity.ORDINARY, Mender.KEEPER, "更正链接、补传附件，或者去掉"),
    FaultRule(Fault.META, Gravity.ORDINARY, Mender.ENGINEER, "在机关信息里填全网站名称、网址和标识码"),
    FaultRule(Fault.DATED, Gravity.SERIOUS, Mender.PUBLISHER, "按文件更正成文日期，写明实际发布日期"),
    FaultRule(Fault.LATE, Gravity.SERIOUS, Mender.HANDLER, "立即答复，并说明逾期的原因"),
    FaultRule(
        Fault.UNEXPLAINED, Gravity.ORDINARY, Mender.PUBLISHER, "发布解读并与文件相互关联，依规不必解读的办理免予"
    ),
    FaultRule(Fault.PERSONAL, Gravity.VETO, Mender.REVIEWER, "立即遮盖或者撤下；依法应当公开的写明依据后保留"),
    FaultRule(Fault.SECRET, Gravity.VETO, Mender.REVIEWER, "立即停止公开，送保密审查"),
    FaultRule(Fault.WORDS, Gravity.SERIOUS, Mender.KEEPER, "照词表改正，引用原文的写明"),
    FaultRule(Fault.HIDDEN, Gravity.SERIOUS, Mender.ENGINEER, "去掉看不见的文字和链接，查清从何而来"),
    FaultRule(Fault.EXPIRED, Gravity.ORDINARY, Mender.PUBLISHER, "从仍在展示的渠道撤下", 1),
    FaultRule(Fault.UNANNOUNCED, Gravity.ORDINARY, Mender.PUBLISHER, "发布结果公告"),
    FaultRule(Fault.NO_RESULT, Gravity.ORDINARY, Mender.HANDLER, "公布意见的收集和采纳情况"),
    FaultRule(Fault.TWICE, Gravity.ORDINARY, Mender.PUBLISHER, "保留一件，其余撤回，以移栏或者多渠道发布代替重发"),
    FaultRule(Fault.SLOW, Gravity.SERIOUS, Mender.ENGINEER, "查明缓慢的原因并修复"),
)
RULES: Mapping[Fault, FaultRule] = {row.fault: row for row in _ROWS}
"""问题规则表."""

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
SLOW_SECONDS = 3.0
"""缓慢（秒）: our own measure; the national check only asks for fifteen."""
EARLIER = 1
"""倒填（日）: a page dated so many days before it was entered, or more, is dated back."""
