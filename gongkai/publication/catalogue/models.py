"""目录: columns as a tree with their history, index numbers and their rule, and what is proposed for the catalogue."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from gongkai.law.catalogue import Given, Reset, SerialScope
from gongkai.law.expansions import Decision, Wish
from gongkai.law.matters import Matter
from gongkai.office.authorities.models import Official, Owned


class Column(Owned):
    """栏目: a place of the catalogue where contents are shown; who keeps it, what it takes, how often it is renewed.

    ``path`` holds the keys from the root down to the column itself, ``/3/17/``. ``accepts`` lists classes of content; empty
    takes all, ``nothing`` only gathers the columns beneath. The row holds what is so now, ``ColumnVersion`` what was so when.
    """

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", verbose_name="上级栏目")
    path = models.CharField("路径", max_length=200, blank=True, db_index=True)
    name = models.CharField("名称", max_length=60)
    slug = models.SlugField("网址代码", max_length=60)
    category = models.CharField("信息类别代码", max_length=10, blank=True)
    matter = models.CharField("法定事项", max_length=10, choices=Matter.choices, blank=True)
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
    edition = models.PositiveIntegerField("版次", default=1)
    reason_since: date | None = None
    """核对日期: since when its history has had that reason; set where a column is read from its history."""

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

    @property
    def depth(self) -> int:
        """层次: 0 for a column at the top."""
        return max(self.path.count("/") - 2, 0)

    @property
    def is_open(self) -> bool:
        """开设中: neither closed nor merged."""
        return self.closed_on is None


class ColumnVersion(Owned):
    """栏目沿革: what a column was from a day on, who changed it by which act, and the entry that holds the change."""

    column = models.ForeignKey(Column, models.PROTECT, related_name="versions", verbose_name="栏目")
    edition = models.PositiveIntegerField("版次")
    since = models.DateField("起")
    act = models.CharField("事项", max_length=30)
    by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    reason = models.CharField("理由", max_length=300, blank=True)
    row = models.JSONField("其时的栏目")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "栏目沿革"
        ordering = ["column", "edition"]
        constraints = [
            models.UniqueConstraint(
                name="column_version_once",
                fields=["column", "edition"],
                violation_error_message="栏目已被他人改动，您看到的内容不是最新的，请刷新页面后再办理",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.column}（{self.since:%Y-%m-%d}起）"


class FormerSlug(Owned):
    """旧网址代码: an address a column had before; it leads to the column for ever and no other column may take it."""

    column = models.ForeignKey(Column, models.PROTECT, related_name="former_slugs", verbose_name="栏目")
    slug = models.SlugField("网址代码", max_length=60)
    until = models.DateField("止")

    class Meta:
        verbose_name = verbose_name_plural = "旧网址代码"
        constraints = [
            models.UniqueConstraint(
                name="former_slug_once",
                fields=["authority", "slug"],
                violation_error_message="这一网址代码曾为本机关的栏目使用，旧地址须长期有效",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class MatterWaiver(Owned):
    """事项豁免: why an authority has no column for a matter its kind must make public."""

    matter = models.CharField("法定事项", max_length=10, choices=Matter.choices)
    reason = models.CharField("理由", max_length=300)
    since = models.DateField("起")
    until = models.DateField("止（不含）", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "事项豁免"
        constraints = [
            models.UniqueConstraint(
                name="matter_waived_once",
                fields=["authority", "matter"],
                condition=Q(until=None),
                violation_error_message="该事项已经登记豁免",
            ),
            models.CheckConstraint(
                name="matter_waived_with_a_reason",
                condition=~Q(reason=""),
                violation_error_message="豁免应当写明理由",
            ),
        ]

    def __str__(self) -> str:
        return Matter(self.matter).label


class IndexNumber(Owned):
    """索引号: a number given once; never given again, whatever becomes of the content.

    What was drawn by the rule keeps the series, year and serial it was drawn from; what was adopted as it stood has none.
    """

    text = models.CharField("索引号", max_length=60)
    given_on = models.DateField("取号日期")
    given = models.CharField("取号方式", max_length=10, choices=Given.choices, default=Given.DRAWN)
    series = models.CharField("编号系列", max_length=40, blank=True)
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    serial = models.PositiveIntegerField("流水号", null=True, blank=True)

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


class SkippedSerial(Owned):
    """跳号: a serial passed over because the number it would have written was already in use."""

    series = models.CharField("编号系列", max_length=40)
    year = models.PositiveSmallIntegerField("年份")
    serial = models.PositiveIntegerField("流水号")
    text = models.CharField("会写成的索引号", max_length=60)
    skipped_on = models.DateField("日期")

    class Meta:
        verbose_name = verbose_name_plural = "跳号"
        constraints = [
            models.UniqueConstraint(
                name="skipped_serial_once",
                fields=["authority", "series", "year", "serial"],
                violation_error_message="该流水号已经跳过",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class IndexSetting(Owned):
    """索引号设置: the rule of an authority as data; the latest row is in force. ``segments`` is a list of segments as written."""

    segments = models.JSONField("编码段")
    scope = models.CharField("流水号范围", max_length=10, choices=SerialScope.choices)
    reset = models.CharField("流水号归零", max_length=10, choices=Reset.choices)
    code = models.CharField("机构代码", max_length=20)
    since = models.DateField("启用日期")

    class Meta:
        verbose_name = verbose_name_plural = "索引号设置"
        ordering = ["since", "id"]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d}起"


class Placement(Owned):
    """移栏建议: a content that seems to stand in the wrong column, the one it rather belongs in, why, and what came of it."""

    index_number = models.CharField("索引号", max_length=60)
    title = models.CharField("标题", max_length=300)
    column = models.ForeignKey(Column, models.PROTECT, related_name="+", verbose_name="现在的栏目")
    target = models.ForeignKey(Column, models.PROTECT, related_name="+", verbose_name="建议的栏目")
    reason = models.CharField("理由", max_length=500)
    proposed_on = models.DateField("提出日期")
    decision = models.CharField("处理", max_length=10, choices=Decision.choices, default=Decision.OPEN)
    decided_on = models.DateField("处理日期", null=True, blank=True)
    decided_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="处理人")
    note = models.CharField("处理说明", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "移栏建议"
        ordering = ["-proposed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="placement_proposed_once",
                fields=["authority", "index_number", "column", "target"],
                violation_error_message="同样的移栏建议已经提出过",
            ),
            models.CheckConstraint(
                name="placement_rejected_with_a_reason",
                condition=~Q(decision=Decision.REJECTED) | ~Q(note=""),
                violation_error_message="不采纳的应当写明理由",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Expansion(Owned):
    """扩展建议: what people wish to be made public of its own accord, how often they asked, and what was decided."""

    phrase = models.CharField("事项", max_length=100)
    wish = models.CharField("来源", max_length=20, choices=Wish.choices)
    count = models.PositiveIntegerField("次数", default=1)
    first_on = models.DateField("首次提出")
    last_on = models.DateField("最近一次")
    decision = models.CharField("研究结果", max_length=10, choices=Decision.choices, default=Decision.OPEN)
    decided_on = models.DateField("研究日期", null=True, blank=True)
    decided_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="研究人")
    note = models.CharField("说明", max_length=300, blank=True)
    column = models.ForeignKey(Column, models.PROTECT, null=True, related_name="+", verbose_name="纳入的栏目")
    entry_name = models.CharField("纳入的目录条目", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "扩展建议"
        ordering = ["-count", "phrase"]
        constraints = [
            models.UniqueConstraint(
                name="expansion_proposed_once",
                fields=["authority", "phrase", "wish"],
                violation_error_message="这一事项已经提出过",
            ),
            models.CheckConstraint(
                name="expansion_rejected_with_a_reason",
                condition=~Q(decision=Decision.REJECTED) | ~Q(note=""),
                violation_error_message="不采纳的应当写明理由",
            ),
            models.CheckConstraint(
                name="expansion_accepted_into_a_column",
                condition=~Q(decision=Decision.ACCEPTED) | Q(column__isnull=False),
                violation_error_message="采纳的应当写明纳入哪个栏目",
            ),
        ]

    def __str__(self) -> str:
        return self.phrase


class GuideVersion(Owned):
    """指南版本: the text of an authority's guide from a day on; the latest in force is the one people read."""

    number = models.PositiveIntegerField("版次")
    text = models.TextField("正文")
    effective_on = models.DateField("施行日期")
    issued_on = models.DateField("编制日期")
    by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="编制人")
    reviewed_on = models.DateField("最近复核日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "指南版本"
        ordering = ["authority", "number"]
        constraints = [
            models.UniqueConstraint(
                name="guide_version_once",
                fields=["authority", "number"],
                violation_error_message="该版次已经有了，请刷新页面后再办理",
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.number}版"


from gongkai.publication.catalogue.standards import models as standards  # noqa: E402,F401 isort:skip (Django finds them here)
from gongkai.publication.catalogue.slots import models as slots  # noqa: E402,F401 isort:skip
