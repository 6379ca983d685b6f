"""线下载体（条例第二十三至二十五条）: the gazette, reading points, printed matter and boards, and when each proves a release.

A content on a carrier is a release of it; without proof it is not counted. The proof of the gazette is its issue and page, of
a board the photograph, of printed matter and deliveries the receipt.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.calendar import months_after
from gongkai.law.grammar.flow import Objection, Unlawful
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit, regulation
from gongkai.law.grammar.words import Word

PLACES = regulation(25, gist="国家档案馆、公共图书馆、政务服务场所设置查阅场所，行政机关及时向其提供主动公开的政府信息")
GAZETTES = Article("国办发〔2018〕22号", gist="省级、设区的市和自治州政府办公报，其他市县可以探索，部门和乡镇街道不办")
TRANSFER = Term(
    "向查阅点移送主动公开信息",
    1,
    Unit.MONTHS,
    "自上次移送之日起",
    PLACES,
    certainty=Certainty.INFERRED,
    note="条例要求及时提供，每月一次为各地通行做法，可以另定",
)
SIGNING = Term(
    "签收移送、公报",
    15,
    Unit.CALENDAR_DAYS,
    "自送出之日起",
    PLACES,
    certainty=Certainty.INFERRED,
    note="条例没有规定签收的时间，超过的列出并提醒经办人去问",
)
GOVERNMENTS = frozenset({AuthorityKind.PROVINCE, AuthorityKind.PREFECTURE, AuthorityKind.COUNTY})
"""可以办公报的机关: governments from the county upwards."""


class PointKind(Word):
    """查阅点类型: 两馆一中心 first, then whatever a place sets up besides."""

    ARCHIVE = "archive", "国家档案馆"
    LIBRARY = "library", "公共图书馆"
    SERVICE_HALL = "service_hall", "政务服务场所"
    READING_ROOM = "reading_room", "公共查阅室"
    COLLECTION = "collection", "资料索取点"
    TOWNSHIP = "township", "乡镇便民服务中心"
    VILLAGE = "village", "村（社区）服务点"


class Recipient(Word):
    """发放对象: who is sent the gazette."""

    POINT = "point", "查阅点"
    AUTHORITY = "authority", "机关、单位"
    VILLAGE = "village", "村（社区）"


class BoardKind(Word):
    """公开栏类型."""

    FIXED = "fixed", "固定公开栏"
    MOBILE = "mobile", "移动公开栏"
    STAND = "stand", "公示台"
    PANEL = "panel", "展板、板报"
    SCREEN = "screen", "电子屏"
    KIOSK = "kiosk", "查询机"
    POSTER = "poster", "海报张贴处"


class PrintedKind(Word):
    """宣传品类型, with what it is counted in."""

    BOOKLET = "booklet", "宣传册（本）"
    CARD = "card", "明白卡（张）"
    LEAFLET = "leaflet", "宣传单（张）"
    MANUAL = "manual", "手册（册）"
    CALENDAR = "calendar", "年画、年历（张）"
    POSTER = "poster", "海报（张）"


class PosterState(Word):
    """张贴状态: of a content on a board on a day."""

    UNPROVED = "unproved", "待传照片"
    UP = "up", "张贴中"
    EXPIRED = "expired", "期满未撤"
    DOWN = "down", "已撤下"


def may_issue_gazette(kind: AuthorityKind) -> Objection | None:
    """能否办公报: departments, townships and street offices do not issue one (国办发〔2018〕22号)."""
    if kind in GOVERNMENTS:
        return None
    return Objection(f"{kind.label}不办政府公报，文件由本级政府公报刊登", GAZETTES)


def next_transfer(opened_on: date, delivered: Iterable[date]) -> date:
    """下次移送日: a month after the last delivery, or after the point was set up."""
    return months_after(max((opened_on, *delivered)), TRANSFER.length)


@dataclass(frozen=True, slots=True)
class Hanging:
    """张贴: from when to when a content is to hang on a board, whether a photograph proves it, and when it came down."""

    posted_on: date
    ends_on: date | None
    proved: bool
    taken_down_on: date | None = None

    def __post_init__(self) -> None:
        if self.ends_on is not None and self.ends_on < self.posted_on:
            raise Unlawful("公示期满日不能早于张贴日", PLACES, field="ends_on")
        if self.taken_down_on is not None and self.taken_down_on < self.posted_on:
            raise Unlawful("撤下日期不能早于张贴日期", PLACES, field="taken_down_on")

    def state(self, on: date) -> PosterState:
        """张贴状态: on a day."""
        if self.taken_down_on is not None and self.taken_down_on <= on:
            return PosterState.DOWN
        if not self.proved:
            return PosterState.UNPROVED
        return PosterState.EXPIRED if self.ends_on is not None and self.ends_on < on else PosterState.UP


def require_left(printed: int, distributed: Iterable[int], more: int) -> None:
    """余量: nobody distributes more copies than were printed."""
    left = printed - sum(distributed)
    if more < 1:
        raise Unlawful("发放数量应为正整数", PLACES, field="copies")
    if more > left:
        raise Unlawful(f"发放数量{more}超过余量{left}（印制{printed}）", PLACES, field="copies")


@dataclass(frozen=True, slots=True)
class Handed:
    """送出: what was handed to somebody on a day, and when it was signed for, if it was."""

    delivered_on: date
    received_on: date | None = None

    def sign(self, receipt: str, on: date) -> Handed:
        """签收: once, with its receipt, not before it was handed over; raises Unlawful."""
        if self.received_on is not None:
            raise Unlawful("已经登记签收", PLACES)
        if not receipt.strip():
            raise Unlawful("登记签收应当写明签收凭证", PLACES, field="receipt")
        if on < self.delivered_on:
            raise Unlawful("签收日期不能早于送出日期", PLACES, field="on")
        return Handed(self.delivered_on, on)

    def overdue(self, on: date) -> bool:
        """久未签收: nobody has signed, and the days for it are over."""
        return self.received_on is None and self.delivered_on + timedelta(days=SIGNING.length) < on


def overdue_before(on: date) -> date:
    """久未签收的送出日: what was handed over before this day and is not signed for is overdue on ``on``."""
    return on - timedelta(days=SIGNING.length)
