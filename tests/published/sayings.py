"""造句: sentences about numbers as reports write them, sound or with one planted error. Strategies for hypothesis.

A ``Saying`` is a sentence, the code of the check its error belongs to, and whether an error was planted.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import accumulate

from hypothesis import strategies as st

SECTORS = (
    "政策法规类",
    "工作动态类",
    "通知公告类",
    "财政预决算信息",
    "人事任免信息",
    "规划计划信息",
    "应急管理信息",
    "招考录用信息",
)
RESULTS = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理")
APPLICANTS = ("自然人申请", "法人和其他组织申请")
WAYS = ("当面申请", "网络申请", "信函申请", "传真申请")
MARKERS = (",其中{}。", ",其中:{}。", ",包括{}。", "。其中,{}。")
SEPARATORS = ("、", ",", ";")
TOTALS = ("全年主动公开政府信息{}条", "2022年共发布各类信息{}条", "累计公开信息{}条")


@dataclass(frozen=True)
class Saying:
    """A sentence, the code of the check that is to find its error, and whether there is one."""

    text: str
    code: str
    planted: bool


def _parts(draw: st.DrawFn, names: tuple[str, ...], least: int = 3) -> list[tuple[str, int]]:
    chosen = draw(st.lists(st.sampled_from(names), min_size=least, max_size=len(names), unique=True))
    return [(name, draw(st.integers(2, 900))) for name in chosen]


def _joined(parts: list[tuple[str, int]], unit: str, mark: str) -> str:
    return mark.join(f"{name}{number}{unit}" for name, number in parts)


@st.composite
def totals(draw: st.DrawFn) -> Saying:
    """A total and its parts; planted: parts that come to more than the total."""
    parts = _parts(draw, SECTORS)
    added = sum(number for _, number in parts)
    planted = draw(st.booleans())
    total = added - draw(st.integers(1, max(1, added // 4))) if planted else added
    planted = planted and total not in accumulate(number for _, number in parts)
    total = total if planted else added
    listed = _joined(parts, "条", draw(st.sampled_from(SEPARATORS)))
    return Saying(_whole(draw, total) + draw(st.sampled_from(MARKERS)).format(listed), "P01", planted)


def _whole(draw: st.DrawFn, total: int) -> str:
    return draw(st.sampled_from(TOTALS)).format(total)


@st.composite
def closed_totals(draw: st.DrawFn) -> Saying:
    """A total whose parts end with 其他; planted: something is still missing."""
    parts = [*_parts(draw, SECTORS), ("其他信息", draw(st.integers(2, 300)))]
    planted = draw(st.booleans())
    total = sum(number for _, number in parts) + (draw(st.integers(1, 500)) if planted else 0)
    listed = _joined(parts, "条", draw(st.sampled_from(SEPARATORS)))
    return Saying(_whole(draw, total) + f",其中{listed}。", "P01", planted)


@st.composite
def applications_twice(draw: st.DrawFn) -> Saying:
    """Applications by channel, then by result; planted: the channels come to more than were received."""
    ways, results = _parts(draw, WAYS, 2), _parts(draw, RESULTS)
    planted = draw(st.booleans())
    total = sum(number for _, number in results)
    ways = _fitted(ways, total + (draw(st.integers(1, 40)) if planted else 0))
    marks = draw(st.sampled_from(SEPARATORS))
    text = f"共收到政府信息公开申请{total}件,其中{_joined(ways, '件', marks)},{_joined(results, '件', marks)}。"
    return Saying(text, "P01", planted)


def _fitted(parts: list[tuple[str, int]], total: int) -> list[tuple[str, int]]:
    """The same names with numbers that come to this total."""
    each = max(1, total // (2 * len(parts)))
    head = [(name, each) for name, _ in parts[:-1]]
    return [*head, (parts[-1][0], total - each * len(head))]


@st.composite
def one_too_great(draw: st.DrawFn) -> Saying:
    """A total and one part of it; planted: the part is the greater."""
    total = draw(st.integers(5, 900))
    planted = draw(st.booleans())
    part = total + draw(st.integers(1, 300)) if planted else draw(st.integers(1, total))
    return Saying(f"全年主动公开政府信息{total}条,其中规范性文件{part}条。", "P02", planted)


def printed(per_cent: Decimal, places: int, rounding: str) -> Decimal:
    """A percentage as printed."""
    return per_cent.quantize(Decimal(1).scaleb(-places), rounding)


_ROUNDINGS = st.sampled_from((ROUND_HALF_UP, ROUND_DOWN))


@st.composite
def shares(draw: st.DrawFn) -> Saying:
    """A total, its parts and the share of each, rounded or cut; planted: one share is off by much more than rounding."""
    parts = _parts(draw, SECTORS)
    total = sum(number for _, number in parts)
    places, rounding = draw(st.integers(0, 2)), draw(_ROUNDINGS)
    said = [printed(Decimal(number) * 100 / total, places, rounding) for _, number in parts]
    planted = draw(st.booleans())
    if planted:
        at = draw(st.integers(0, len(said) - 1))
        said[at] += draw(st.integers(5, 30))
        if any(abs(said[at] - Decimal(one) * 100 / total) < 2 for one in _sums_with_before(parts, at)):
            planted, said[at] = False, printed(Decimal(parts[at][1]) * 100 / total, places, rounding)
    how = draw(st.sampled_from((",占{}%", ",占比{}%", ",占总数的{}%", "(占{}%)")))
    listed = ";".join(f"{name}{number}条{how.format(share)}" for (name, number), share in zip(parts, said, strict=True))
    return Saying(_whole(draw, total) + f",其中{listed}。", "P03", planted)


def _sums_with_before(parts: list[tuple[str, int]], at: int) -> list[int]:
    """A part together with what stands before it: a share may be meant of both."""
    return [parts[at][1] + parts[at - 1][1]] if at else []


@st.composite
def rates(draw: st.DrawFn) -> Saying:
    """Received, closed, and the rate; planted: a rate that is off by more than rounding."""
    received = draw(st.integers(10, 5000))
    closed = draw(st.integers(received // 2, received))
    places, rounding = draw(st.integers(0, 2)), draw(_ROUNDINGS)
    rate = printed(Decimal(closed) * 100 / received, places, rounding)
    planted = draw(st.booleans())
    if planted:
        rate -= draw(st.integers(3, 30))
    what = draw(st.sampled_from(("办结", "办复", "答复")))
    text = f"12345热线共受理群众诉求{received}件,{what}{closed}件,{what}率{draw(st.sampled_from(('为', '达', '')))}{rate}%。"
    return Saying(text, "P04", planted)


@st.composite
def growth(draw: st.DrawFn) -> Saying:
    """This year's number, what it grew by, and the growth; planted: another growth."""
    base, change = draw(st.integers(20, 5000)), draw(st.integers(1, 900))
    up = draw(st.booleans()) or change >= base
    now = base + change if up else base - change
    places, rounding = draw(st.integers(0, 2)), draw(_ROUNDINGS)
    rate = printed(Decimal(change) * 100 / base, places, rounding)
    planted = draw(st.booleans())
    if planted:
        rate += draw(st.integers(3, 40))
    more, grown = ("增加", "增长") if up else ("减少", "下降")
    forms = (
        f"收到政府信息公开申请{now}件,较上年{more}{change}件,{grown}{rate}%。",
        f"收到政府信息公开申请{now}件,同比{more}{change}件,{'增幅' if up else '降幅'}{rate}%。",
        f"收到政府信息公开申请{now}件,较上年的{base}件{grown}{rate}%。",
        f"收到政府信息公开申请{now}件,比2021年{base}件{grown}{rate}%。",
    )
    return Saying(draw(st.sampled_from(forms)), "P06", planted)


@st.composite
def differences(draw: st.DrawFn) -> Saying:
    """由A压缩到B，压缩C; planted: another difference."""
    after, cut = draw(st.integers(1, 60)), draw(st.integers(1, 60))
    planted = draw(st.booleans())
    said = cut + draw(st.integers(1, 20)) if planted else cut
    unit = draw(st.sampled_from(("个工作日", "天")))
    text = f"平均办理时限由{after + cut}{unit}压缩到{after}{unit},压缩办理时限{said}{unit}。"
    return Saying(text, "P07", planted)


@st.composite
def directions(draw: st.DrawFn) -> Saying:
    """由A…到B with the word for it; planted: the word for the other way."""
    one, gap = draw(st.integers(1, 500)), draw(st.integers(1, 200))
    planted = draw(st.booleans())
    up = draw(st.booleans())
    first, last = (one, one + gap) if up else (one + gap, one)
    word = "增加" if up != planted else "减少"
    return Saying(f"行政审批事项由{first}项{word}到{last}项。", "P08", planted)


@st.composite
def twice(draw: st.DrawFn) -> Saying:
    """The year's total in two places; planted: another number in the second."""
    total = draw(st.integers(50, 20000))
    planted = draw(st.booleans())
    again = total + draw(st.integers(1, 500)) if planted else total
    first = draw(st.sampled_from(("2022年,全县主动公开政府信息{}条", "全年,全县共主动公开政府信息{}条")))
    second = draw(st.sampled_from(("2022年,全县主动公开政府信息{}条", "2022年全县累计主动公开各类政府信息{}条")))
    between = "加强组织领导,完善工作机制,队伍建设进一步加强。"
    return Saying(f"{first.format(total)}。{between}{second.format(again)}。", "P11", planted)


@st.composite
def cumulated(draw: st.DrawFn) -> Saying:
    """The year's total and that of all years; planted: the year's is the greater."""
    total, more = draw(st.integers(50, 20000)), draw(st.integers(1, 9000))
    planted = draw(st.booleans())
    year, years = (total + more, total) if planted else (total, total + more)
    text = f"2022年,主动公开政府信息{year}条,历年累计主动公开政府信息{years}条。"
    return Saying(text, "P13", planted)


@st.composite
def approximate(draw: st.DrawFn) -> Saying:
    """An exact figure beside one in 万 or with 余; planted: one the other leaves no room for."""
    exact = draw(st.integers(11, 99)) * 1000 + draw(st.integers(1, 999))
    planted = draw(st.booleans())
    rough = exact // 1000 * 1000 + (draw(st.integers(2, 9)) * 1000 if planted else 0)
    said = draw(st.sampled_from((f"{rough}余条", f"{Decimal(rough) / 10000}万余条")))
    if said.endswith("万余条") and rough % 10000 == 0:
        said = f"{rough}多条"
    if rough % 10000 == 0 and not planted:
        return Saying(f"2022年,全县主动公开政府信息{rough}余条。共主动公开政府信息{exact}条。", "P11", planted)
    return Saying(f"2022年,全县主动公开政府信息{said}。2022年,全县主动公开政府信息{exact}条。", "P11", planted)
