"""政府网站（国办发〔2017〕47号）: the sites of a county, what identifies each, how one ends, and where its links may lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit
from gongkai.law.grammar.words import Word

SITE_RULES = Article(
    "国办发〔2017〕47号", gist="一个单位最多一个网站，域名以gov.cn为后缀，页脚标明标识码、备案号和主办单位"
)
ENDING = Article("国办发〔2017〕47号", gist="网站关停整合前发布公告，内容整体迁移，原网址跳转到新网址")
LINKING = Article("国办发〔2017〕47号", gist="链接外部网站的，离开时提示；不链接不良和非政府网站")


class SiteKind(Word):
    """站点类型: what a site is for; the figures of a report group by it."""

    PORTAL = "portal", "政府门户网站"
    DEPARTMENT = "department", "部门网站"
    SERVICE = "service", "政务服务网子站"
    TRADING = "trading", "公共资源交易网"
    SPECIAL = "special", "专项工作网站"
    OTHER = "other", "其他网站"


class SiteState(Word):
    """站点状态: whether readers find the site there, or are led elsewhere."""

    RUNNING = "running", "运行"
    MERGED = "merged", "合并"
    CLOSED = "closed", "关停"


class LinkGroup(Word):
    """链接分组: the strip above the page and the lists at its foot."""

    UPPER = "upper", "上级网站"
    REGION = "region", "省市政府网站"
    DEPARTMENTS = "departments", "部门网站"
    FRIENDS = "friends", "友情链接"
    MEDIA = "media", "新闻媒体"
    OTHER = "other", "其他"


ANNOUNCING = Term(
    "网站关停、合并公告",
    10,
    Unit.WORKING_DAYS,
    "自公告之日起",
    ENDING,
    certainty=Certainty.RECALLED,
    note="不足的应当写明原因",
)
"""关停公告期: how long before its end a site says so."""

_IDENTITY = re.compile(r"[0-9]{10}")
_PROVINCES = frozenset(
    f"{each}"
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 66), (71, 71), (81, 82))
    for each in range(first, last + 1)
)
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))+")
_UNFIT = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff\"'<>\\^`{|}]")
LONGEST_ADDRESS = 300


def identity_fault(code: str) -> str:
    """标识码的毛病: ten digits, of which the first six are a division and begin with a province; empty where nothing is wrong."""
    if not _IDENTITY.fullmatch(code):
        return "网站标识码应为10位数字"
    if code[:2] not in _PROVINCES:
        return f"网站标识码前6位应为行政区划代码，“{code[:2]}”不是省级区划"
    return "" if code[6:] != "0000" else "网站标识码后4位顺序码应从0001起"


def domain_fault(domain: str) -> str:
    """域名的毛病: a host of gov.cn, written alone; empty where nothing is wrong."""
    if not _HOST.fullmatch(domain):
        return "域名只写主机名，如www.example.gov.cn"
    return "" if is_government(domain) else "政府网站的域名应当以gov.cn为后缀"


def is_government(host: str) -> bool:
    """政府域名: gov.cn itself or beneath it; www.gov.cn.example.com is neither."""
    return host.lower().rstrip(".") == "gov.cn" or host.lower().rstrip(".").endswith(".gov.cn")


def host_of(address: str) -> str:
    """主机: of an address written out; empty where there is none to be trusted."""
    if _UNFIT.search(address) or len(address) > LONGEST_ADDRESS:
        return ""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return ""
    plain = parts.scheme in {"http", "https"} and "@" not in parts.netloc and port != 0
    return host if plain and _HOST.fullmatch(host) and not host.replace(".", "").isdigit() else ""


@dataclass(frozen=True, slots=True)
class SiteLinkFacts:
    """链接要素: a link as somebody wants it set: its group, its words, where it leads, and why to a site not of gov.cn."""

    group: LinkGroup
    label: str
    address: str
    reason: str = ""

    def refused(self) -> None:
        """链接核对: raises Unlawful for an address that is none, and for one outside gov.cn without a reason."""
        if not self.label.strip():
            raise Unlawful("链接的名称不能为空", LINKING, field="label")
        host = host_of(self.address)
        if not host:
            raise Unlawful(
                "网址应以http://或https://开头，写全主机名，不含空格、账号和引号，如https://www.example.gov.cn/",
                LINKING,
                field="address",
            )
        if not is_government(host) and not self.reason.strip():
            raise Unlawful(f"“{host}”不是gov.cn网站，确需链接的应当写明理由", LINKING, field="reason")


def leaves(address: str, own: str) -> bool:
    """离开本站: whether a link leads to another host than the site's own; such a link says so."""
    host = host_of(address)
    return bool(host) and host.removeprefix("www.") != own.lower().removeprefix("www.")


@dataclass(frozen=True, slots=True)
class SiteEnd:
    """网站终止: merged or closed from a day, why, when and where it was announced, and where readers are led."""

    state: SiteState
    on: date
    reason: str
    announced_on: date
    announcement: str
    leads_to: str
    shortened: str = ""

    def refused(self, calendar: Calendar) -> None:
        """终止核对: raises Unlawful where readers would be left alone, or were not told in time."""
        if self.state is SiteState.RUNNING:
            raise Unlawful("应选明合并还是关停", ENDING, field="state")
        if not self.reason.strip():
            raise Unlawful("应当写明合并或者关停的理由", ENDING, field="reason")
        if not self.announcement.strip():
            raise Unlawful("应当写明公告的标题或者网址", ENDING, field="announcement")
        if not host_of(self.leads_to):
            raise Unlawful("应当写明引导读者去哪里，如https://www.example.gov.cn/", ENDING, field="leads_to")
        if self.announced_on > self.on:
            raise Unlawful("公告日期不能晚于合并、关停的日期", ENDING, field="announced_on")
        earliest = calendar.after(self.announced_on, ANNOUNCING.length).on
        if self.on < earliest and not self.shortened.strip():
            told = f"合并、关停应当提前{ANNOUNCING.length}个工作日公告，最早{earliest:%Y-%m-%d}；提前终止的应当写明原因"
            raise Unlawful(told, ENDING, field="shortened")
