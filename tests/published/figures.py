"""造数: sheets whose balances hold, as a town, a county and a city would fill them in; made by the thousand.

Real reports of towns are nearly all zeros; those of cities run to millions. Both must be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from gongkai.law.annual_report import Edition
from gongkai.law.grammar.sheets import Number, Sheet, Value, total
from gongkai.law.grammar.tables import Key, Table


@dataclass(frozen=True)
class Scale:
    """规模: the share of cells that are 0, and the most a case count and a stock come to."""

    zeros: float
    cases: int
    stock: int


SCALES: Mapping[str, Scale] = {
    "empty": Scale(1.0, 1, 1),
    "town": Scale(0.9, 5, 60),
    "county": Scale(0.6, 60, 4_000),
    "city": Scale(0.2, 3_000, 9_000_000),
}


def filled(edition: Edition, chance: Random, scale: Scale) -> dict[str, Sheet]:
    """A whole report whose sheets pass their own check, yellow balances included."""
    return {key: _balanced(table, chance, scale) for key, table in edition.tables.items()}


def _balanced(table: Table, chance: Random, scale: Scale) -> Sheet:
    if table.key.startswith("article_20"):
        return _article_20(table, chance, scale)
    sheet = _put(Sheet(table), {key: _count(chance, scale) for key in table.counted})
    if table.key == "applications":
        return _put(sheet, _applications(sheet, chance))
    return _put(sheet, _statistics(sheet, chance)) if table.key == "statistics" else sheet


def _put(sheet: Sheet, numbers: Mapping[Key, Number]) -> Sheet:
    return total(sheet.put_all({key: Value.of(number) for key, number in numbers.items()}))


def _count(chance: Random, scale: Scale) -> int:
    return 0 if chance.random() < scale.zeros else int(scale.cases ** chance.random()) or 1


def _stock(chance: Random, scale: Scale) -> int:
    return 0 if chance.random() < scale.zeros else int(scale.stock ** chance.random())


def _article_20(table: Table, chance: Random, scale: Scale) -> Sheet:
    numbers: dict[Key, Number] = {}
    for row, column in table.cells:
        line = table.column_lines[column]
        number: Number = _stock(chance, scale)
        if line.exact and number and chance.random() < 0.6:
            number = Decimal(number) + Decimal(chance.randrange(1, 100)) / 100
        if line.signed and chance.random() < 0.4:
            number = -number
        numbers[row, column] = number
    for row in table.row_lines:
        numbers |= _published(row, numbers)
    return _put(Sheet(table), numbers)


def _published(row: str, numbers: Mapping[Key, Number]) -> dict[Key, Number]:
    """What is in force, or open, is at least what was made this year; what was made was published."""
    made = numbers.get((row, "made"), 0)
    if (row, "open_total") in numbers:
        return {(row, "published"): made, (row, "open_total"): numbers[row, "open_total"] + made}
    return {(row, "in_force"): numbers[row, "in_force"] + made} if (row, "in_force") in numbers else {}


def _applications(sheet: Sheet, chance: Random) -> dict[Key, Number]:
    numbers: dict[Key, Number] = {}
    for column in sheet.table.column_lines:
        if column != "total":
            handled = int(sheet["total", column] or 0) + int(sheet["carried_out", column] or 0)
            carried_in = chance.randint(0, handled // 4)
            numbers |= {("carried_in", column): carried_in, ("new", column): handled - carried_in}
    return numbers


def _statistics(sheet: Sheet, chance: Random) -> dict[Key, Number]:
    def number(row: str) -> int:
        return int(sheet[row, "value"] or 0)

    def more(row: str) -> int:
        return number(row) + chance.randint(0, number(row))

    channels = [number(row) for row in ("by_gazette", "by_website", "by_weibo", "by_wechat", "by_other")]
    disclosed = chance.randint(max(channels), sum(channels))
    normative = chance.randint(0, disclosed)
    replied = number("replied")
    on_time = chance.randint(replied // 2, replied)
    numbers: dict[str, Number] = {
        "disclosed_total": disclosed,
        "disclosed_normative": normative,
        "normative_made": normative,
        "responses_total": max(more("responses_social_media"), number("responses_other")),
        "press_conferences": more("press_conferences_led"),
        "online_interviews": more("online_interviews_led"),
        "closed_on_time": on_time,
        "closed_extended": replied - on_time,
        "received_in_person": replied,
    }
    return {(row, "value"): value for row, value in numbers.items()}
