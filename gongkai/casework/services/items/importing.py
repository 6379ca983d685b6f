"""读事项表: rows of a workbook or a csv as whole items or as changes to those there are; what is wrong is told row by row.

The same columns are written by ``exported``, so what is carried away can be brought back. Nothing here is entered before every
row is well, or the clerk has chosen to leave the others out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import transaction

from gongkai.casework.services.items import acts
from gongkai.casework.services.items.models import ServiceItem, ServiceItemVersion
from gongkai.casework.services.recording import record_of
from gongkai.law.audiences import AUDIENCES
from gongkai.law.grammar.dates import read_date
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.grammar.words import Word
from gongkai.law.service_items import ELEMENTS, ItemContent, check_item
from gongkai.law.service_materials import read_materials
from gongkai.law.service_versions import Act, State
from gongkai.law.service_words import ItemKind, OnlineState
from gongkai.office.authorities.models import Authority, Official
from gongkai.papers.sheets_in import InSheet, read_sheets
from gongkai.papers.text import PaperError

W = TypeVar("W", bound=Word)

HEADS: Mapping[str, str] = {"code": "编码", **ELEMENTS}
"""列: as they are written and read."""
NEEDED = ("code", "name", "kind", "subjects", "basis", "promised_days")
MOST_ROWS = 5_000
_SUBJECTS = {entry.name: entry.code for entry in AUDIENCES.entries if not entry.within} | {
    AUDIENCES.full_name(entry.code): entry.code for entry in AUDIENCES.entries if entry.within
}


@dataclass(frozen=True)
class Fault:
    """错行: which row, and what is wrong with it; 0 is the file itself."""

    row: int
    reason: str


@dataclass(frozen=True)
class Row:
    """一行: the code and what the item is to say."""

    number: int
    code: str
    content: ItemContent


@dataclass(frozen=True)
class ReadItems:
    """读得: the rows that can be read, and the faults."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read(data: bytes) -> ReadItems:
    """读事项表: raises nothing; what cannot be read is a fault."""
    try:
        sheets = read_sheets(data, most_rows=MOST_ROWS)
    except PaperError as wrong:
        return ReadItems((), (Fault(0, str(wrong)),))
    rows: list[Row] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for told in (each for sheet in sheets for each in _sheet(sheet)):
        if isinstance(told, Fault):
            faults.append(told)
        elif told.code in seen:
            faults.append(Fault(told.number, f"编码{told.code}在表中出现了两次"))
        else:
            seen.add(told.code)
            rows.append(told)
    if not rows and not faults:
        faults.append(Fault(0, "表中没有可读的行"))
    return ReadItems(tuple(rows), tuple(faults))


def _sheet(sheet: InSheet) -> Iterator[Row | Fault]:
    columns = {
        name: place
        for name, head in HEADS.items()
        for place, said in enumerate(sheet.heads)
        if said.replace(" ", "") == head
    }
    if missing := [HEADS[name] for name in NEEDED if name not in columns]:
        if sheet.rows:
            yield Fault(0, f"工作表“{sheet.name}”没有这些列：{'、'.join(missing)}")
        return
    for row in sheet.rows:
        cells = {name: row.cells[place].strip() for name, place in columns.items()}
        try:
            yield Row(row.number, _code(cells["code"]), _content(cells))
        except (ValueError, Unlawful) as wrong:
            yield Fault(row.number, wrong.reason if isinstance(wrong, Unlawful) else str(wrong))


def _code(text: str) -> str:
    if not text or len(text) > 60 or " " in text:
        raise ValueError("编码不能为空，不能有空格，最多60个字")
    return text


def _content(cells: Mapping[str, str]) -> ItemContent:
    def said(name: str) -> str:
        return cells.get(name, "")

    since = said("online_since")
    content = ItemContent(
        name=_short(said("name"), "事项名称", 120),
        kind=_word(ItemKind, said("kind"), "事项类型"),
        subjects=tuple(_subject(each) for each in _split(said("subjects"))),
        basis=said("basis"),
        conditions=said("conditions"),
        promised_days=_days(said("promised_days"), "承诺时限"),
        statutory_days=_days(said("statutory_days"), "法定时限") if said("statutory_days") else None,
        materials=read_materials(said("materials")),
        review_points=tuple(_split_lines(said("review_points"))),
        steps=tuple(_split_lines(said("steps"))),
        fee=said("fee"),
        result=said("result"),
        place=said("place"),
        hours=said("hours"),
        phone=said("phone"),
        in_hall=_yes(said("in_hall"), "进驻大厅"),
        visits=_days(said("visits"), "到场次数") if said("visits") else 1,
        online=_word(OnlineState, said("online"), "网办程度") if said("online") else OnlineState.NONE,
        online_since=read_date(since) if since else None,
        online_address=said("online_address"),
    )
    check_item(content)
    return content


def _short(text: str, title: str, most: int) -> str:
    if len(text) > most:
        raise ValueError(f"{title}最多{most}个字，现有{len(text)}个字")
    return text


def _word(words: type[W], text: str, title: str) -> W:
    found = next((each for each in words if text in (each.label, each.value)), None)
    if found is None:
        raise ValueError(f"{title}“{text}”应为{'、'.join(each.label for each in words)}之一")
    return found


def _subject(text: str) -> str:
    if text in AUDIENCES.by_code:
        return text
    if text not in _SUBJECTS:
        raise ValueError(f"服务对象和主题“{text}”应写代码，或者如“法人—准营准办”")
    return _SUBJECTS[text]


def _days(text: str, title: str) -> int:
    digits = text.removesuffix("个工作日").removesuffix("次").strip()
    if not digits.isdecimal():
        raise ValueError(f"{title}“{text}”应为整数")
    return int(digits)


def _yes(text: str, title: str) -> bool:
    if text not in ("", "是", "否"):
        raise ValueError(f"{title}“{text}”应为是或者否")
    return text == "是"


def _split(text: str) -> list[str]:
    return [each.strip() for each in text.replace("\n", "、").split("、") if each.strip()]


def _split_lines(text: str) -> list[str]:
    return [each.strip() for each in text.splitlines() if each.strip()]


# --- entering -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Imported:
    """导入结果: how many were proposed anew, how many changes were proposed, how many already said the same."""

    listed: int = 0
    changed: int = 0
    same: int = 0
    faults: tuple[Fault, ...] = ()


def bring(
    authority: Authority, told: ReadItems, reason: str, *, on: date, today: date, by: Official, only_good: bool
) -> Imported:
    """导入: every row is proposed for signature; nothing at all where a row is wrong, unless the others were chosen."""
    if told.faults and not only_good:
        return Imported(faults=told.faults)
    with transaction.atomic():
        done = _bring(authority, told, reason, on, today, by)
        if done.faults and not only_good:
            transaction.set_rollback(True)
            return Imported(faults=done.faults)
    return Imported(done.listed, done.changed, done.same, (*told.faults, *done.faults))


def _bring(authority: Authority, told: ReadItems, reason: str, on: date, today: date, by: Official) -> Imported:
    known = {item.code: item for item in ServiceItem.objects.of(authority).select_related("dossier", "authority")}
    listed = changed = same = 0
    faults: list[Fault] = []
    for row in told.rows:
        item = known.get(row.code)
        try:
            with transaction.atomic():
                if item is None:
                    acts.list_item(authority, row.code, row.content, reason, on=on, today=today, by=by)
                    listed += 1
                elif _says_the_same(item, row.content):
                    same += 1
                else:
                    acts.act(item, _step(item, row.content, reason, on), today=today, by=by)
                    changed += 1
        except Unlawful as wrong:
            faults.append(Fault(row.number, wrong.reason))
    return Imported(listed, changed, same, tuple(faults))


def _says_the_same(item: ServiceItem, content: ItemContent) -> bool:
    record = record_of(item)
    now = record.pending.content if record.pending else record.latest.content if record.latest else None
    return bool(now == content)


def _step(item: ServiceItem, content: ItemContent, reason: str, on: date) -> Step:
    act = Act.REVISE if item.state in (State.PROPOSED, State.RETURNED) else Act.CHANGE
    return Step(act.value, on, {"content": content.told(), "reason": reason})


# --- carrying away --------------------------------------------------------------------------------------------------

_CELLS: Mapping[str, Callable[[ItemContent], object]] = {
    "kind": lambda content: content.kind.label,
    "subjects": lambda content: "、".join(content.subjects),
    "materials": lambda content: "\n".join(each.line for each in content.materials),
    "review_points": lambda content: "\n".join(content.review_points),
    "steps": lambda content: "\n".join(content.steps),
    "in_hall": lambda content: "是" if content.in_hall else "否",
    "online": lambda content: content.online.label,
    "online_since": lambda content: f"{content.online_since:%Y-%m-%d}" if content.online_since else "",
}


def exported(versions: Iterable[ServiceItemVersion]) -> list[Sequence[object]]:
    """导出各行: in the columns that ``read`` reads."""
    return [[row.item.code, *(_cell(row.value, name) for name in HEADS if name != "code")] for row in versions]


def _cell(content: ItemContent, name: str) -> object:
    return _CELLS[name](content) if name in _CELLS else getattr(content, name)
