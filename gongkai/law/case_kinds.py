"""办件种类: how a matter came in and goes out, what was decided of it, why its clock stood still, how it was rated.

What a card, a rating or a result is called stands here once; pages, forms, figures and scores read it.
"""

from __future__ import annotations

from gongkai.law.grammar.words import Word


class CaseChannel(Word):
    """收件方式: how an application for a service came in; only the first is a visit."""

    WINDOW = "window", "窗口"
    ONLINE = "online", "网上"
    POST = "post", "邮寄"


class CaseParty(Word):
    """办事人类型: whom a service is for."""

    PERSON = "person", "个人"
    FIRM = "firm", "企业和其他组织"


class PartResult(Word):
    """事项决定: what a unit decided of one matter."""

    GRANTED = "granted", "准予"
    DENIED = "denied", "不予"


class CaseResult(Word):
    """办件结果: what a whole case came to; it follows from its parts, or from how it ended before them."""

    GRANTED = "granted", "准予"
    PARTLY = "partly", "部分准予"
    DENIED = "denied", "不予"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    WITHDRAWN = "withdrawn", "申请人撤回"


class HandoverWay(Word):
    """取件方式: how a result is handed over without a courier; only the first is a visit."""

    COLLECT = "collect", "窗口领取"
    ONLINE = "online", "网上送达"


class SpecialProcedure(Word):
    """特别程序: what the time of is not counted in the term of a decision (行政许可法第四十五条)."""

    HEARING = "hearing", "听证"
    TENDER = "tender", "招标"
    AUCTION = "auction", "拍卖"
    INSPECTION = "inspection", "检验"
    TESTING = "testing", "检测"
    QUARANTINE = "quarantine", "检疫"
    APPRAISAL = "appraisal", "鉴定"
    EXPERTS = "experts", "专家评审"


class Stars(Word):
    """好差评: five steps; the last two are bad and must be called back."""

    VERY_GOOD = "5", "非常满意"
    GOOD = "4", "满意"
    FAIR = "3", "基本满意"
    BAD = "2", "不满意"
    VERY_BAD = "1", "非常不满意"


BAD = (Stars.BAD, Stars.VERY_BAD)
"""差评."""
WELL = (Stars.VERY_GOOD, Stars.GOOD, Stars.FAIR)
"""好评: what counts as content."""


class RatingFinding(Word):
    """差评核实: what calling back found; only what is true must be put right, and only that is counted against anybody."""

    TRUE = "true", "情况属实"
    MISTAKEN = "mistaken", "误评"
    UNFOUNDED = "unfounded", "不实或者没有依据"


class CardColour(Word):
    """时效牌: yellow when a term is about to run out, red when it has."""

    YELLOW = "yellow", "黄牌"
    RED = "red", "红牌"


class CardVerdict(Word):
    """监察结论: what the monitor found of a card; what is excused is counted against nobody."""

    STANDS = "stands", "成立"
    EXCUSED = "excused", "有客观原因，不计入考核"


class Stage(Word):
    """计时环节: what a clock of a case runs for, and who must keep to it."""

    INTAKE = "intake", "受理或者一次性告知"
    HANDLING = "handling", "审批"
    SPECIAL = "special", "特别程序"
    ISSUING = "issuing", "出件送达"
    CALLING = "calling", "差评回访"
    RECTIFYING = "rectifying", "差评整改"


WINDOW_STAGES = (Stage.INTAKE, Stage.ISSUING)
"""窗口环节: what the clerk at the window keeps to; approval is the unit's."""
