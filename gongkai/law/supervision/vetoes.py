"""单项否决: lines that must not be crossed, as data, and how far from each a site still is.

    measured = measure_columns(columns, on) | {SiteMeasure.HOME_STILL: days_still(last, begun_on, on)}
    for dial in dials(VETOES, measured):                    首页不更新：已10天，红线14天，还有4天
        dial.nearness                                       clear, near, crossed

The thresholds are those of the national check; a place may set its own. A line is crossed when its measure reaches the limit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from enum import IntEnum

from gongkai.law.columns import DYNAMIC_NAMES, NOTICE_NAMES
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article, Certainty
from gongkai.law.grammar.words import Word

CHECKED = Article("国办秘函〔2019〕19号", gist="政府网站和政务新媒体的单项否决、扣分和加分指标")


class Watched(Word):
    """受检对象: what a line is drawn for."""

    SITE = "site", "政府网站"
    ACCOUNT = "account", "政务新媒体"


class SiteMeasure(Word):
    """监测量: what is measured, always counted upwards from what is well."""

    UNREACHABLE = "unreachable", "打不开的次数占比"
    HOME_STILL = "home_still", "首页连续未更新天数"
    STALE_COLUMNS = "stale_columns", "未更新的一级栏目数"
    LONG_STALE = "long_stale", "应更新未更新的栏目数"
    BLANK = "blank", "空白栏目数"
    NO_CHANNEL = "no_channel", "缺少咨询渠道"
    UNANSWERED = "unanswered", "最久未回应留言的天数"
    BAD_GUIDES = "bad_guides", "要素缺失四类以上的办事指南数"
    ACCOUNT_STILL = "account_still", "账号连续未更新天数"
    NO_INTERACTION = "no_interaction", "账号没有互动功能"


class Nearness(IntEnum):
    """临近程度: ordered, the worst last."""

    CLEAR = 0
    NEAR = 1
    CROSSED = 2

    @property
    def label(self) -> str:
        """说法."""
        return ("正常", "临近红线", "已触红线")[self]


@dataclass(frozen=True, slots=True)
class Veto:
    """否决线: a measure, the limit at which it fails the whole, and from where on people are warned."""

    key: str
    label: str
    watched: Watched
    measure: SiteMeasure
    limit: Decimal
    warn_from: Decimal
    unit: str
    rule: str
    basis: Article = CHECKED
    certainty: Certainty = Certainty.SEEN

    def __post_init__(self) -> None:
        if self.limit <= 0:
            raise Unlawful(f"“{self.label}”的红线应大于零", self.basis, field="limit")
        if not 0 < self.warn_from <= self.limit:
            raise Unlawful(f"“{self.label}”的提醒线应大于零，不超过红线", self.basis, field="warn_from")


def _line(
    key: str,
    label: str,
    measure: SiteMeasure,
    limit: int,
    warn_from: int,
    unit: str,
    rule: str,
    *,
    watched: Watched = Watched.SITE,
    certainty: Certainty = Certainty.SEEN,
) -> Veto:
    return Veto(key, label, watched, measure, Decimal(limit), Decimal(warn_from), unit, rule, certainty=certainty)


DYNAMIC_DAYS = 14
"""动态要闻类的更新期限（日）: two weeks (19号文)."""
NOTICE_DAYS = 183
"""通知公告、政策文件类的更新期限（日）: six months (19号文)."""
NEW_COLUMN_DAYS = 14
"""新设栏目的宽限（日）: so long a column may stand empty before it is a fault; the figure is ours, and no red line's."""
ANSWER_DAYS = 92
"""留言回应的红线（日）: three months; more is a veto (19号文)."""
VETOES = (
    _line("V2", "站点无法访问", SiteMeasure.UNREACHABLE, 5, 2, "%", "一周内每天间隔访问20次以上，15秒打不开的累计占比"),
    _line("V3", "首页不更新", SiteMeasure.HOME_STILL, DYNAMIC_DAYS, 10, "天", "两周内首页没有更新"),
    _line(
        "V4.1",
        "栏目不更新",
        SiteMeasure.STALE_COLUMNS,
        5,
        2,
        "个",
        "两周内的动态要闻类和六个月内的通知公告、政策文件类一级栏目，累计未更新",
    ),
    _line("V4.2", "长期不更新", SiteMeasure.LONG_STALE, 10, 6, "个", "应更新但长期未更新的栏目"),
    _line("V4.3", "空白栏目", SiteMeasure.BLANK, 5, 2, "个", "没有内容也没有写明理由的栏目"),
    _line("V5.1", "没有咨询渠道", SiteMeasure.NO_CHANNEL, 1, 1, "项", "没有网上有效咨询建言的渠道"),
    _line("V5.2", "留言不回应", SiteMeasure.UNANSWERED, ANSWER_DAYS, 62, "天", "一年内有超过三个月没有回应的有效留言"),
    _line(
        "V6",
        "服务不实用",
        SiteMeasure.BAD_GUIDES,
        5,
        2,
        "项",
        "办事指南缺少四类以上要素的事项",
        certainty=Certainty.RECALLED,
    ),
    _line(
        "S2",
        "内容不更新",
        SiteMeasure.ACCOUNT_STILL,
        DYNAMIC_DAYS,
        10,
        "天",
        "监测时点前两周内没有更新",
        watched=Watched.ACCOUNT,
    ),
    _line(
        "S3",
        "没有互动功能",
        SiteMeasure.NO_INTERACTION,
        1,
        1,
        "项",
        "没有提供有效的互动功能",
        watched=Watched.ACCOUNT,
    ),
)
"""单项否决表: those a machine can measure; what only people can judge (V1, S1) is found by them."""


@dataclass(frozen=True, slots=True)
class Dial:
    """红线表盘: where a measure stands on the way to its limit."""

    veto: Veto
    value: Decimal

    @property
    def left(self) -> Decimal:
        """余量: how much is left; never less than nothing."""
        return max(self.veto.limit - self.value, Decimal(0))

    @property
    def nearness(self) -> Nearness:
        """临近程度."""
        if self.value >= self.veto.limit:
            return Nearness.CROSSED
        return Nearness.NEAR if self.value >= self.veto.warn_from else Nearness.CLEAR

    def __str__(self) -> str:
        unit = self.veto.unit
        return f"{self.veto.label}：现为{self.value:f}{unit}，红线{self.veto.limit:f}{unit}，余{self.left:f}{unit}"


def dials(vetoes: Iterable[Veto], measured: Mapping[SiteMeasure, Decimal | int]) -> list[Dial]:
    """表盘: the worst first; what was not measured has none."""
    found = [Dial(veto, Decimal(measured[veto.measure])) for veto in vetoes if veto.measure in measured]
    return sorted(found, key=lambda dial: (-dial.nearness, dial.left / dial.veto.limit, dial.veto.key))


@dataclass(frozen=True, slots=True)
class Trend:
    """红线走势: how a measure has moved since an earlier reading, and when it crosses its line if it goes on so."""

    since: date
    was: Decimal
    now: Decimal
    crosses_on: date | None

    def __str__(self) -> str:
        moved = self.now - self.was
        if not moved:
            return f"{self.since:%m-%d}以来没有变化"
        told = f"{self.since:%m-%d}以来{'增' if moved > 0 else '减'}{abs(moved).normalize():f}"
        return f"{told}，照此{self.crosses_on:%m-%d}触线" if self.crosses_on else told


_FARTHEST = 366


def trend(dial: Dial, since: date, was: Decimal, on: date) -> Trend:
    """红线走势: in a straight line from an earlier reading to today's; what does not grow crosses nothing."""
    days, grown = (on - since).days, dial.value - was
    crosses = None
    if days > 0 and grown > 0 and dial.left:
        ahead = int((dial.left * days / grown).to_integral_value(ROUND_CEILING))
        crosses = on + timedelta(days=ahead) if ahead <= _FARTHEST else None
    return Trend(since, was, dial.value, crosses)


# -- measuring what the platform itself knows ------------------------------------------------------------------------------


class UpdateDuty(Word):
    """应更新: how often something new is owed in a column."""

    DYNAMIC = "dynamic", "动态要闻类"
    NOTICE = "notice", "通知公告、政策文件类"
    OWN = "own", "按本栏目的更新周期"


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """所见栏目: its pace, whether it is of the first level, when something last came to it or beneath it.

    ``cycle`` days of its own cycle; ``opened_on`` where that is known; ``excused`` where a reason stands in place of contents.
    """

    name: str
    pace: UpdateDuty
    first_level: bool
    changed_on: date | None
    cycle: int | None = None
    opened_on: date | None = None
    excused: bool = False

    @property
    def allowed(self) -> int | None:
        """允许天数: after so many days without anything new it is stale; None where nothing is owed at set times."""
        match self.pace:
            case UpdateDuty.DYNAMIC:
                return DYNAMIC_DAYS
            case UpdateDuty.NOTICE:
                return NOTICE_DAYS
            case UpdateDuty.OWN:
                return self.cycle

    def stale(self, on: date) -> bool:
        """未更新: blank columns are counted as blank, not as stale."""
        return self.changed_on is not None and self.allowed is not None and (on - self.changed_on).days > self.allowed

    @property
    def empty(self) -> bool:
        """没有内容: nothing ever came, and no reason stands in its place. The red line knows no grace."""
        return self.changed_on is None and not self.excused

    def blank(self, on: date) -> bool:
        """空白: empty, and not so new that something could not have come yet: a fault to be mended."""
        return self.empty and (self.opened_on is None or on > self.opened_on + timedelta(days=NEW_COLUMN_DAYS))

    def counted_in(self, on: date) -> tuple[SiteMeasure, ...]:
        """计入的监测量: a stale column of the first level counts in its own line and in that of all columns."""
        if self.empty:
            return (SiteMeasure.BLANK,)
        if not self.stale(on):
            return ()
        first = self.first_level and self.pace is not UpdateDuty.OWN
        return (SiteMeasure.LONG_STALE, SiteMeasure.STALE_COLUMNS) if first else (SiteMeasure.LONG_STALE,)


OF_COLUMNS = (SiteMeasure.STALE_COLUMNS, SiteMeasure.LONG_STALE, SiteMeasure.BLANK)
"""栏目的监测量."""


def pace_of(name: str) -> UpdateDuty:
    """应更新的快慢: by what the name of a column says."""
    if any(word in name for word in DYNAMIC_NAMES):
        return UpdateDuty.DYNAMIC
    return UpdateDuty.NOTICE if any(word in name for word in NOTICE_NAMES) else UpdateDuty.OWN


def measure_columns(columns: Iterable[ColumnSeen], on: date) -> dict[SiteMeasure, int]:
    """栏目的监测量: how many columns each line counts."""
    counts = Counter(measure for each in columns for measure in each.counted_in(on))
    return {measure: counts[measure] for measure in OF_COLUMNS}


def days_still(changed_on: date | None, begun_on: date, on: date) -> int:
    """连续未更新天数: since the last change; since it began where nothing ever came."""
    return max((on - (changed_on or begun_on)).days, 0)


def longest_unanswered(asked_on: Iterable[date], on: date) -> int:
    """最久未回应的天数: of the messages of the last year that have no answer; 0 where there is none."""
    return max(_waits(asked_on, on), default=0)


def _waits(asked_on: Iterable[date], on: date) -> Iterator[int]:
    for day in asked_on:
        waited = (on - day).days
        if 0 <= waited <= 366:
            yield waited


def unreachable_share(seconds: Sequence[float | None], slow: float = 15.0) -> Decimal:
    """打不开占比（%）: of the visits, those that got no page within the time; None is a visit that got none at all."""
    if not seconds:
        return Decimal(0)
    failed = sum(each is None or each >= slow for each in seconds)
    return (Decimal(100) * failed / len(seconds)).quantize(Decimal("0.01"))
