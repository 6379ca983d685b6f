"""登记行的编写: a lot becomes rows as somebody would have typed them, the same each time, one after the other.

book = Book("", PERMIT, (lot,))
steps(book, Part.SAMPLE)          the rows of the quick demo with the day each was made public
Row.said                          {"party": "示例建材00012号有限公司", "made_on": "2019-03-04", …}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import islice
from math import gcd
from zlib import crc32

from gongkai.demo.people import credit_code, identity_number, person_name
from gongkai.demo.publications.writing import Part
from gongkai.demo.registered.plan import Book, Gone, Lot
from gongkai.demo.registered.units import ANSWERS, BY_UNIT, MATTERS, UNITS
from gongkai.demo.registered.words import FIRMS, TOWNS, WHAT, WORDING
from gongkai.law.grammar.kinds import Field, Kind, Sort

SHOWN_FOR = timedelta(days=10)
"""公示日数."""
SERVES = timedelta(days=365 * 3)
"""许可有效期."""
_ENDINGS = {"个体工商户": "经营部", "农民专业合作社": "农民专业合作社"}
_PARTIES = ("法人及非法人组织", *("法人及非法人组织",) * 3, "个体工商户", "自然人")
_STRIDE = 7919
"""A prime: what is dealt out lies mixed in the order of a lot, and the same way each time."""


@dataclass(frozen=True, slots=True)
class Row:
    """登记行: of which lot, the how manieth, dated and made public when."""

    lot: Lot
    serial: int
    dated_on: date
    public_on: date


def size(book: Book, part: Part) -> int:
    """条数: of a part of a book."""
    sample = sum(lot.sample for lot in book.lots)
    return sample if part is Part.SAMPLE else book.total - sample


def steps(book: Book, part: Part) -> Iterator[Row]:
    """各行: of a part of a book, lot by lot in the order of their days."""
    for lot in book.lots:
        serials = range(lot.sample) if part is Part.SAMPLE else range(lot.sample, lot.total)
        for serial in serials:
            yield _row(lot, serial)


def all_of(lot: Lot) -> Iterator[Row]:
    """一批的各行."""
    return (_row(lot, serial) for serial in range(lot.total))


def _row(lot: Lot, serial: int) -> Row:
    span = (lot.ends - lot.begins).days + 1
    if span == 1:
        return Row(lot, serial, lot.begins, lot.begins)
    place = serial * span // lot.total
    first = lot.begins + timedelta(days=place - place % lot.every)
    if lot.after:
        return Row(lot, serial, first, first + timedelta(days=lot.after))
    return Row(lot, serial, lot.begins + timedelta(days=place), first + timedelta(days=lot.every))


def gone(lot: Lot) -> Iterator[tuple[Gone, list[str]]]:
    """移出的事项: the last of a lot, by their codes."""
    serials = iter(range(lot.total - 1, -1, -1))
    for each in lot.gone:
        yield each, [said(_row(lot, serial), "")["code"] for serial in islice(serials, each.many)]


# -- what a row says -------------------------------------------------------------------------------------------------------


def said(row: Row, short_name: str) -> dict[str, str]:
    """所填: a row by keys of fields; ``short_name`` is that of the place its units belong to."""
    lot, told = row.lot, _names(row, short_name)
    words = WORDING.get(lot.kind.key, {})
    written = {**lot.fixed, **{key: _dealt(lot, key, row.serial) for key in lot.dealt}}
    if lot.worth is not None and lot.kind.amount is not None:
        written[lot.kind.amount.key] = _amount(lot, lot.worth, row.serial)
    for field in lot.kind.fields:
        if field.key in written:
            continue
        if field.key in words:
            written[field.key] = words[field.key].format(**told)
        elif field.required or field.asked or field is lot.kind.amount:
            written[field.key] = _by_sort(field, row, told)
    whole = written | _of_party(row, told) | dict(lot.fixed)
    return {key: value for key, value in whole.items() if value}


def one(kind: Kind, mark: str, on: date, serial: int, short_name: str, **fixed: str) -> dict[str, str]:
    """单独一行: of no lot; what is ``fixed`` says what is its own."""
    return said(Row(Lot(kind, serial + 1, mark, on, on, fixed=fixed), serial, on, on), short_name)


def _names(row: Row, short_name: str) -> Mapping[str, str | int]:
    lot, serial = row.lot, row.serial
    what, unit = _matter(lot, serial)
    trade = FIRMS[serial % len(FIRMS)]
    entity = _dealt(lot, "entity_kind", serial) if "entity_kind" in lot.dealt else ""
    return {
        "n": serial + 1,
        "mark": lot.mark,
        "year": row.dated_on.year,
        "last": row.dated_on.year - 1,
        "what": what,
        "field": "政府采购" if what.endswith("采购") else "工程建设",
        "fine": f"0.{serial * 7 % 9 + 1}",
        "measure": ("查封", "扣押", "加处罚款或者滞纳金")[serial % 3],
        "town": TOWNS[serial % len(TOWNS)],
        "unit": f"{short_name}{unit}",
        "trade": trade,
        "firm": f"示例{trade}{lot.mark[-2:]}{serial + 1:05}号{_ENDINGS.get(entity, '有限公司')}",
        "person": person_name(serial),
        "identity": identity_number(serial),
        "credit": credit_code(_first_code(lot.mark) + serial),
        "level": lot.fixed.get("level", ""),
        "proof": "" if serial % 9 == 8 else "公示栏照片（示例）",
        "kind": _dealt(lot, "power_kind", serial) if "power_kind" in lot.dealt else lot.fixed.get("power_kind", ""),
    }


def _matter(lot: Lot, serial: int) -> tuple[str, str]:
    """What it is about, and which department answers for it."""
    key, number = lot.kind.key, serial % lot.units
    unit = UNITS[number % len(UNITS)]
    if key in BY_UNIT:
        return MATTERS[unit][serial // lot.units % len(MATTERS[unit])], unit
    words = WHAT.get(key, ("示例事项",))
    what, _, whose = words[serial % len(words)].partition("@")
    beneath = "" if number < len(UNITS) else f"所属第{number // len(UNITS)}单位"
    return what, whose or ANSWERS.get(key, f"{unit}{beneath}")


@cache
def _first_code(mark: str) -> int:
    """Where the credit codes of a lot begin: far from those of another."""
    return crc32(mark.encode()) % 24 * 40_000


def _dealt(lot: Lot, key: str, serial: int) -> str:
    """The choice of a serial: as many of each as the plan says."""
    place = serial * _stride(lot.total) % lot.total
    for choice, many in lot.dealt[key].items():
        if place < many:
            return choice
        place -= many
    raise AssertionError("the choices of a lot add up to it")


@cache
def _stride(total: int) -> int:
    return next(step for step in range(_STRIDE, _STRIDE + total + 2) if gcd(step, total) == 1)


def _amount(lot: Lot, worth: Decimal, serial: int) -> str:
    """Its share of the whole sum, exact to a hundred yuan; the first ones have what does not part evenly."""
    whole, rest = divmod(int(worth * 100), lot.total)
    # One has as much more as its neighbour has less, so that they differ and the sum stays.
    swing = (serial // 2 % 9 + 1) * whole // 12
    paired = serial < lot.total - lot.total % 2
    share = whole + (serial < rest) + ((swing if serial % 2 else -swing) if paired else 0)
    return f"{Decimal(share) / 100:.2f}"


def _by_sort(field: Field, row: Row, told: Mapping[str, str | int]) -> str:
    """What is not worded is written by its type."""
    serial = row.serial
    match field.sort:
        case Sort.DAY:
            return _day(field.key, row).isoformat()
        case Sort.MONTH:
            return f"{row.dated_on:%Y-%m}"
        case Sort.COUNT:
            return str(row.dated_on.year if field.unit == "年" and field.key == "year" else serial % 48 + 2)
        case Sort.NUMBER:
            return f"{serial * 13 % 90 + 1}.{serial % 10}"
        case Sort.MONEY:
            return f"{serial * 37 % 900 + 10}.{serial % 100:02}"
        case Sort.YES_NO:
            return "否" if serial % 9 == 8 else "是"
        case Sort.CHOICE:
            return field.choices[serial % len(field.choices)]
        case Sort.CREDIT_CODE:
            return str(told["credit"])
        case _:
            return str(told["unit"] if field.key in ("unit", "decided_by") else f"{field.label}（示例{serial + 1}）")


def _day(key: str, row: Row) -> date:
    match key:
        case "valid_to":
            return row.dated_on + SERVES
        case "shown_to":
            return row.dated_on + SHOWN_FOR
        case "opens_on":
            return row.dated_on + timedelta(days=20)
        case _:
            return row.dated_on


def _of_party(row: Row, told: Mapping[str, str | int]) -> dict[str, str]:
    """行政相对人: most are firms; of a person the number is kept inside, and a penalty is shown for a year."""
    if not row.lot.kind.has("party_kind"):
        return {}
    kind = _PARTIES[row.serial % len(_PARTIES)]
    if kind == "自然人":
        shown = {"shown_to": (row.dated_on + timedelta(days=365)).isoformat()} if row.lot.kind.has("shown_to") else {}
        number = {"party_paper": "身份证", "party_number": str(told["identity"])}
        return {"party": str(told["person"]), "party_kind": kind, "representative": "", **number, **shown}
    return {"party": str(told["firm"]), "party_kind": kind, "credit_code": str(told["credit"])}
