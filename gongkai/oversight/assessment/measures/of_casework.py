"""依申请和互动的计量: late replies, late letters, cases lost, complaints found true."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Q

from gongkai.casework.remedies.complaints.models import Complaint
from gongkai.casework.remedies.models import Remedy
from gongkai.law.complaints import Finding
from gongkai.law.remedies import RemedyResult
from gongkai.law.supervision.measures import Counted, Window
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.models import Dossier


def late_replies(unit: Authority, window: Window) -> Iterator[Counted]:
    """依申请公开逾期答复."""
    return _late(unit, window, "application")


def late_letters(unit: Authority, window: Window) -> Iterator[Counted]:
    """留言逾期答复."""
    return _late(unit, window, "ticket")


def _late(unit: Authority, window: Window, kind: str) -> Iterator[Counted]:
    """Files whose term ended in the window before they did. Their titles may name people: the number is told."""
    late = Q(closed_on=None) | Q(closed_on__gt=F("term_on"))
    rows = Dossier.objects.of(unit).filter(late, kind=kind, term_on__gte=window.since, term_on__lte=window.until)
    for each in rows.order_by("term_on", "pk"):
        ended = each.closed_on if each.closed_on and each.closed_on <= window.until else None
        told = f"{ended:%Y-%m-%d}办结" if ended else "期末未办结"
        note = f"{each.number}，期限{each.term_on:%Y-%m-%d}，{told}"
        yield Counted((f"{kind}:{each.pk}",), each.term_on or window.until, note)


def overturned(unit: Authority, window: Window) -> Iterator[Counted]:
    """复议、诉讼结果纠正."""
    rows = Remedy.objects.of(unit).filter(
        dossier__outcome=RemedyResult.CORRECTED,
        dossier__closed_on__gte=window.since,
        dossier__closed_on__lte=window.until,
    )
    for each in rows.select_related("dossier").order_by("dossier__closed_on", "pk"):
        yield Counted((f"remedy:{each.dossier_id}",), each.dossier.closed_on or window.until, str(each))


def complaints_true(unit: Authority, window: Window) -> Iterator[Counted]:
    """举报投诉查实: about this unit, whoever looked into it."""
    rows = Complaint.objects.everywhere().filter(
        against=unit,
        dossier__outcome__in=[Finding.TRUE, Finding.PARTLY],
        dossier__closed_on__gte=window.since,
        dossier__closed_on__lte=window.until,
    )
    for each in rows.select_related("dossier").order_by("dossier__closed_on", "pk"):
        yield Counted((f"complaint:{each.dossier_id}",), each.dossier.closed_on or window.until, each.dossier.number)
