"""媒体资料: the pictures, videos and charts of a content, each with its caption, its text, its credit and its place."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.media import LONGEST_CAPTION, ChartShape, MediaKind
from gongkai.office.authorities.models import Owned


class Media(Owned):
    """媒体资料: one picture, video or chart of a content; public while its content is and it has not been taken off.

    A picture and a video have a stored file, a chart the rows it is drawn from. ``words`` is the text in the place of a
    picture or chart, or what is said in a video. ``made`` is the digest of what is shown. ``entry`` is the last entry that
    holds the digest of the row.
    """

    content = models.ForeignKey("disclosure.Content", models.PROTECT, related_name="media", verbose_name="内容")
    kind = models.CharField("类型", max_length=10, choices=MediaKind.choices)
    caption = models.CharField("图注", max_length=LONGEST_CAPTION)
    words = models.TextField("替代文字或者文字稿")
    credit = models.CharField("来源（作者）", max_length=100)
    place = models.PositiveSmallIntegerField("次序")
    stored = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="文件")
    width = models.PositiveIntegerField("宽", default=0)
    height = models.PositiveIntegerField("高", default=0)
    seconds = models.PositiveIntegerField("时长（秒）", default=0)
    shape = models.CharField("图表样式", max_length=10, choices=ChartShape.choices, blank=True)
    unit = models.CharField("单位", max_length=20, blank=True)
    table = models.JSONField("图表数据", default=list, blank=True)
    made = models.CharField("所示内容的摘要", max_length=64)
    added_on = models.DateField("加入日期")
    taken_off_on = models.DateField("撤下日期", null=True, blank=True)
    taken_off_reason = models.CharField("撤下理由", max_length=200, blank=True)
    entry = models.BigIntegerField("条目序号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "媒体资料"
        ordering = ["content", "place", "id"]
        constraints = [
            models.UniqueConstraint(
                name="media_of_a_content_once",
                fields=["content", "made"],
                condition=Q(taken_off_on=None),
                violation_error_message="本内容里已经有这一张（段）",
            ),
            models.CheckConstraint(
                name="media_is_a_file_or_a_chart",
                condition=(Q(kind="chart") & Q(stored=None) & ~Q(shape=""))
                | (~Q(kind="chart") & Q(stored__isnull=False)),
                violation_error_message="图片、视频有文件，图表有数据",
            ),
            models.CheckConstraint(
                name="media_is_described",
                condition=~Q(caption="") & ~Q(words="") & ~Q(credit=""),
                violation_error_message="图片、视频、图表都应有图注、文字和来源",
            ),
            models.CheckConstraint(
                name="media_taken_off_with_a_reason",
                condition=Q(taken_off_on=None) | ~Q(taken_off_reason=""),
                violation_error_message="撤下应当写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{MediaKind(self.kind).label}“{self.caption}”"
