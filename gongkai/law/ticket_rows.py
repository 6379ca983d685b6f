"""留言导入: a row of another system's export becomes the steps of a ticket. What its dates do not carry is not taken over.

A row is read whole or refused with every fault named. 已办结 without the day of a reply refuses nothing: the ticket comes in
unanswered, and the import says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from gongkai.law.grammar.dates import EARLIEST, TOO_EARLY, read_date
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.grammar.words import Word
from gongkai.law.ticket_flow import Act
from gongkai.law.ticket_kinds import Appraisal, ConcernKind, TicketGrade, TicketResult, TicketSource
from gongkai.law.ticket_terms import TicketTerm

W = TypeVar("W", bound=Word)
NO_ANSWER = "（原系统没有导出答复内容）"
NO_REASON = "（原系统没有导出原因）"
LATER, BEFORE_RECEIPT, BEFORE_REPLY = "在今天之后", "早于受理日期", "早于答复日期，没有答复不能办结"
LONGEST_TEXT = 20_000
"""最长内容: in characters; no clerk writes more into one ticket."""


class TicketField(Word):
    """工单字段: what a column of an export may hold."""

    NUMBER = "number", "原编号"
    SOURCE = "source", "来源"
    KIND = "kind", "诉求种类"
    TITLE = "title", "标题"
    TEXT = "text", "内容"
    NAME = "name", "姓名"
    PHONE = "phone", "电话"
    RECEIVED = "received", "受理日期"
    UNIT = "unit", "承办单位"
    STATE = "state", "状态"
    REPLIED = "replied", "答复日期"
    ANSWER = "answer", "答复内容"
    CLOSED = "closed", "办结日期"
    SATISFACTION = "satisfaction", "满意度"


_HEADINGS: Mapping[TicketField, str] = {
    TicketField.NUMBER: r"(?:工单|受理|诉求|留言|来件)?(?:编号|单号|流水号)",
    TicketField.SOURCE: r"(?:诉求|工单|受理|留言)?(?:来源|渠道|途径)",
    TicketField.KIND: r"(?:诉求|工单|问题|来电|留言|事项)?(?:种类|类型|类别|性质)",
    TicketField.TITLE: r"(?:诉求|工单|留言|来件)?(?:标题|主题)",
    TicketField.TEXT: r"(?:诉求|工单|留言|来电|反映|问题)?(?:内容|描述|事项)",
    TicketField.NAME: r"(?:来电人|来信人|诉求人|联系人|反映人|市民)?(?:姓名|称呼)?",
    TicketField.PHONE: r"(?:来电人?|来信人|诉求人|联系人?|反映人)?(?:电话|号码|手机|手机号码?|方式|电话号码)",
    TicketField.RECEIVED: r"(?:受理|来电|来信|登记|创建|诉求|留言|收到)(?:时间|日期)",
    TicketField.UNIT: r"(?:承办|主办|办理|责任|处理)(?:单位|部门|机构)",
    TicketField.STATE: r"(?:工单|办理|处理|当前)?(?:状态|进度)",
    TicketField.REPLIED: r"(?:答复|回复|反馈)(?:时间|日期)",
    TicketField.ANSWER: r"(?:答复|回复|反馈|办理|处理)(?:内容|结果|意见|情况)",
    TicketField.CLOSED: r"(?:办结|结案|归档|完成)(?:时间|日期)",
    TicketField.SATISFACTION: r"(?:是否)?满意(?:度|情况)?(?:评价)?|评价结果|回访结果",
}


def field_of(heading: str) -> TicketField | None:
    """识别列: the field a heading names, or None; a guess a person confirms."""
    plain = re.sub(r"[\s（(].*$|[*＊:：]", "", heading.strip())
    return next((field for field, written in _HEADINGS.items() if plain and re.fullmatch(written, plain)), None)


@dataclass(frozen=True, slots=True)
class TicketFault:
    """行的毛病: what is wrong with a field; ``refuses`` whether the row stays out.

    ``rule`` never repeats what the row says; ``said`` is the sentence that does, for who may read the row.
    """

    field: TicketField
    rule: str
    refuses: bool = True
    said: str = ""

    @property
    def plain(self) -> str:
        """只说规则: the field and the rule, and nothing of the row."""
        return f"{self.field.label}：{self.rule}"

    def __str__(self) -> str:
        return f"{self.field.label}：{self.said or self.rule}"


@dataclass(frozen=True, slots=True)
class TicketRow:
    """导入的留言: one row as it was read. ``undated`` says that it calls itself done and gives no day of a reply."""

    number: str
    source: TicketSource
    kind: ConcernKind
    title: str
    text: str
    name: str
    phone: str
    received_on: date
    unit: str
    replied_on: date | None
    answer: str
    closed_on: date | None
    satisfaction: Appraisal | None
    undated: bool

    @property
    def anonymous(self) -> bool:
        """匿名: nobody who could be called back."""
        return not self.phone


def read_row(
    cells: Mapping[TicketField, str], *, source: TicketSource, kind: ConcernKind, today: date
) -> tuple[TicketRow | None, tuple[TicketFault, ...]]:
    """读一行: the row, or None where a fault refuses it; ``source`` and ``kind`` hold where the export says nothing."""
    said = {field: cells.get(field, "").strip() for field in TicketField}
    faults: list[TicketFault] = []
    received = _day(said, TicketField.RECEIVED, today, faults, needed=True)
    replied = _day(said, TicketField.REPLIED, today, faults)
    closed = _day(said, TicketField.CLOSED, today, faults)
    faults += _order(received, replied, closed)
    if not said[TicketField.TEXT] and not said[TicketField.TITLE]:
        faults.append(TicketFault(TicketField.TEXT, "标题和内容都是空的"))
    if len(said[TicketField.TEXT]) > LONGEST_TEXT:
        faults.append(TicketFault(TicketField.TEXT, f"超过{LONGEST_TEXT}字"))
    if replied and not said[TicketField.UNIT]:
        faults.append(TicketFault(TicketField.UNIT, "已经答复而没有写明承办单位"))
    if replied and not said[TicketField.ANSWER]:
        faults.append(TicketFault(TicketField.ANSWER, "有答复日期而没有答复内容", refuses=False))
    done = closed is not None or any(word in said[TicketField.STATE] for word in ("办结", "结案", "归档"))
    if done and replied is None:
        told = "称已办结而没有答复日期，按未答复导入"
        faults.append(TicketFault(TicketField.REPLIED, told, refuses=False))
    kind = _word(ConcernKind, said, TicketField.KIND, faults) or kind
    source = _word(TicketSource, said, TicketField.SOURCE, faults) or source
    satisfaction = _satisfaction(said, replied, faults)
    if received is None or any(fault.refuses for fault in faults):
        return None, tuple(faults)
    row = TicketRow(
        number=said[TicketField.NUMBER],
        source=source,
        kind=kind,
        title=said[TicketField.TITLE] or said[TicketField.TEXT][:40],
        text=said[TicketField.TEXT] or said[TicketField.TITLE],
        name=said[TicketField.NAME],
        phone=said[TicketField.PHONE],
        received_on=received,
        unit=said[TicketField.UNIT],
        replied_on=replied,
        answer=said[TicketField.ANSWER] or NO_ANSWER,
        closed_on=closed if replied else None,
        satisfaction=satisfaction if replied else None,
        undated=done and replied is None,
    )
    return row, tuple(faults)


def steps(row: TicketRow, term: TicketTerm, unit: str) -> Iterator[Step]:
    """导入的环节: what the row says happened, and nothing it does not say. ``unit`` is the code of its unit, or its name."""
    opening: dict[str, JSON] = {
        "kind": row.kind.value,
        "grade": TicketGrade.ORDINARY.value,
        "source": row.source.value,
        "days": term.days,
        "term": term.source,
        "anonymous": row.anonymous,
        "imported": True,
    }
    yield Step(Act.RECEIVE.value, row.received_on, opening)
    if row.replied_on is None:
        return
    yield Step(
        Act.RECORD.value,
        row.replied_on,
        {"answer": row.answer, "result": TicketResult.EXPLAINED.value, "unit": unit},
    )
    last = max(row.replied_on, row.closed_on or row.replied_on)
    if row.satisfaction is not None:
        said: dict[str, JSON] = {"satisfaction": row.satisfaction.value}
        if row.satisfaction is Appraisal.UNSATISFIED:
            said["facts"] = NO_REASON
        called = Act.CALL_BACK if not row.anonymous else Act.RATE
        if not (row.anonymous and row.satisfaction is Appraisal.UNREACHED):
            yield Step(called.value, last, said)
    if row.closed_on is not None:
        unhappy = row.satisfaction is Appraisal.UNSATISFIED
        yield Step(Act.CLOSE.value, row.closed_on, {"reason": NO_REASON} if unhappy else {})


def _day(
    said: Mapping[TicketField, str], field: TicketField, today: date, faults: list[TicketFault], *, needed: bool = False
) -> date | None:
    written = re.sub(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$", "", said[field])
    if not written:
        if needed:
            faults.append(TicketFault(field, "没有写明"))
        return None
    try:
        day = read_date(written)
    except ValueError as wrong:
        faults.append(TicketFault(field, "不是有效日期", said=str(wrong)))
        return None
    if day < EARLIEST:
        faults.append(TicketFault(field, TOO_EARLY))
        return None
    if day > today:
        faults.append(TicketFault(field, LATER, said=f"{day:%Y-%m-%d}{LATER}"))
        return None
    return day


def _order(received: date | None, replied: date | None, closed: date | None) -> Iterator[TicketFault]:
    if received and replied and replied < received:
        yield TicketFault(TicketField.REPLIED, BEFORE_RECEIPT, said=f"{replied:%Y-%m-%d}{BEFORE_RECEIPT}")
    if received and closed and closed < received:
        yield TicketFault(TicketField.CLOSED, BEFORE_RECEIPT, said=f"{closed:%Y-%m-%d}{BEFORE_RECEIPT}")
    if replied and closed and closed < replied:
        yield TicketFault(TicketField.CLOSED, BEFORE_REPLY, said=f"{closed:%Y-%m-%d}{BEFORE_REPLY}")


def _unknown(field: TicketField, written: str, rule: str) -> TicketFault:
    return TicketFault(field, rule, refuses=False, said=f"“{written[:20]}”{rule}")


_ALIASES = {"12345": TicketSource.HOTLINE, "12317": TicketSource.POVERTY, "热线": TicketSource.HOTLINE}


def _word(words: type[W], said: Mapping[TicketField, str], field: TicketField, faults: list[TicketFault]) -> W | None:
    """One of the words, by its label within what is written (咨询类, 12345热线); told where it is none of them."""
    written = said[field]
    if not written:
        return None
    for word in words:
        if word.label in written or word.value == written:
            return word
    alias = next((source for name, source in _ALIASES.items() if name in written), None)
    if isinstance(alias, words):
        return alias
    faults.append(_unknown(field, written, "不能识别，按默认"))
    return None


def _satisfaction(said: Mapping[TicketField, str], replied: date | None, faults: list[TicketFault]) -> Appraisal | None:
    written = said[TicketField.SATISFACTION]
    if not written:
        return None
    for word in (Appraisal.UNSATISFIED, Appraisal.FAIRLY, Appraisal.SATISFIED, Appraisal.SILENT):
        if word.label in written:
            if replied is None:
                faults.append(TicketFault(TicketField.SATISFACTION, "没有答复而有评价，不导入", refuses=False))
            return word
    faults.append(_unknown(TicketField.SATISFACTION, written, "不能识别，不导入"))
    return None
