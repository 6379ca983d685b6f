"""办理过程: the steps of an application in words, for the desk and, with nothing personal, for the applicant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.casework.applications.evidence.noted import LABELS as SEARCHING
from gongkai.casework.applications.evidence.noted import noted
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.redacting.noted import LABELS as REDACTING
from gongkai.law.applicants import Purpose
from gongkai.law.applications import Act, ApplicantKind, EndCause, fee_told
from gongkai.law.consultations import Consultee, Opinion
from gongkai.law.outcomes import outcome
from gongkai.law.receipt import Channel
from gongkai.law.service import ServiceMethod
from gongkai.office.journal import queries as journal


@dataclass(frozen=True)
class Event:
    """一条: a step as the timeline shows it."""

    on: date
    title: str
    by: str = ""
    text: str = ""
    amended: bool = False


PUBLIC = {
    Act.SUBMIT: "提交申请",
    Act.CONFIRM: "双方确认，为收到申请之日",
    Act.SPLIT: "拆分为若干件分别办理",
    Act.ASK_CLARIFICATION: "告知补正",
    Act.CLARIFY: "收到补正，期限重新计算",
    Act.CONSULT: "征求意见，所需时间不计入期限",
    Act.ANSWER_CONSULTATION: "收到意见，期限继续计算",
    Act.EXTEND: "延长答复期限",
    Act.ASK_REASONS: "要求说明理由",
    Act.GIVE_REASONS: "收到说明，期限重新计算",
    Act.DEFER: "确定延迟答复期限",
    Act.NOTIFY_FEE: "发出收费通知",
    Act.PAY: "完成缴费，期限重新计算",
    Act.REPLY: "作出答复",
    Act.SERVE: "答复送达",
    Act.WITHDRAW: "撤回申请",
    Act.LAPSE: "视为放弃申请",
    Act.TERMINATE: "终止办理",
    Act.REOPEN: "依复议决定或者裁判重新办理",
}
"""公众可见的环节: what an applicant is told; drafting and filing are the office's own."""


def public(application: Application) -> list[Event]:
    """办理过程（公众）: the steps an applicant is told of, without names and free text."""
    return [
        Event(line.step.on, PUBLIC[Act(line.step.act)])
        for line in journal.timeline(application.dossier)
        if line.step is not None and line.step.act in PUBLIC
    ]


def office(application: Application) -> list[Event]:
    """办理过程（工作台）: every entry, who made it and what it says; an amended one shows what it said."""
    return [
        Event(
            on=line.step.on if line.step else line.on,
            title=_title(line),
            by=line.by.name if line.by else "",
            text=told(line),
            amended=line.amended_by is not None,
        )
        for line in journal.timeline(application.dossier)
    ]


def _title(line: journal.Line) -> str:
    return Act(line.act).label if line.act in _ACTS else NOTED.get(line.act, line.label)


NOTED = {
    **REDACTING,
    **SEARCHING,
    "attach": "收到附件",
    "withdrawal_asked": "申请人网上请求撤回",
    "satisfaction_marked": "申请人评价",
    "help_given": "提供帮助",
    "applicant_contacted": "与申请人联系",
    "opinion_code_issued": "生成意见码",
}
"""另行登记的事项: what is entered on a file outside its procedure."""
_ACTS = {act.value for act in Act}


def told(line: journal.Line) -> str:
    """内容: the details of an entry in words; of an amendment, its reason."""
    details: Mapping[str, Any] = line.step.details if line.step else line.data.get("details", {})
    said = [f"{label}：{_word(name, details[name])}" for name, label in _DETAILS.items() if details.get(name)]
    if line.step and line.act == Act.NOTIFY_FEE:
        said += fee_told(line.step).explanation
    if details.get("agreed"):
        said.append("申请人同意电子送达")
    return "；".join(said) or noted(line) or str(line.data.get("reason", "")) or _noted(line.data.get("note"))


def _noted(note: Any) -> str:
    """What an entry outside the procedure tells."""
    if not isinstance(note, dict):
        return ""
    return str(note.get("told") or (Purpose(note["purpose"]).label if note.get("purpose") in _PURPOSES else ""))


_PURPOSES = {purpose.value for purpose in Purpose}


_DETAILS = {
    "channel": "渠道",
    "applicant": "申请人类型",
    "points": "补正事项",
    "of": "对象",
    "subject": "内容",
    "opinion": "意见",
    "days": "工作日数",
    "until": "期限至",
    "decision": "决定、裁判文书",
    "facts": "事实",
    "outcome": "结果",
    "number": "文号",
    "path": "选择过程",
    "method": "方式",
    "proof": "凭证",
    "cause": "原因",
    "into": "另立",
    "split_from": "拆分自",
    "reviews": "审核级数",
    "reason": "理由",
}
_WORDS = {
    "cause": EndCause,
    "channel": Channel,
    "applicant": ApplicantKind,
    "of": Consultee,
    "opinion": Opinion,
    "method": ServiceMethod,
}


def _word(name: str, value: Any) -> str:
    if name == "outcome":
        return outcome(str(value)).label
    if isinstance(value, list):
        return "、".join(map(str, value))
    return _WORDS[name](value).label if name in _WORDS else str(value)
