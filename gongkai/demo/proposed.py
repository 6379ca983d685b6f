"""往年建议提案: as many as the reports state, invented one by one; every figure follows from their entries, nothing is typed.

The reports print numbers and no dates. Where dates are needed they are invented and say so; where none are, the files have
none, and no rate of time can be had of them. What the reports claim is entered as a claim and set beside what is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from gongkai.casework.proposals import many
from gongkai.casework.proposals.acts import claim, open_session
from gongkai.casework.proposals.given import ProposalGiven, SessionGiven
from gongkai.casework.proposals.many import WholeFile
from gongkai.casework.proposals.models import ProposalSession
from gongkai.demo.opened import whole_course
from gongkai.demo.people import GIVEN_NAMES, SURNAMES
from gongkai.demo.place import Place
from gongkai.demo.subjects import matter
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.proposal_claims import ClaimedFigure
from gongkai.law.proposal_replies import ReplyClass
from gongkai.law.proposal_terms import ProposalKind, ProposalSource
from gongkai.law.proposals import Act
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.acts import Deed

_F = ClaimedFigure


@dataclass(frozen=True)
class Dealt:
    """分布: how many of the closed files were answered in three months, after an extension, and after the last day."""

    in_time: int
    extended: int
    late: int
    last_on: date


@dataclass(frozen=True)
class PastSession:
    """往年届次: how many of which kind came, how many were closed, and what the report claims of them.

    ``dealt`` gives invented days to the replies; without it nobody knows any. Of those that were answered in time so many
    were ``opened``: they have their whole course, with an invented reply that was checked and published.
    """

    source: ProposalSource
    name: str
    received_on: date
    handed_over_on: date
    recorded_on: date
    motions: int
    others: int
    closed: int
    claims: tuple[tuple[ClaimedFigure, str], ...]
    stated_in: str
    dealt: Dealt | None = None
    opened: int = 0

    @property
    def received(self) -> int:
        """件数."""
        return self.motions + self.others


_LINXIA = "2018年年度报告第四部分（报告没有逐件日期，此处日期为示例）"
_WUDU = "2017年年度报告第三部分（报告没有逐件日期）"
PAST: Mapping[str, tuple[PastSession, ...]] = {
    "linxia": (
        PastSession(
            ProposalSource.CONGRESS,
            "2018年州人民代表大会会议（示例数据）",
            received_on=date(2018, 2, 26),
            handed_over_on=date(2018, 3, 15),
            recorded_on=date(2018, 11, 1),
            motions=52,
            others=45,
            closed=97,
            claims=((_F.RECEIVED, "97"), (_F.CLOSED, "97"), (_F.IN_TIME, "100")),
            stated_in=_LINXIA,
            dealt=Dealt(in_time=70, extended=21, late=6, last_on=date(2018, 10, 31)),
            opened=6,
        ),
        PastSession(
            ProposalSource.CONFERENCE,
            "2018年州政协会议（示例数据）",
            received_on=date(2018, 2, 26),
            handed_over_on=date(2018, 3, 15),
            recorded_on=date(2018, 11, 1),
            motions=0,
            others=183,
            closed=183,
            claims=((_F.RECEIVED, "183"), (_F.CLOSED, "183"), (_F.IN_TIME, "100")),
            stated_in=_LINXIA,
        ),
    ),
    "wudu": (
        PastSession(
            ProposalSource.CONGRESS,
            "2017年区人民代表大会会议（示例数据）",
            received_on=date(2017, 2, 20),
            handed_over_on=date(2017, 3, 20),
            recorded_on=date(2018, 1, 8),
            motions=0,
            others=131,
            closed=92,
            claims=((_F.RECEIVED, "131"), (_F.CLOSED, "92"), (_F.CLOSING, "70.23")),
            stated_in=_WUDU,
        ),
        PastSession(
            ProposalSource.CONFERENCE,
            "2017年区政协会议（示例数据）",
            received_on=date(2017, 2, 20),
            handed_over_on=date(2017, 3, 20),
            recorded_on=date(2018, 1, 8),
            motions=0,
            others=145,
            closed=121,
            claims=((_F.RECEIVED, "145"), (_F.CLOSED, "121"), (_F.CLOSING, "83.45")),
            stated_in=_WUDU,
        ),
    ),
}
"""往年届次: by place."""


def enter(government: Authority, place: Place, today: date, told: Callable[[str], None]) -> None:
    """入账: every past session of a place, its files and its claims."""
    for past in PAST.get(place.code, ()):
        by = Official.objects.get(username=f"{place.code}-office")
        given = SessionGiven(past.source, past.name, past.received_on.year)
        session = open_session(government, given, on=past.received_on, today=today, by=by)
        departments = Authority.objects.under(government).filter(kind="department").order_by("pk")
        codes = [government.code, *departments.values_list("code", flat=True)]
        many.enter(session, list(_files(past, session, codes, by)))
        for figure, value in past.claims:
            claim(session, figure, value, past.stated_in, on=past.recorded_on, today=today, by=by)
        told(past.name)


def _files(past: PastSession, session: ProposalSession, codes: list[str], by: Official) -> Iterator[WholeFile]:
    days = _reply_days(past)
    in_time = [number for number, (on, added) in enumerate(days) if not added and on <= _soon(past)]
    opened = set(in_time[: past.opened])
    for number in range(past.received):
        given = _given(past, number)
        deeds = [Deed(Step(Act.RECEIVE.value, past.received_on, given.details(session)), by)]
        if number in opened:
            yield whole_course(given, session, codes[number % len(codes)], past.handed_over_on, days[number][0], deeds)
            continue
        if number < past.closed:
            details = {**_known(past, number, days), "lead": codes[number % len(codes)]}
            deeds.append(Deed(Step(Act.RECORD.value, past.recorded_on, details), by))
        yield WholeFile(given, deeds)


def _soon(past: PastSession) -> date:
    """The last day nobody can call late."""
    return past.handed_over_on + timedelta(days=88)


def _given(past: PastSession, number: int) -> ProposalGiven:
    """Kinds are dealt in their order; a motion was turned into a suggestion, as the report says."""
    usual = ProposalKind.SUGGESTION if past.source is ProposalSource.CONGRESS else ProposalKind.PROPOSAL
    kind = ProposalKind.MOTION if number < past.motions else usual
    name = f"{SURNAMES[number % len(SURNAMES)]}{GIVEN_NAMES[number % len(GIVEN_NAMES)]}"
    return ProposalGiven(
        kind=kind,
        number=str(number + 1),
        title=f"关于改进{matter(number).title}的{kind.label}（示例）",
        proposers=name,
        contact="0900-0000000",
        as_suggestion=kind is ProposalKind.MOTION,
    )


def _known(past: PastSession, number: int, days: list[tuple[date, int]]) -> dict[str, JSON]:
    """What is recorded of a closed file: days where they were dealt, the class in turn where there are days."""
    stated: dict[str, JSON] = {"stated": past.stated_in}
    if not days:
        return stated
    replied, extended = days[number]
    reply_class = list(ReplyClass)[0 if number % 3 else 1 + number % 2]
    return stated | {
        "handed_over_on": past.handed_over_on.isoformat(),
        "replied_on": replied.isoformat(),
        "extended": extended,
        "reply_class": reply_class.value,
    }


def _reply_days(past: PastSession) -> list[tuple[date, int]]:
    """The day of each reply and the months of its extension; the same every time."""
    if past.dealt is None:
        return []
    dealt, began = past.dealt, past.handed_over_on
    dice = Random(past.name)  # noqa: S311 (an example that must come out the same each time)
    in_time = [(began + timedelta(days=dice.randint(20, 88)), 0) for _ in range(dealt.in_time)]
    extended = [(began + timedelta(days=dice.randint(100, 180)), 3) for _ in range(dealt.extended)]
    late = [(dealt.last_on - timedelta(days=2 * number), 0) for number in range(dealt.late)]
    days = [*in_time, *extended, *late]
    dice.shuffle(days)
    return days
