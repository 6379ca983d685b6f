"""收费: what was taken for information, from the ledger of applications."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.urls import reverse

from gongkai.casework.applications.figures.queries import Scope as FigureScope
from gongkai.casework.applications.figures.queries import counts
from gongkai.casework.applications.figures.steps import Steps
from gongkai.law.application_figures import Period
from gongkai.law.applications import Act
from gongkai.law.fees import FEES_SINCE
from gongkai.law.grammar.sheets import Number
from gongkai.office.authorities.models import Authority
from gongkai.oversight.reports.feeds.feed import Behind, Feed

_YUAN_IN_WAN = 10000


def _fees(authority: Authority, beneath: bool, year: int) -> Number | None:
    """Before 2021 no fee can be told here; where nothing was applied for, none was taken."""
    scope, period = FigureScope(authority, beneath), Period.year(year)
    if year >= FEES_SINCE.year:
        amount = Decimal(Steps(scope, period).fees.received) / _YUAN_IN_WAN
        return int(amount) if amount == int(amount) else amount
    found = counts(scope, period, period.last)
    return 0 if not found.received and not found.carried_in else None


def _payers(authority: Authority, beneath: bool, year: int) -> Iterable[Behind]:
    for dossier in Steps(FigureScope(authority, beneath), Period.year(year)).files(Act.PAY).select_related("authority"):
        href = reverse("applications:file", args=[dossier.pk]) if dossier.authority_id == authority.pk else ""
        yield Behind(dossier.number, dossier.received_on, dossier.authority.name, href)


FEES = Feed(
    "依申请公开",
    "本年缴纳的信息处理费；2021年以前的收费不在本平台办理，有申请的年度填报",
    "一件申请只收一次费",
    _fees,
    _payers,
)
"""收取的费用."""
