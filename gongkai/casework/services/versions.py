"""版本行: what items and packages have in common: a row that moves by a flow, and a row for each version that was signed."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from gongkai.law.service_stamps import Issued
from gongkai.law.service_versions import State
from gongkai.office.authorities.models import Owned
from gongkai.office.journal.models import Dossier


class VersionedRow(Owned):
    """有版本的记录: its code, its file and, as shadows, its state and the name it last bore."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="%(class)s", verbose_name="案卷")
    code = models.CharField("编码", max_length=60)
    name = models.CharField("名称", max_length=120)
    state = models.CharField("状态", max_length=20, choices=State.choices)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class VersionRow(Owned):
    """版本行: what counts from a day until the day before another; a shadow of the entry that signed it."""

    number = models.PositiveIntegerField("版本号")
    from_on = models.DateField("生效日期")
    until_on = models.DateField("止（不含）", null=True, blank=True)
    digest = models.CharField("内容摘要", max_length=64)
    content = models.JSONField("内容")
    reason = models.CharField("理由", max_length=300)
    name = models.CharField("名称", max_length=120)

    class Meta:
        abstract = True

    @property
    def issued(self) -> Issued:
        """签发过的版本: as the check of a stamp reads it."""
        return Issued(self.number, self.digest, self.from_on, self.until_on)


def in_force(day: date) -> Q:
    """当日有效: the condition on a version row."""
    return Q(from_on__lte=day) & (Q(until_on=None) | Q(until_on__gt=day))


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """约束: a version ends no earlier than it begins; one that never counted ends on the day it would have begun."""
    return models.CheckConstraint(
        name=name,
        condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
        violation_error_message="版本的终止日期不能早于生效日期",
    )
