"""读建议提案清单: the rows of a workbook or a csv as whole files, or what is wrong with each row.

A row that says it was answered is recorded with the dates it knows; every other one is only received. A unit is found by its
full or short name beneath the office, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.casework.proposals.given import ProposalGiven
from gongkai.casework.proposals.many import WholeFile
from gongkai.casework.proposals.models import ProposalSession
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.dates import read_likely_date
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.procedures import replay
from gongkai.law.proposal_replies import ReplyClass
from gongkai.law.proposal_terms import ProposalKind
from gongkai.law.proposals import KIND, Act
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.acts import Deed
from gongkai.papers.sheets_in import InSheet, read_sheets
from gongkai.papers.text import PaperError

ALIASES: Mapping[str, tuple[str, ...]] = {
    "number": ("编号", "序号", "建议编号", "提案号", "提案编号"),
    "kind": ("种类", "类别", "类型"),
    "title": ("标题", "案由", "建议名称", "提案名称", "题目"),
    "proposers": ("提出人", "代表", "委员", "领衔代表", "提案人", "代表姓名", "委员姓名"),
    "contact": ("联系方式", "联系电话", "电话"),
    "text": ("原文", "内容", "正文"),
    "on": ("收到日期", "收件日期"),
    "lead": ("主办单位", "承办单位", "主办"),
    "joint": ("协办单位", "会办单位", "协办"),
    "handed_over_on": ("交办日期", "交办时间"),
    "replied_on": ("答复日期", "办复日期", "办结日期", "答复时间"),
    "reply_class": ("答复类别", "办理类别", "办理结果类别"),
    "published_on": ("公开日期", "公开时间"),
    "extended": ("延长月数", "延期（月）"),
    "state": ("办理结果", "办理情况", "是否办结"),
}
NEEDED = ("number", "title", "proposers")
MOST_ROWS = 5_000
_DONE = ("已办结", "办结", "已答复", "答复", "是", "办复", "已办复")
_OPEN = ("", "未办结", "在办", "否", "办理中", "未答复")
_DAYS = ("handed_over_on", "replied_on", "published_on")


@dataclass(frozen=True)
class Fault:
    """错行: which row, and what is wrong with it; 0 is the file itself."""

    row: int
    reason: str


@dataclass(frozen=True)
class ReadList:
    """读得: the files, the rows they come from, and the faults."""

    files: tuple[WholeFile, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Reader:
    """读者: what a row is read by: the session, the day of entry, who enters, and the units there are."""

    session: ProposalSession
    calendar: Calendar
    received_on: date
    today: date
    by: Official
    units: Mapping[str, str]
    taken: frozenset[tuple[str, str]]
    source: str

    def read(self, data: bytes) -> ReadList:
        """读清单: every worksheet; raises nothing, what cannot be read is a fault."""
        try:
            sheets = read_sheets(data, most_rows=MOST_ROWS)
        except PaperError as wrong:
            return ReadList((), (Fault(0, str(wrong)),))
        files: list[WholeFile] = []
        faults: list[Fault] = []
        seen = set(self.taken)
        for found in (each for sheet in sheets for each in self._sheet(sheet)):
            if isinstance(found, Fault):
                faults.append(found)
                continue
            row, file = found
            key = (file.given.kind.value, file.given.number)
            if key in seen:
                faults.append(Fault(row, f"本届次已有{file.given.kind.label}第{file.given.number}号"))
                continue
            seen.add(key)
            files.append(file)
        if not files and not faults:
            faults.append(Fault(0, "表中没有可读的行"))
        return ReadList(tuple(files), tuple(faults))

    def _sheet(self, sheet: InSheet) -> Iterator[tuple[int, WholeFile] | Fault]:
        columns = sheet.columns(ALIASES)
        if missing := [ALIASES[name][0] for name in NEEDED if name not in columns]:
            if sheet.rows:
                yield Fault(0, f"工作表“{sheet.name}”没有这些列：{'、'.join(missing)}")
            return
        for row in sheet.rows:
            cells = {name: row.cells[column].strip() for name, column in columns.items()}
            try:
                yield row.number, self._file(cells)
            except (ValueError, Unlawful) as wrong:
                yield Fault(row.number, wrong.reason if isinstance(wrong, Unlawful) else str(wrong))

    def _file(self, cells: Mapping[str, str]) -> WholeFile:
        for name in NEEDED:
            if not cells[name]:
                raise ValueError(f"没有{ALIASES[name][0]}")
        kind, turned = self._kind(cells.get("kind", ""))
        given = ProposalGiven(
            kind=kind,
            number=_short(cells["number"], "编号", 20),
            title=_short(cells["title"].strip("《》"), "标题", 200),
            proposers=_short(cells["proposers"], "提出人", 200),
            contact=cells.get("contact", ""),
            text=cells.get("text", ""),
            as_suggestion=turned,
        )
        on = _day("on", cells.get("on", "")) or self.received_on
        deeds = [Deed(Step(Act.RECEIVE.value, on, given.details(self.session)), self.by)]
        if recorded := self._recorded(cells):
            deeds.append(Deed(recorded, self.by))
        replay(KIND, [deed.step for deed in deeds], self.calendar)
        if on > self.today:
            raise ValueError(f"收到日期不能晚于今天（{self.today:%Y-%m-%d}）")
        return WholeFile(given, deeds)

    def _kind(self, text: str) -> tuple[ProposalKind, bool]:
        turned = "转" in text and "建议" in text
        usual = ProposalKind.SUGGESTION if self.session.source == "congress" else ProposalKind.PROPOSAL
        if not text:
            return usual, False
        kind = ProposalKind.MOTION if turned else next((each for each in ProposalKind if each.label in text), None)
        if kind is None:
            raise ValueError(f"种类“{text}”应为议案、建议、提案或者“议案（转作建议）”")
        if kind.source != self.session.source:
            raise ValueError(f"{self.session.name}没有{kind.label}")
        return kind, turned

    def _recorded(self, cells: Mapping[str, str]) -> Step | None:
        days = {name: _day(name, cells.get(name, "")) for name in _DAYS}
        state = cells.get("state", "")
        if state not in (*_DONE, *_OPEN):
            raise ValueError(f"办理结果“{state}”应为已办结或者在办")
        if state in _OPEN and days["replied_on"] is None:
            if said := [ALIASES[name][0] for name in ("reply_class", "published_on") if cells.get(name)]:
                raise ValueError(f"有{'、'.join(said)}而没有答复日期，办理结果也没有写已办结")
            return None
        details: dict[str, JSON] = {name: day.isoformat() for name, day in days.items() if day}
        details |= {"stated": self.source, "months": self.session.months, "longest": self.session.longest}
        if lead := cells.get("lead", ""):
            details["lead"] = self._unit(lead)
            joint: list[JSON] = [self._unit(each) for each in _split(cells.get("joint", ""))]
            details["joint"] = joint
        if text := cells.get("reply_class", ""):
            details["reply_class"] = _class(text)
        if text := cells.get("extended", ""):
            details["extended"] = _count(text)
        return Step(Act.RECORD.value, self.today, details)

    def _unit(self, name: str) -> str:
        if name not in self.units:
            raise ValueError(f"没有“{name}”这个单位，请写本级政府所属单位的全称或者简称")
        return self.units[name]


def unit_names(authorities: Iterable[Authority]) -> dict[str, str]:
    """单位名到代码: by full and by short name; a name two units bear finds neither."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for each in authorities:
        for name in {each.name, each.short_name} - {""}:
            if name in found:
                twice.add(name)
            found[name] = each.code
    return {name: code for name, code in found.items() if name not in twice}


def _split(text: str) -> list[str]:
    for mark in "，,；;":
        text = text.replace(mark, "、")
    return [each.strip() for each in text.split("、") if each.strip()]


def _short(text: str, title: str, most: int) -> str:
    if len(text) > most:
        raise ValueError(f"{title}最多{most}字，现有{len(text)}字")
    return text


def _day(name: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return read_likely_date(text)
    except ValueError as wrong:
        raise ValueError(f"{ALIASES[name][0]}{wrong}") from None


def _class(text: str) -> str:
    mark = text.strip().upper().removesuffix("类")
    if mark not in {each.value for each in ReplyClass}:
        raise ValueError(f"答复类别“{text}”应为A、B、C")
    return mark


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) > 12:
        raise ValueError(f"延长月数“{text}”应为0至12的整数")
    return int(text)
