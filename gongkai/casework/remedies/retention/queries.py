"""保管查询: the terms of an authority, the files whose term is over, and what stands against shredding one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.casework.applications.models import Application
from gongkai.casework.remedies.models import Remedy
from gongkai.casework.remedies.retention.models import Disposal, DisposalItem, Hold, RetentionRule
from gongkai.law.applications import KIND
from gongkai.law.grammar.calendar import months_after
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.retention import RETENTIONS, FileClass, file_class, kept_through
from gongkai.office.authorities.models import Authority, OwnedQuerySet

SHOWN = 200
"""So many files a list of those whose term is over shows, and a proposal holds, the oldest first."""


@dataclass(frozen=True, slots=True)
class TermInForce:
    """适用的保管期限: of a kind of file at an authority, and where it comes from."""

    of: FileClass
    years: int
    source: str
    own: bool


@dataclass(frozen=True)
class Kept:
    """保管情况: a closed file, its kind, until when it is kept, and what stands against shredding it on a day."""

    application: Application
    kind: FileClass
    closed_on: date
    through: date
    obstacle: str

    @property
    def number(self) -> str:
        """编号."""
        return str(self.application.dossier.number)


def terms(authority: Authority) -> dict[FileClass, TermInForce]:
    """保管期限: the authority's own where it has set one, and the usual one elsewhere."""
    own = {FileClass(rule.kind): rule for rule in RetentionRule.objects.of(authority)}
    return {
        kind: TermInForce(kind, own[kind].years, own[kind].source, own=True)
        if kind in own
        else TermInForce(kind, usual.years, f"{usual.basis}（{usual.certainty}）", own=False)
        for kind, usual in RETENTIONS.items()
    }


def over(authority: Authority, on: date, most: int = SHOWN) -> list[Kept]:
    """保管期满: files not yet shredded whose term is over, the oldest first; those something stands against among them."""
    in_force = terms(authority)
    latest = months_after(on, -12 * min(term.years for term in in_force.values()))
    rows = Application.objects.of(authority).filter(dossier__kind=KIND, dossier__closed_on__lt=latest)
    left = rows.exclude(personal=b"").select_related("dossier__authority").order_by("dossier__closed_on", "pk")
    found: list[Kept] = []
    for start in range(0, left.count(), SHOWN):
        found += (each for each in kept(authority, left[start : start + SHOWN], on) if each.through < on)
        if len(found) >= most:
            break
    return found[:most]


def kept(authority: Authority, rows: OwnedQuerySet[Application], on: date) -> Iterator[Kept]:
    """保管情况: of these closed applications; the cases, holds and lists of all of them are fetched at once."""
    applications, in_force = list(rows), terms(authority)
    cases: dict[int, list[Remedy]] = {each.pk: [] for each in applications}
    for case in Remedy.objects.of(authority).filter(application__in=applications).select_related("dossier"):
        cases[case.application_id].append(case)
    held = set(_open_holds(authority, applications))
    listed = set(_listed(authority, applications))
    for application in applications:
        mine = cases[application.pk]
        closings = [application.dossier.closed_on, *(case.dossier.closed_on for case in mine)]
        closed_on = max(day for day in closings if day)
        kind = file_class(application.dossier.outcome, contested=bool(mine))
        through = kept_through(closed_on, in_force[kind].years)
        obstacles = (
            ("复议或者诉讼尚未审结", None in closings),
            ("保全中", application.pk in held),
            ("已列入待批准的清单", application.pk in listed),
            (f"保管至{chinese_date(through)}", through >= on),
        )
        yield Kept(application, kind, closed_on, through, next((said for said, so in obstacles if so), ""))


def _open_holds(authority: Authority, applications: list[Application]) -> Iterator[int]:
    holds = Hold.objects.of(authority).filter(application__in=applications, lifted_on=None)
    yield from holds.values_list("application", flat=True)


def _listed(authority: Authority, applications: list[Application]) -> Iterator[int]:
    items = DisposalItem.objects.of(authority).filter(application__in=applications, open=True)
    yield from items.values_list("application", flat=True)


def hold_of(application: Application) -> Hold | None:
    """保全: the hold in force on a file."""
    return Hold.objects.of(application.dossier.authority).filter(application=application, lifted_on=None).first()


def disposals(authority: Authority) -> OwnedQuerySet[Disposal]:
    """销毁清单: the latest first."""
    return Disposal.objects.of(authority).select_related("proposed_by", "decided_by").order_by("-pk")


def items(disposal: Disposal) -> OwnedQuerySet[DisposalItem]:
    """清单各项: with their files."""
    rows = DisposalItem.objects.of(disposal.authority).filter(disposal=disposal)
    return rows.select_related("application__dossier__authority").order_by("pk")
