"""通报的表."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.law.supervision.bulletins import BulletinKind
from gongkai.office.authorities.models import Owned
from gongkai.office.journal.models import Dossier
from gongkai.oversight.assessment.sheets.models import AssessmentRun


class Bulletin(Owned):
    """政务公开通报: the tables it stands on as they were gathered, sealed by its entries; a run lends its ranks."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="bulletin", verbose_name="案卷")
    kind = models.CharField("种类", max_length=10, choices=BulletinKind.choices)
    since = models.DateField("期间起")
    until = models.DateField("期间止")
    run = models.ForeignKey(AssessmentRun, models.PROTECT, null=True, related_name="+", verbose_name="考核批次")
    content = models.TextField("取得的数据")

    class Meta:
        verbose_name = verbose_name_plural = "政务公开通报"
        ordering = ["-until", "-id"]
        constraints = [
            models.CheckConstraint(
                name="bulletin_since_before_until",
                condition=Q(since__lte=F("until")),
                violation_error_message="期间的止日不能早于起日",
            ),
        ]

    def __str__(self) -> str:
        return self.dossier.title
