"""告知申请人的消息: at which steps an applicant is told by e-mail or short message, and in which words.

A message is a courtesy beside the file, never its service: it says so. The subject holds the name of the authority, the number of
the file and the step, nothing of the person and nothing of what was asked for; the body holds days, amounts and where to look, no
name and no number of a proof of identity. Told is who left an address as a way to be reached (条例第二十九条), nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.applications import Act, Standing
from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.words import Word
from gongkai.law.receipt import Channel
from gongkai.law.service import ServiceMethod


class Moment(Word):
    """告知时点: what an applicant is told of."""

    RECEIVED = "received", "已登记"
    CONFIRMED = "confirmed", "已确认收到"
    CLARIFICATION = "clarification", "请补正"
    REASONS = "reasons", "请说明理由"
    EXTENDED = "extended", "延长答复期限"
    DEFERRED = "deferred", "确定延迟答复的期限"
    FEE = "fee", "收费通知"
    SIGNED = "signed", "已作出答复"
    SERVED = "served", "答复已送达"
    CLOSED = "closed", "已办结"
    MOVED = "moved", "期限因放假安排变动"


MOMENTS: Mapping[str, Moment] = {
    Act.SUBMIT: Moment.RECEIVED,
    Act.CONFIRM: Moment.CONFIRMED,
    Act.ASK_CLARIFICATION: Moment.CLARIFICATION,
    Act.ASK_REASONS: Moment.REASONS,
    Act.EXTEND: Moment.EXTENDED,
    Act.DEFER: Moment.DEFERRED,
    Act.NOTIFY_FEE: Moment.FEE,
    Act.REPLY: Moment.SIGNED,
    Act.SERVE: Moment.SERVED,
    Act.WITHDRAW: Moment.CLOSED,
    Act.LAPSE: Moment.CLOSED,
    Act.TERMINATE: Moment.CLOSED,
}
"""告知环节: the steps an applicant hears of; the others are the office's own."""

DESK: Mapping[str, str] = {
    Act.CLARIFY: "收到申请人的补正，答复期限重新计算",
    Act.GIVE_REASONS: "收到申请人的说明，答复期限重新计算",
    Act.ANSWER_CONSULTATION: "收到被征求意见方的意见，答复期限继续计算",
    Act.PAY: "申请人已缴费，答复期限重新计算",
    Act.WITHDRAW: "申请人撤回申请，已办结",
}
"""告知经办人: the events on a file that those responsible are told of, unless they entered them themselves."""

_ADDRESS = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\"]+")


def address(values: Mapping[str, str]) -> str:
    """可用的电子邮箱: the one the applicant left as a way to be reached; empty where there is none that can be written to."""
    left = values.get("email", "").strip()
    return left if _ADDRESS.fullmatch(left) else ""


@dataclass(frozen=True, slots=True)
class Told:
    """告知消息: the subject and the body of an e-mail, and the short message."""

    subject: str
    body: str
    short: str


def message(
    moment: Moment,
    *,
    authority: str,
    number: str,
    standing: Standing,
    calendar: Calendar,
    where: str,
    was: date | None = None,
) -> Told:
    """成文: what is told at a step; ``where`` is the page on which number and query code open the file."""
    subject = f"{authority}：政府信息公开申请{number}{moment.label}"
    said = _said(moment, standing, calendar, was)
    lines = ["您好：", f"您向{authority}提交的政府信息公开申请（{number}）{said}", _look(where), _COURTESY]
    return Told(
        subject, "\n\n".join(lines), f"【{authority}】政府信息公开申请{number}{moment.label}，详情凭编号和查询码查询。"
    )


_COURTESY = "本消息只作提示，不是送达，不影响期限的计算。请勿回复本邮件。"


def _look(where: str) -> str:
    page = where or "本机关网站“依申请公开”栏目的“办理情况查询”"
    return f"办理情况请凭申请编号和回执上的查询码查询：{page}"


def _said(moment: Moment, standing: Standing, calendar: Calendar, was: date | None) -> str:
    due = standing.due(calendar)
    match moment:
        case Moment.RECEIVED if standing.received_on is None:
            return f"已经登记。{_unconfirmed(standing.channel)}"
        case Moment.RECEIVED | Moment.CONFIRMED:
            return f"已于{_day(standing.received_on)}收到，{_answered_by(due)}"
        case Moment.CLARIFICATION | Moment.REASONS | Moment.FEE:
            return f"需要您办理一项事项：{standing.owed}具体内容见告知书。"
        case Moment.EXTENDED | Moment.DEFERRED:
            return f"的答复期限已经{'延长' if moment is Moment.EXTENDED else '另行确定'}，{_answered_by(due)}"
        case Moment.SIGNED:
            return "已经作出答复，将按您选择的方式送达。"
        case Moment.SERVED:
            return f"的答复已经送达。{_served(standing)}"
        case Moment.MOVED:
            return f"的{standing.due_label}因放假安排变动，由{_day(was)}调整为{_day(due.on if due else None)}。"
        case _:
            return "已经办结。"


def _unconfirmed(channel: Channel) -> str:
    return f"通过{channel.label}提交的，以双方确认之日为收到申请之日，本机关将与您联系确认。"


def _answered_by(due: Reckoned | None) -> str:
    if due is None:
        return "答复期限另行告知。"
    return f"最迟{chinese_date(due.on)}{'（暂计）' if due.provisional else ''}答复。"


def _served(standing: Standing) -> str:
    if standing.service is None:
        return ""
    method = standing.service.method
    told = {
        ServiceMethod.POST: "答复书已经交邮，请留意邮件。",
        ServiceMethod.ELECTRONIC: "答复书已经发送到您指定的系统或者邮箱。",
    }
    return told.get(method, "答复书已经签收。")


def _day(day: date | None) -> str:
    return chinese_date(day) if day else "未定"
