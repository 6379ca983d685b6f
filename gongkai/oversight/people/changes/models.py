"""机构变动的表."""

from __future__ import annotations

from django.db import models

from gongkai.law.people.institutional_changes import ChangeKind
from gongkai.office.authorities.models import Authority, Owned
from gongkai.office.journal.models import Dossier


class InstitutionalChange(Owned):
    """机构变动: what happens to which unit, from which day, and who takes over; where it stands is told by its file."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="change", verbose_name="案卷")
    unit = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name="变动的机关")
    heir = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="+", verbose_name="承接的机关")
    kind = models.CharField("变动种类", max_length=12, choices=ChangeKind.choices)
    effective_on = models.DateField("生效日期")

    class Meta:
        verbose_name = verbose_name_plural = "机构变动"
        ordering = ["-id"]
        indexes = [models.Index(name="change_of_unit", fields=["unit", "-id"])]

    def __str__(self) -> str:
        return self.dossier.title
