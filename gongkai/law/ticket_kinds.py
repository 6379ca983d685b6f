"""留言种类: what a letter wants, where it came in, how it was handed on and answered, and whom the answer pleased.

Letters to a leader's mailbox, messages on the site and calls to a hotline are tickets of one sort and lie in one pool; what
is told apart is told by these words.
"""

from __future__ import annotations

from gongkai.law.grammar.words import Word


class ConcernKind(Word):
    """诉求种类: what somebody wants; sets the term."""

    CONSULT = "consult", "咨询"
    SUGGEST = "suggest", "建议"
    COMPLAIN = "complain", "投诉"
    REPORT = "report", "举报"
    HELP = "help", "求助"


class TicketGrade(Word):
    """办理类型: how much the matter asks for; anything but 一般 sets the term whatever the kind is."""

    ORDINARY = "ordinary", "一般"
    COMPLEX = "complex", "复杂"
    EMERGENCY = "emergency", "应急"


class TicketSource(Word):
    """留言来源: where it came in."""

    SECRETARY = "secretary", "书记信箱"
    LEADER = "leader", "政府领导信箱"
    UNIT = "unit", "部门信箱"
    SITE = "site", "网站留言"
    EMAIL = "email", "电子邮箱"
    HOTLINE = "hotline", "12345热线"
    POVERTY = "poverty", "12317监督举报电话"
    SERVICE_SITE = "service_site", "政务服务网子站"
    PROGRAMME = "programme", "广播电视节目"
    VILLAGE = "village", "村务平台"
    VISIT = "visit", "来信来访"


class DispatchMode(Word):
    """派发方式: how a unit is handed a ticket; on paper or by telephone the sign-in is entered by who handed it over."""

    NETWORK = "network", "网络转办"
    PAPER = "paper", "纸质下发"
    PHONE = "phone", "电话转办"


class TicketResult(Word):
    """答复结果: what the reply comes to. The last three turn nobody away without naming the way that is open."""

    SOLVED = "solved", "已解决"
    ADOPTED = "adopted", "已采纳"
    EXPLAINED = "explained", "已解释说明"
    PLANNED = "planned", "列入计划办理"
    NOT_ADOPTED = "not_adopted", "未采纳并说明理由"
    OTHER_WAY = "other_way", "不予受理，告知其他途径"
    GUIDED = "guided", "引导申请政府信息公开"
    WITHDRAWN = "withdrawn", "来信人撤回"


class AnswerWay(Word):
    """答复方式: how the reply reaches whoever asked; on the site it can always be read by number and code."""

    ONLINE = "online", "网上"
    PHONE = "phone", "电话"
    LETTER = "letter", "书面"
    VISIT = "visit", "当面"


class Appraisal(Word):
    """来信人评价: what whoever asked says of the reply; only the first three are counted as asked and answered."""

    SATISFIED = "satisfied", "满意"
    FAIRLY = "fairly", "基本满意"
    UNSATISFIED = "unsatisfied", "不满意"
    SILENT = "silent", "未评价"
    UNREACHED = "unreached", "联系不上"


RATED = (Appraisal.SATISFIED, Appraisal.FAIRLY, Appraisal.UNSATISFIED)
"""已评价: what a rate of satisfaction is reckoned from."""
PLEASED = (Appraisal.SATISFIED, Appraisal.FAIRLY)
"""满意的评价."""


def identity_sealed(kind: ConcernKind, *, wished: bool) -> bool:
    """身份保密: whoever reports somebody is named to nobody who handles it; others are where they do not wish otherwise."""
    return wished or kind is ConcernKind.REPORT
