"""卷宗: a report as the desk sees it, opened or not: where it stands, what it says, what the check finds, what the ledger has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse

from gongkai.law.annual_report import Counted, Edition
from gongkai.law.annual_report.procedure import Standing, State, edition_or_none
from gongkai.law.annual_report.report import Section
from gongkai.law.grammar.tables import Table
from gongkai.office.authorities.models import Authority
from gongkai.oversight.reports import queries
from gongkai.oversight.reports.checking import Checked, check
from gongkai.oversight.reports.content import Content
from gongkai.oversight.reports.models import Report


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
        return self.draft.counted if self.compiling else self.ledger.counted(form, self.year, self.standing.remedies)

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
