"""举报投诉查询: the complaints an office looks into, where one stands, and the counts of a year."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q

from gongkai.casework.applications.codes import code_from, opens, registered
from gongkai.casework.remedies.complaints.models import Complaint
from gongkai.law.annual_report.facts import ComplaintFact
from gongkai.law.complaints import ComplaintKind, Finding, Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.office.journal.vendor import Year


def complaints(authority: Authority) -> OwnedQuerySet[Complaint]:
    """举报投诉: those this office looks into, the newest first."""
    rows = Complaint.objects.of(authority).select_related("dossier", "against")
    return rows.order_by("-dossier__opened_on", "-pk")


def standing(complaint: Complaint) -> Standing:
    """举报投诉情况: replayed from the journal."""
    found = journal.standing(complaint.dossier)
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def code_of(complaint: Complaint) -> str:
    """查询码: of a complaint; kept nowhere, it follows from what was sent and the key outside."""
    return code_from("complaint code", complaint.once)


def by_code(authority: Authority, number: str, code: str) -> Complaint | None:
    """凭编号和查询码: what this authority looks into, and what is about it or about those beneath it, at whose doors it was sent.

    The same number may stand at several offices: the code decides. An unknown number costs as much as a wrong code.
    """
    mine = Q(authority=authority) | Q(against__path__startswith=authority.path)
    rows = Complaint.objects.everywhere().filter(mine, dossier__number=registered(number))
    found = None
    for row in rows.select_related("dossier__authority", "authority").order_by("pk"):
        found = row if opens(code, "complaint code", row.once) else found
    return found


def given(complaint: Complaint) -> dict[str, str]:
    """举报投诉内容: as it was told; raises Shredded."""
    told: dict[str, str] = json.loads(vault.unseal(complaint.dossier, "complaint", bytes(complaint.personal)))
    return told


@dataclass(frozen=True)
class Tally:
    """举报投诉统计: how many of a kind came in a year, and how many of them were found true, wholly or in part."""

    kind: ComplaintKind
    received: int
    closed: int
    upheld: int


def tallies(authority: Authority, year: int) -> list[Tally]:
    """年度统计: every kind, also those of which there was none."""
    rows = Complaint.objects.of(authority).filter(dossier__opened_on__year=year)
    counted = rows.order_by().values_list("kind", "dossier__outcome").annotate(count=Count("pk"))
    found = {(kind, outcome): count for kind, outcome, count in counted}
    return [_tally(kind, found) for kind in ComplaintKind]


def _tally(kind: ComplaintKind, found: dict[tuple[str, str], int]) -> Tally:
    mine = {outcome: count for (of, outcome), count in found.items() if of == kind}
    upheld = mine.get(Finding.TRUE, 0) + mine.get(Finding.PARTLY, 0)
    return Tally(kind, sum(mine.values()), sum(mine.values()) - mine.get("", 0), upheld)


def facts(rows: OwnedQuerySet[Complaint]) -> Iterator[ComplaintFact]:
    """年度事实: how many came in each year."""
    years = rows.order_by().annotate(received=Year("dossier__opened_on")).values_list("received")
    for received, count in years.annotate(count=Count("pk")):
        yield ComplaintFact(received, count)


@dataclass(frozen=True, slots=True)
class Taken:
    """受理件数: how many complaints an office took in a year."""

    authority: str
    count: int


def taken(rows: OwnedQuerySet[Complaint], year: int) -> list[Taken]:
    """分机关件数: complaints of a year by the office that took them."""
    counted = rows.filter(dossier__opened_on__year=year).order_by("authority__name").values_list("authority__name")
    return [Taken(name, count) for name, count in counted.annotate(count=Count("pk"))]
