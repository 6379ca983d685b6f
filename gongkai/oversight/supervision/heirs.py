"""监督检查的承接: what was found about us is to be mended, what we found elsewhere is to be followed up."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from gongkai.law.grammar.flow import Role
from gongkai.law.handing_items import Chapter, Item
from gongkai.law.supervision.rectifications import KIND, MENDED
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.succession import Heir, Span, files, of_row
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.oversight.supervision.rounds.models import InspectionRound, RoundCheck


def _about_us(authority: Authority) -> OwnedQuerySet[Dossier]:
    return Dossier.objects.everywhere().filter(kind=KIND, finding__unit=authority)


def _watched(authority: Authority, span: Span) -> Iterable[Item]:
    rows = Finding.objects.of(authority).filter(dossier__closed_on=None).select_related("dossier", "unit")
    for row in rows.order_by("dossier__due_on", "pk"):
        name, href = f"{row.unit.short_name}{row.dossier.number}", reverse("supervision:finding", args=[row.pk])
        yield of_row("watched", row, name, title=row.dossier.title, due=row.dossier.due_on, href=href)


def _rounds(authority: Authority, span: Span) -> Iterable[Item]:
    for row in InspectionRound.objects.of(authority).filter(closed_on=None).order_by("opened_on", "pk"):
        yield of_row("round", row, str(row), named=row.by_id, href=reverse("supervision:round", args=[row.pk]))


HEIRS = (
    files(KIND, Role.HANDLER, basis=MENDED, rows=_about_us, models=(Finding,)),
    Heir("watched", "督办的整改", Chapter.FILES, Role.INSPECTOR, _watched, basis=MENDED.short),
    Heir(
        "round",
        "没有结束的检查轮次",
        Chapter.PROMISES,
        Role.INSPECTOR,
        _rounds,
        models=(InspectionRound, RoundCheck),
        basis=MENDED.short,
    ),
)
