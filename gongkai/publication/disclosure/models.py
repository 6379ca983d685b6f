"""主动公开: contents, their releases by channel, and the batches past years came in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.disclosure import ContentClass, ReleaseChannel, Source
from gongkai.office.authorities.models import Owned
from gongkai.publication.catalogue.models import Column
from gongkai.publication.documents.models import Document, ReleaseReview


class Batch(Owned):
    """批次: a ledger of past contents as it was accepted; its entry seals every row."""

    title = models.CharField("名称", max_length=200)
    accepted_on = models.DateField("接受日期")
    rows = models.PositiveIntegerField("行数", default=0)
    entry = models.BigIntegerField("条目序号", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "批次"

    def __str__(self) -> str:
        return self.title


class Content(Owned):
    """内容: one thing made public, whatever the number of channels. Counts once.

    ``index_number`` is unique for ever and does not change when the content moves. ``published_on`` is the day of its first
    release; ``backfilled`` marks what was entered long after its own day and never counts as on time. ``seal`` is the digest
    of the row as its last entry has it. A withdrawn content keeps its row and number and has no public page.
    """

    column = models.ForeignKey(Column, models.PROTECT, related_name="contents", verbose_name="栏目")
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="content", verbose_name="公文")
    review = models.ForeignKey(ReleaseReview, models.PROTECT, null=True, related_name="+", verbose_name="发布审查登记")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="contents", verbose_name="批次")
    index_number = models.CharField("索引号", max_length=60)
    kind = models.CharField("内容类别", max_length=20, choices=ContentClass.choices)
    normative = models.BooleanField("规范性文件", default=False)
    title = models.CharField("标题", max_length=300)
    number = models.CharField("文号", max_length=60, blank=True)
    issuer = models.CharField("发文机关", max_length=100, blank=True)
    theme = models.CharField("主题分类", max_length=20, blank=True)
    source = models.CharField("来源", max_length=10, choices=Source.choices, default=Source.OWN)
    origin = models.CharField("转载自", max_length=200, blank=True)
    body = models.TextField("正文", blank=True)
    text = models.TextField("文字", blank=True)
    made_on = models.DateField("成文日期", null=True, blank=True)
    published_on = models.DateField("发布日期")
    original_on = models.DateField("原发布日期", null=True, blank=True)
    backfilled = models.BooleanField("补录", default=False)
    ends_on = models.DateField("公开至", null=True, blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)
    withdrawn_reason = models.CharField("撤回理由", max_length=300, blank=True)
    extra = models.JSONField("其他字段", default=dict)
    edition = models.PositiveIntegerField("版次", default=1)
    seal = models.CharField("行摘要", max_length=64)
    entry = models.BigIntegerField("条目序号", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开内容"
        indexes = [
            models.Index(name="content_listed", fields=["column", "-published_on", "-id"]),
            models.Index(name="content_counted", fields=["authority", "published_on"]),
            models.Index(name="content_titled", fields=["title"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="content_index_number_once",
                fields=["index_number"],
                violation_error_message="该索引号已经使用",
            ),
            models.CheckConstraint(
                name="content_withdrawn_with_a_reason",
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_reason=""),
                violation_error_message="撤回公开应当写明理由",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        """公开中: whether the public may read it."""
        return self.withdrawn_on is None


class ContentVersion(Owned):
    """内容版本: what a content said before it was changed, and the entry that changed it."""

    content = models.ForeignKey(Content, models.PROTECT, related_name="versions", verbose_name="内容")
    edition = models.PositiveIntegerField("版次")
    row = models.JSONField("当时的内容")
    until = models.DateField("至")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "内容版本"
        ordering = ["content", "edition"]
        constraints = [
            models.UniqueConstraint(
                name="content_version_once", fields=["content", "edition"], violation_error_message="该版次已经有了"
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.edition}版"


class Release(Owned):
    """发布: one content going out by one channel, with where and with what proof. Without proof it is not counted."""

    content = models.ForeignKey(Content, models.PROTECT, related_name="releases", verbose_name="内容")
    channel = models.CharField("渠道", max_length=20, choices=ReleaseChannel.choices)
    carrier = models.CharField("载体", max_length=100, blank=True)
    released_on = models.DateField("发布日期")
    released_at = models.DateTimeField("发布时刻", null=True, blank=True)
    proof = models.CharField("凭证", max_length=500, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="releases", verbose_name="批次")
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    entry = models.BigIntegerField("条目序号", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "发布记录"
        indexes = [models.Index(name="release_counted", fields=["authority", "released_on", "channel"])]
        constraints = [
            models.UniqueConstraint(
                name="release_by_carrier_once",
                fields=["content", "channel", "carrier", "released_on"],
                violation_error_message="同一内容同一天在同一载体上的发布已经登记",
            ),
        ]

    def __str__(self) -> str:
        return f"{ReleaseChannel(self.channel).label} {self.released_on:%Y-%m-%d}"


# The tables of the ledger import stand in their own file and belong to this room.
from gongkai.publication.disclosure.ledger import models as ledger_models  # noqa: E402, F401
