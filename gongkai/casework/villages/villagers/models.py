"""村民的表: certified villagers; name, telephone and household are sealed under the key of their own file."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.office.authorities.models import Owned
from gongkai.office.journal.models import Dossier


class Villager(Owned):
    """村民: one certification of one person by one village.

    ``mark`` finds the same person again and goes when the certification ends; ``code_digest`` belongs to the slip they were
    given. The days are shadows of the standing.
    """

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="villager", verbose_name="案卷")
    personal = models.BinaryField("个人信息（加密）")
    mark = models.CharField("人员摘要", max_length=64, blank=True)
    certified_on = models.DateField("认证日期", null=True, blank=True)
    cancelled_on = models.DateField("注销日期", null=True, blank=True)
    code_digest = models.CharField("登录码摘要", max_length=64, blank=True)
    passing_digest = models.CharField("短信码摘要", max_length=64, blank=True)
    passing_until = models.DateTimeField("短信码有效至", null=True, blank=True)
    once = models.CharField("提交标记摘要", max_length=64, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "村民"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="villager_certified_once",
                fields=["authority", "mark"],
                condition=~Q(mark=""),
                violation_error_message="这位村民已经在本村申请或者认证",
            ),
        ]
        indexes = [models.Index(name="villager_counted", fields=["authority", "certified_on", "cancelled_on"])]

    def __str__(self) -> str:
        return self.dossier.number
