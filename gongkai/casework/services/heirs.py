"""政务服务的承接: cases, guides and packages, and the windows somebody sits at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q
from django.urls import reverse

from gongkai.casework.services.cases.models import CaseMatter, ScoreAppeal, ServiceCase
from gongkai.casework.services.halls.models import WindowPost
from gongkai.casework.services.items.models import ServiceItem
from gongkai.casework.services.packages.models import ServicePackage
from gongkai.law.cases import KIND as CASE
from gongkai.law.grammar.flow import Role
from gongkai.law.handing_items import Chapter, Item
from gongkai.law.services import SERVICE_ITEM, SERVICE_PACKAGE
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.succession import Heir, Span, files, of_row


def _cases(authority: Authority) -> OwnedQuerySet[Dossier]:
    deciding = CaseMatter.objects.everywhere().filter(unit=authority).values("case__dossier")
    return Dossier.objects.everywhere().filter(Q(authority=authority) | Q(pk__in=deciding), kind=CASE)


def _at_the_window(dossiers: Sequence[Dossier]) -> Mapping[int, int | None]:
    rows = ServiceCase.objects.everywhere().filter(dossier__in=dossiers)
    return {dossier: first or clerk for dossier, first, clerk in rows.values_list("dossier", "commissioner", "clerk")}


def _windows(authority: Authority, span: Span) -> Iterable[Item]:
    rows = WindowPost.objects.of(authority).filter(Q(closed_on=None) | Q(closed_on__gte=span.on))
    for row in rows.select_related("window__zone__hall").order_by("window__number", "pk"):
        name = f"{row.window}（{row.get_duty_display()}）"
        href = reverse("services:hall", args=[row.window.zone.hall_id])
        yield of_row("window_post", row, name, named=row.official_id, href=href)


HEIRS = (
    files(CASE, Role.HANDLER, rows=_cases, named=_at_the_window, models=(ServiceCase, ScoreAppeal)),
    files(SERVICE_ITEM.kind, Role.HANDLER, models=(ServiceItem,), chapter=Chapter.DRAFTS),
    files(SERVICE_PACKAGE.kind, Role.HANDLER, models=(ServicePackage,), chapter=Chapter.DRAFTS),
    Heir("window_post", "窗口任职", Chapter.COLUMNS, Role.HANDLER, _windows, models=(WindowPost,)),
)
