"""检查轮次: a monthly sample that anybody can draw again, a full round each quarter, and the list of what people look at.

    drawn("2025091801234", units, rate)           the pairs of unit and item to be looked at this month
    rate_of(repeats)                               that of one unit and one item, raised by what was found there before

Every pair of unit and item is ranked by the digest of seed, unit and item. It is drawn where its rank lies under its own rate,
so a unit's higher rate for one kind adds looks at that kind in that unit and changes nothing anywhere else (病历本).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.words import Word
from gongkai.law.registers.drawing import LONGEST_SEED, rank
from gongkai.law.supervision.faults import Fault
from gongkai.law.supervision.rectifications import MENDED, sampling_rate


class RoundKind(Word):
    """轮次种类: a sample or everything."""

    SAMPLE = "sample", "月度抽查"
    FULL = "full", "季度普查"


@dataclass(frozen=True, slots=True)
class CheckItem:
    """检查项: something only people can judge, and the kinds of fault it is kin to."""

    key: str
    label: str
    look: str
    faults: tuple[Fault, ...] = ()


CHECKLIST = (
    CheckItem("open", "首页和一级栏目", "逐个打开，版面完整，15秒内打得开", (Fault.SLOW, Fault.UNREACHABLE)),
    CheckItem("new", "当日新内容", "标题、日期次序、来源、配图", (Fault.DATED, Fault.WORDS)),
    CheckItem("leaders", "领导信息", "姓名、职务、排序与现任一致"),
    CheckItem("names", "机关和地名", "机构改革后的名称，简称一致", (Fault.WORDS,)),
    CheckItem("dates", "日期和星期", "成文、发布日期与正文相符，星期不错", (Fault.DATED,)),
    CheckItem("files", "附件", "打得开，内容与名称相符", (Fault.DEAD, Fault.UNLIKE)),
    CheckItem("links", "链接和二维码", "指向正确，外部网站没有变样", (Fault.DEAD, Fault.HIDDEN)),
    CheckItem("columns", "栏目", "没有凑数的、常年不动的", (Fault.STALE, Fault.BLANK)),
    CheckItem("ended", "公示和报名", "期满的已经撤下或者写明结束", (Fault.EXPIRED, Fault.UNANNOUNCED)),
    CheckItem("letters", "留言和答复", "答复有实际内容，不空转", (Fault.LATE,)),
    CheckItem("comments", "征集和调查", "结束的有结果，采纳情况写明理由", (Fault.NO_RESULT,)),
    CheckItem("explained", "政策解读", "不照抄原文，两边能互相点到", (Fault.UNEXPLAINED,)),
    CheckItem("places", "放对栏目", "内容与栏目名称相符，没有一稿多发", (Fault.MISPLACED, Fault.TWICE)),
    CheckItem("privacy", "个人信息", "表格和图片里没有不该公开的", (Fault.PERSONAL, Fault.SECRET)),
    CheckItem("foot", "页脚", "标识码、备案号、主办单位、联系方式", (Fault.META, Fault.UNMARKED)),
    CheckItem("phone", "手机和适老版", "手机上不用横拉，大字版可用", (Fault.NARROW,)),
)
"""人工检查单: the daily and weekly list of who reads the site."""
ITEMS = {item.key: item for item in CHECKLIST}
"""按代码."""
BASE_RATE = 0.1
"""基础抽查比例: ours, until the inspecting authority chooses another when it opens a round."""


class Pair(NamedTuple):
    """抽中的一项: a unit by its code, and an item of the list."""

    unit: str
    item: str


Rate = Callable[[str, CheckItem], float]


def place_of(seed: str, pair: Pair) -> float:
    """位次: of a pair, from 0 up to 1, as the seed has it."""
    return int(rank(seed, *pair)[:13], 16) / 16**13


def drawn(seed: str, units: Iterable[str], rate: Rate) -> list[Pair]:
    """抽中的各项: unit by unit in their order; the same seed and rates give the same."""
    if not seed.strip() or len(seed) > LONGEST_SEED:
        raise Unlawful(f"种子应有1至{LONGEST_SEED}个字", MENDED, field="seed")
    return [
        pair for unit in units for item in CHECKLIST if place_of(seed, pair := Pair(unit, item.key)) < rate(unit, item)
    ]


def rate_of(base: float, repeated: int) -> float:
    """抽查比例: of one unit and one item; the first finding is no repetition."""
    if not 0 < base <= 1:
        raise Unlawful("抽查比例应大于0，不超过1", MENDED, field="rate")
    return sampling_rate(base, max(repeated - 1, 0))


def period_of(kind: RoundKind, on: date) -> str:
    """所属时期: the month of a sample, the quarter of a full round."""
    return f"{on.year}年{on.month}月" if kind is RoundKind.SAMPLE else f"{on.year}年第{(on.month + 2) // 3}季度"


# -- the report ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """一项发现的经过: kind and unit, when it was found, when it was mended, whether the same had been found there before."""

    indicator: str
    unit: str
    found_on: date
    closed_on: date | None
    repeated: bool


@dataclass(frozen=True, slots=True)
class RoundLine:
    """轮次报告行: found, mended, the mean of days to mend, and the share of repetitions."""

    name: str
    found: int
    mended: int
    days: float | None
    repeated: int

    @property
    def repeat_rate(self) -> float:
        """重复率."""
        return self.repeated / self.found if self.found else 0.0


def lines(told: Sequence[Told], by: Callable[[Told], str]) -> list[RoundLine]:
    """报告各行: by kind or by unit, the most first."""
    groups: dict[str, list[Told]] = {}
    for each in told:
        groups.setdefault(by(each), []).append(each)
    return sorted((line(name, group) for name, group in groups.items()), key=lambda row: (-row.found, row.name))


def line(name: str, told: Sequence[Told]) -> RoundLine:
    """报告一行."""
    waits = [(each.closed_on - each.found_on).days for each in told if each.closed_on is not None]
    days = sum(waits) / len(waits) if waits else None
    return RoundLine(name, len(told), len(waits), days, sum(each.repeated for each in told))
