"""所述与所算: what a report states in words, beside what the ledger, its own tables or its other figures come to.

A rate is reckoned anew from its two counts and rounded half up (四舍五入) to two places; a claim with fewer places is held
against the same share rounded to as many, so nobody is accused of rounding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache

from gongkai.law.annual_report import Edition
from gongkai.law.annual_report.procedure import edition_or_none
from gongkai.law.annual_report.prose import figure_of
from gongkai.law.grammar.sheets import Number, Sheet, figure
from gongkai.law.grammar.tables import Table
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
_ABOUT = {
    "statistics/received": "新收",
    "statistics/closed": "办结",
    "statistics/replied": "答复",
    "applications/new": "新收",
    "applications/total": "办结",
}
"""所指的行: rows that the rates need, by the name they are known under."""

_CLOSED, _RECEIVED = ("办结", "答复"), ("应办", "新收")
_SHARES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "办结率": (_CLOSED, _RECEIVED),
    "办复率": (_CLOSED, _RECEIVED),
    "答复率": (("答复", "办结"), _RECEIVED),
}
_RATES = {
    f"{of}{rate}": share for rate, share in _SHARES.items() for of in ("", "申请", "依申请公开", "依申请公开申请")
}
"""比率: what each is the share of; the first of several counts that is known is taken."""

_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[．.]|其中：)+|（[^（）]*）")

_MANY = 3
"""Parts fewer than these are no account of where a total comes from."""


@dataclass(frozen=True)
class Claim:
    """一项所述: the figure as stated, what it comes to, from where that is known, and whether the two agree."""

    stated: Stated
    reckoned: str
    source: str
    agrees: bool


def claims(content: Content, ledger: Mapping[str, Sheet]) -> list[Claim]:
    """对照: the stated figures that can be held against something; the ledger first, then the tables, then each other."""
    kept = any(number for sheet in ledger.values() for number in sheet.values())
    own = _Source("统计表", content.form, content.sheets)
    sources = [_Source("台账", edition_or_none(content.year), ledger), own] if kept else [own]
    found = (_first(content, each, sources) or _against_parts(content, each) for each in content.stated)
    return [claim for claim in found if claim]


@dataclass(frozen=True)
class _Source:
    """Sheets to hold a claim against, what they are called, and the form they are of."""

    name: str
    form: Edition | None
    sheets: Mapping[str, Sheet]


def _first(content: Content, stated: Stated, sources: Sequence[_Source]) -> Claim | None:
    if stated.label in _RATES:
        return next(_rates(content, stated, sources), None)
    return next((claim for source in sources if (claim := _count(stated, source))), None)


def _count(stated: Stated, source: _Source) -> Claim | None:
    """A stated count and the cell, or the sum of cells, it speaks of; a report without tables has only the ledger's."""
    said, held = number_of(stated.value), _held(stated, source)
    if said is None or held is None:
        return None
    return Claim(stated, f"{figure(held)}{stated.unit}", source.name, said == held)


def _against_parts(content: Content, total: Stated) -> Claim | None:
    """A total that the form lets be no more than its parts together, where these end in 其他 and so leave nothing out."""
    form = edition_or_none(content.year)
    table, row = _row_of(total, form) if form else ("", "")
    if form is None or content.sheets or table not in form.tables:
        return None
    parts = [(table, part) for part in form.tables[table].ceilings.get(row, ())]
    told = [(each.label, number_of(each.value)) for each in content.stated if _row_of(each, form) in parts]
    claimed, numbers = number_of(total.value), [number for _, number in told if number is not None]
    if claimed is None or len(numbers) < max(_MANY, len(told)) or not any("其他" in label for label, _ in told):
        return None
    added = sum(numbers)
    reckoned = f"{'＋'.join(map(figure, numbers))}＝{figure(added)}{total.unit}，总数应不多于各项之和"
    return Claim(total, reckoned, "报告自述", claimed <= added)


def _row_of(stated: Stated, form: Edition) -> tuple[str, str]:
    table, _, row = stated.about.partition("/")
    return (table, row) if row else _rows_called(form).get(_bare(stated.label), ("", ""))


def _held(stated: Stated, source: _Source) -> Number | None:
    table, _, row = stated.about.partition("/")
    if table in source.sheets:
        return _of_row(source.sheets[table], row)
    if source.form is None:
        return None
    if name := _NAMES.get(stated.label):
        found = figure_of(source.form, name)
        return found.number(source.sheets) if found else None
    table, row = _row_of(stated, source.form)
    return _of_row(source.sheets[table], row) if table in source.sheets else None


@cache
def _rows_called(form: Edition) -> Mapping[str, tuple[str, str]]:
    """The rows of a form by their labels without numbers and notes, where only one row is called so."""
    rows = [
        (_bare(line.label), (table.key, key)) for table in form.tables.values() for key, line in table.row_lines.items()
    ]
    times = Counter(name for name, _ in rows)
    return {name: row for name, row in rows if times[name] == 1}


def _bare(label: str) -> str:
    return _NUMBERING.sub("", label)


def _of_row(sheet: Sheet, row: str) -> Number | None:
    """What a row comes to in its last column, which is its total; for a heading, its parts together."""
    line = next((line for line in sheet.table.rows.walk() if line.key == row), None)
    lines = [] if line is None else [line] if line.numbered else list(line.addends())
    numbers = [sheet[each.key, _last_column(sheet.table)] for each in lines]
    if not numbers or None in numbers:
        return None
    return sum(number for number in numbers if number is not None)


def _last_column(table: Table) -> str:
    return list(table.column_lines)[-1]


def _rates(content: Content, stated: Stated, sources: Sequence[_Source]) -> Iterator[Claim]:
    claimed = number_of(stated.value)
    known = [(source.name, _of_sheets(source)) for source in sources]
    for source, numbers in [*known, ("报告自述", _of_statements(content.stated))]:
        parts, wholes = _RATES[stated.label]
        part = next((numbers[name] for name in parts if name in numbers), None)
        whole = next((numbers[name] for name in wholes if name in numbers), None)
        if claimed is not None and part is not None and whole:
            share = Decimal(part) * 100 / Decimal(whole)
            reckoned = f"{figure(part)}÷{figure(whole)}＝{_rounded(share, 2)}%"
            yield Claim(stated, reckoned, source, _rounded(share, _places(stated.value)) == Decimal(claimed))


def _of_sheets(source: _Source) -> dict[str, Number]:
    names = {name for pair in _RATES.values() for side in pair for name in side}
    figures = {name: found for name in names if source.form and (found := figure_of(source.form, name))}
    numbers = {name: each.number(source.sheets) for name, each in figures.items()}
    return {name: number for name, number in numbers.items() if number is not None}


def _of_statements(stated: Sequence[Stated]) -> dict[str, Number]:
    found: dict[str, Number] = {}
    for each in stated:
        name, number = _ABOUT.get(each.about) or _NAMES.get(each.label), number_of(each.value)
        if name and number is not None:
            found.setdefault(name, number)
    return found


def number_of(text: str) -> Number | None:
    """读数: the number a text states, or None where it states none exactly (1.3万多)."""
    try:
        number = Decimal(re.sub(r"[,，\s%％]", "", text))
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    return int(number) if number == number.to_integral_value() else number


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _places(value: str) -> int:
    return min(len(value.strip().rstrip("%％").partition(".")[2]), 6)


def contradicted(found: Sequence[Claim]) -> list[Claim]:
    """不符: the claims that do not agree with what is reckoned."""
    return [claim for claim in found if not claim.agrees]
