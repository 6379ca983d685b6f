"""失信名单的表: the steps of a name on the list; where it stands follows from them."""

from __future__ import annotations

from django.db import models

from gongkai.law.registers.credit import Act
from gongkai.office.authorities.models import Owned


class CreditStep(Owned):
    """名单环节: one dated act on a record of the list."""

    record = models.ForeignKey("registers.Record", models.PROTECT, related_name="credit_steps", verbose_name="记录")
    number = models.PositiveSmallIntegerField("次序")
    act = models.CharField("环节", max_length=20, choices=Act.choices)
    on = models.DateField("日期")
    text = models.CharField("说明", max_length=300)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "名单环节"
        ordering = ["record", "number"]
        constraints = [
            models.UniqueConstraint(
                name="credit_step_once", fields=["record", "number"], violation_error_message="名单已被他人办理"
            ),
        ]

    def __str__(self) -> str:
        return self.get_act_display()
