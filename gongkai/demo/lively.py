"""今日办件: an authority in the middle of its work: files in every state, told in working days before today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from gongkai.casework.applications.acts import Receipted
from gongkai.casework.remedies.acts import Notice
from gongkai.demo.clerk import Clerk
from gongkai.demo.papers import WAYS, draft, filled
from gongkai.demo.place import Place
from gongkai.law import remedies
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import JSON
from gongkai.law.receipt import Channel
from gongkai.law.remedies import RemedyKind, RemedyResult
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of


@dataclass(frozen=True)
class Did:
    """一步: an act taken so many working days ago. A draft names its outcome, a service follows the channel."""

    act: Act
    ago: int
    details: Mapping[str, JSON] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """一件: what it shows, who applied by which way, how many working days ago, and what was done since."""

    shows: str
    ago: int
    done: tuple[Did, ...] = ()
    channel: Channel = Channel.IN_PERSON
    kind: ApplicantKind = ApplicantKind.PERSON


def _answered(outcome: str, drafted: int, signed: int, served: int | None = None) -> tuple[Did, ...]:
    letter = (Did(Act.DRAFT, drafted, {"outcome": outcome}), Did(Act.REPLY, signed))
    return letter if served is None else (*letter, Did(Act.SERVE, served))


SAMPLE = "征求第三方意见，尚未收到"
"""样例: the file whose number and query code are told to whoever tries the demo."""
CHALLENGED = "不予公开，其后有复议和诉讼"

OF_THE_GOVERNMENT = (
    Case(
        CHALLENGED, 110, _answered("deliberation", 103, 101, 100), Channel.REGISTERED_POST, ApplicantKind.LEGAL_SERVICE
    ),
    Case(
        "已归档",
        90,
        (Did(Act.CONFIRM, 89), *_answered("already_public", 84, 83, 82), Did(Act.ARCHIVE, 60)),
        Channel.EMAIL,
    ),
    Case(
        "逾期不补正，视为放弃",
        60,
        (
            Did(Act.ASK_CLARIFICATION, 56, {"points": "请写明所需信息的形成年份和所在乡镇", "days": 15}),
            Did(Act.LAPSE, 40),
        ),
    ),
    Case(
        "征求意见后部分公开",
        48,
        (
            Did(Act.CONSULT, 45, {"of": "third_party", "subject": "合同中的报价明细可否公开"}),
            Did(Act.SERVE_CONSULTATION, 43, {"consultation": "1"}),
            Did(Act.ANSWER_CONSULTATION, 35, {"consultation": "1", "opinion": "object"}),
            *_answered("partly_disclosed", 30, 28, 27),
        ),
        Channel.REGISTERED_POST,
        ApplicantKind.BUSINESS,
    ),
    Case("申请人撤回", 45, (Did(Act.WITHDRAW, 41, {"reason": "申请人已从网站查到所需信息"}),), Channel.ORAL),
    Case(
        "已延长答复期限",
        24,
        (Did(Act.EXTEND, 6, {"days": 15, "reason": "所需信息涉及多个单位，核对需要时间"}),),
        Channel.IN_PERSON,
        ApplicantKind.RESEARCH,
    ),
    Case("逾期一个工作日", 21, kind=ApplicantKind.OTHER_ORGANIZATION),
    Case("今日到期", 20),
    Case("还剩三个工作日，已拟办", 17, (Did(Act.DRAFT, 2, {"outcome": "disclosed"}),)),
    Case("已签发待送达", 15, _answered("other_authority", 4, 1), Channel.REGISTERED_POST),
    Case(
        SAMPLE,
        12,
        (
            Did(Act.CONFIRM, 11),
            Did(Act.CONSULT, 7, {"of": "third_party", "subject": "项目中标单位的业绩材料可否公开"}),
            Did(Act.SERVE_CONSULTATION, 5, {"consultation": "1"}),
        ),
        Channel.ONLINE,
    ),
    Case(
        "待缴费",
        11,
        (
            Did(
                Act.NOTIFY_FEE,
                4,
                {"measure": "by_page", "quantity": 150},
            ),
        ),
        kind=ApplicantKind.BUSINESS,
    ),
    Case(
        "待说明理由",
        9,
        (
            Did(
                Act.ASK_REASONS,
                3,
                {"facts": "该申请人两个月内就同一事项提出申请十二件，明显超过合理范围", "days": 10},
            ),
        ),
        Channel.REGISTERED_POST,
    ),
    Case(
        "待补正",
        6,
        (Did(Act.CONFIRM, 6), Did(Act.ASK_CLARIFICATION, 3, {"points": "请写明项目名称或者文号", "days": 15})),
        Channel.EMAIL,
        ApplicantKind.CHARITY,
    ),
    Case("刚收到", 2),
    Case("网上提交，待确认", 1, channel=Channel.ONLINE),
)

OF_A_DEPARTMENT = (
    Case("部门已办结", 30, _answered("disclosed", 22, 20, 19)),
    Case("部门在办", 8),
)


class Days:
    """倒数日: the working day so many working days before today, by the calendar of the place."""

    def __init__(self, calendar: Calendar, today: date) -> None:
        self.calendar = calendar
        self._known = [self._worked(today)]

    def ago(self, count: int) -> date:
        """前第几个工作日: 0 is today, or the last working day before it."""
        while len(self._known) <= count:
            self._known.append(self._worked(self._known[-1] - timedelta(days=1)))
        return self._known[count]

    def _worked(self, day: date) -> date:
        while not self.calendar.day(day).works:
            day -= timedelta(days=1)
        return day


def cases(authority: Authority) -> tuple[Case, ...]:
    """各件: what a government shows, and what a department."""
    return OF_THE_GOVERNMENT if authority.duties.is_government else OF_A_DEPARTMENT


def enliven(authority: Authority, place: Place, today: date, told: Callable[[str], None]) -> Receipted | None:
    """今日办件: the files of an authority in every state; returns the sample, where it is among them."""
    clerk, days = Clerk(authority, today), Days(calendar_of(authority), today)
    sample = None
    first = place.first_applicant + (20 if authority.duties.is_government else 50)
    for number, case in enumerate(cases(authority), start=first):
        receipted = _handle(clerk, days, place, number, case)
        sample = receipted if case.shows == SAMPLE else sample
        if case.shows == CHALLENGED:
            _challenge(clerk, days, place, receipted)
        told(f"{authority.short_name}{case.shows}")
    return sample


def _handle(clerk: Clerk, days: Days, place: Place, number: int, case: Case) -> Receipted:
    received = days.ago(case.ago)
    paper = filled(number, case.kind, case.channel, place.short_name, received.year - 1)
    receipted = clerk.receive(number, paper, received)
    for did in case.done:
        day = days.ago(did.ago)
        clerk.take(receipted.application, did.act, day, **_details(case, did, number, day))
    return receipted


def _details(case: Case, did: Did, number: int, day: date) -> Mapping[str, JSON]:
    match did.act:
        case Act.DRAFT:
            return draft(str(did.details["outcome"]), number)
        case Act.SERVE:
            way = WAYS[case.channel]
            return {"method": way.method.value, "proof": way.proof}
        case Act.NOTIFY_FEE:
            return {**did.details, "received_on": day.isoformat()}
        case _:
            return did.details


def _challenge(clerk: Clerk, days: Days, place: Place, receipted: Receipted) -> None:
    """A reconsideration that upheld the reply, and the suit that followed and is not yet decided."""
    application = receipted.application
    received = days.ago(68)
    number = f"示复〔{received.year}〕1号"
    review = clerk.notified(application, Notice(RemedyKind.REVIEW, number, place.review_body), received)
    clerk.respond(review, remedies.Act.ANSWER, days.ago(61))
    clerk.respond(review, remedies.Act.DECIDE, days.ago(26), result=RemedyResult.UPHELD.value)
    sued = days.ago(7)
    number = f"（{sued.year}）示行初1号"
    clerk.notified(application, Notice(RemedyKind.SUIT_AFTER_REVIEW, number, place.court), sued, review)
