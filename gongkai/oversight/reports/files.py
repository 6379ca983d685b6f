"""卷宗: a report as the desk sees it, opened or not, how its pages find it, and what an official may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse

from gongkai.law.annual_report import Counted, Edition
from gongkai.law.annual_report.procedure import FLOW, Act, Standing, State, edition_or_none, typeable
from gongkai.law.annual_report.report import Place, Section
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.grammar.tables import Table
from gongkai.office.authorities.guards import DeskRequest
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import readable
from gongkai.oversight.reports import queries
from gongkai.oversight.reports.checking import Checked, check
from gongkai.oversight.reports.content import Content
from gongkai.oversight.reports.models import Report
from gongkai.web import clock


@dataclass(frozen=True)
class File:
    """报告: of an authority on a year as the desk sees it; ``report`` is None while nobody has opened it."""

    authority: Authority
    year: int
    report: Report | None
    own: bool

    @cached_property
    def standing(self) -> Standing:
        """编制情况."""
        return queries.standing(self.report) if self.report else queries.unopened(self.authority, self.year)

    @property
    def form(self) -> Edition | None:
        """格式."""
        return self.standing.form

    @property
    def deadline_basis(self) -> str:
        """期限依据: the article that says when the report is due."""
        form = self.form or edition_or_none(self.year)
        return form.deadline.short if form else ""

    @property
    def compiling(self) -> bool:
        """编制中: whether what is shown is counted today."""
        return self.standing.state is State.COMPILING

    @cached_property
    def draft(self) -> queries.Draft:
        """编制中的内容."""
        return queries.draft(self.authority, self.standing)

    @cached_property
    def content(self) -> Content:
        """内容: of today while it is being compiled, afterwards what was frozen."""
        if self.compiling or self.report is None:
            return self.draft.content
        return queries.as_published(self.report, self.standing)

    @cached_property
    def checked(self) -> Checked:
        """核对结果."""
        return self.draft.checked if self.compiling else check(self.content, self.standing)

    @cached_property
    def counted(self) -> Counted | None:
        """台账今天的数: on the form of the year, whatever form was used; None for a year from before there was one."""
        form = edition_or_none(self.year)
        if form is None:
            return None
        if self.compiling:
            return self.draft.counted
        standing = self.standing
        return self.ledger.counted(form, self.year, standing.remedies, register=standing.register)

    @property
    def ledger(self) -> queries.Ledger:
        """台账: whose files it counts."""
        return queries.Ledger(self.authority, self.standing.scope)

    def section(self, key: str) -> Section:
        """部分: a section of the form, or 404."""
        found = next((each for each in self.form.sections if each.key == key), None) if self.form else None
        if found is None:
            raise Http404
        return found

    def table(self, key: str) -> Table:
        """统计表: a table of the form, or 404."""
        if self.form is None or key not in self.form.tables:
            raise Http404
        return self.form.tables[key]

    def address(self, page: str, *more: str) -> str:
        """地址: of a page of this report."""
        return reverse(f"reports:{page}", args=[self.authority.code, self.year, *more])


# -- finding it, and what one may do with it ----------------------------------------------------------------------------------

PAGE = 20
STAFF = ("handler", "reviewer", "signer", "publisher", "dispatcher", "inspector")
"""可查看者: who reads reports; auditors read everything by the guard itself."""


def file_of(request: DeskRequest, code: str, year: int) -> File:
    """找卷: the report of an authority one may read, on a year that has a form and has begun; 404 otherwise."""
    authority = readable(request.authority, request.offices).filter(code=code).first()
    if authority is None:
        raise Http404
    report = queries.report_of(authority, year)
    if report is None and (edition_or_none(year) is None or year > clock.today().year):
        raise Http404
    return File(authority, year, report, own=authority.pk == request.authority.pk)


def opened(request: DeskRequest, code: str, year: int) -> tuple[File, Report]:
    """已立卷的报告: of one's own authority; 404 otherwise."""
    file = file_of(request, code, year)
    if file.report is None or not file.own:
        raise Http404
    return file, file.report


def first_values(report: Report) -> dict[str, object]:
    """初值: today, and the version of the file the page shows."""
    return {"on": clock.today(), "seen": report.dossier.version}


def must_be_lawful(file: File, act: Act, request: DeskRequest) -> None:
    """可办: Unlawful for an act that is not open in this state, or is another role's."""
    row = FLOW.row(file.standing.state, act)
    if row.role not in request.roles:
        raise Unlawful(f"“{act.label}”应由{row.role}办理", row.basis)


def may_write(request: DeskRequest, file: File) -> bool:
    """可填可写: whether this official may fill in and write this report now."""
    return file.own and file.report is not None and file.compiling and Role.HANDLER in request.roles


def may_correct(request: DeskRequest, file: File) -> bool:
    """可更正: whether this official may put this report right now."""
    published = file.report is not None and file.standing.state is State.PUBLISHED
    return file.own and published and Role.SIGNER in request.roles


def to_fill(file: File, section: Section) -> list[Place]:
    """填报格: the cells of a section that somebody must type."""
    tables = {table.key for table in section.tables}
    if file.form is None:
        return []
    counts = file.counted.counts if file.counted else frozenset()
    asked = typeable(file.form, register=file.standing.register)
    return [place for place in asked if place[0] in tables and place not in counts]
