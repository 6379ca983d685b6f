"""目录: columns as a tree, and the rule by which index numbers are written."""

from __future__ import annotations

from django.db import models

from gongkai.office.authorities.models import Official, Owned


class Column(Owned):
    """栏目: a place of the catalogue where contents are shown; who keeps it, what it takes, how often it is renewed.

    ``path`` holds the keys from the root down to the column itself, ``/3/17/``. ``accepts`` lists classes of content; empty
    takes all.
    """

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", verbose_name="上级栏目")
    path = models.CharField("路径", max_length=200, blank=True, db_index=True)
    name = models.CharField("名称", max_length=60)
    slug = models.SlugField("网址代码", max_length=60)
    category = models.CharField("信息类别代码", max_length=10, blank=True)
    place = models.PositiveSmallIntegerField("次序", default=0)
    accepts = models.JSONField("接受的内容类别", default=list)
    section = models.CharField("责任科室", max_length=60)
    owner = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="责任人")
    deputy = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="替补责任人")
    cycle = models.PositiveSmallIntegerField("更新周期（日）", null=True, blank=True)
    opened_on = models.DateField("设立日期")
    closed_on = models.DateField("关闭日期", null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="并入")
    empty_reason = models.CharField("暂无内容的说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "栏目"
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(
                name="column_slug_once",
                fields=["authority", "slug"],
                violation_error_message="本机关已有这一网址代码的栏目",
            ),
            models.CheckConstraint(
                name="column_has_a_section",
                condition=~models.Q(section=""),
                violation_error_message="没有责任科室的栏目不得存在",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class IndexNumber(Owned):
    """索引号: a number given once; never given again, whatever becomes of the content."""

    text = models.CharField("索引号", max_length=60)
    given_on = models.DateField("取号日期")

    class Meta:
        verbose_name = verbose_name_plural = "索引号"
        constraints = [
            models.UniqueConstraint(
                name="index_number_for_ever",
                fields=["text"],
                violation_error_message="该索引号已经使用，索引号终身唯一",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class IndexSetting(Owned):
    """索引号设置: the rule of an authority as data; the latest row is in force. ``segments`` is a list of segments as written."""

    segments = models.JSONField("编码段")
    scope = models.CharField("流水号范围", max_length=10)
    reset = models.CharField("流水号归零", max_length=10)
    code = models.CharField("机构代码", max_length=20)
    since = models.DateField("启用日期")

    class Meta:
        verbose_name = verbose_name_plural = "索引号设置"
        ordering = ["since", "id"]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d}起"


from gongkai.publication.catalogue.standards import models as standards  # noqa: E402,F401 isort:skip (Django finds them here)
from gongkai.publication.catalogue.slots import models as slots  # noqa: E402,F401 isort:skip
