"""到期: what of every kind falls due soon at one authority, in working days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.casework.engagement.interviews.models import Interview
from gongkai.casework.engagement.surveys.models import Survey
from gongkai.doors.desk.admission import admits
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Role
from gongkai.law.procedures import procedure
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.queries import due_by
from gongkai.office.sites.models import MaintenanceTicket
from gongkai.oversight.assessment.bulletins.models import Bulletin
from gongkai.oversight.assessment.duties.models import ResponsibilityLetter
from gongkai.oversight.assessment.sheets.models import ScoreSheet
from gongkai.oversight.people.changes.models import InstitutionalChange
from gongkai.oversight.people.drills.models import DeputyDrill
from gongkai.oversight.plans.models import PlanTask
from gongkai.oversight.reports.models import MonthlyReturn, Report
from gongkai.oversight.rulebook.models import Rule
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.oversight.training.classes.models import TrainingClass
from gongkai.oversight.training.help.models import HelpThread
from gongkai.oversight.training.knowledge.models import KnowledgeEntry
from gongkai.publication.documents.models import DecisionDraft
from gongkai.publication.registers.due import Owing, owing
from gongkai.web.context import MANY
from gongkai.web.jinja import url_or_none

SOON = 10
"""How many working days ahead the page of what is due looks."""
URGENT = 3
"""How many working days ahead the number in the menu counts."""
FILES: Mapping[str, tuple[str, Callable[[Dossier], Sequence[object]]]] = {
    "application": ("applications:file", lambda dossier: [dossier.pk]),
    "remedy": ("remedies:file", lambda dossier: [dossier.pk]),
    "advice": ("applications:advice", lambda dossier: [dossier.pk]),
    "complaint": ("remedies:complaint", lambda dossier: [dossier.pk]),
    "correction": ("applications:correction", lambda dossier: [dossier.pk]),
    "proposal": ("proposals:file", lambda dossier: [dossier.pk]),
    "document": ("documents:file", lambda dossier: [dossier.pk]),
    "decision_draft": (
        "documents:decision",
        lambda dossier: [DecisionDraft.objects.everywhere().get(dossier=dossier).pk],
    ),
    "maintenance": (
        "sites:ticket",
        lambda dossier: [MaintenanceTicket.objects.everywhere().get(dossier=dossier).pk],
    ),
    "ticket": ("engagement:ticket", lambda dossier: [dossier.pk]),
    "service_case": ("services:case", lambda dossier: [dossier.pk]),
    "service_item": ("services:item", lambda dossier: [dossier.pk]),
    "service_package": ("services:package", lambda dossier: [dossier.pk]),
    "event": ("response:event", lambda dossier: [dossier.pk]),
    "warning": ("response:warning", lambda dossier: [dossier.pk]),
    "villager": ("villages:villager", lambda dossier: [dossier.pk]),
    "village_question": ("villages:question", lambda dossier: [dossier.pk]),
    "survey": ("engagement:survey", lambda dossier: [Survey.objects.everywhere().get(dossier=dossier).pk]),
    "interview": ("engagement:interview", lambda dossier: [Interview.objects.everywhere().get(dossier=dossier).pk]),
    "rectification": ("supervision:finding", lambda dossier: [Finding.objects.everywhere().get(dossier=dossier).pk]),
    "plan_task": ("plans:task", lambda dossier: [PlanTask.objects.everywhere().get(dossier=dossier).pk]),
    "score_sheet": ("assessment:sheet", lambda dossier: [ScoreSheet.objects.everywhere().get(dossier=dossier).pk]),
    "bulletin": ("assessment:bulletin", lambda dossier: [Bulletin.objects.everywhere().get(dossier=dossier).pk]),
    "responsibility_letter": (
        "assessment:letter",
        lambda dossier: [ResponsibilityLetter.objects.everywhere().get(dossier=dossier).pk],
    ),
    "list_adjustment": ("registers:adjustment", lambda dossier: [dossier.pk]),
    "handover": ("handing:pack", lambda dossier: [dossier.pk]),
    "monthly_return": (
        "reports:return",
        lambda dossier: _of_a_return(MonthlyReturn.objects.everywhere().get(dossier=dossier)),
    ),
    "institutional_change": (
        "people:change",
        lambda dossier: [InstitutionalChange.objects.everywhere().get(dossier=dossier).pk],
    ),
    "deputy_drill": ("people:drill", lambda dossier: [DeputyDrill.objects.everywhere().get(dossier=dossier).pk]),
    "circular": ("notices:circular", lambda dossier: [dossier.pk]),
    "rule": ("rulebook:rule", lambda dossier: [Rule.objects.everywhere().get(dossier=dossier).pk]),
    "training_class": ("training:class", lambda dossier: [TrainingClass.objects.everywhere().get(dossier=dossier).pk]),
    "help_thread": ("training:thread", lambda dossier: [HelpThread.objects.everywhere().get(dossier=dossier).pk]),
    "knowledge_entry": (
        "training:entry",
        lambda dossier: [KnowledgeEntry.objects.everywhere().get(dossier=dossier).pk],
    ),
    "annual_report": ("reports:year", lambda dossier: _of_a_report(Report.objects.everywhere().get(dossier=dossier))),
}
"""案卷页: the page of a dossier by its kind, and what its address names."""
GUESTS = frozenset(
    {
        Role.LIAISON,
        Role.KEEPER,
        Role.EXPERT,
        Role.APPLICANT,
        Role.SYSTEM_ADMINISTRATOR,
        Role.SECURITY_ADMINISTRATOR,
        Role.AUDIT_ADMINISTRATOR,
    }
)
"""不办理业务的职责: nobody who has these alone works on a file."""
OTHER_DOORS: Mapping[str, tuple[str, ...]] = {"proposal": ("proposals:delegates_file",)}
"""另一道门: the page of a file for those whom its own does not admit."""


def _of_a_report(report: Report) -> Sequence[object]:
    return [report.authority.code, report.year]


def _of_a_return(row: MonthlyReturn) -> Sequence[object]:
    return [row.authority.code, row.year, row.month]


@dataclass(frozen=True, slots=True)
class Due:
    """到期事项: a dossier, its page for those it admits, and the working days left or overdue.

    A day off after the due day is overdue by no working day, and overdue all the same.
    """

    dossier: Dossier
    href: str
    overdue: bool
    days: int

    @property
    def kind(self) -> str:
        """种类: what sort of file it is."""
        return procedure(self.dossier.kind).label

    @property
    def left(self) -> str:
        """还有: as the list says it."""
        if self.overdue:
            return f"逾期{self.days}个工作日" if self.days else "已逾期"
        return f"{self.days}个工作日" if self.days else "今天到期"

    @property
    def tone(self) -> str:
        """缓急: the badge it is shown in."""
        if self.overdue or not self.days:
            return "bad"
        return "warn" if self.days <= URGENT else "plain"


def with_days(dossiers: Iterable[Dossier], roles: frozenset[Role], calendar: Calendar, today: date) -> Iterator[Due]:
    """到期事项: each dossier that has a due day, with the working days between it and today."""
    for dossier in dossiers:
        if dossier.due_on:
            first, last = sorted((today, dossier.due_on))
            yield Due(dossier, file_address(dossier, roles), dossier.due_on < today, calendar.count(first, last))


def of_registers(authority: Authority, until: date, today: date, roles: frozenset[Role]) -> list[tuple[Owing, str]]:
    """登记簿的到期事项: those first due come first, each with its page for those it admits."""
    return [
        (each, each.href if admits(each.href.partition("?")[0], roles) else "")
        for each in owing(authority, until, today)
    ]


def file_address(dossier: Dossier, roles: frozenset[Role]) -> str:
    """案卷页: the address of a dossier's page for those it admits; empty for everybody else."""
    if dossier.kind not in FILES:
        return ""
    page, named = FILES[dossier.kind]
    said = named(dossier)
    pages = (url_or_none(each, *said) for each in (page, *OTHER_DOORS.get(dossier.kind, ())))
    return next((href for href in pages if href and admits(href, roles)), "")


def is_guest(roles: frozenset[Role]) -> bool:
    """外来人员: who handles nothing of the authority; what falls due here is not theirs to see.

    Those who follow some files for another body, experts and the press, who have no role at all, and the three administrators.
    """
    return roles <= GUESTS


def urgent(authority: Authority, today: date) -> int:
    """急办件数: how many files are overdue or fall due within three working days, counted as far as a menu can say."""
    return due_by(authority, calendar_of(authority).after(today, URGENT).on)[: MANY + 1].count()
