"""人员的取数: who keeps what, who stands in, who has learnt what, and whether anybody does."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from gongkai.law.annual_report import edition
from gongkai.law.annual_report.facts import RoomFigure
from gongkai.law.handing_choices import Taken
from gongkai.law.problems import number, share
from gongkai.oversight.handing.packs.figures import before_closure
from gongkai.oversight.handing.ten.models import TenLine
from gongkai.oversight.people.funds.figures import thin_columns
from gongkai.oversight.people.lights import queries as lights
from gongkai.oversight.problems.asking import Asked, Counted, Figure, page
from gongkai.oversight.reports import feeds
from gongkai.oversight.reports import queries as reports
from gongkai.oversight.reports.models import Report
from gongkai.oversight.training.practice import queries as practice
from gongkai.publication.catalogue.models import Column

STAFF = (RoomFigure.STAFF_FULL_TIME, RoomFigure.STAFF_PART_TIME)


def handed_over(asked: Asked) -> Counted | None:
    """先交接后注销的: of the accounts that were closed."""
    if not asked.only_now:
        return None
    told = before_closure(asked.authority)
    return Counted(share(told.handed_over, told.closed), page("handing:effects"))


def as_proposed(asked: Asked) -> Counted:
    """照建议一键办的: of what was decided from the weekly lists of the year."""
    rows = TenLine.objects.of(asked.authority).filter(**asked.within("week"))
    taken = [rows.filter(taken=each).count() for each in (Taken.AS_PROPOSED, Taken.OTHERWISE)]
    return Counted(share(taken[0], sum(taken)), page("handing:weeks"))


def single_points(asked: Asked) -> Counted:
    """只有一人或者无人的栏目: on the day."""
    return Counted(number(len(thin_columns(asked.authority, asked.on))), page("people:points"))


def three_lights(asked: Asked) -> Counted:
    """三到位的单位: of the authority and all beneath it, on the day."""
    told = lights.bulletin(asked.authority, asked.on)
    return Counted(share(told.complete, told.units), page("people:lights"))


def repeated_errors(asked: Asked) -> Counted | None:
    """重复出错的: of the errors forms refused this year."""
    if not asked.only_now:
        return None
    told = practice.slip_rate(asked.authority, asked.year)
    return Counted(share(told.repeated, told.slips), page("training:results"))


def misreported_staff(asked: Asked) -> Counted:
    """填报的人数与台账之差: over every report whose form asks for people, where the ledger kept them that year."""
    rows = Report.objects.of(asked.authority).filter(year__lt=asked.year).select_related("dossier", "authority")
    return Counted(number(sum(map(_misreported, rows))), page("reports:desk"))


def _misreported(report: Report) -> int:
    form = edition(report.year)
    if not set(STAFF) <= form.rooms.keys():
        return 0
    standing = reports.standing(report)
    sheets, apart = reports.as_published(report, standing).sheets, 0
    for figure in STAFF:
        table, row, column = form.rooms[figure]
        kept = feeds.FEEDS[figure].count(report.authority, True, report.year)
        printed = sheets[table].value(row, column).number if table in sheets else None
        if kept is not None and printed is not None:
            apart += abs(int(printed) - int(kept))
    return apart


def orphaned_columns(asked: Asked) -> Counted:
    """没有人接的栏目: open on a day on which the authority they belong to had been dissolved."""
    rows = Column.objects.under(asked.authority).filter(opened_on__lte=asked.on)
    rows = rows.filter(Q(closed_on=None) | Q(closed_on__gt=asked.on), authority__dissolved_on__lte=asked.on)
    return Counted(number(rows.count()), page("people:changes"))


FIGURES: Mapping[str, Figure] = {
    "P01": handed_over,
    "P02": as_proposed,
    "P03": single_points,
    "P04": three_lights,
    "P05": repeated_errors,
    "P06": misreported_staff,
    "P07": orphaned_columns,
}
