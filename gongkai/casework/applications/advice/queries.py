"""建议查询: those an authority has given and received, where one stands, and the figures of a year."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Q

from gongkai.casework.applications.advice.models import Advice
from gongkai.law.advice import Act, Standing, State, Taken
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal

_SENT = ~Q(dossier__state=State.DRAWN.value) & ~Q(dossier__outcome="dropped")


def given(authority: Authority) -> OwnedQuerySet[Advice]:
    """提出的建议: the open ones first."""
    return _listed(Advice.objects.of(authority))


def received(authority: Authority) -> OwnedQuerySet[Advice]:
    """收到的建议: those sent to an authority, by whomever; what nobody has signed has not been sent."""
    return _listed(Advice.objects.everywhere().filter(_SENT, addressee=authority))


def concerning(authority: Authority) -> OwnedQuerySet[Advice]:
    """有关的建议: what an authority may read: its own, and those sent to it."""
    return _listed(Advice.objects.everywhere().filter(Q(authority=authority) | _SENT & Q(addressee=authority)))


def _listed(rows: OwnedQuerySet[Advice]) -> OwnedQuerySet[Advice]:
    listed = rows.select_related("dossier__authority", "authority", "addressee", "application__dossier")
    return listed.order_by("dossier__closed_on", "dossier__due_on", "-pk")


def standing(advice: Advice) -> Standing:
    """建议情况: replayed from the journal."""
    found = journal.standing(advice.dossier)
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def said(advice: Advice) -> list[tuple[str, str]]:
    """内容: what was said in the order it was said: the title of each act with its day, and its words."""
    told = []
    for line in journal.timeline(advice.dossier):
        if line.step is None:
            continue
        words = next((str(line.step.details[name]) for name in _WORDS if line.step.details.get(name)), "")
        if words:
            told.append((f"{Act(line.step.act).label}（{line.on:%Y-%m-%d}）", words))
    return told


_WORDS = ("text", "answer", "reason", "verified")


def figures(authority: Authority, year: int) -> list[tuple[str, int]]:
    """建议统计: those drawn in a year, and what became of them."""
    rows = Advice.objects.of(authority).filter(dossier__opened_on__range=(date(year, 1, 1), date(year, 12, 31)))
    told = list(rows.exclude(dossier__outcome="dropped").values_list("dossier__state", "dossier__outcome"))
    ended = Counter(outcome for _, outcome in told if outcome)
    waiting = sum(1 for state, _ in told if state in (State.SENT.value, State.ANSWERED.value))
    return [("提出", len(told)), *((each.label, ended[each.value]) for each in Taken), ("尚在办理", waiting)]
