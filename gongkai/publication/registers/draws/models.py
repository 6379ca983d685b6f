"""双随机的表: a plan with its lists, later the seed and what was drawn by it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.office.authorities.models import Owned


class RandomDraw(Owned):
    """双随机抽取: the lists as they were fixed and, once the seed is known, who was drawn.

    Inspectors are people: their names are sealed under the key of the house; ``drawn`` tells places in the lists alone.
    """

    number = models.CharField("抽查计划编号", max_length=60)
    name = models.CharField("抽查事项", max_length=200)
    unit = models.CharField("实施单位", max_length=120)
    objects_listed = models.JSONField("检查对象名录", default=list)
    inspectors_sealed = models.BinaryField("执法检查人员名录")
    inspectors = models.PositiveIntegerField("执法检查人员数")
    how_many = models.PositiveIntegerField("抽取数")
    per_object = models.PositiveSmallIntegerField("每个对象的检查人员数")
    seed_source = models.CharField("种子来源", max_length=300)
    seed_on = models.DateField("种子产生日期")
    digest = models.CharField("名录摘要", max_length=64)
    announced_on = models.DateField("公布方案日期")
    seed = models.CharField("种子", max_length=100, blank=True)
    drawn_on = models.DateField("抽取日期", null=True, blank=True)
    drawn = models.JSONField("抽取结果", default=list)
    entry = models.BigIntegerField("公布方案的条目")
    draw_entry = models.BigIntegerField("抽取的条目", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "双随机抽取"
        ordering = ["-announced_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="random_draw_once",
                fields=["authority", "number"],
                violation_error_message="这个编号的抽查计划已经有了",
            ),
            models.CheckConstraint(
                name="random_draw_seeded",
                condition=Q(drawn_on=None, seed="") | (Q(drawn_on__isnull=False) & ~Q(seed="")),
                violation_error_message="抽取应当有种子和日期",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
