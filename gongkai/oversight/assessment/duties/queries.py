"""责任查询: the letters of an authority and those it signed, accountability it decided, practices within reach."""

from __future__ import annotations

from django.db.models import Q

from gongkai.law.supervision.responsibility import Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.oversight.assessment.duties.models import Accountability, Practice, ResponsibilityLetter


def as_standing(found: object) -> Standing:
    """责任书情况: what the journal hands over, in its type."""
    if not isinstance(found, Standing):
        raise TypeError("not a letter of responsibility")
    return found


def standing(letter: ResponsibilityLetter) -> Standing:
    """责任书情况: replayed from the journal."""
    return as_standing(journal.standing(letter.dossier))


def letters(authority: Authority) -> OwnedQuerySet[ResponsibilityLetter]:
    """责任书: those one drafted and those one is to sign."""
    rows = ResponsibilityLetter.objects.everywhere().filter(Q(authority=authority) | Q(unit=authority))
    return rows.select_related("dossier__authority", "authority", "unit", "version").order_by("-year", "unit__path")


def accountabilities(authority: Authority) -> OwnedQuerySet[Accountability]:
    """问责: proposed by this authority, and what was decided about it."""
    decided = Q(unit=authority, decided_on__isnull=False)
    rows = Accountability.objects.everywhere().filter(Q(authority=authority) | decided)
    return rows.select_related("authority", "unit", "by", "decided_by", "finding__dossier")


def practices(authority: Authority) -> OwnedQuerySet[Practice]:
    """做法库: one's own and those of whoever stands above."""
    rows = Practice.objects.everywhere().filter(authority__in=authority.line)
    return rows.select_related("authority", "adopter", "by")
