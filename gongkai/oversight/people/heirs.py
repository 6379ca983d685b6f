"""人员和责任的承接: duties at a column or a point are named anew; drills and institutional changes under way go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.urls import reverse

from gongkai.law.grammar.flow import Role
from gongkai.law.handing_items import Chapter, Item
from gongkai.law.people import drills, institutional_changes
from gongkai.law.people.responsibility import Duty
from gongkai.law.people.single_points import PointKind
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.succession import Heir, Span, files, of_row
from gongkai.oversight.people.changes.models import InstitutionalChange
from gongkai.oversight.people.drills.models import DeputyDrill
from gongkai.oversight.people.points import acts as points
from gongkai.oversight.people.points.models import PointDuty
from gongkai.oversight.people.points.queries import point as point_on
from gongkai.oversight.people.responsibility import acts as responsibility
from gongkai.oversight.people.responsibility.models import ColumnDuty


def _column_duties(authority: Authority, span: Span) -> Iterable[Item]:
    rows = ColumnDuty.objects.of(authority).filter(until=None, column__closed_on=None)
    for row in rows.select_related("column").order_by("column__path", "duty"):
        name, href = f"{row.column.name}（{row.get_duty_display()}）", reverse("people:column", args=[row.column_id])
        yield of_row("column_duty", row, name, named=row.official_id, href=href)


def _hand_column_duty(authority: Authority, key: str, leaver: Official, to: Official, on: date, by: Official) -> None:
    row = ColumnDuty.objects.of(authority).select_related("column__authority").get(pk=key)
    if row.until is None and row.official_id != to.pk:
        responsibility.appoint(row.column, Duty(row.duty), to, on=on, by=by)


def _point_duties(authority: Authority, span: Span) -> Iterable[Item]:
    for row in PointDuty.objects.of(authority).filter(until=None).order_by("kind", "key", "duty"):
        if (point := point_on(authority, PointKind(row.kind), row.key, span.on)) is not None:
            name, href = f"{point.name}（{row.get_duty_display()}）", reverse("people:points")
            yield of_row("point_duty", row, name, named=row.official_id, href=href)


def _hand_point_duty(authority: Authority, key: str, leaver: Official, to: Official, on: date, by: Official) -> None:
    row = PointDuty.objects.of(authority).get(pk=key)
    point = point_on(authority, PointKind(row.kind), row.key, on)
    if point is not None and row.until is None and row.official_id != to.pk:
        points.name(authority, point, Duty(row.duty), to, on=on, by=by)


def _drilled(dossiers: Sequence[Dossier]) -> Mapping[int, int | None]:
    return dict(DeputyDrill.objects.everywhere().filter(dossier__in=dossiers).values_list("dossier", "deputy"))


HEIRS = (
    Heir(
        "column_duty",
        "栏目责任",
        Chapter.COLUMNS,
        Role.HANDLER,
        _column_duties,
        models=(ColumnDuty,),
        pass_on=_hand_column_duty,
    ),
    Heir(
        "point_duty",
        "岗点责任",
        Chapter.REGISTERS,
        Role.HANDLER,
        _point_duties,
        models=(PointDuty,),
        pass_on=_hand_point_duty,
    ),
    files(drills.KIND, Role.HANDLER, basis=drills.DRILLED, named=_drilled, models=(DeputyDrill,)),
    files(
        institutional_changes.KIND,
        Role.DISPATCHER,
        basis=institutional_changes.SUCCEEDED,
        models=(InstitutionalChange,),
    ),
)
