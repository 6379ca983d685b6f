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
PROGRESS = Part("查询办理进度", "凭登记编号和查询码查看申请办到哪里", "applications:status", fixed=False)
FEW = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """入口: a part as it stands in one authority's zone; without a page it is a name and no link."""

    part: Part
    href: str | None


def entry(part: Part, authority: Authority) -> Entry:
    """入口: the part in this authority's zone. An authority that answers no applications has none to offer."""
    if part in {APPLY, PROGRESS} and not authority.duties.answers:
        return Entry(part, None)
    if part == VILLAGES and not (authority.duties.is_government or authority.kind == AuthorityKind.VILLAGE):
        return Entry(part, None)
    return Entry(part, url_or_none(part.page, authority.code))


def entries(authority: Authority) -> list[Entry]:
    """四个固定部分: all four, in their order, built or not."""
    return [entry(part, authority) for part in PARTS]


MAIN = (
    Part("政策文件", "本机关的文件，注明文号和有效性", "disclosure:policies", fixed=False),
    Part("政策解读", "文件讲什么、谁受益、怎么办", "interpretation:index", fixed=False),
    Part("回应关切", "对热点和舆情的回应、辟谣、新闻发布会、预警", "response:index", fixed=False),
    Part("民意征集", "正在征求意见的草案和征集的结果", "documents:public_decisions", fixed=False),
    Part("互动交流", "先看有没有答案，再提问、留言、申请、查询", "portal:hall", fixed=False),
    Part("办事指南", "办一件事要什么条件、材料，多少天", "services:guides", fixed=False),
)
"""主导航的频道: what a site offers beside the zone."""
VILLAGES = Part("村务公开", "各村的公告栏", "villages:board", fixed=False)
"""村务公开: of governments, which list their villages, and of villages themselves."""
SIDE = (
    (
        "政策",
        (
            Part("政策文件库", "", "disclosure:policies", fixed=False),
            Part("行政规范性文件库", "", "documents:library", fixed=False),
            Part("已废止文件库", "", "documents:abolished", fixed=False),
            Part("政策解读", "", "interpretation:index", fixed=False),
            Part("民意征集", "", "documents:public_decisions", fixed=False),
            Part("问卷调查", "", "engagement:public_surveys", fixed=False),
            Part("在线访谈", "", "engagement:public_interviews", fixed=False),
            Part("政府公报", "", "disclosure:public_gazettes", fixed=False),
            Part("专题专栏", "", "specials:index", fixed=False),
        ),
    ),
    (
        "回应",
        (
            Part("回应关切", "", "response:index", fixed=False),
            Part("辟谣", "", "response:rumours", fixed=False),
            Part("新闻发布会", "", "response:public_conferences", fixed=False),
            Part("预警信息", "", "response:public_warnings", fixed=False),
        ),
    ),
    (
        "年报",
        (
            Part("统计公开", "", "reports:figures", fixed=False),
            Part("历年数据", "", "reports:series", fixed=False),
            Part("考核结果", "", "assessment:results", fixed=False),
            Part("年报校对", "", "reports:proofread", fixed=False),
        ),
    ),
    (
        "政务服务",
        (
            Part("政务大厅", "", "services:public_halls", fixed=False),
            Part("办理进度", "", "services:progress", fixed=False),
        ),
    ),
    (
        "机构和规划",
        (
            Part("领导之窗", "", "institution:leaders", fixed=False),
            Part("机构职能", "", "institution:sections", fixed=False),
            Part("领导小组", "", "people:public_group", fixed=False),
            Part("规划信息", "", "disclosure:plans", fixed=False),
            Part("政府会议", "", "documents:public_meetings", fixed=False),
            Part("建议提案办理", "", "proposals:public", fixed=False),
        ),
    ),
    (
        "数据",
        (
            Part("登记簿", "", "registers:public_index", fixed=False),
            Part("数据使用条款", "", "registers:terms", fixed=False),
        ),
    ),
    (
        "部门和地方",
        (
            Part("部门和地方平台", "", "portal:branches", fixed=False),
            Part("网站名录", "", "sites:public_sites", fixed=False),
            VILLAGES,
        ),
    ),
)
"""专栏左侧: after the fixed parts, what else a reader looks for in the zone."""


def menu(authority: Authority, home: str, zone: str, path: str) -> tuple[MenuItem, ...]:
    """主导航: the front page, the zone, the channels beside it, and where to apply."""
    first = [("首页", home), ("政府信息公开", zone)]
    own = (VILLAGES,) if authority.kind == AuthorityKind.VILLAGE else ()
    rest = [entry(part, authority) for part in (*own, *MAIN, APPLY)]
    rows = [*first, *((each.part.label, each.href) for each in rest if each.href)]
    where = _in_the_hall(authority, path)
    deepest = max((href for _, href in rows if where.startswith(href) and href != home), key=len, default=home)
    lost = deepest == home and path != home
    return tuple(MenuItem(label, href, href == deepest and not lost, here=path == href) for label, href in rows)


HALL = ("engagement:talk", "engagement:public_surveys", "engagement:public_interviews", "proposals:follow")
"""互动交流之下: pages that are reached from there and have addresses of their own."""


def _in_the_hall(authority: Authority, path: str) -> str:
    """Where a page belongs in the menu: what is reached from the hall, in the hall."""
    hall = url_or_none("portal:hall", authority.code)
    beneath = (url_or_none(page, authority.code) for page in HALL)
    return hall if hall and any(href and path.startswith(href) for href in beneath) else path


def side(authority: Authority, path: str) -> tuple[MenuItem, ...]:
    """专栏左侧导航: the four fixed parts and the way to apply, then the rest under its headings; the same in every zone."""
    fixed = [("", entry(part, authority)) for part in (*PARTS, APPLY)]
    more = [(heading, entry(part, authority)) for heading, parts in SIDE for part in parts]
    rows = [(heading, each.part.label, each.href) for heading, each in (*fixed, *more) if each.href]
    deepest = max((href for _, _, href in rows if path.startswith(href)), key=len, default="")
    return tuple(
        MenuItem(label, href, href == deepest, group=heading, here=path == href) for heading, label, href in rows
    )


def few(authority: Authority, home: str, zone: str, path: str) -> tuple[MenuItem, ...]:
    """长者版的五个入口: the front page and the four things most asked for; where one is missing the next takes its place."""
    wanted = (PARTS[2], PARTS[0], APPLY, PROGRESS, PARTS[3], PARTS[1])
    found = [(each.part.label, each.href) for part in wanted if (each := entry(part, authority)).href]
    rows = [("首页", home), *((label, str(href)) for label, href in found)][:FEW]
    here = max((href for _, href in rows if path.startswith(href) and href != home), key=len, default="")
    return tuple(MenuItem(label, href, href in {path, here}, here=path == href) for label, href in rows)


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
