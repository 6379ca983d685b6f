"""申请人和第三方一侧: what they may do by code on a page of their own, until when, and what an answer that comes late means.

The Regulation sets no days for keeping a draft, a letter to fetch or a mark of satisfaction: the terms here are the house's own
and say so. What a late opinion means the Regulation does say, and differently for a third party and for an authority.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.applications import Standing, State
from gongkai.law.consultations import Consultation, Consultee
from gongkai.law.grammar.calendar import Calendar, calendar_days_after, months_after
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.flow import Objection
from gongkai.law.grammar.statute import Certainty, Term, Unit, regulation
from gongkai.law.grammar.words import Word

HELP = regulation(43)
"""帮助的依据: who has difficulty reading, seeing or hearing is helped."""
DRAFT_KEPT = Term(
    "申请草稿保存期",
    30,
    Unit.CALENDAR_DAYS,
    "自最后一次保存之日起",
    regulation(29),
    certainty=Certainty.INFERRED,
    note="条例没有规定；草稿不是申请，到期自动销毁，提交后立即销毁",
)
REPLY_KEPT = Term(
    "答复书网上下载期",
    6,
    Unit.MONTHS,
    "自送达之日起",
    regulation(45),
    certainty=Certainty.INFERRED,
    note="条例没有规定；取提起行政诉讼的六个月期限（行政诉讼法第四十六条），期满后凭身份证明向受理机构查阅",
)
SATISFACTION_CHANGEABLE = Term(
    "满意度评价修改期",
    15,
    Unit.CALENDAR_DAYS,
    "自首次评价之日起",
    regulation(45),
    certainty=Certainty.INFERRED,
    note="条例没有规定；一件评价一次，期内可以修改，以最后一次为准",
)
TERMS = (DRAFT_KEPT, REPLY_KEPT, SATISFACTION_CHANGEABLE)
"""期限表: the house's own terms on the applicant's side."""


class Satisfaction(Word):
    """满意度: what the applicant thinks of how the application was handled."""

    SATISFIED = "satisfied", "满意"
    FAIRLY = "fairly", "基本满意"
    NOT = "not", "不满意"


class Purpose(Word):
    """附件用途: what a file that came with an application is for; it is never published."""

    IDENTITY = "identity", "身份证明"
    DESCRIPTION = "description", "所需信息的说明材料"
    PROXY = "proxy", "授权委托书"
    ORAL_RECORD = "oral_record", "口头申请笔录"
    CLARIFICATION = "clarification", "补正、说明理由的材料"
    OPINION = "opinion", "第三方意见的材料"
    SCAN = "scan", "申请书扫描件"
    OTHER = "other", "其他材料"


def draft_expires(saved_on: date) -> date:
    """草稿到期日: the last day on which a draft can be continued."""
    return calendar_days_after(saved_on, DRAFT_KEPT.length)


def reply_fetched_until(standing: Standing) -> date | None:
    """答复书下载截止日: None while nothing has been served."""
    return months_after(standing.service.served_on, REPLY_KEPT.length) if standing.service else None


def objection_to_fetching(standing: Standing, on: date) -> Objection | None:
    """不能下载答复书的理由: it is fetched after it was served, and for so long as the page promises."""
    until = reply_fetched_until(standing)
    if until is None:
        return Objection("答复书尚未送达，送达后可以在这里下载", regulation(45))
    if on > until:
        return Objection(f"网上下载期已于{chinese_date(until)}届满，请凭身份证明向受理机构查阅、复制", regulation(45))
    return None


def satisfaction_until(first_on: date) -> date:
    """评价修改截止日."""
    return calendar_days_after(first_on, SATISFACTION_CHANGEABLE.length)


def objection_to_marking(standing: Standing, first_on: date | None, on: date) -> Objection | None:
    """不能评价的理由: there is a served reply to judge, and a mark that was given may be changed for some days only."""
    if standing.service is None:
        return Objection("答复送达后可以评价", regulation(45))
    if first_on is not None and on > satisfaction_until(first_on):
        return Objection(f"评价已于{chinese_date(satisfaction_until(first_on))}后不能修改", regulation(45))
    return None


def objection_to_asking_withdrawal(standing: Standing) -> Objection | None:
    """不能申请撤回的理由: what has been answered or is closed cannot be taken back any more."""
    if standing.closed_on is not None:
        return Objection("本件已经办结，不能再撤回", regulation(45))
    if standing.state is State.REPLIED:
        return Objection("本件已经签发答复，不能再撤回", regulation(45))
    return None


def tells_late(standing: Standing, on: date) -> str:
    """逾期提示: what it means that the applicant sends what was asked for after the day that was set; empty in time."""
    if standing.pending is None or on <= standing.pending.due.on:
        return ""
    return f"期限已于{chinese_date(standing.pending.due.on)}届满；在本机关作出处理之前收到的，照常登记，注明逾期"


# -- opinions ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OpinionTerm:
    """意见期限的告知: until when an opinion is asked for, whether this day is past it, what silence and lateness mean."""

    until: str
    silence: str
    late: bool
    lateness: str


def opinion_term(asked: Consultation, standing: Standing, on: date, calendar: Calendar) -> OpinionTerm:
    """意见期限的告知: told to whom is asked, before and after the day (条例第三十二条、第三十四条)."""
    last = asked.silent_from(standing.version, calendar)
    counted = asked.term.length
    if last is None:
        until = "请尽快提出意见"
    elif asked.served_on is None:
        until = f"自收到征求意见书之日起{counted}个工作日内"
    else:
        until = f"{chinese_date(last.on)}（自{chinese_date(asked.served_on)}收到征求意见书起{counted}个工作日）"
    late = is_late(asked, standing, on, calendar)
    return OpinionTerm(until, asked.silence(), late, _LATENESS[asked.of] if late else "")


_LATENESS = {
    Consultee.THIRD_PARTY: "意见期限已经届满，是否公开由征求意见的机关依照条例第三十二条决定；"
    "现在提交的登记为逾期意见，供其决定时参考",
    Consultee.AUTHORITY: "意见期限已经届满，依照条例第三十四条视为同意公开；现在提交的登记为逾期意见，不改变这一后果",
}


def is_late(asked: Consultation, standing: Standing, on: date, calendar: Calendar) -> bool:
    """逾期意见: whether an opinion of this day comes after the term, which runs from the day the letter was received."""
    last = asked.silent_from(standing.version, calendar)
    return asked.served_on is not None and last is not None and on > last.on


def answered_late(asked: Consultation, standing: Standing, calendar: Calendar) -> bool:
    """已逾期答复: whether the opinion that came had come after the term."""
    return asked.answered_on is not None and is_late(asked, standing, asked.answered_on, calendar)


def objection_to_answering(asked: Consultation | None, standing: Standing) -> Objection | None:
    """不能提交意见的理由: nothing is asked any more, it was answered already, or the reply has been made."""
    if asked is None:
        return Objection("这一项征求意见已经撤销，不需要再提交", regulation(32))
    basis = asked.basis(standing.version)
    if asked.answered_on is not None:
        return Objection(
            f"已于{chinese_date(asked.answered_on)}收到您的意见，不能重复提交；需要更正的请与本机关联系", basis
        )
    if standing.closed_on is not None or standing.state is State.REPLIED:
        return Objection("本机关已经就该申请作出处理，不再接收意见；对处理有异议的，可以依法申请行政复议", basis)
    return None


def scrubbed(text: str, personal: Iterable[str]) -> str:
    """隐去: what a third party reads never names the applicant, even where a clerk wrote the name into it."""
    for each in sorted({value.strip() for value in personal}, key=len, reverse=True):
        if len(each) > 1:
            text = text.replace(each, "×" * min(len(each), 3))
    return text


class OralProof(Word):
    """口头申请的确认: how the applicant confirmed what the clerk had written down (条例第二十九条)."""

    SIGNED = "signed", "申请人阅读后签名"
    FINGERPRINT = "fingerprint", "向申请人宣读后捺印"
    RECORDED = "recorded", "向申请人宣读，全程录音录像"


ORAL = ("oral_record", "oral_proof")
"""口头申请的记录: what is kept besides the fields of the form."""


def incomplete_oral(given: Mapping[str, str]) -> list[tuple[str, str]]:
    """口头申请的欠缺: the record of what was said, and how the applicant confirmed it; each as field and reason."""
    missing = []
    if not given.get("oral_record", "").strip():
        missing.append(("oral_record", "口头申请应当由工作人员如实记录申请人的陈述（条例第二十九条）"))
    if not given.get("oral_proof", "").strip():
        missing.append(("oral_proof", "口头申请代为填写后，应当选明申请人如何确认记录无误（条例第二十九条）"))
    return missing
