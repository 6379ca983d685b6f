"""流程分工的表."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.law.people.division import WorkPart
from gongkai.law.procedures import kind_choices
from gongkai.office.authorities.models import Authority, Owned


class FlowPart(Owned):
    """流程分工: which unit leads, operates or cooperates in a kind of file here, from a day until the day before another."""

    kind = models.CharField("案卷种类", max_length=30, choices=kind_choices)
    unit = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name="单位")
    part = models.CharField("分工", max_length=10, choices=WorkPart.choices)
    basis = models.CharField("依据", max_length=200, blank=True)
    since = models.DateField("起")
    until = models.DateField("止（不含）", null=True, blank=True)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "流程分工"
        ordering = ["kind", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                name="flow_part_of_a_unit_once",
                fields=["authority", "kind", "unit"],
                condition=Q(until=None),
                violation_error_message="这个单位在这类案卷中已经有分工",
            ),
            models.UniqueConstraint(
                name="flow_led_by_one",
                fields=["authority", "kind"],
                condition=Q(until=None, part="lead"),
                violation_error_message="一类案卷只能有一个牵头单位，请先终止原来的分工",
            ),
            models.CheckConstraint(
                name="flow_part_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message="分工的止日不能早于起日",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.unit}"
