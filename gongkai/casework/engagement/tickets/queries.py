"""留言查询: where a ticket stands, whose it is, which terms hold, and what lists show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.casework.applications.codes import plain, registered
from gongkai.casework.engagement.tickets.models import (
    JointUnit,
    LightSetting,
    Mailbox,
    TermSetting,
    Ticket,
    TicketSelection,
)
from gongkai.engines import similar
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Step
from gongkai.law.ticket_flow import Act
from gongkai.law.ticket_kinds import Appraisal, ConcernKind, TicketGrade
from gongkai.law.ticket_terms import Light, LightRule, TicketTerm, term_for
from gongkai.law.tickets import Standing
from gongkai.office.authorities.models import Authority, AuthorityQuerySet, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault

CODE_FIELD = "ticket query code"

# -- one ticket ------------------------------------------------------------------------------------------------------------


def standing(ticket: Ticket) -> Standing:
    """留言情况: replayed from the journal."""
    return as_ticket(journal.standing(ticket.dossier))


def as_ticket(found: object) -> Standing:
    """留言的办理情况: what the journal replays for a dossier of this kind is no other."""
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


ANSWERING = (Act.DRAFT.value, Act.REPLY_WITH.value, Act.RECORD.value)
"""载有答复的环节."""


def draft_of(ticket: Ticket) -> Step:
    """答复所在的环节: the latest step that says what is answered."""
    return next(step for step in reversed(journal.steps(ticket.dossier)) if step.act in ANSWERING)


def answer_of(ticket: Ticket) -> str:
    """答复内容: empty while there is no reply."""
    return str(draft_of(ticket).details.get("answer", "")) if ticket.dossier.outcome else ""


def numbered(authority: Authority, number: str) -> Ticket | None:
    """凭编号: the ticket of this number, however its brackets were typed."""
    rows = Ticket.objects.of(authority).filter(dossier__number=registered(number))
    return rows.select_related("dossier__authority", "authority", "unit").first()


def code_digest(code: str) -> str:
    """查询码摘要: what is kept of a code; spaces, hyphens and case do not count."""
    return vault.blind(CODE_FIELD, plain(code))


def by_code(authority: Authority, number: str, code: str) -> Ticket | None:
    """凭编号和查询码: the ticket, or None; an unknown number costs as much as a wrong code."""
    row = numbered(authority, number)
    opened = vault.is_blind(row.code_digest if row else "", CODE_FIELD, plain(code))
    return row if opened and row is not None else None


def name_of(unit: str) -> str:
    """单位名称: of a code; what is no code of the platform is a name already."""
    found = Authority.objects.filter(code=unit).values_list("name", flat=True).first()
    return found or unit


def appraisal(step: Step) -> str:
    """评价: in words."""
    return Appraisal(str(step.details.get("satisfaction"))).label


# -- whose -----------------------------------------------------------------------------------------------------------------


def units(authority: Authority) -> AuthorityQuerySet:
    """可派单位: the authorities beneath the one that took the ticket in."""
    return Authority.objects.under(authority).exclude(pk=authority.pk).filter(dissolved_on=None).order_by("path")


def _whole(rows: OwnedQuerySet[Ticket]) -> OwnedQuerySet[Ticket]:
    return rows.select_related("dossier__authority", "authority", "unit", "mailbox")


def taken_in(authority: Authority, *, beneath: bool = False) -> OwnedQuerySet[Ticket]:
    """本机关受理: what this authority took in, and those beneath it where asked for; the newest first."""
    rows = Ticket.objects.under(authority) if beneath else Ticket.objects.of(authority)
    return _whole(rows).order_by("-pk")


def handed_to(authority: Authority) -> OwnedQuerySet[Ticket]:
    """交我办理: what others handed this authority, to handle or to be heard on; the newest first."""
    joint = JointUnit.objects.everywhere().filter(unit=authority).values("ticket")
    mine = Q(unit=authority) | Q(pk__in=joint)
    return _whole(Ticket.objects.everywhere()).filter(mine).exclude(authority=authority).order_by("-pk")


def concerning(authority: Authority, *, beneath: bool = False) -> OwnedQuerySet[Ticket]:
    """涉及本机关: what an official here may open at all."""
    joint = JointUnit.objects.everywhere().filter(unit=authority).values("ticket")
    own = Q(authority__path__startswith=authority.path) if beneath else Q(authority=authority)
    return _whole(Ticket.objects.everywhere()).filter(own | Q(unit=authority) | Q(pk__in=joint))


# -- terms and lights --------------------------------------------------------------------------------------------------------


def term_settings(authority: Authority) -> list[TermSetting]:
    """期限设定: those of the nearest authority at or above that has set any; a county sets them for its bureaus."""
    rows = TermSetting.objects.everywhere().filter(authority__in=authority.line).select_related("authority")
    found = list(rows.order_by("-authority__path", "grade", "kind"))
    return [row for row in found if row.authority_id == found[0].authority_id]


def term(authority: Authority, kind: ConcernKind, grade: TicketGrade) -> TicketTerm:
    """适用期限."""
    return terms(authority, grade)[kind]


def terms(authority: Authority, grade: TicketGrade) -> dict[ConcernKind, TicketTerm]:
    """各种类的适用期限: what is set is asked for once."""
    own = [_term(row) for row in term_settings(authority)]
    return {kind: term_for(kind, grade, own) for kind in ConcernKind}


def _term(row: TermSetting) -> TicketTerm:
    return TicketTerm(ConcernKind(row.kind) if row.kind else None, TicketGrade(row.grade), row.days, row.source)


def lights(authority: Authority) -> LightRule:
    """亮灯规则: as set here or above; one working day and none where nobody has set any."""
    rows = LightSetting.objects.everywhere().filter(authority__in=authority.line)
    row = rows.order_by("-authority__path").first()
    return LightRule(row.yellow_before, row.red_after) if row else LightRule()


# -- lists -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Listed:
    """列表行: a ticket with its light and the working days left."""

    ticket: Ticket
    light: Light
    left: str

    @property
    def tone(self) -> str:
        """灯色."""
        return {Light.RED: "bad", Light.YELLOW: "warn", Light.NONE: "good"}[self.light]


def with_lights(tickets: Iterable[Ticket], today: date, calendar: Calendar, rule: LightRule) -> list[Listed]:
    """带灯的行: what a last day shows is reckoned once, however many rows have it."""
    rows = list(tickets)
    shown = {due: _shown(due, today, calendar, rule) for due in {row.dossier.due_on for row in rows}}
    return [Listed(row, *shown[row.dossier.due_on]) for row in rows]


def _shown(due: date | None, today: date, calendar: Calendar, rule: LightRule) -> tuple[Light, str]:
    if due is None:
        return Light.NONE, ""
    days = calendar.count(*sorted((today, due)))
    return rule.shows(due, today, calendar), f"逾期{days}日" if today > due else f"{days}日"


def urgent_first(rows: OwnedQuerySet[Ticket]) -> OwnedQuerySet[Ticket]:
    """先急后缓: open tickets, the unanswered first, by their last day; the order is that of an index."""
    return rows.filter(shut=False).order_by("timeliness", "term_on", "pk")


def for_a_list(rows: OwnedQuerySet[Ticket]) -> OwnedQuerySet[Ticket]:
    """列表所需: no more than a list shows; what was written stays where it is."""
    return rows.select_related(None).select_related("dossier", "unit", "mailbox").only(*_LISTED)


_LISTED = (
    *("kind", "source", "sealed", "application_like", "personal_found", "alike", "merged_into", "unit_name"),
    *("dossier__number", "dossier__title", "dossier__state", "dossier__received_on", "dossier__due_on"),
    *("unit__name", "mailbox__name"),
)
"""列表所需的列: a fifth of what the four rows hold."""


# -- what the public reads ---------------------------------------------------------------------------------------------------


def mailboxes(authority: Authority) -> OwnedQuerySet[Mailbox]:
    """开放的信箱."""
    return Mailbox.objects.of(authority).filter(closed_on=None)


def selections(authority: Authority) -> OwnedQuerySet[TicketSelection]:
    """选登的留言: the newest first."""
    rows = TicketSelection.objects.of(authority).filter(withdrawn_on=None)
    return rows.select_related("ticket__dossier", "ticket__unit", "ticket__authority")


MOST_SEARCHED = 500
_PART = 0.5


def answered_already(authority: Authority, wanted: str, most: int = 5) -> list[TicketSelection]:
    """已有答复: published replies whose title or question holds most of what is asked; the best first."""
    asked = similar.shingles(similar.core(wanted), 2)
    if not asked:
        return []
    rated = [(_held(asked, f"{row.title}{row.question}"), row) for row in selections(authority)[:MOST_SEARCHED]]
    best = sorted((each for each in rated if each[0] >= _PART), key=lambda each: -each[0])
    return [row for _, row in best[:most]]


def _held(asked: frozenset[str], text: str) -> float:
    return len(asked & similar.shingles(similar.core(text), 2)) / len(asked)


def joint_of(ticket: Ticket) -> Sequence[JointUnit]:
    """协办单位: of one ticket."""
    return list(JointUnit.objects.of(ticket.authority).filter(ticket=ticket).select_related("unit"))
