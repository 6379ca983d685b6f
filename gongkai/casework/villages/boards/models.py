"""村务公告的表: notices with their days, the photographs that prove them, and the days that differ from place to place."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.law.village_affairs import VillageAffair
from gongkai.law.villages import Readership, Showing
from gongkai.office.authorities.models import Official, Owned


class VillageSetting(Owned):
    """村级规则设定: the days set by a county or a township for the villages beneath it, with the local rule they are from."""

    certifying = models.PositiveSmallIntegerField("认证工作日")
    answering = models.PositiveSmallIntegerField("答复工作日")
    showing = models.PositiveSmallIntegerField("公示最短天数")
    source = models.CharField("依据", max_length=200)
    set_on = models.DateField("设定日期")

    class Meta:
        verbose_name = verbose_name_plural = "村级规则设定"
        constraints = [
            models.UniqueConstraint(
                name="village_setting_once", fields=["authority"], violation_error_message="村级规则已经设定"
            ),
        ]

    def __str__(self) -> str:
        return self.source


class VillageNotice(Owned):
    """村务公告: it hangs from its first to its last day and leaves by itself; taken down before, it says why.

    What it says never changes: one that is wrong is taken down and another is put up. ``entry`` is the one that sealed it.
    """

    affair = models.CharField("事项", max_length=20, choices=VillageAffair.choices)
    title = models.CharField("标题", max_length=80)
    text = models.TextField("正文")
    readership = models.CharField("阅读范围", max_length=12, choices=Readership.choices)
    contact = models.CharField("监督电话", max_length=40, blank=True)
    since = models.DateField("公示自")
    until = models.DateField("公示至")
    posted_on = models.DateField("张贴日期")
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="张贴人")
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    withdrawn_reason = models.CharField("撤下的理由", max_length=200, blank=True)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "村务公告"
        ordering = ["-since", "-id"]
        indexes = [models.Index(name="village_notice_up", fields=["authority", "until", "since"])]
        constraints = [
            models.CheckConstraint(
                name="village_notice_ends_after_it_begins",
                condition=Q(until__gte=F("since")),
                violation_error_message="公示的截止日期不能早于开始日期",
            ),
            models.CheckConstraint(
                name="village_notice_withdrawn_with_a_reason",
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_reason=""),
                violation_error_message="撤下公告应当写明理由",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def showing(self) -> Showing:
        """公示期."""
        return Showing(self.since, self.until, self.withdrawn_on)


class NoticePhoto(Owned):
    """张贴照片: proof that a notice hangs where it should; nothing but the picture is kept of the file."""

    notice = models.ForeignKey(VillageNotice, models.PROTECT, related_name="photos", verbose_name="公告")
    place = models.CharField("张贴的地方", max_length=80)
    kind = models.CharField("类型", max_length=10)
    content = models.BinaryField("图片")
    digest = models.CharField("摘要", max_length=64)
    taken_on = models.DateField("拍摄日期")
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="上传人")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "张贴照片"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="notice_photo_once",
                fields=["notice", "digest"],
                violation_error_message="这张照片已经上传过",
            ),
        ]

    def __str__(self) -> str:
        return self.place
