"""检查项目录: every check the tool knows, in the order of their codes: those of the reading modules, the balances of the
forms, and those only a platform's own records can judge, which are named here and never pretended.

The codes A01 to A35 are those of the office's list; A35 is the list's own warning against a wrong rule: the charges of
第二十条第（八）项 are no processing fees, and nothing here compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.law.annual_report import EDITIONS
from gongkai.law.grammar.tables import Balance, Level
from gongkai.reading.checks import (
    across,
    asked,
    balances,
    charged,
    checking,
    days,
    departures,
    doubts,
    enumerated,
    growth,
    last_year,
    listed,
    money,
    naming,
    netgrowth,
    outliers,
    parts,
    personal,
    ratios,
    repeated,
    shares,
    stated,
    structure,
    withtable,
    wording,
)
from gongkai.reading.checks.rule import Check, Needs

_MODULES = (
    across,
    asked,
    balances,
    charged,
    checking,
    days,
    departures,
    doubts,
    enumerated,
    growth,
    last_year,
    listed,
    money,
    naming,
    netgrowth,
    outliers,
    parts,
    personal,
    ratios,
    repeated,
    shares,
    stated,
    structure,
    withtable,
    wording,
)

OF_PLATFORM: tuple[Check, ...] = (
    Check("A17", "现行有效件数与规范性文件库一致", Level.YELLOW, "以规范性文件库核对", Needs.PLATFORM),
    Check("A18", "许可、处罚决定数与双公示数据相称", Level.YELLOW, "以双公示数据核对", Needs.PLATFORM),
    Check("A23", "收取信息处理费的有超量申请的台账", Level.YELLOW, "以申请台账核对", Needs.PLATFORM),
    Check("A24", "逾期不缴费、不补正的有通知记录", Level.YELLOW, "以收费通知、补正通知核对", Needs.PLATFORM),
    Check("A25", "重复申请、大量反复申请有前案", Level.YELLOW, "以此前的答复核对", Needs.PLATFORM),
    Check("A33", "年报在专栏公布，历年年报齐全", Level.RED, "在年报专栏补齐各年报告", Needs.PLATFORM),
    Check("A34", "台账的按期率、延期数与正文一致", Level.YELLOW, "以申请台账核对", Needs.PLATFORM),
)
"""须用平台数据的检查项: a report by itself cannot be judged by them; ``check`` does not try."""


def _declared() -> Iterator[Check]:
    for module in _MODULES:
        yield from (each for each in vars(module).values() if isinstance(each, Check))


CHECKS: tuple[Check, ...] = tuple(
    sorted({check.code: check for check in (*_declared(), *OF_PLATFORM)}.values(), key=lambda check: check.code)
)
"""全部检查项."""


def coded_balances() -> dict[str, Balance]:
    """有编号的勾稽关系: the balances of the forms the office's list names, by code, each once."""
    found: dict[str, Balance] = {}
    for edition in EDITIONS:
        for table in edition.tables.values():
            for balance in table.balances:
                if code := balances.BALANCE_CODES.get(balance.name):
                    found.setdefault(code, balance)
    return found


@dataclass(frozen=True, slots=True)
class Entry:
    """目录项: one check as documentation lists it: code, rule, level in words (and the list's own, with why), needs."""

    code: str
    rule: str
    level: str
    needs: Needs


def entries() -> tuple[Entry, ...]:
    """全部目录项: every coded check, balances and rules on sentences included, in the order of their codes."""
    found = {check.code: _of_check(check) for check in CHECKS}
    found |= {
        code: Entry(code, balance.name, balance.level.label, Needs.LAST_YEAR if balance.across_years else Needs.REPORT)
        for code, balance in coded_balances().items()
    }
    return tuple(found[code] for code in sorted(found))


def _of_check(check: Check) -> Entry:
    level = check.level.label
    if check.official:
        level += f"（清单列为{check.official.label}：{check.reason}）"
    return Entry(check.code, check.rule, level, check.needs)
