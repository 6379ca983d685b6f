"""办件期限: five days to accept or to ask once, ten more to decide, ten to deliver; what no statute sets is said to be so.

How many days a decision itself may take is the item's, promised and statutory; it comes with the case.
"""

from __future__ import annotations

from gongkai.law.case_flow import DELIVERED, IN_TIME, INTAKE, NOT_COUNTED, RATED
from gongkai.law.grammar.statute import Certainty, Effect, Term, Unit

ACCEPTING = Term("受理或者一次告知补正", 5, Unit.WORKING_DAYS, "自收到申请材料之日起", INTAKE)
DECIDING = Term(
    "作出行政许可决定",
    20,
    Unit.WORKING_DAYS,
    "自受理之日起",
    IN_TIME,
    note="法律法规另有规定或者承诺更短的，从其规定和承诺",
)
LENGTHENING = Term("延长审批期限", 10, Unit.WORKING_DAYS, "自原期限届满之日起", IN_TIME, effect=Effect.EXTEND)
ISSUING = Term("颁发、送达证件", 10, Unit.WORKING_DAYS, "自作出决定之日起", DELIVERED)
SPECIAL = Term(
    "特别程序所需时间",
    0,
    Unit.WORKING_DAYS,
    "告知申请人的天数",
    NOT_COUNTED,
    effect=Effect.SUSPEND,
    note="法律没有统一天数，以书面告知申请人的为准",
)
_WEAK = "文件要求第一时间回访核实，没有规定天数，这是各地常见的做法，可配置"
CALLING_BACK = Term(
    "差评回访", 1, Unit.WORKING_DAYS, "自收到差评之日起", RATED, certainty=Certainty.INFERRED, note=_WEAK
)
RECTIFYING = Term("差评整改", 5, Unit.WORKING_DAYS, "自核实之日起", RATED, certainty=Certainty.INFERRED, note=_WEAK)
TERMS = (ACCEPTING, DECIDING, LENGTHENING, ISSUING, SPECIAL, CALLING_BACK, RECTIFYING)
"""期限表: of cases; the documentation prints it."""
LONGEST = 366
"""最长工作日数: what no term of an item exceeds; a larger number is a slip."""
