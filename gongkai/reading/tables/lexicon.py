"""别称: other wordings of the official labels, as published reports print them. Labels themselves are the law's.

By table and line key; a table's key may be shortened to what several tables share (``article_20`` for all of them).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_WORDINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "applications": {
        "new": ("本年新收", "新收申请数量", "本年新收申请数量", "本年度新收政府信息公开申请数量"),
        "carried_in": ("上年结转", "上年结转申请数量", "上年度结转政府信息公开申请数量"),
        "carried_out": ("结转下年度", "结转下年", "结转下年继续办理", "结转下一年度继续办理"),
        "total": ("合计", "办理结果总计"),
        "other_1": ("逾期不补正", "无正当理由逾期不补正"),
        "other_2": ("逾期不缴费", "逾期不缴纳费用", "逾期未缴费"),
        "legal_service": ("法律服务组织",),
        "charity": ("社会公益机构",),
    },
    "remedies": {
        "upheld": ("维持",),
        "corrected": ("纠正",),
        "pending": ("未审结",),
        "direct": ("直接起诉",),
    },
    "article_20": {
        "normative": ("规范性文件", "行政规范性文件", "规范性档案", "行政规范性档案"),
        "made": ("本年制作数量", "本年新制作", "本年制发数量", "本年制发"),
        "repealed": ("本年废止数量", "本年废止"),
        "in_force": ("现行有效数量", "现行有效"),
        "amount": ("本年收费金额", "收费金额"),
    },
}


def wordings(table: str) -> Mapping[str, Iterable[str]]:
    """别称: the other wordings for the lines of a table."""
    return next((found for key, found in _WORDINGS.items() if table.startswith(key)), {})


_ALL_WAYS = r"(?:(?!网上|网络|在线|当面|现场|信函|邮寄|来信|传真|邮箱|邮件|自然人|法人|复议|诉讼|更正).)*?"
"""Applications of every kind: those by one channel or of one kind of applicant are not all of them."""

_PHRASES: Mapping[str, Mapping[str, str]] = {
    "statistics": {
        "disclosed_total": r"(?:主动|累计|全年)公开信息$",
        "by_other": r"其[他它](?:形式|方式|途径|渠道)公开",
        "received": rf"(?:收到|受理|接收|收办|接到){_ALL_WAYS}申请|依申请公开$",
        "replied": r"(?:申请|全部|予以|共|作出)答复$",
        "staff": r"从事.*人员$",
        "funds": r"公开.*经费$",
        "trainees": r"培训(?:人员)?$",
    },
    "applications": {
        "new": rf"(?:收到|受理|接收|新收|接到){_ALL_WAYS}申请",
        "granted": r"同意公开(?:答复)?$",
        "total": r"^(?:已|按时|全部)?办结$",
        "carried_in": r"上年.*结转|结转上年",
        "carried_out": r"转下.*年",
    },
    "remedies": {
        "review": r"行政复议(?:案件|申请)?$",
    },
    "article_20_5": {
        "permits": r"行政许可(?:处理)?决定书?$",
    },
    "article_20_6": {
        "penalties": r"行政处罚(?:处理)?决定书?$",
        "coercion": r"行政强制(?:处理)?决定书?$",
    },
}


def phrases(table: str) -> Mapping[str, str]:
    """句中说法: patterns by which sentences name a row of a table, for a clause without its empty words."""
    return _PHRASES.get(table, {})
