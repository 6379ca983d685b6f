"""培训班的表: a class with its file, who attended, and visits to coach."""

from __future__ import annotations

from django.db import models

from gongkai.law.grammar.words import Word
from gongkai.law.training.classes import TrainingKind
from gongkai.office.authorities.models import Authority, Official, Owned
from gongkai.office.journal.models import Dossier


class TrainingClass(Owned):
    """培训班: ``held_on`` and ``outsiders`` are shadows of the steps, as are the attendances; the rest never changes."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="training", verbose_name="案卷")
    kind = models.CharField("种类", max_length=10, choices=TrainingKind.choices)
    day = models.DateField("培训日期")
    minutes = models.PositiveIntegerField("学时（分钟）")
    place = models.CharField("地点", max_length=120)
    teacher = models.CharField("授课人", max_length=60, blank=True)
    material = models.CharField("教材", max_length=300, blank=True)
    audience = models.CharField("参加对象", max_length=200)
    code = models.CharField("签到码", max_length=6)
    held_on = models.DateField("举办日期", null=True)
    outsiders = models.PositiveIntegerField("外来人员数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "培训班"
        ordering = ["-day", "-id"]
        indexes = [models.Index(name="training_of_a_year", fields=["authority", "held_on"])]

    def __str__(self) -> str:
        return self.dossier.title

    @property
    def hours(self) -> float:
        """学时."""
        return self.minutes / 60


class Attendance(Owned):
    """签到: a person at a class; a shadow of the step that signed him in."""

    training = models.ForeignKey(TrainingClass, models.PROTECT, related_name="attendances", verbose_name="培训班")
    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="人员")
    unit = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name="单位")

    class Meta:
        verbose_name = verbose_name_plural = "签到"
        indexes = [models.Index(name="attendance_of_a_person", fields=["official", "training"])]
        constraints = [
            models.UniqueConstraint(
                name="attendance_once", fields=["training", "official"], violation_error_message="已经签到"
            ),
        ]


class CoachingWay(Word):
    """辅导方式: on the spot, by telephone, on the screen."""

    VISIT = "visit", "上门指导"
    PHONE = "phone", "电话沟通"
    SCREEN = "screen", "网络演示"


class CoachingVisit(Owned):
    """上门辅导: a unit was helped with a question; what was advised may become a knowledge entry."""

    unit = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name="单位")
    on = models.DateField("日期")
    way = models.CharField("方式", max_length=10, choices=CoachingWay.choices)
    question = models.CharField("问题", max_length=300)
    advice = models.TextField("意见")
    coach = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="辅导人")
    entry = models.BigIntegerField("登记条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "上门辅导"
        ordering = ["-on", "-id"]
        indexes = [models.Index(name="coaching_of_a_year", fields=["authority", "on"])]

    def __str__(self) -> str:
        return self.question
