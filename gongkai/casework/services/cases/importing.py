"""读办件清单: what another system of windows handled, row by row as whole cases, or what is wrong with a row.

A row is one matter of one applicant. Its guide is the one in force on the day it came in; its clocks and cards follow from
its dates like those of any case, so that nothing the other system says of being on time is taken over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TypeVar

from gongkai.casework.services.cases import queries
from gongkai.casework.services.cases.applicants import CaseApplicant
from gongkai.casework.services.halls.models import HallWindow
from gongkai.casework.services.items.models import ServiceItemVersion
from gongkai.law.case_flow import Act
from gongkai.law.case_kinds import CaseChannel, CaseParty, HandoverWay, PartResult, Stars
from gongkai.law.case_parts import CasePart
from gongkai.law.cases import KIND
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.dates import read_likely_date
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.grammar.words import Word
from gongkai.law.procedures import replay
from gongkai.office.authorities.models import Authority
from gongkai.papers.sheets_in import InSheet, read_sheets
from gongkai.papers.text import PaperError

ALIASES: Mapping[str, tuple[str, ...]] = {
    "number": ("原编号", "办件编号", "流水号", "申办流水号", "受理编号"),
    "item": ("事项编码", "实施编码", "事项代码"),
    "name": ("办事人", "申请人", "姓名", "申请人名称"),
    "identity_number": ("证件号码", "证件号", "身份证号", "统一社会信用代码"),
    "phone": ("电话", "联系电话", "手机"),
    "address": ("地址", "通信地址"),
    "party": ("办事人类型", "申请人类型"),
    "channel": ("收件方式", "申请方式", "来源"),
    "window": ("窗口", "窗口号", "收件窗口"),
    "received_on": ("收件日期", "申请日期", "收件时间"),
    "accepted_on": ("受理日期", "受理时间"),
    "decided_on": ("决定日期", "办结日期", "办结时间"),
    "examiner": ("审查人", "审核人"),
    "decider": ("决定人", "审批人"),
    "result": ("决定", "办理结果", "审批结果"),
    "reason": ("理由", "不予的理由"),
    "delivered_on": ("送达日期", "领取日期", "送达时间"),
    "stars": ("评价", "满意度"),
}
"""认得的列名: the first is how an export writes it."""
NEEDED = ("number", "item", "name", "received_on")
MOST_ROWS = 5_000
_DAYS = ("received_on", "accepted_on", "decided_on", "delivered_on")
W = TypeVar("W", bound=Word)


@dataclass(frozen=True, slots=True)
class CaseFault:
    """错行: which row, and what is wrong with it; 0 is the file itself."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class WholeCase:
    """整卷: who asked, at which window, everything that was done, and the mark that the same row is entered once by."""

    applicant: CaseApplicant
    window: HallWindow | None
    title: str
    steps: tuple[Step, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class ReadCases:
    """读得: the cases and the faults."""

    cases: tuple[WholeCase, ...]
    faults: tuple[CaseFault, ...]


@dataclass(frozen=True)
class CaseReader:
    """读者: the hall's authority, its calendar and windows, the versions of every item by code, and the marks that are taken."""

    authority: Authority
    calendar: Calendar
    today: date
    windows: Mapping[str, HallWindow]
    versions: Mapping[str, tuple[ServiceItemVersion, ...]]
    taken: frozenset[str]

    def read(self, data: bytes) -> ReadCases:
        """读清单: every worksheet; raises nothing, what cannot be read is a fault."""
        try:
            sheets = read_sheets(data, most_rows=MOST_ROWS)
        except PaperError as wrong:
            return ReadCases((), (CaseFault(0, str(wrong)),))
        cases: list[WholeCase] = []
        faults: list[CaseFault] = []
        seen = set(self.taken)
        for number, found in (each for sheet in sheets for each in self._sheet(sheet)):
            if isinstance(found, WholeCase) and found.mark in seen:
                found = "这个编号的办件已经导入过，或者在表中重复"
            if isinstance(found, str):
                faults.append(CaseFault(number, found))
            else:
                seen.add(found.mark)
                cases.append(found)
        if not cases and not faults:
            faults.append(CaseFault(0, "表中没有可读的行"))
        return ReadCases(tuple(cases), tuple(faults))

    def _sheet(self, sheet: InSheet) -> Iterator[tuple[int, WholeCase | str]]:
        columns = sheet.columns(ALIASES)
        if missing := [ALIASES[name][0] for name in NEEDED if name not in columns]:
            if sheet.rows:
                yield 0, f"工作表“{sheet.name}”没有这些列：{'、'.join(missing)}"
            return
        for row in sheet.rows:
            cells = {name: row.cells[column].strip() for name, column in columns.items()}
            try:
                yield row.number, self._case(cells)
            except (ValueError, Unlawful) as wrong:
                yield row.number, wrong.reason if isinstance(wrong, Unlawful) else str(wrong)

    def _case(self, cells: Mapping[str, str]) -> WholeCase:
        for name in NEEDED:
            if not cells[name]:
                raise ValueError(f"没有{ALIASES[name][0]}")
        days = {name: _day(name, cells.get(name, ""), self.today) for name in _DAYS}
        received = days["received_on"]
        assert received is not None  # noqa: S101 (it is among the needed)
        part = queries.part_of(self._version(cells["item"], received))
        channel = _word(CaseChannel, cells.get("channel", ""), "收件方式") or CaseChannel.WINDOW
        window = self._window(cells.get("window", "")) if channel is CaseChannel.WINDOW else None
        party = _word(CaseParty, cells.get("party", ""), "办事人类型") or CaseParty.PERSON
        opening = {"channel": channel.value, "party": party.value, **_at(window)}
        steps = (self._received(part, received, opening), *_handled(part, cells, days, channel))
        replay(KIND, steps, self.calendar)
        told = (cells.get(name, "") for name in ("name", "identity_number", "phone", "address"))
        return WholeCase(CaseApplicant(*told), window, part.name, steps, mark(self.authority, cells["number"]))

    def _version(self, code: str, on: date) -> ServiceItemVersion:
        for version in self.versions.get(code, ()):
            if version.from_on <= on and (version.until_on is None or version.until_on > on):
                return version
        raise ValueError(f"事项“{code}”在{on:%Y-%m-%d}没有有效的指南")

    def _window(self, number: str) -> HallWindow:
        if number not in self.windows:
            raise ValueError(
                f"没有“{number}”号窗口，窗口收件的应当写明窗口号" if number else "窗口收件的没有写明窗口号"
            )
        return self.windows[number]

    def _received(self, part: CasePart, on: date, opening: Mapping[str, JSON]) -> Step:
        handed: list[JSON] = [each.name for each in part.materials]
        rule = queries.card_rule(self.authority).yellow_before
        details: dict[str, JSON] = {"parts": [part.told()], "handed": handed, "package": "", "by": ""}
        return Step(Act.RECEIVE.value, on, {**details, "yellow_before": rule, **opening})


def mark(authority: Authority, number: str) -> str:
    """导入标记: the same number of the other system comes in once."""
    return sha256(f"imported case {authority.pk} {number}".encode()).hexdigest()


def _at(window: HallWindow | None) -> dict[str, JSON]:
    return {"general": window is not None and window.general, "window": str(window) if window else ""}


def _handled(
    part: CasePart, cells: Mapping[str, str], days: Mapping[str, date | None], channel: CaseChannel
) -> Iterator[Step]:
    """What was done after it came in, as far as its dates go."""
    accepted, decided, delivered = (days[name] for name in _DAYS[1:])
    if accepted is None:
        if decided or delivered:
            raise ValueError("有决定或者送达日期的，应当有受理日期")
        return
    yield Step(Act.ACCEPT.value, accepted)
    yield Step(Act.DISPATCH.value, accepted, {"units": {part.item: part.home}})
    if decided is None:
        if delivered:
            raise ValueError("有送达日期的，应当有决定日期")
        return
    result = _word(PartResult, cells.get("result", ""), "决定")
    if result is None:
        raise ValueError("有决定日期的，应当写明准予还是不予")
    granted, reason = result is PartResult.GRANTED, cells.get("reason", "")
    points: list[JSON] = [granted for _ in part.points]
    told: dict[str, JSON] = {"part": part.item, "by": cells.get("examiner", ""), "opinion": result.value}
    yield Step(Act.EXAMINE.value, decided, {**told, "points": points, "note": reason})
    said: dict[str, JSON] = {"part": part.item, "by": cells.get("decider", ""), "result": result.value}
    yield Step(Act.APPROVE.value, decided, {**said, "reason": reason})
    if delivered is None:
        return
    way = HandoverWay.ONLINE if channel is CaseChannel.ONLINE else HandoverWay.COLLECT
    yield Step(Act.ISSUE.value, decided)
    yield Step(Act.HAND_OVER.value, delivered, {"way": way.value, "to": cells["name"]})
    if stars := _word(Stars, cells.get("stars", ""), "评价"):
        yield Step(Act.RATE.value, delivered, {"stars": stars.value})


def _day(name: str, text: str, today: date) -> date | None:
    if not text:
        return None
    try:
        found = read_likely_date(text)
    except ValueError as wrong:
        raise ValueError(f"{ALIASES[name][0]}{wrong}") from None
    if found > today:
        raise ValueError(f"{ALIASES[name][0]}不能晚于今天（{today:%Y-%m-%d}）")
    return found


def _word(words: type[W], text: str, title: str) -> W | None:
    if not text:
        return None
    found = next((each for each in words if text in (each.label, each.value)), None)
    if found is None:
        raise ValueError(f"{title}“{text}”应为{'、'.join(each.label for each in words)}")
    return found
