"""查询: the sheets of a year counted from the ledger, what a report says now, and the records behind a cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any, TypeVar

from django.db.models import Q

from gongkai.casework.applications import queries as applications
from gongkai.casework.applications.models import Application
from gongkai.casework.engagement.activity import queries as activity
from gongkai.casework.engagement.interviews.models import Interview
from gongkai.casework.remedies import queries as remedies
from gongkai.casework.remedies.complaints import queries as complaints
from gongkai.casework.remedies.complaints.models import Complaint
from gongkai.casework.remedies.complaints.queries import Taken
from gongkai.casework.remedies.models import Remedy
from gongkai.law.annual_report import ApplicationFact, Counted, Edition, RemedyFact, count
from gongkai.law.annual_report.facts import ComplaintFact, Fact, InstrumentFact, InterviewFact, RemedyScope
from gongkai.law.annual_report.procedure import Act, Scope, Standing, State, Typed, open_report
from gongkai.law.annual_report.report import Place
from gongkai.law.authorities import AuthorityKind, report_due
from gongkai.law.disclosure import ContentFact, DisclosureFact, InterpretationFact, MadeFact, ReleaseFact
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.grammar.sheets import Sheet, Value, total
from gongkai.office.authorities.models import Authority, Official, Owned, OwnedManager, OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.oversight.reports import drafts, feeds, interaction, snapshots
from gongkai.oversight.reports.checking import Checked, Found, check, of_subordinates
from gongkai.oversight.reports.content import Content
from gongkai.oversight.reports.models import Report, Snapshot
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content as Disclosed
from gongkai.publication.disclosure.models import Release
from gongkai.publication.documents.models import Document, Instrument
from gongkai.publication.documents.validity import queries as validity
from gongkai.publication.registers.models import Keeping, Record
from gongkai.publication.registers.reporting import RegisterLedger
from gongkai.publication.response.ledger import AnswerLedger

R = TypeVar("R", bound=Owned)

# -- the ledger ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ledger:
    """台账: whose files a report counts: an authority's own, or also those of everything beneath it."""

    authority: Authority
    scope: Scope

    def _of(self, rows: OwnedManager[R]) -> OwnedQuerySet[R]:
        return rows.under(self.authority) if self.scope is Scope.BENEATH else rows.of(self.authority)

    @property
    def applications(self) -> OwnedQuerySet[Application]:
        """申请."""
        return self._of(Application.objects)

    @property
    def remedies(self) -> OwnedQuerySet[Remedy]:
        """复议诉讼案件."""
        return self._of(Remedy.objects)

    def complaints(self) -> list[ComplaintFact]:
        """举报投诉: those about the authorities counted, whoever looks into them; none is none, as with applications.

        They belong to the office above, and only their number is taken from it.
        """
        return list(complaints.facts(self._complained_of))

    @property
    def _complained_of(self) -> OwnedQuerySet[Complaint]:
        whose = [self.authority] if self.scope is Scope.OWN else list(Authority.objects.under(self.authority))
        return Complaint.objects.everywhere().filter(against__in=whose)

    def complaints_taken(self, year: int) -> list[Taken]:
        """数字背后的举报投诉: how many each office took in the year; who complained of what stays with it."""
        return complaints.taken(self._complained_of, year)

    @property
    def interviews(self) -> OwnedQuerySet[Interview]:
        """在线访谈."""
        return self._of(Interview.objects)

    def talks(self, year: int) -> list[InterviewFact] | None:
        """访谈分组: None for a year before the first interview was kept here; it stays typed."""
        found = activity.facts(self.interviews)
        return found if any(fact.held <= year for fact in found) else None

    def interviews_behind(self, facts: tuple[Fact, ...]) -> OwnedQuerySet[Interview]:
        """数字背后的访谈: the interviews these facts were counted from."""
        return activity.interviews_behind(self.interviews, [fact for fact in facts if isinstance(fact, InterviewFact)])

    @property
    def instruments(self) -> OwnedQuerySet[Instrument]:
        """规范性文件."""
        return validity.instruments(self.authority, beneath=self.scope is Scope.BENEATH)

    def instruments_behind(self, facts: tuple[Fact, ...], year: int) -> list[Instrument]:
        """数字背后的文件: the normative documents these facts were counted from."""
        stock = [fact for fact in facts if isinstance(fact, InstrumentFact)]
        return validity.behind(self.instruments, stock, year) if stock else []

    @property
    def contents(self) -> OwnedQuerySet[Disclosed]:
        """公开内容."""
        return self._of(Disclosed.objects)

    @property
    def releases(self) -> OwnedQuerySet[Release]:
        """发布记录."""
        return self._of(Release.objects)

    @property
    def documents(self) -> OwnedQuerySet[Document]:
        """公文."""
        return self._of(Document.objects)

    def disclosed(self, form: Edition, year: int) -> list[DisclosureFact] | None:
        """公开事实: only for a form that asks for them, and None where no contents of the year are kept."""
        if not form.disclosed:
            return None
        return disclosure.facts(self.releases, self.contents, self.documents, year)

    def counted(
        self, form: Edition, year: int, which: RemedyScope = RemedyScope.FILED, *, register: bool = False
    ) -> Counted:
        """统计: the tables of the year, one grouped query for each room; ``which`` cases of remedy count.

        ``register`` says whether normative documents are counted too; otherwise their cells are typed.
        """
        applied = applications.facts(self.applications, year)
        challenged = remedies.facts(self.remedies, year)
        stock = validity.facts(self.instruments, year) if register else None
        told = self.complaints() if form.complaints is not None else None
        disclosed = self.disclosed(form, year)
        return count(
            form,
            year,
            applied,
            challenged,
            disclosed,
            instruments=stock,
            complaints=told,
            answers=self.answers.facts(year) if form.answered else None,
            conferences=self.answers.conference_facts(year) if form.conferred else None,
            interviews=self.talks(year) if form.interviews else None,
            registers=self.registers.facts(year) if form.registers else (),
            rooms=feeds.facts(self.authority, year, beneath=self.scope is Scope.BENEATH) if form.rooms else (),
            scope=which,
        )

    @property
    def registers(self) -> RegisterLedger:
        """登记簿: of items, decisions, fees and purchases."""
        return RegisterLedger(self._of(Record.objects), self._of(Keeping.objects))

    @property
    def answers(self) -> AnswerLedger:
        """回应台账: events answered and press conferences."""
        return AnswerLedger(self.authority, beneath=self.scope is Scope.BENEATH)

    def behind(self, facts: tuple[Fact, ...]) -> tuple[OwnedQuerySet[Application], OwnedQuerySet[Remedy]]:
        """数字背后的案卷: the files these facts were counted from."""
        applied = [fact for fact in facts if isinstance(fact, ApplicationFact)]
        challenged = [fact for fact in facts if isinstance(fact, RemedyFact)]
        return applications.behind(self.applications, applied), remedies.behind(self.remedies, challenged)

    def contents_behind(self, facts: tuple[Fact, ...], year: int) -> OwnedQuerySet[Disclosed]:
        """数字背后的公开内容: the contents these facts were counted from, each once."""
        found = [fact for fact in facts if isinstance(fact, ContentFact | ReleaseFact | InterpretationFact)]
        return disclosure.behind(self.contents, self.releases, year, found)

    def made_behind(self, facts: tuple[Fact, ...], year: int) -> tuple[list[Document], list[Disclosed]]:
        """制发数背后: the normative documents signed here, and those a ledger of past years brought."""
        if not any(isinstance(fact, MadeFact) for fact in facts):
            return [], []
        signed = disclosure.made(self.documents, year).select_related("dossier__authority")
        return list(signed), list(disclosure.made_before(self.contents, year))


def usual_scope(authority: Authority) -> Scope:
    """通常范围: a government reports for itself and everything beneath it, a department for itself."""
    return Scope.BENEATH if authority.duties.is_government else Scope.OWN


def keeps_register(authority: Authority, scope: Scope) -> bool:
    """有登记簿: whether the documents a report would count stand in a register."""
    return Ledger(authority, scope).instruments.exists()


# -- reports ---------------------------------------------------------------------------------------------------------------


def report_of(authority: Authority, year: int) -> Report | None:
    """年度报告: of one authority on one year, or None."""
    return _reports(authority).filter(year=year).first()


def standing_years(authorities: Collection[Authority]) -> set[tuple[int, int]]:
    """已立卷的年度: of several authorities, each with the key of its authority."""
    rows = Report.objects.everywhere().filter(authority__in=authorities)
    return set(rows.values_list("authority_id", "year"))


def reports(authority: Authority) -> OwnedQuerySet[Report]:
    """历年报告: every report of an authority, the latest first."""
    return _reports(authority).order_by("-year")


def published(authority: Authority) -> OwnedQuerySet[Report]:
    """已公布的报告: what the public may read, the latest first."""
    return reports(authority).filter(dossier__state=State.PUBLISHED)


def of_year_beneath(authority: Authority, year: int) -> OwnedQuerySet[Report]:
    """下级报告: the year's reports of the authorities beneath this one, in whatever state."""
    rows = Report.objects.under(authority).exclude(authority=authority).select_related("dossier__authority")
    return rows.filter(year=year).order_by("authority__path")


def published_beneath(authority: Authority, year: int) -> OwnedQuerySet[Report]:
    """下级已公布的报告: the year's reports of the authorities beneath this one."""
    return of_year_beneath(authority, year).filter(dossier__state=State.PUBLISHED)


def _reports(authority: Authority) -> OwnedQuerySet[Report]:
    return Report.objects.of(authority).select_related("dossier__authority")


def due(authority: Authority, year: int) -> date | None:
    """公布期限: the last day to publish the report on a year, or None where none is owed."""
    return report_due(AuthorityKind(authority.kind), year)


def standing(report: Report) -> Standing:
    """编制情况: replayed from the journal."""
    return as_report(journal.standing(report.dossier))


def as_report(found: object) -> Standing:
    """年报的编制情况: what the journal replays for a dossier of this kind is no other."""
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def unopened(authority: Authority, year: int) -> Standing:
    """未立卷: how the report on a year would stand if it were opened as usual; every year has its sheets every day.

    Raises Unlawful for a year from before there were statutory tables.
    """
    details: dict[str, JSON] = {
        "year": year,
        "of": authority.kind,
        "scope": usual_scope(authority).value,
        "remedies": RemedyScope.FILED.value,
        "register": keeps_register(authority, usual_scope(authority)),
    }
    return open_report(Step(Act.COMPILE.value, date(year, 12, 31), details), calendar_of(authority))


# -- what a report says ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Draft:
    """编制中的报告: what it would say today, the facts behind its counted cells, and what the check finds."""

    content: Content
    counted: Counted
    checked: Checked


def draft(authority: Authority, standing: Standing) -> Draft:
    """编制: counted from the ledger, filled in by hand where nobody counts, written on the usual draft, and checked."""
    counted = Ledger(authority, standing.scope).counted(
        standing.edition, standing.year, standing.remedies, register=standing.register
    )
    before = previous_content(authority, standing.year)
    content = Content(
        authority=authority.name,
        year=standing.year,
        form=standing.edition,
        sheets={key: _filled(sheet, counted, standing.typed) for key, sheet in counted.sheets.items()},
        texts={**drafts.texts(standing), **standing.texts},
        previous=before.sheets if before else {},
        beside=interaction.counted(authority, standing.year, standing.scope),
    )
    beneath = _subordinates(authority, standing) if standing.scope is Scope.BENEATH else ()
    problems = before.read("problems") if before else ""
    return Draft(content, counted, check(content, standing, more=beneath, problems_before=problems))


def _filled(sheet: Sheet, counted: Counted, typed: Mapping[Place, Typed]) -> Sheet:
    """What was typed before the contents were kept here gives way to what is counted from them."""
    values = {
        place[1:]: Value.typed(each.number, source=each.source, reason=each.reason)
        for place, each in typed.items()
        if place[0] == sheet.table.key and place not in counted.counts
    }
    return total(sheet.put_all(values)) if values else sheet


def as_published(report: Report, standing: Standing) -> Content:
    """公布的内容: the snapshot whose digest the journal holds, and no other."""
    kept = Snapshot.objects.of(report.dossier.authority).filter(report=report, digest=standing.digest).first()
    if kept is None:
        raise snapshots.Altered("没有与台账中的摘要相符的年报快照")
    return snapshots.unpack(kept.content, standing.digest)


def previous(authority: Authority, year: int) -> Mapping[str, Sheet]:
    """上年的表: the sheets of the report the same authority published on the year before; none where there is none."""
    content = previous_content(authority, year)
    return content.sheets if content else {}


def previous_content(authority: Authority, year: int) -> Content | None:
    """上年报告: what it said; None where none was published or imported."""
    report = published(authority).filter(year=year - 1).first()
    return as_published(report, standing(report)) if report else None


# -- subordinate reports ---------------------------------------------------------------------------------------------------


def _subordinates(authority: Authority, standing: Standing) -> Iterator[Found]:
    """What the authorities beneath published, against what their ledgers hold now; each file is compared once."""
    covered: list[Report] = []
    for report in published_beneath(authority, standing.year):
        if not any(_covers(other, report) for other in covered):
            covered.append(report)
    if not covered:
        return
    theirs = reduce(or_, (_of_report(report) for report in covered))
    mine = Ledger(authority, Scope.BENEATH)
    applied = applications.facts(mine.applications.filter(theirs), standing.year)
    challenged = remedies.facts(mine.remedies.filter(theirs), standing.year)
    disclosed = None
    if standing.edition.disclosed:
        rows = mine.releases.filter(theirs), mine.contents.filter(theirs), mine.documents.filter(theirs)
        disclosed = disclosure.facts(*rows, standing.year)
    answers = mine.answers.narrowed(theirs)
    counted = count(
        standing.edition,
        standing.year,
        applied,
        challenged,
        disclosed,
        answers=answers.facts(standing.year) if standing.edition.answered else None,
        conferences=answers.conference_facts(standing.year) if standing.edition.conferred else None,
        scope=standing.remedies,
    )
    cells = {key: sheet for key, sheet in counted.sheets.items() if sheet.filled}
    yield from of_subordinates(standing.edition, list(_latest(authority, covered)), cells)


def _covers(other: Report, report: Report) -> bool:
    return other.scope == Scope.BENEATH and report.dossier.authority.is_under(other.dossier.authority)


def _of_report(report: Report) -> Q:
    if report.scope == Scope.BENEATH:
        return Q(authority__path__startswith=report.dossier.authority.path)
    return Q(authority=report.authority_id)


def _latest(authority: Authority, covered: Sequence[Report]) -> Iterator[Content]:
    """The last snapshot of each report, which is the published one, in one query."""
    kept = Snapshot.objects.under(authority).filter(report__in=covered).order_by("report", "-id")
    for _, of_report in groupby(kept.iterator(), key=lambda snapshot: snapshot.report_id):
        latest = next(of_report)
        yield snapshots.unpack(latest.content, latest.digest)


# -- who typed what --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Filler:
    """填报记录: who entered the number that stands in a cell now, and in which entry."""

    by: Official | None
    seq: int


def fillers(report: Report) -> dict[Place, Filler]:
    """填报人: for each cell somebody filled in, who did so last."""
    found: dict[Place, Filler] = {}
    for line in journal.timeline(report.dossier):
        if line.step is not None and line.act == Act.FILL:
            details: Mapping[str, Any] = line.step.details
            for cell in details["cells"]:
                found[cell["table"], cell["row"], cell["column"]] = Filler(line.by, line.seq)
    return found
