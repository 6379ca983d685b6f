"""会议: a meeting and the items of its agenda."""

from __future__ import annotations

from django.db import models

from gongkai.law.documents import Attribute, Ground
from gongkai.law.meetings import AgendaMatter, MeetingKind
from gongkai.office.authorities.models import Official, Owned


class Meeting(Owned):
    """会议: held on a day; checked for secrets by somebody else before it is told, and checked anew after every change."""

    kind = models.CharField("会议种类", max_length=20, choices=MeetingKind.choices)
    name = models.CharField("会议名称", max_length=120)
    held_on = models.DateField("召开日期")
    registered_by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="登记人")
    checked_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="保密审查人")
    checked_on = models.DateField("审查日期", null=True, blank=True)
    review = models.ForeignKey(
        "documents.ReleaseReview", models.PROTECT, null=True, related_name="+", verbose_name="发布审查登记"
    )
    published_on = models.DateField("公布日期", null=True, blank=True)
    text = models.TextField("公开稿", blank=True)
    edition = models.PositiveIntegerField("版次", default=0)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "会议"
        ordering = ["-held_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="meeting_once",
                fields=["authority", "kind", "name", "held_on"],
                violation_error_message="该会议已经登记",
            ),
            models.CheckConstraint(
                name="meeting_checked_before_published",
                condition=models.Q(published_on=None) | models.Q(checked_on__lte=models.F("published_on")),
                violation_error_message="会议没有经过保密审查，不能公布",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AgendaItem(Owned):
    """议题: with its attribute, what was decided, and whether it is told."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items", verbose_name="会议")
    position = models.PositiveSmallIntegerField("序号")
    title = models.CharField("议题", max_length=200)
    attribute = models.CharField("公开属性", max_length=20, choices=Attribute.choices)
    ground = models.CharField("不公开理由", max_length=30, choices=Ground.choices, blank=True)
    reason = models.CharField("具体原因", max_length=300, blank=True)
    decision = models.TextField("议定结果", blank=True)
    publish = models.BooleanField("列入公开稿", default=True)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="agenda_items", verbose_name="所议公文"
    )

    class Meta:
        verbose_name = verbose_name_plural = "议题"
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(
                name="agenda_position_once", fields=["meeting", "position"], violation_error_message="议题序号重复"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def matter(self) -> AgendaMatter:
        """议题内容: as the law takes it."""
        ground = Ground(self.ground) if self.ground else None
        return AgendaMatter(self.title, Attribute(self.attribute), self.publish, ground, self.reason, self.decision)
