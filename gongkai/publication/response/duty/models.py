"""值守的表: shifts, people to call, playbooks with their approved first words, and the hours as set here."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from gongkai.law.grammar.words import Word
from gongkai.law.response_kinds import EventKind
from gongkai.law.response_roster import Shift
from gongkai.law.response_terms import LONGEST, TermKind
from gongkai.office.authorities.models import Official, Owned


class DutyShift(Owned):
    """班次: who is on duty from when until when, and the telephone of the duty room."""

    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="值班人员")
    phone = models.CharField("值班电话", max_length=40)
    begins_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    cancelled_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "班次"
        ordering = ["begins_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="duty_shift_has_length",
                condition=Q(ends_at__gt=F("begins_at")),
                violation_error_message="班次的结束应当晚于开始",
            ),
        ]
        indexes = [models.Index(name="duty_shift_found", fields=["authority", "begins_at"])]

    @property
    def shift(self) -> Shift:
        """班次的起止."""
        return Shift(self.begins_at, self.ends_at)

    def __str__(self) -> str:
        return f"{self.official.name} {self.phone}"


class ContactKind(Word):
    """联系人种类: whom one calls, and why."""

    MEDIA = "media", "媒体"
    CYBERSPACE = "cyberspace", "网信部门"
    SPOKESPERSON = "spokesperson", "新闻发言人"
    AREA = "area", "预警接收人"


class ResponseContact(Owned):
    """应急联系人: of a medium, the cyberspace office, a spokesperson, or whoever is warned in an area; the number is sealed."""

    kind = models.CharField("种类", max_length=20, choices=ContactKind.choices)
    group = models.CharField("媒体、单位或者区域", max_length=60)
    name = models.CharField("姓名", max_length=40)
    phone = models.BinaryField("电话（加密）")
    ended_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "应急联系人"
        ordering = ["kind", "group", "id"]

    def __str__(self) -> str:
        return f"{self.group}{self.name}"


class Playbook(Owned):
    """处置预案: for a kind of event, what to do in order and the first words; offered once somebody else has approved it."""

    name = models.CharField("名称", max_length=60)
    kind = models.CharField("事件种类", max_length=20, choices=EventKind.choices)
    steps = models.TextField("处置步骤")
    statement_title = models.CharField("首次回应标题", max_length=100)
    statement = models.TextField("首次回应口径")
    drafted_by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="拟稿人")
    drafted_on = models.DateField("拟稿日期")
    approved_by = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审定人"
    )
    approved_on = models.DateField("审定日期", null=True, blank=True)
    retired_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "处置预案"
        ordering = ["kind", "name", "id"]
        constraints = [
            models.CheckConstraint(
                name="playbook_approved_by_another",
                condition=Q(approved_by=None) | ~Q(approved_by=F("drafted_by")),
                violation_error_message="拟稿的人不能审定自己拟的预案",
            ),
        ]

    @property
    def stage(self) -> str:
        """预案状态."""
        if self.retired_on:
            return "已停用"
        return "已审定" if self.approved_on else "待审定"

    def __str__(self) -> str:
        return self.name


class HourSetting(Owned):
    """小时时限设定: so many hours, with the rule they follow from."""

    kind = models.CharField("时限种类", max_length=20, choices=TermKind.choices)
    hours = models.PositiveSmallIntegerField("小时", validators=[MinValueValidator(1), MaxValueValidator(LONGEST)])
    source = models.CharField("依据", max_length=200)
    set_on = models.DateField("设定日期")

    class Meta:
        verbose_name = verbose_name_plural = "回应时限设定"
        constraints = [
            models.UniqueConstraint(
                name="response_hours_once", fields=["authority", "kind"], violation_error_message="该时限已经设定"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.hours}"
