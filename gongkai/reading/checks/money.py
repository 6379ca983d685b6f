"""金额的单位: amounts of the tables are in 万元; one typed in 元 is ten thousand times too big.

The text proves it where it states the same amount in the other unit. Against last year's report see last_year.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.law.grammar.sheets import Number
from gongkai.law.grammar.tables import Key, Level
from gongkai.reading.checks.findings import Finding, seen, show
from gongkai.reading.checks.rule import Check
from gongkai.reading.report import Reading
from gongkai.reading.tables.cells import Place, number_in

UNIT = Check(
    "A14",
    "金额以万元为单位",
    Level.RED,
    "金额除以一万后填入，并核对正文与表格的单位",
    basis="年度报告格式",
)

AMOUNTS: tuple[tuple[str, Key, re.Pattern[str]], ...] = (
    ("article_20_8", ("fees", "amount"), re.compile(r"行政事业性收费")),
    ("article_20_9", ("procurement", "amount"), re.compile(r"集中采购|政府采购")),
    ("statistics", ("funds", "value"), re.compile(r"经费")),
    ("statistics", ("fees", "value"), re.compile(r"申请[^。;]{0,40}(?:收取|收费)")),
)
"""金额格: where the forms hold amounts, and the words by which sentences speak of them."""

_AMOUNT = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?(?P<unit>万元|元)")
_TEN_THOUSAND = 10000
_LEAST = 100


def of_money(reading: Reading) -> Iterator[Finding]:
    """金额的问题: a cell that prints in 万元 the very figure the text gives in 元."""
    for table, key, words in AMOUNTS:
        found = reading.tables.get(table)
        number = number_in(reading.tables, table, key)
        if found is None or number is None or number < _LEAST:
            continue
        for sentence in reading.sentences:
            subject = words.search(sentence.text) if "元" in sentence.text else None
            amount = _AMOUNT.search(sentence.text, subject.end()) if subject else None
            if subject and amount and amount.start() - subject.end() < 30 and _is_ten_thousandfold(number, amount):
                place = Place(sentence.line_at(subject.start()), sentence.text[subject.start() : amount.end()])
                text = f"正文“{place.excerpt}”，表中以万元为单位填{show(number)}，大一万倍"
                yield UNIT.found(
                    text, place, left=number, right=_in_10000(amount), cells=[seen(found, key)], table=table
                )
                break


def _is_ten_thousandfold(number: Number, amount: re.Match[str]) -> bool:
    """Whether a cell in 万元 holds the amount in 元, as exactly as the text states it."""
    exact = Decimal(amount["whole"].replace(",", "") + (amount["fraction"] or ""))
    if amount["unit"] == "元":
        return exact == number
    decimals = len(amount["fraction"] or ".") - 1
    return exact > 0 and abs(number - exact * _TEN_THOUSAND) <= Decimal(_TEN_THOUSAND).scaleb(-decimals) / 2


def _in_10000(amount: re.Match[str]) -> Decimal:
    exact = Decimal(amount["whole"].replace(",", "") + (amount["fraction"] or ""))
    return exact if amount["unit"] == "万元" else exact / _TEN_THOUSAND
