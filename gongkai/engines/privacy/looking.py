"""细查: everything personal in what is about to be published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gongkai.engines.privacy.columns import Column, judged
from gongkai.engines.privacy.disguises import damaged, disguised, split
from gongkai.engines.privacy.finding import LONGEST_HEAD, find
from gongkai.engines.privacy.kinds import Certainty, Found, Kind
from gongkai.engines.privacy.masks import otherwise_covered
from gongkai.engines.privacy.naming import named
from gongkai.engines.privacy.people import name_before, people

_LOOSE = re.compile(r"(?:[\u4e00-\u9fff，、。：；（）] ){3,}[\u4e00-\u9fff，、。：；（）]")
"""Characters with a blank after each: so a PDF gives lines that are justified. Cells stand apart otherwise."""
_SILENT = 4
"""So few signs, all of them digits or none, tell of nobody by themselves; most cells of a table are such."""
_MOST_HEADS = 5
_BESIDE = 24
_PRIVATE = re.compile(r"家庭|住宅|宅电|家长|监护人|户主|本人|个人|私人|学生|患者")
_OFFICE = re.compile(
    r"地址|地点|位于|办公|大厅|窗口|设在|坐落|施工|项目|单位|公司|企业|学校|医院|银行|中心|门店|营业|经营|受理|投标|采购"
    r"|工程|宗地|地块|道路|铺设|路段|新建|改建"
)
_ACCOUNTS = re.compile(
    r"局|公司|中心|财政|专户|国库|基本户|缴款|保证金|非税|单位|政府|企业|有限|账户名称|对公|学校|医院|捐"
)
_COMPANY = re.compile(r"公司|企业|法定代表人|统一社会信用代码|营业执照|注册地|合作社|经营者|个体")
_ROW_NUMBER = re.compile(r"序\s*号|编号")


def look(text: str, context: str = "") -> list[Found]:
    """细查文字: in the order of the text; ``context`` is what stands over it, such as the head of a column."""
    if len(text) <= _SILENT and (text.isdecimal() or not any(map(str.isdecimal, text))):
        return []
    if _LOOSE.search(text):
        blanks = {place for run in _LOOSE.finditer(text) for place in range(run.start() + 1, run.end(), 2)}
        places = [place for place in range(len(text)) if place not in blanks]
        return list(_spread(text, places, look("".join(text[place] for place in places), context)))
    numbers = [each for each in find(text, context) if _is_personal(each, text, context)]
    taken = bytearray(len(text))
    kept = list(
        _free(damaged(text, context), taken)
    )  # first: where numbers begin with 62, one in ten would pass for a card
    kept += _free(numbers, taken)
    kept += _free(disguised(text), taken)
    kept += _free(otherwise_covered(text, context), taken)
    kept += _free(_people(text, list(kept)), taken)
    kept += _free(_named(text), taken)
    return sorted(kept, key=lambda each: each.start)


def _named(text: str) -> Iterator[Found]:
    """Whoever is named alone, also where a line ends within the name."""
    if "\n" not in text:
        yield from named(text)
        return
    places = [place for place, sign in enumerate(text) if sign not in "\r\n"]
    yield from _spread(text, places, named("".join(text[place] for place in places)))


def _people(text: str, numbers: Sequence[Found]) -> Iterator[Found]:
    """Of the people in a text, also where a line ends within a name: a PDF ends its lines wherever they are full."""
    if "\n" not in text:
        yield from people(text, numbers)
        return
    places = [place for place, sign in enumerate(text) if sign not in "\r\n"]
    at = {place: closed for closed, place in enumerate(places)}
    there = [
        replace(each, start=at[each.start], end=at[each.end - 1] + 1)
        for each in numbers
        if each.start in at and each.end - 1 in at
    ]
    yield from _spread(text, places, people("".join(text[place] for place in places), there))


def _spread(text: str, places: Sequence[int], found: Iterable[Found]) -> Iterator[Found]:
    """What was found in a text of which some signs were left out, where it stands in the whole."""
    kept = frozenset(places)
    for each in found:
        start, end = places[each.start], places[each.end - 1] + 1
        signs = iter(each.masked)
        masked = "".join(next(signs) if place in kept else text[place] for place in range(start, end))
        yield replace(each, start=start, end=end, masked=masked)


def _free(found: Iterable[Found], taken: bytearray) -> Iterator[Found]:
    """What stands where nothing was found before it."""
    for each in found:
        if not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"\x01" * (each.end - each.start)
            yield each


def _is_personal(found: Found, text: str, context: str) -> bool:
    """Whether a number is a person's: offices have telephones, mailboxes, addresses and accounts of their own."""
    near = text[max(0, found.start - _BESIDE) : found.start] + "\n" + context
    match found.kind:
        case Kind.PHONE | Kind.EMAIL:
            return _PRIVATE.search(near) is not None or name_before(text, found.start) is not None
        case Kind.PASSPORT:
            return found.certainty is Certainty.SURE or name_before(text, found.start) is not None
        case Kind.BANK if found.certainty is Certainty.LIKELY:
            return _ACCOUNTS.search(text[max(0, found.start - 3 * _BESIDE) : found.end + _BESIDE]) is None
        case Kind.ADDRESS if found.certainty is Certainty.LIKELY:
            return _OFFICE.search(near + text[found.start : found.end]) is None
        case Kind.ADDRESS:
            return _COMPANY.search(near + text[found.start : found.end + _BESIDE]) is None
        case _:
            return True


def look_in(rows: Iterable[Sequence[str]], heads: int | None = None) -> Iterator[Found]:
    """细查表格: cell by cell, and columns as a whole; how many rows are heads is seen from the table where it is not told."""
    table = [list(row) for row in rows]
    first = _heads(table) if heads is None else min(heads, len(table))
    over = _contexts(table[:first])
    cells: dict[tuple[int, int], list[Found]] = {}
    for number, row in enumerate(table):
        for column, text in enumerate(row):
            if text and (found := look(text, over.get(column, "") if number >= first else "")):
                cells[number, column] = found
        for column, each in split(row) if number >= first else ():
            cells.setdefault((number, column), [each])
    persons = frozenset(
        column
        for (row, column), found in cells.items()
        if row >= first and any(each.kind in _PERSONS for each in found)
    )
    for each in judged(_columns(table, first, over), persons):
        place = (each.row or 0, each.column or 0)
        if place not in cells or each.kind is Kind.ADDRESS:
            cells[place] = [each]
    for (number, column), found in sorted(cells.items()):
        yield from (replace(each, row=number, column=column) for each in found)


_PERSONS = frozenset({Kind.IDENTITY, Kind.BANK, Kind.MOBILE, Kind.PASSPORT})


def _heads(table: Sequence[Sequence[str]]) -> int:
    """How many rows are heads: up to the first that holds figures, or a person, beyond a title; at least one."""
    for number, row in enumerate(table[: _MOST_HEADS + 1]):
        filled = [text for text in row if text.strip()]
        if len(filled) > 1 and number and any(_is_value(text) for text in filled):
            return number
    return min(1, len(table))


def _is_value(text: str) -> bool:
    plain = text.strip().replace(",", "").replace(".", "")
    return plain.isdecimal() or (len(plain) > 5 and sum(map(str.isdecimal, plain)) * 2 > len(plain))


def _contexts(heads: Sequence[Sequence[str]]) -> dict[int, str]:
    """What stands over each column; a title over the whole table stands over none."""
    over: dict[int, str] = {}
    for row in heads:
        if sum(bool(text.strip()) for text in row) > 1:
            for column, text in enumerate(row):
                over[column] = f"{over.get(column, '')}{text}"[:LONGEST_HEAD]
    return over


def _columns(table: Sequence[Sequence[str]], first: int, over: dict[int, str]) -> list[Column]:
    width = max(map(len, table), default=0)
    return [
        Column(
            place,
            over.get(place, ""),
            tuple((number, row[place]) for number, row in enumerate(table) if number >= first and place < len(row)),
        )
        for place in range(width)
        if not _ROW_NUMBER.search(over.get(place, ""))
    ]
