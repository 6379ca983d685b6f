"""人员的取数: who keeps what, and whether anybody does."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from gongkai.law.problems import number
from gongkai.oversight.problems.asking import Asked, Counted, Figure, page
from gongkai.publication.catalogue.models import Column


def orphaned_columns(asked: Asked) -> Counted:
    """没有人接的栏目: open on a day on which the authority they belong to had been dissolved."""
    rows = Column.objects.under(asked.authority).filter(opened_on__lte=asked.on)
    rows = rows.filter(Q(closed_on=None) | Q(closed_on__gt=asked.on), authority__dissolved_on__lte=asked.on)
    return Counted(number(rows.count()), page("establishment:authorities"))


FIGURES: Mapping[str, Figure] = {"P07": orphaned_columns}
