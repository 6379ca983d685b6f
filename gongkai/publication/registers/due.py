"""登记簿到期: what is no file and falls due: records that wait, objections, stages that have not come, periods not public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from gongkai.office.authorities.models import Authority
from gongkai.publication.registers import reminders
from gongkai.publication.registers.chains import queries as chains
from gongkai.publication.registers.series import queries as series

MOST = 50


@dataclass(frozen=True, slots=True)
class Owing:
    """登记簿到期事项: what it is, by when, and where it is dealt with."""

    what: str
    title: str
    due: date
    href: str

    def late(self, on: date) -> bool:
        """是否逾期."""
        return on > self.due


def owing(authority: Authority, until: date, on: date) -> list[Owing]:
    """登记簿到期: what falls due by a day, the first first."""
    found = [
        *_waiting(authority, until, on),
        *_protests(authority, until),
        *_gaps(authority, until),
        *_periods(authority, until, on),
    ]
    return sorted(found, key=lambda each: (each.due, each.what, each.title))[:MOST]


def _waiting(authority: Authority, until: date, on: date) -> Iterator[Owing]:
    for each in reminders.due_by(authority, on, until):
        address = f"{reverse('registers:records', args=[each.kind.key])}?state=waiting"
        yield Owing("待公开", f"{each.kind.label}（{each.many}条）", each.due_on, address)


def _protests(authority: Authority, until: date) -> Iterator[Owing]:
    for each in chains.open_protests(authority, until):
        yield Owing("异议待答复", each.record.title, each.due_on, reverse("registers:protest", args=[each.pk]))


def _gaps(authority: Authority, until: date) -> Iterator[Owing]:
    address = reverse("registers:matter")
    for each in chains.gaps(authority, until):
        href = f"{address}?{urlencode({'number': each.joined})}"
        yield Owing(f"缺{each.gap.label}", each.title, each.gap.due, href)


def _periods(authority: Authority, until: date, on: date) -> Iterator[Owing]:
    for each in series.owed(authority, until, on):
        title = f"{each.keeping.declared.label}（{each.expected.key}，{each.keeping.unit}）"
        yield Owing("应公开而未公开", title, each.expected.due, reverse("registers:periods"))
