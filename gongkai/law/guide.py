"""公开指南（条例第十二条）: what the guide of an authority must say, and what is still missing from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.law.grammar.statute import regulation

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
