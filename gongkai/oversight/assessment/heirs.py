"""考核的承接: sheets not sealed, bulletins not issued, letters not signed, points and measures that wait for a second person."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from gongkai.law.grammar.flow import Role
from gongkai.law.handing_items import Chapter, Item
from gongkai.law.supervision import bulletins, responsibility, score_sheets
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.succession import Heir, Span, files, of_row
from gongkai.oversight.assessment.bulletins.models import Bulletin
from gongkai.oversight.assessment.duties.models import Accountability, Practice, ResponsibilityLetter
from gongkai.oversight.assessment.sheets.models import ManualPoint, ScoreSheet


def _points(authority: Authority, span: Span) -> Iterable[Item]:
    for row in ManualPoint.objects.of(authority).filter(confirmed_on=None).select_related("unit").order_by("pk"):
        href = reverse("assessment:manual_point", args=[row.pk])
        yield of_row("manual_point", row, f"{row.unit.short_name}的人工扣分", named=row.by_id, due=None, href=href)


def _measures(authority: Authority, span: Span) -> Iterable[Item]:
    for row in Accountability.objects.of(authority).filter(decided_on=None).select_related("unit").order_by("pk"):
        href = reverse("assessment:accountabilities")
        yield of_row("accountability", row, f"{row.unit.short_name}的问责建议", named=row.by_id, due=None, href=href)


def _practices(authority: Authority, span: Span) -> Iterable[Item]:
    for row in Practice.objects.of(authority).filter(adopter__isnull=False, adopted_on=None).order_by("due_on", "pk"):
        href = reverse("assessment:practices")
        yield of_row("practice", row, str(row), named=row.by_id, due=row.due_on, href=href)


HEIRS = (
    files(score_sheets.KIND, Role.INSPECTOR, models=(ScoreSheet,)),
    files(bulletins.KIND, Role.INSPECTOR, models=(Bulletin,)),
    files(responsibility.KIND, Role.SIGNER, basis=responsibility.PROMISED, models=(ResponsibilityLetter,)),
    Heir("manual_point", "待核实的人工扣分", Chapter.PROMISES, Role.INSPECTOR, _points, models=(ManualPoint,)),
    Heir("accountability", "待决定的问责", Chapter.PROMISES, Role.INSPECTOR, _measures, models=(Accountability,)),
    Heir("practice", "待借鉴的做法", Chapter.PROMISES, Role.HANDLER, _practices, models=(Practice,)),
)
