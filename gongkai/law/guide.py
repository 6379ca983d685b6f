"""公开指南（条例第十二条）: what the guide of an authority must say, and what is still missing from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from gongkai.law.grammar.calendar import months_after
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit, regulation

GUIDE = regulation(
    12, 2, gist="指南包括信息的分类、编排体系、获取方式和工作机构的名称、地址、时间、电话、传真、互联网联系方式"
)

CONTACTS: Mapping[str, tuple[str, ...]] = {
    "工作机构名称": ("disclosure_office",),
    "办公地址": ("address",),
    "办公时间": ("hours",),
    "联系电话": ("phone",),
    "传真号码": ("fax",),
    "互联网联系方式": ("email", "site_address"),
}
"""工作机构的要素: each with the facts that may fill it, any one of them. The classes, the arrangement and the ways of
obtaining are told by the guide's own page and cannot be missing."""


def missing_from_guide(told: Mapping[str, str]) -> Iterator[str]:
    """指南缺项: the elements of the article that none of the told facts fills, in its order."""
    for element, facts in CONTACTS.items():
        if not any(told.get(fact, "").strip() for fact in facts):
            yield element


# -- the guide as a text with versions ---------------------------------------------------------------------------------

REVIEW = Term(
    "指南复核",
    12,
    Unit.MONTHS,
    "自指南施行或者上次复核之日起",
    GUIDE,
    certainty=Certainty.INFERRED,
    note="条例要求及时更新，每年复核一次为推定口径",
)
"""复核期限: the article says without delay; once a year is how it is kept."""

HEADINGS: Mapping[str, str] = {
    "信息的分类": "信息的分类",
    "编排体系": "编排体系",
    "获取方式": "获取方式",
}
"""正文的要素: what the text itself must speak of, beside the facts of the disclosure office."""


def compose_guide(name: str, told: Mapping[str, str], *, answers: bool) -> str:
    """编制指南: the text of a guide from what an authority tells of itself; headings are numbered lines."""
    contacts = [
        f"{element}：{'，'.join(filter(None, (told.get(fact, '').strip() for fact in facts))) or '未设'}"
        for element, facts in CONTACTS.items()
    ]
    return "\n".join(
        (
            f"为方便公民、法人和其他组织获取{name}的政府信息，依照《中华人民共和国政府信息公开条例》第十二条编制本指南。",
            "一、信息的分类",
            "主动公开的信息：依照条例第二十条、第二十一条主动公开，自形成或者变更之日起20个工作日内公开，另有规定的除外。",
            "依申请公开的信息：除主动公开的以外，可以向本机关申请获取的信息。",
            "二、信息的编排体系",
            "政府信息按公开事项编入目录，每条列明索引、名称、内容概述、生成日期；文件另列发文机关、文号和有效性。",
            "三、信息的获取方式",
            "（一）主动公开的信息",
            "在本网站“政府信息公开”专栏查阅、检索、下载，也可以到国家档案馆、公共图书馆和政务服务场所查阅。",
            "（二）依申请公开的信息",
            *(_APPLYING if answers else ("需要申请公开的信息，请向上级人民政府提出。",)),
            "四、公开工作机构",
            *contacts,
            "五、监督和救济",
            "认为本机关没有依法履行公开义务的，可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报；"
            "认为公开工作侵犯其合法权益的，可以依法申请行政复议或者提起行政诉讼。",
        )
    )


_APPLYING = (
    "申请可以当面提交、邮寄，也可以在线提交；书写有困难的，可以口头提出，由工作人员代为填写。"
    "申请应当写明姓名或者名称、身份证明、联系方式，所需信息的名称、文号或者其他特征，以及希望的提供形式。",
    "内容不明确的，自收到申请之日起7个工作日内一次性告知补正。",
    "能够当场答复的当场答复；不能的，自收到申请之日起20个工作日内答复，需要延长的不超过20个工作日。",
    "提供政府信息不收取费用；申请数量、频次明显超过合理范围的，可以收取信息处理费。",
)


def missing_in_text(text: str, told: Mapping[str, str]) -> Iterator[str]:
    """正文缺项: the elements of the article a text of the guide does not say, the facts as the authority tells them now."""
    yield from (element for element, words in HEADINGS.items() if words not in text)
    for element, facts in CONTACTS.items():
        known = [value for fact in facts if (value := told.get(fact, "").strip())]
        if known and not any(value in text for value in known):
            yield element


def review_due(in_force_since: date, reviewed_on: date | None) -> date:
    """复核到期: the day by which somebody has looked at the guide again."""
    return months_after(max(in_force_since, reviewed_on or in_force_since), REVIEW.length)


SYSTEM_RULES = (
    Article("条例", gist="国务院令第711号修订，2019年5月15日起施行"),
    Article("国办发〔2016〕80号", gist="全面推进政务公开工作的实施细则"),
    Article("国办公开办函〔2019〕61号", gist="规范政府信息公开平台有关事项"),
    Article("国办发〔2019〕54号", gist="全面推进基层政务公开标准化规范化工作"),
    Article("国办函〔2020〕109号", gist="政府信息公开信息处理费管理办法"),
    Article("国办公开办函〔2021〕30号", gist="政府信息公开工作年度报告格式"),
)
"""公开制度: the national rules every authority works by; its own stand beside them."""
