"""指标库: every figure the house reports, by its unit, meaning, query and rule of counting once; from the declarations.

A cell of a statutory table is fed by a query or typed; ``TYPED`` names those no room can know, with the reason (ADR 0047).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.law.annual_report import EDITIONS, Edition
from gongkai.law.annual_report.report import Place
from gongkai.law.grammar.tables import Table
from gongkai.law.monthly.indicators import INDICATORS
from gongkai.oversight.reports import feeds

_UNDEFINED = "表式没有写明哪些事项属于“其他对外管理服务事项”，各地口径不一，由填报单位按本地口径填报并写明来源"
TYPED: Mapping[Place, str] = {
    ("article_20_5", "other_services", column): _UNDEFINED for column in ("previous", "change", "handled")
}
"""只能填报的格: and why no room can know them."""


@dataclass(frozen=True, slots=True)
class Source:
    """取数出处: the room, the query as the code names it, what counts and what keeps it from counting twice."""

    room: str
    query: str
    definition: str
    once: str


_APPLICATIONS = Source(
    "依申请公开",
    "applications.queries.facts",
    "按收到日计入新收，按年初未办结计入上年结转，按办结日和办理结果计入办理结果，按年末未办结计入结转下年度",
    "一件申请进一次、出一次；共同申请计一件，分立的案卷各计一件",
)
_REMEDIES = Source(
    "行政复议、行政诉讼",
    "remedies.queries.facts",
    "按报告选定的口径计本年发生或者在办的案件；2014年格式计本年审结的案件",
    "一案计一次，复议后起诉的另计一案",
)
_DISCLOSED = Source(
    "公开内容",
    "disclosure.queries.facts",
    "本年有凭证的发布；没有登记凭证的不计",
    "不同渠道和方式公开相同信息计一条；一个渠道多次发布同一内容计一条",
)
_INSTRUMENTS = Source(
    "规范性文件登记簿", "documents.validity.queries.facts", "按登记簿的制发、公开、废止和年末存续", "一个文件计一件"
)
_COMPLAINTS = Source("举报投诉", "remedies.complaints.queries.facts", "按收到日期", "一件计一次，由被投诉机关计")
_ANSWERED = Source(
    "回应关切",
    "response.ledger.AnswerLedger.facts",
    "按回应发布的年度",
    "不同方式回应同一热点或舆情计一次；各方式另计回应次数",
)
_CONFERRED = Source("新闻发布会", "response.ledger.AnswerLedger.conference_facts", "按举行日期", "一场计一次")
_INTERVIEWS = Source("在线访谈", "activity.queries.facts", "按举行日期，取消的不计", "一场计一次")
_REGISTERS = Source(
    "登记簿",
    "registers.reporting.RegisterLedger.facts",
    "项目数量由清单计，处理决定数量由决定计，金额由采购和收费记录计，互不代替",
    "一条登记计一次，撤回的不计",
)


def source_of(form: Edition, place: Place) -> Source | None:
    """取数: who feeds a cell that is not a sum; None where the cell is typed."""
    interviews = {each for places in form.interviews.values() for each in places}
    by_cells = (
        (set(form.disclosed), _DISCLOSED),
        (set(form.from_register), _INSTRUMENTS),
        ({form.complaints}, _COMPLAINTS),
        (set(form.answered), _ANSWERED),
        (set(form.conferred), _CONFERRED),
        (interviews, _INTERVIEWS),
        (set(form.registers.values()), _REGISTERS),
    )
    found = next((source for places, source in by_cells if place in places), None)
    if found is None and place in form.counted:
        of_remedies = place[0] == "remedies" or place[1].startswith(("review", "suit"))
        return _REMEDIES if of_remedies else _APPLICATIONS
    return found or _of_room(form, place)


def _of_room(form: Edition, place: Place) -> Source | None:
    for figure, there in form.rooms.items():
        if there == place and figure in feeds.FEEDS:
            feed = feeds.FEEDS[figure]
            return Source(feed.room, f"reports.feeds.FEEDS[{figure.name}]", feed.definition, feed.once)
    return None


@dataclass(frozen=True, slots=True)
class Entry:
    """指标: one line of the library; ``rows`` says where it stands in which form or return."""

    name: str
    unit: str
    definition: str
    once: str
    room: str
    query: str
    rows: str
    how: str


def of_form(form: Edition) -> Iterator[Entry]:
    """法定表的指标: every row of a form; the columns of one row are told together."""
    for table in form.tables.values():
        for row in table.row_lines:
            yield _of_row(form, table, row)


def _of_row(form: Edition, table: Table, row: str) -> Entry:
    name = "·".join(table.path(row))
    place = next(
        ((table.key, row, column) for column in table.column_lines if (row, column) not in table.addends), None
    )
    stands = f"{form.key}年格式：{table.title}"
    units = dict.fromkeys(table.unit(row, column) for column in table.column_lines)
    unit = "、".join(filter(None, units))
    if place is None:
        total = table.row_lines[row]
        return Entry(
            name, unit, total.rule or "所含各项之和", "随所含各项", "合计", "grammar.sheets.total", stands, "合计"
        )
    if (source := source_of(form, place)) is not None:
        return Entry(name, unit, source.definition, source.once, source.room, source.query, stands, "统计")
    return Entry(name, unit, TYPED.get(place, ""), "", "填报", "", stands, "填报")


def monthly() -> Iterator[Entry]:
    """月报的指标."""
    for each in INDICATORS.values():
        query = f"reports.monthly.figures.numbers[{each.key}]"
        yield Entry(
            each.label, each.unit, each.definition, each.once, each.part.label, query, "月报表", each.gathering.label
        )


def whole() -> list[tuple[str, list[Entry]]]:
    """指标库: each form and the monthly return, with their figures."""
    forms = [(f"{form.key}年格式统计表（{form.notice}）", list(of_form(form))) for form in reversed(EDITIONS)]
    return [("月报表", list(monthly())), *forms]
