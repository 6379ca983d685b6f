"""所述与所算: what a report states in words, beside what the ledger, its own tables or its other figures come to.

A rate is reckoned anew from its two counts and rounded half up (四舍五入) to two places; a claim with fewer places is held
against the same number rounded to as many, so nobody is accused of rounding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from gongkai.law.annual_report import Edition
from gongkai.law.annual_report.prose import figure_of
from gongkai.law.grammar.sheets import Number, Sheet, figure
from gongkai.oversight.reports.content import Content, Stated

ROUNDING = "比率按两数相除计算，四舍五入保留两位小数；所述比率位数较少的，按同样的位数比较"

_CALLED: Mapping[str, tuple[str, ...]] = {
    "新收": ("收到申请", "受理申请", "收到申请数", "申请数", "依申请公开", "新收申请"),
    "办结": ("办结申请", "申请办结", "申请办结数"),
    "答复": ("申请答复", "答复申请", "申请答复数"),
    "主动公开": ("主动公开政府信息", "主动公开政府信息数"),
    "行政复议": ("行政复议申请", "行政复议数量"),
    "行政诉讼": ("行政诉讼案件", "行政诉讼数量"),
}
_NAMES = {said: name for name, others in _CALLED.items() for said in (name, *others)}
_RATES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "办结率": (("办结", "答复"), ("应办", "新收")),
    "答复率": (("答复", "办结"), ("应办", "新收")),
}
"""比率: what each is the share of; the first of several counts that is known is taken."""


@dataclass(frozen=True)
class Claim:
    """一项所述: the figure as stated, what it comes to, from where that is known, and whether the two agree."""

    stated: Stated
    reckoned: str
    source: str
    agrees: bool


def claims(content: Content, ledger: Mapping[str, Sheet]) -> list[Claim]:
    """对照: the stated figures that can be held against something; the ledger first, then the tables, then each other."""
    own = {
        _NAMES.get(each.label, each.label): number for each in content.stated if (number := _number(each)) is not None
    }
    found: list[Claim] = []
    for stated in content.stated:
        for source, known in _sources(content, ledger, own):
            claim = _rate(stated, known, source) if stated.unit in ("%", "％") else _count(stated, known, source, own)
            if claim:
                found.append(claim)
                break
    return found


_Known = Mapping[str, Number]


def _sources(content: Content, ledger: Mapping[str, Sheet], own: _Known) -> Iterator[tuple[str, _Known]]:
    if content.form is None:
        yield "报告自述", own
        return
    if any(number for sheet in ledger.values() for number in sheet.values()):
        yield "台账", _of_sheets(content.form, ledger)
    yield "统计表", _of_sheets(content.form, content.sheets)
    yield "报告自述", own


def _of_sheets(form: Edition, sheets: Mapping[str, Sheet]) -> dict[str, Number]:
    names = {*_NAMES.values(), *(name for pair in _RATES.values() for side in pair for name in side)}
    figures = {name: figure_of(form, name) for name in names}
    numbers = {name: each.number(sheets) for name, each in figures.items() if each}
    return {name: number for name, number in numbers.items() if number is not None}


def _count(stated: Stated, known: _Known, source: str, own: _Known) -> Claim | None:
    name = _NAMES.get(stated.label)
    number = _number(stated)
    if name is None or name not in known or number is None or known is own:
        return None
    return Claim(stated, f"{figure(known[name])}{stated.unit}", source, known[name] == number)


def _rate(stated: Stated, known: _Known, source: str) -> Claim | None:
    parts, wholes = _RATES.get(stated.label, ((), ()))
    part = next((known[name] for name in parts if name in known), None)
    whole = next((known[name] for name in wholes if name in known), None)
    claimed = _number(stated)
    if part is None or not whole or claimed is None:
        return None
    share = Decimal(part) * 100 / Decimal(whole)
    reckoned = f"{figure(part)}÷{figure(whole)}＝{_rounded(share, 2)}%"
    return Claim(stated, reckoned, source, _rounded(share, _places(stated.value)) == Decimal(claimed))


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _places(value: str) -> int:
    return min(len(value.strip().partition(".")[2]), 6)


def _number(stated: Stated) -> Number | None:
    text = re.sub(r"[,，\s%％]", "", stated.value)
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    return int(number) if number == number.to_integral_value() else number


def contradicted(found: Sequence[Claim]) -> list[Claim]:
    """不符: the claims that do not agree with what is reckoned."""
    return [claim for claim in found if not claim.agrees]
