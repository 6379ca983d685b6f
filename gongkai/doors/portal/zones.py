"""专栏: 政府信息公开 of one authority: its fixed parts, and the authorities whose zones it leads to.

Names and order of the parts are fixed nationally (国办公开办函〔2019〕61号) and are not ours to vary. A part is a link as soon
as a page stands behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from gongkai.law.authorities import AuthorityKind, duties
from gongkai.law.guide import CONTACTS
from gongkai.office.authorities.models import Authority, Profile
from gongkai.web.context import MenuItem
from gongkai.web.jinja import url_or_none


@dataclass(frozen=True, slots=True)
class Part:
    """专栏部分: its fixed name, what a reader finds there, the page behind it, and whether the main menu names it."""

    label: str
    gist: str
    page: str
    fixed: bool = True


PARTS = (
    Part("政府信息公开指南", "公开什么、在哪里找、怎样获取，公开工作机构的联系方式", "portal:guide"),
    Part("政府信息公开制度", "政府信息公开的法规、规章和本机关的工作制度", "catalogue:systems"),
    Part("法定主动公开内容", "依照条例第二十条、第二十一条主动公开的内容", "catalogue:contents"),
    Part("政府信息公开年报", "历年政府信息公开工作年度报告", "reports:index"),
)
APPLY = Part("依申请公开", "申请公开没有主动公开的政府信息", "applications:apply", fixed=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """入口: a part as it stands in one authority's zone; without a page it is a name and no link."""

    part: Part
    href: str | None


def entry(part: Part, authority: Authority) -> Entry:
    """入口: the part in this authority's zone. An authority that answers no applications has none to offer."""
    if part is APPLY and not authority.duties.answers:
        return Entry(part, None)
    return Entry(part, url_or_none(part.page, authority.code))


def entries(authority: Authority) -> list[Entry]:
    """四个固定部分: all four, in their order, built or not."""
    return [entry(part, authority) for part in PARTS]


def menu(authority: Authority, home: str, zone: str, path: str) -> tuple[MenuItem, ...]:
    """主导航: the front page, the zone, and the parts that have a page."""
    first = [("首页", home), ("政府信息公开", zone)] if home != zone else [("首页", home)]
    parts = [(each.part.label, each.href) for each in (*entries(authority), entry(APPLY, authority)) if each.href]
    return tuple(
        MenuItem(label, href, _within(path, href, home, zone), here=path == href) for label, href in (*first, *parts)
    )


def _within(path: str, href: str, home: str, zone: str) -> bool:
    return path == href if href in {home, zone} else path.startswith(href)


def branches(authority: Authority, on: date) -> list[tuple[str, list[Authority]]]:
    """下级平台: the authorities directly beneath this one by kind: its own departments first, then the governments below."""
    children = Authority.objects.filter(parent=authority).standing(on)
    by_kind = sorted(children, key=lambda one: _ORDER.index(AuthorityKind(one.kind)))
    return [(AuthorityKind(kind).label, list(group)) for kind, group in groupby(by_kind, key=lambda one: one.kind)]


def guide_contacts(profile: Profile) -> list[tuple[str, str]]:
    """工作机构: what the guide must say of it (条例第十二条), each element with the facts that fill it."""
    told = [(element, [getattr(profile, fact) for fact in facts]) for element, facts in CONTACTS.items()]
    return [(element, "，".join(filter(None, facts))) for element, facts in told]


_ORDER = sorted(AuthorityKind, key=lambda kind: duties(kind).is_government)
