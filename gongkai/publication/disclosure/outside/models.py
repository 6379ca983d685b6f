"""媒体节目、外部报道: programmes with their proof and the release they are, and reports of outside media, which are none."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.disclosure import ReleaseChannel
from gongkai.law.outside_media import BROADCASTING, CoverageLevel, CoverageSource
from gongkai.office.authorities.models import Owned


class Programme(Owned):
    """媒体节目: something on television, on the radio or in a newspaper; ``release`` where it carries a content.

    ``stored`` is its photograph, scan or the recording itself. What was registered by mistake is struck and stays, with why.
    """

    channel = models.CharField(
        "渠道", max_length=20, choices=[(each.value, ReleaseChannel(each).label) for each in BROADCASTING]
    )
    outlet = models.CharField("台名、报名", max_length=60)
    series = models.CharField("栏目名", max_length=60, blank=True)
    title = models.CharField("题目", max_length=200)
    aired_on = models.DateField("播出（刊登）日期")
    edition = models.CharField("播出时间、版次", max_length=60)
    minutes = models.PositiveSmallIntegerField("时长（分钟）", default=0)
    theme = models.CharField("主题", max_length=100)
    content = models.ForeignKey("disclosure.Content", models.PROTECT, null=True, related_name="+", verbose_name="内容")
    release = models.ForeignKey(
        "disclosure.Release", models.PROTECT, null=True, related_name="+", verbose_name="发布记录"
    )
    stored = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="凭证文件"
    )
    struck_on = models.DateField("作废日期", null=True, blank=True)
    struck_reason = models.CharField("作废理由", max_length=200, blank=True)
    entry = models.BigIntegerField("条目序号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "媒体节目"
        ordering = ["-aired_on", "-id"]
        indexes = [models.Index(name="programme_counted", fields=["authority", "aired_on", "channel"])]
        constraints = [
            models.UniqueConstraint(
                name="programme_once",
                fields=["authority", "channel", "outlet", "series", "title", "aired_on", "edition"],
                condition=Q(struck_on=None),
                violation_error_message="这次播出（刊登）已经登记",
            ),
            models.CheckConstraint(
                name="programme_released_what_it_carries",
                condition=Q(content=None, release=None) | Q(content__isnull=False, release__isnull=False),
                violation_error_message="涉及公开内容的节目应有发布记录",
            ),
            models.CheckConstraint(
                name="programme_struck_with_a_reason",
                condition=Q(struck_on=None) | ~Q(struck_reason=""),
                violation_error_message="作废应当写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"《{self.title}》"


class PressReport(Owned):
    """外部报道: what a medium said of the authority or of something it made public; never counted as publication."""

    outlet = models.CharField("媒体", max_length=60)
    level = models.CharField("级别", max_length=20, choices=CoverageLevel.choices)
    source = models.CharField("稿件来源", max_length=20, choices=CoverageSource.choices)
    reported_on = models.DateField("日期")
    title = models.CharField("标题", max_length=200)
    address = models.CharField("网址", max_length=500, blank=True)
    key = models.CharField("网址要点", max_length=500, blank=True)
    name_key = models.CharField("名称要点", max_length=300)
    content = models.ForeignKey("disclosure.Content", models.PROTECT, null=True, related_name="+", verbose_name="内容")
    matter = models.CharField("所报道的事项", max_length=200, blank=True)
    struck_on = models.DateField("作废日期", null=True, blank=True)
    struck_reason = models.CharField("作废理由", max_length=200, blank=True)
    entry = models.BigIntegerField("条目序号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "外部报道"
        ordering = ["-reported_on", "-id"]
        indexes = [models.Index(name="coverage_counted", fields=["authority", "reported_on", "level"])]
        constraints = [
            models.UniqueConstraint(
                name="coverage_by_address_once",
                fields=["authority", "key"],
                condition=Q(struck_on=None) & ~Q(key=""),
                violation_error_message="同一网址的报道已经登记",
            ),
            models.UniqueConstraint(
                name="coverage_by_name_once",
                fields=["authority", "name_key", "reported_on"],
                condition=Q(struck_on=None),
                violation_error_message="同一媒体同一天同一标题的报道已经登记",
            ),
            models.CheckConstraint(
                name="coverage_of_something",
                condition=Q(content__isnull=False) | ~Q(matter=""),
                violation_error_message="请写明所报道的内容或者事项",
            ),
            models.CheckConstraint(
                name="coverage_struck_with_a_reason",
                condition=Q(struck_on=None) | ~Q(struck_reason=""),
                violation_error_message="作废应当写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outlet}《{self.title}》（{self.reported_on:%Y-%m-%d}）"
