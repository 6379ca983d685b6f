"""互动入口: from the words somebody types, which way is likely theirs: a letter, an application, a correction, a complaint.

Nobody is sent anywhere: all ways are offered, the likely ones first, each with the words that spoke for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.grammar.words import Word
from gongkai.law.ticket_kinds import ConcernKind
from gongkai.law.ticket_signs import application_signs


class Way(Word):
    """办事入口: what somebody may do who wants something of an authority."""

    CONSULT = "consult", "咨询"
    SUGGEST = "suggest", "建议"
    COMPLAIN = "complain", "投诉"
    REPORT = "report", "举报"
    HELP = "help", "求助"
    APPLY = "apply", "申请公开政府信息"
    COMMENT = "comment", "对草案提意见"
    PAGE_ERROR = "page_error", "指出网页错误"
    CORRECT = "correct", "更正与自己有关的信息"
    DISCLOSURE_COMPLAINT = "disclosure_complaint", "投诉没有依法公开"


LETTERS: Mapping[Way, ConcernKind] = {
    Way.CONSULT: ConcernKind.CONSULT,
    Way.SUGGEST: ConcernKind.SUGGEST,
    Way.COMPLAIN: ConcernKind.COMPLAIN,
    Way.REPORT: ConcernKind.REPORT,
    Way.HELP: ConcernKind.HELP,
    Way.PAGE_ERROR: ConcernKind.SUGGEST,
}
"""写信的入口: those that lead to a letter, and the kind it begins with."""
GISTS: Mapping[Way, str] = {
    Way.CONSULT: "不清楚政策、条件、怎么办理",
    Way.SUGGEST: "对工作有意见和建议",
    Way.COMPLAIN: "事情没有办好，或者受到影响",
    Way.REPORT: "反映违法违规，身份一律保密",
    Way.HELP: "遇到困难，需要帮助",
    Way.APPLY: "要一份没有公开的文件、数据、批复",
    Way.COMMENT: "正在征求意见的草案",
    Way.PAGE_ERROR: "网页打不开、内容有误",
    Way.CORRECT: "政府信息里记载自己的内容有错",
    Way.DISCLOSURE_COMPLAINT: "应当公开的没有公开，申请没有按期答复",
}
"""入口说明: whom each way is for, in a few words."""
_SIGNS: Mapping[Way, re.Pattern[str]] = {
    Way.REPORT: re.compile(r"举报|违法|违规|受贿|贪污|造假|黑恶|无证|假冒|过期食品"),
    Way.HELP: re.compile(r"求助|救助|帮助|走失|拖欠|困难|紧急|没有着落"),
    Way.DISCLOSURE_COMPLAINT: re.compile(r"(?:不|没有|未|拒不)(?:依法|按时|按期)?(?:予以)?(?:公开|答复我的申请)"),
    Way.CORRECT: re.compile(r"(?:我的|本人|自己|登记)[^，。]{0,12}(?:写错|记错|有误|错误|不符|更正)"),
    Way.PAGE_ERROR: re.compile(r"(?:网页|网站|链接|页面|附件)[^，。]{0,12}(?:打不开|错|失效|乱码|找不到)|错别字"),
    Way.COMMENT: re.compile(r"征求意见稿|草案|征求意见"),
    Way.COMPLAIN: re.compile(r"投诉|扰民|噪声|噪音|不亮|损坏|堵塞|停水|停电|态度|没人管|不达标|恶臭|垃圾"),
    Way.SUGGEST: re.compile(r"建议|希望|能否增加|增设|应该|最好"),
    Way.CONSULT: re.compile(r"怎样|怎么|如何|哪里|什么|多少|请问|能不能|可以吗|几点|[吗呢？?]"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """一个入口: with the words that spoke for it; none where it is only one of all."""

    way: Way
    why: tuple[str, ...] = ()

    @property
    def likely(self) -> bool:
        """可能合适."""
        return bool(self.why)


def offers(words: str) -> tuple[Offer, ...]:
    """入口次序: all ways, those that the words speak for first, in the order of how sure their signs are."""
    told = {Way.APPLY: application_signs(words)} | {
        way: tuple(dict.fromkeys(found.group() for found in sign.finditer(words))) for way, sign in _SIGNS.items()
    }
    spoken = [Offer(way, why) for way, why in told.items() if why]
    return (*spoken, *(Offer(way) for way in Way if not told.get(way)))
