"""内部表格: the registration form and the return of service, filled in from the file as it stands."""

from __future__ import annotations

from gongkai.casework.applications import queries
from gongkai.casework.applications.models import Application
from gongkai.law.applications import Standing, reply_term
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.letters import letter_type
from gongkai.law.receipt import Channel, receipt
from gongkai.law.service import ServiceMethod
from gongkai.office.authorities.queries import calendar_of
from gongkai.papers.document import Block, Document, Letter, Note, Table
from gongkai.papers.grid import Cell, Grid

SIGNED = "签名或者盖章：\n\n年　　月　　日"
"""签名处: a cell with room to sign and for the day."""


def registration_form(application: Application) -> Document:
    """登记表: number, channel, arrival, confirmation, the day of receipt and why, who handles it, and until when to reply."""
    dossier, filled = application.dossier, queries.filled(application)
    standing = queries.standing(application)
    rows = [
        ("登记编号", dossier.number),
        ("申请人", f"{filled.name}（{filled.applicant.label}）"),
        ("提交渠道", Channel(application.channel).label),
        ("申请到达日期", chinese_date(standing.submitted_on)),
        ("收到申请之日", _received(standing)),
        ("所需信息", filled.wanted),
        ("答复期限", _due(standing, calendar_of(dossier.authority))),
        ("办理状态", standing.result.label if standing.result else standing.state.label),
        ("经办意见", SIGNED),
        ("审核意见", SIGNED),
    ]
    return _form("registration_form", application, rows)


def _received(standing: Standing) -> str:
    told = receipt(standing.channel, standing.submitted_on, standing.received_on)
    day = chinese_date(standing.received_on) if standing.received_on else "待与申请人确认"
    return f"{day}（{told.why}）"


def _due(standing: Standing, calendar: Calendar) -> str:
    clock = standing.clock(calendar)
    if clock is None:
        return "待收到申请后起算"
    if clock.due is None:
        return "征求意见期间不计入，暂不能确定"
    days = reply_term(standing.version).length
    return f"{chinese_date(clock.due.on)}（基本期限为自{chinese_date(clock.starts_on)}起{days}个工作日）"


def service_return(application: Application, letter: Letter) -> Document:
    """送达回证: for one letter; who receives it signs, and the day signed is the day of service where it is handed over."""
    methods = "　".join(f"□{method.label}" for method in ServiceMethod)
    rows = [
        ("送达文书", letter.title),
        ("文号", letter.number or "（无文号）"),
        ("送达给", letter.addressee),
        ("送达地点", "＿＿＿＿＿＿＿＿＿＿＿＿＿＿"),
        ("送达方式", methods),
        ("受送达人", SIGNED),
        ("代收人及与受送达人的关系", SIGNED),
        ("送达人", SIGNED),
        ("备注", "（拒收的，写明事由、日期和见证人）\n\n见证人：＿＿＿＿＿＿"),
    ]
    note = Note("邮寄送达的，以交邮之日为送达时点，附邮政企业的凭证；电子送达的，附到达申请人指定系统的记录。")
    return _form("service_return", application, rows, note)


def _form(key: str, application: Application, rows: list[tuple[str, str]], *notes: Note) -> Document:
    cells = [
        cell
        for place, (label, text) in enumerate(rows)
        for cell in (Cell(place, 0, label, head=True), Cell(place, 1, text))
    ]
    blocks: tuple[Block, ...] = (Table(Grid(tuple(cells)), widths=(2, 5)), *notes)
    authority = application.dossier.authority
    subtitle = f"（{authority.name}　{application.dossier.number}）"
    return Document(letter_type(key).title, blocks, subtitle=subtitle, authority=authority.name)
