"""台账: seeded ledgers of applications and cases, and an independent way to count them.

``Past`` here says what happened to one application in plain values; the same values make its history for the journal and
are counted, one by one, by ``tests`` that know nothing of ``law.annual_report``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.casework.applications import acts as applications
from gongkai.casework.applications.models import Application
from gongkai.casework.remedies import acts as remedies
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.outcomes import outcome
from gongkai.law.receipt import Channel
from gongkai.law.remedies import Act as RemedyAct
from gongkai.law.remedies import RemedyKind
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.acts import Deed

PERSON = {
    "name": "陈样例",
    "identity": "id_card",
    "identity_number": "110101190001010014",
    "phone": "13900000000",
    "address": "示例县样本路1号",
    "description": "农村道路养护资金的分配结果",
    "carrier": "electronic",
    "delivery": "online",
}
ORGANIZATION = {
    **{name: value for name, value in PERSON.items() if name != "identity"},
    "name": "示例县样本咨询有限公司",
    "identity_number": "91999999MA0000001N",
    "representative": "钱法人",
    "contact_name": "孙联系",
}


@dataclass(frozen=True)
class Happened:
    """往事: one application: who, how, received when, closed in which year by which outcome; open where there is none."""

    applicant: str
    received: date
    closed: int | None = None
    outcome: str = ""
    channel: str = "in_person"
    extended: bool = False

    @property
    def closed_on(self) -> date | None:
        """办结日: in November of its year; in December where it was received later."""
        if self.closed is None:
            return None
        return max(
            date(self.closed, 11, 20), self.received + timedelta(days=70 if self.closed == self.received.year else 0)
        )


def receive(authority: Authority, past: Iterable[Happened]) -> int:
    """入账: enter these applications with their whole histories; returns how many."""
    return sum(1 for _ in applications.receive_many(authority, map(_past, past)))


def _past(happened: Happened) -> applications.Past:
    applicant, channel = ApplicantKind(happened.applicant), Channel(happened.channel)
    form = PERSON if applicant is ApplicantKind.PERSON else ORGANIZATION
    return applications.Past(Filled(applicant, channel, form), tuple(Deed(step) for step in _steps(happened)))


def _steps(happened: Happened) -> Iterator[Step]:
    yield _step(Act.SUBMIT, happened.received, applicant=happened.applicant, channel=happened.channel)
    confirmed = (Channel.ONLINE, Channel.EMAIL, Channel.FAX, Channel.PLAIN_POST)
    if Channel(happened.channel) in confirmed and happened.received >= date(2019, 5, 15):
        yield _step(Act.CONFIRM, happened.received)
    on = happened.received
    if happened.extended:
        yield _step(Act.EXTEND, on, days=5, reason="需要核实")
    if happened.closed_on:
        yield from _ending(happened.outcome, on, happened.closed_on)


def _ending(key: str, on: date, closed_on: date) -> Iterator[Step]:
    if key in ("not_clarified", "still_unclear"):
        yield _step(Act.ASK_CLARIFICATION, on, points="请写明文件名称", days=1)
    if key == "still_unclear":
        yield _step(Act.CLARIFY, on + timedelta(days=1))
    if key == "fee_unpaid":
        yield _step(Act.NOTIFY_FEE, on, received_on=on.isoformat(), measure="by_page", quantity=50)
    if key == "excessive":
        yield _step(Act.ASK_REASONS, on, facts="一年内申请三百件", days=5)
        yield _step(Act.GIVE_REASONS, on + timedelta(days=1))
    if key in ("not_clarified", "fee_unpaid"):
        yield _step(Act.LAPSE, closed_on)
    elif key == "withdrawn":
        yield _step(Act.WITHDRAW, closed_on, reason="不再需要")
    elif key == "ended_otherwise":
        yield _step(Act.TERMINATE, closed_on, reason="申请人已终止")
    else:
        elements: dict[str, JSON] = {element.value: "见所附说明" for element in outcome(key).elements}
        yield _step(Act.DRAFT, closed_on, outcome=key, elements=elements)
        yield _step(Act.REPLY, closed_on, number="示民公复〔2024〕1号")
        yield _step(Act.SERVE, closed_on, method="direct", proof="签收单")


def _step(act: Act, on: date, **details: JSON) -> Step:
    return Step(act.value, on, details)


@dataclass(frozen=True)
class Challenged:
    """案件: one reconsideration or suit: which path, filed in which year, decided in which year with which result."""

    kind: str
    filed: int
    decided: int | None = None
    result: str = ""


def challenge(application: Application, cases: Iterable[Challenged], by: Official) -> None:
    """入账: enter these cases against one application; a suit after a reconsideration brings an older one of its own."""
    earlier = None
    for number, case in enumerate(cases, 1):
        on = date(case.filed, 3, 1)
        if case.kind == "after_review" and earlier is None:
            notice = remedies.Notice(RemedyKind.REVIEW, f"前案{application.pk}", "示例县人民政府")
            before = application.dossier.opened_on
            earlier = remedies.receive(application, notice, on=before, today=before, by=by)
            remedies.act(earlier, Step(RemedyAct.DECIDE.value, before, {"result": "upheld"}), today=before, by=by)
        notice = remedies.Notice(RemedyKind(case.kind), f"第{application.pk}-{number}号", "示例县人民法院")
        remedy = remedies.receive(
            application, notice, on=on, today=on, by=by, earlier=earlier if case.kind == "after_review" else None
        )
        if case.decided:
            decided = Step(RemedyAct.DECIDE.value, date(case.decided, 10, 1), {"result": case.result})
            remedies.act(remedy, decided, today=decided.on, by=by)
