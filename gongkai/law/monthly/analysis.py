"""分析说明: what a month or a quarter says beside the one before and the same of last year; what stands out is said to.

for sentence in analysis(now, before, a_year_ago): …          the draft of the text; nobody need say it so
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.grammar.sheets import Number, figure
from gongkai.law.monthly.indicators import INDICATORS, MonthlyIndicator, Part, of_part
from gongkai.law.rates import OF_GROWTH, growth

LEAST = 5
"""起点: a change of fewer than this stands out for nobody, however large its share."""
SHARE = Decimal(50)
"""幅度（%）: by how much more or less than before a figure must be to stand out."""

Told = Mapping[str, Number]
"""一期的数: indicator → number."""


@dataclass(frozen=True, slots=True)
class Compared:
    """一项比较: a figure beside the period before and the same period of last year; None where that is not known."""

    indicator: MonthlyIndicator
    now: Number
    before: Number | None
    year_ago: Number | None

    @property
    def chained(self) -> Decimal | None:
        """环比（%）."""
        return growth(self.now, self.before) if self.before is not None else None

    @property
    def yearly(self) -> Decimal | None:
        """同比（%）."""
        return growth(self.now, self.year_ago) if self.year_ago is not None else None

    @property
    def stands_out(self) -> bool:
        """异常: much more or much less than before, or than a year ago."""
        return any(_out(self.now, then) for then in (self.before, self.year_ago))


def _out(now: Number, then: Number | None) -> bool:
    if then is None or -LEAST < now - then < LEAST:
        return False
    share = growth(now, then)
    return share is None or abs(share) >= SHARE


def compared(now: Told, before: Told | None, year_ago: Told | None) -> list[Compared]:
    """逐项比较: every figure that is told, in the order of the return."""
    return [
        Compared(
            indicator,
            now[key],
            before.get(key) if before is not None else None,
            year_ago.get(key) if year_ago is not None else None,
        )
        for key, indicator in INDICATORS.items()
        if key in now and indicator.gathered
    ]


def sentences(label: str, found: Sequence[Compared]) -> Iterator[str]:
    """文字初稿: a paragraph for each part that has anything to tell, then what stands out and asks for a reason."""
    by_key = {each.indicator.key: each for each in found}
    for part in Part:
        told = [by_key[each.key] for each in of_part(part) if each.key in by_key and by_key[each.key].now]
        if told:
            yield f"{part.label}：{label}" + "，".join(_said(each) for each in told) + "。"
    out = [each for each in found if each.stands_out]
    if out:
        names = "、".join(f"{each.indicator.part.label}{each.indicator.label}（{_changes(each)}）" for each in out)
        yield f"变化较大、应当说明原因的：{names}。〔待补充：原因〕"
    else:
        yield "各项数据与上期和上年同期相比没有大的变化。"


def _said(each: Compared) -> str:
    changes = _changes(each)
    said = f"{each.indicator.label}{figure(each.now)}{each.indicator.unit}"
    return f"{said}（{changes}）" if changes else said


def _changes(each: Compared) -> str:
    return "，".join(
        _change(name, each.now, then, share)
        for name, then, share in (("比上期", each.before, each.chained), ("比上年同期", each.year_ago, each.yearly))
        if then is not None
    )


def _change(name: str, now: Number, then: Number, share: Decimal | None) -> str:
    if now == then:
        return f"{name}持平"
    way = "增加" if now > then else "减少"
    more: Number = now - then if now > then else then - now
    by = f"，{way}{abs(share)}%" if share is not None else ""
    return f"{name}{way}{figure(more)}{by}"


RULE = f"变化达到{SHARE}%且不少于{LEAST}的为变化较大。增减幅度：{OF_GROWTH.note}"
"""所用规则: printed below the comparison."""
