"""村民提问的表: a question on its dossier, its words sealed, and the ticket it became."""

from __future__ import annotations

from django.db import models

from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.casework.villages.villagers.models import Villager
from gongkai.office.authorities.models import Owned
from gongkai.office.journal.models import Dossier


class VillageQuestion(Owned):
    """村民提问: title and words are sealed under the key of its file; the days are shadows of the standing."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="village_question", verbose_name="案卷")
    villager = models.ForeignKey(Villager, models.PROTECT, related_name="questions", verbose_name="村民")
    personal = models.BinaryField("提问（加密）")
    personal_found = models.BooleanField("含个人信息", default=False)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    late = models.BooleanField("逾期", default=False)
    ticket = models.OneToOneField(
        Ticket, models.PROTECT, null=True, blank=True, related_name="village_question", verbose_name="工单"
    )
    once = models.CharField("提交标记摘要", max_length=64, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "村民提问"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.dossier.number
