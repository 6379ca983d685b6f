"""依申请公开的承接: applications with their clocks, advice, corrections, and what is to become public of itself."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from gongkai.casework.applications.advice.models import Advice
from gongkai.casework.applications.corrections.models import Correction
from gongkai.casework.applications.finding.models import Conversion
from gongkai.casework.applications.models import Application
from gongkai.law.advice import KIND as ADVICE
from gongkai.law.applications import KIND, REPLY
from gongkai.law.corrections import KIND as CORRECTION
from gongkai.law.grammar.flow import Role
from gongkai.law.handing_items import Chapter, Item
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.succession import Heir, Span, files, of_row


def _advice(authority: Authority) -> OwnedQuerySet[Dossier]:
    mine = Q(authority=authority) | Q(advice__addressee=authority)
    return Dossier.objects.everywhere().filter(mine, kind=ADVICE)


def _conversions(authority: Authority, span: Span) -> Iterable[Item]:
    rows = Conversion.objects.of(authority).filter(public_on=None).select_related("application__dossier")
    for row in rows.order_by("proposed_on", "pk"):
        name = row.application.dossier.number
        yield of_row("conversion", row, name, named=row.proposed_by_id, href=reverse("applications:conversions"))


HEIRS = (
    files(KIND, Role.HANDLER, basis=REPLY.basis, models=(Application,)),
    files(ADVICE, Role.HANDLER, rows=_advice, models=(Advice,)),
    files(CORRECTION, Role.HANDLER, models=(Correction,)),
    Heir("conversion", "转为主动公开", Chapter.PROMISES, Role.HANDLER, _conversions, models=(Conversion,)),
)
