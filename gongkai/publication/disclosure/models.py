"""主动公开: contents, their releases by channel, and the batches past years came in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.accounts import FLOOR, FLOOR_SOURCE
from gongkai.law.disclosure import ContentClass, ReleaseChannel, Source, Withdrawal
from gongkai.law.release_codes import release_code
from gongkai.office.authorities.models import Official, Owned
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
    withdrawn_kind = models.CharField("撤回原因", max_length=20, choices=Withdrawal.choices, blank=True)
    withdrawn_reason = models.CharField("撤回理由", max_length=300, blank=True)
    extra = models.JSONField("其他字段", default=dict)
    edition = models.PositiveIntegerField("版次", default=1)
    seal = models.CharField("行摘要", max_length=64)
    entry = models.BigIntegerField("条目序号", null=True)
    once = models.CharField("提交标记", max_length=32, null=True)  # noqa: DJ001 (unique where there is one)

    class Meta:
        verbose_name = verbose_name_plural = "公开内容"
        indexes = [
            models.Index(
                name="content_listed",
                fields=["column", "-published_on", "-id", "withdrawn_on", "ends_on", "document"],
            ),
            models.Index(
                name="content_public",
                fields=["authority", "column", "withdrawn_on", "ends_on", "published_on", "document", "kind"],
            ),
            models.Index(name="content_changed", fields=["authority", "-entry", "-id"]),
            models.Index(name="content_counted", fields=["authority", "published_on"]),
            models.Index(name="content_titled", fields=["title"]),
            models.Index(name="content_newest", fields=["kind", "-published_on", "-id"]),
            models.Index(name="content_latest", fields=["-published_on", "-id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="content_index_number_once",
                fields=["index_number"],
                violation_error_message="该索引号已经使用",
            ),
            models.UniqueConstraint(
                name="content_sent_once",
                fields=["once"],
                violation_error_message="这次发布已经提交",
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
    """内容版本: what a content said before it was changed, and the entry that changed it.

    ``reason`` is for the office, ``note`` is read by the public beside the content as it is now.
    """

    content = models.ForeignKey(Content, models.PROTECT, related_name="versions", verbose_name="内容")
    edition = models.PositiveIntegerField("版次")
    row = models.JSONField("当时的内容")
    until = models.DateField("至")
    act = models.CharField("事项", max_length=30, default="change_content")
    reason = models.CharField("理由", max_length=300, blank=True)
    note = models.CharField("更正说明", max_length=300, blank=True)
    once = models.CharField("提交标记", max_length=32, null=True)  # noqa: DJ001 (unique where there is one)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "内容版本"
        ordering = ["content", "edition"]
        constraints = [
            models.UniqueConstraint(
                name="content_version_once", fields=["content", "edition"], violation_error_message="该版次已经有了"
            ),
            models.UniqueConstraint(
                name="content_version_sent_once", fields=["once"], violation_error_message="这次修改已经提交"
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.edition}版"


class Release(Owned):
    """发布: one content going out by one channel, with where and with what proof. Without proof it is not counted.

    While it has none it is a plan for ``released_on`` (and ``released_at``); with the proof these become what was. ``text`` is
    the version for the channel, ``content_edition`` the edition it was made from. ``entry`` is its last entry, which holds the
    digest of the row; ``first`` the row as a batch brought it, where an act has changed it since.
    """

    content = models.ForeignKey(Content, models.PROTECT, related_name="releases", verbose_name="内容")
    channel = models.CharField("渠道", max_length=20, choices=ReleaseChannel.choices)
    carrier = models.CharField("载体", max_length=100, blank=True)
    released_on = models.DateField("发布日期")
    released_at = models.DateTimeField("发布时刻", null=True, blank=True)
    proof = models.CharField("凭证", max_length=500, blank=True)
    proven_on = models.DateField("登记凭证日期", null=True, blank=True)
    text = models.TextField("渠道文本", blank=True)
    content_edition = models.PositiveIntegerField("内容版次", default=1)
    first = models.JSONField("导入时的行", null=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="releases", verbose_name="批次")
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    entry = models.BigIntegerField("条目序号", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "发布记录"
        indexes = [
            models.Index(name="release_counted", fields=["authority", "released_on", "channel"]),
            models.Index(name="release_by_account", fields=["authority", "channel", "carrier", "released_on"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="release_by_carrier_once",
                fields=["content", "channel", "carrier", "released_on"],
                violation_error_message="同一内容同一天在同一载体上的发布已经登记",
            ),
        ]

    def __str__(self) -> str:
        return f"{ReleaseChannel(self.channel).label} {self.released_on:%Y-%m-%d}"

    @property
    def code(self) -> str:
        """发布码: what is printed with the release; leads to the content."""
        return release_code(self.pk)

    @property
    def is_proven(self) -> bool:
        """有凭证: whether it counts."""
        return bool(self.proof)

    @property
    def channel_label(self) -> str:
        """渠道: with the account or carrier."""
        label = ReleaseChannel(self.channel).label
        return f"{label}（{self.carrier}）" if self.carrier else label


class NewMediaAccount(Owned):
    """新媒体账号: an account on a platform, who answers for it, whether it is certified, and how long it may stand still."""

    platform = models.CharField("平台", max_length=20, choices=ReleaseChannel.choices)
    name = models.CharField("账号名称", max_length=100)
    address = models.CharField("主页地址", max_length=300, blank=True)
    section = models.CharField("责任科室", max_length=60)
    owner = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="责任人")
    certified = models.CharField("认证信息", max_length=100, blank=True)
    floor = models.PositiveSmallIntegerField("更新下限（日）", default=FLOOR)
    floor_source = models.CharField("下限依据", max_length=100, default=FLOOR_SOURCE)
    opened_on = models.DateField("开设日期")
    closed_on = models.DateField("关停日期", null=True, blank=True)
    closed_reason = models.CharField("关停理由", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "新媒体账号"
        ordering = ["platform", "name"]
        constraints = [
            models.UniqueConstraint(
                name="account_on_platform_once",
                fields=["authority", "platform", "name"],
                violation_error_message="该平台上已登记同名账号",
            ),
            models.CheckConstraint(
                name="account_has_a_section",
                condition=~Q(section=""),
                violation_error_message="账号应当写明责任科室",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{ReleaseChannel(self.platform).label}）"


class ChannelLimit(Owned):
    """渠道字数: how many characters a channel takes here, and where the figure is from; the latest row is in force."""

    channel = models.CharField("渠道", max_length=20, choices=ReleaseChannel.choices)
    length = models.PositiveIntegerField("字数上限")
    source = models.CharField("依据", max_length=200)
    since = models.DateField("启用日期")

    class Meta:
        verbose_name = verbose_name_plural = "渠道字数"
        ordering = ["since", "id"]

    def __str__(self) -> str:
        return f"{ReleaseChannel(self.channel).label}{self.length}字"


class ExportMapping(Owned):
    """列对应: which column of a channel's export means what, remembered for the next file of the same channel."""

    channel = models.CharField("渠道", max_length=20, choices=ReleaseChannel.choices)
    columns = models.JSONField("列对应", default=dict)
    saved_on = models.DateField("保存日期")

    class Meta:
        verbose_name = verbose_name_plural = "列对应"
        constraints = [
            models.UniqueConstraint(
                name="export_mapping_once", fields=["authority", "channel"], violation_error_message="该渠道已有列对应"
            ),
        ]

    def __str__(self) -> str:
        return ReleaseChannel(self.channel).label


class ChannelExport(Owned):
    """渠道导出: a file of a channel's back end, read and matched; nothing has changed until it is accepted as a batch."""

    channel = models.CharField("渠道", max_length=20, choices=ReleaseChannel.choices)
    account = models.CharField("账号", max_length=100, blank=True)
    name = models.CharField("文件名", max_length=200)
    digest = models.CharField("文件摘要", max_length=64)
    table = models.JSONField("表", default=list)
    head = models.PositiveSmallIntegerField("表头行", default=0)
    uploaded_on = models.DateField("上传日期")
    batch = models.OneToOneField(Batch, models.PROTECT, null=True, related_name="export", verbose_name="批次")

    class Meta:
        verbose_name = verbose_name_plural = "渠道导出"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="export_file_once",
                fields=["authority", "channel", "account", "digest"],
                violation_error_message="该文件已经上传",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ExportRow(Owned):
    """导出行: one post of an export, the content it was matched to, how, and what a person decided."""

    export = models.ForeignKey(ChannelExport, models.CASCADE, related_name="rows", verbose_name="渠道导出")
    number = models.PositiveIntegerField("行号")
    title = models.CharField("标题", max_length=300, blank=True)
    link = models.CharField("链接", max_length=500, blank=True)
    text = models.TextField("正文", blank=True)
    posted_on = models.DateField("发布日期", null=True)
    trouble = models.CharField("问题", max_length=200, blank=True)
    match = models.ForeignKey(Content, models.PROTECT, null=True, related_name="+", verbose_name="对应内容")
    how = models.CharField("匹配方式", max_length=10, blank=True)
    likeness = models.PositiveSmallIntegerField("相似度", default=0)
    decided = models.BooleanField("已确认", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "导出行"
        ordering = ["export", "number"]
        constraints = [
            models.UniqueConstraint(
                name="export_row_once", fields=["export", "number"], violation_error_message="该行已经读入"
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.number}行"


from gongkai.publication.disclosure.carriers import models as carriers  # noqa: E402, F401 (Django finds a room by its models)
from gongkai.publication.disclosure.carriers.orders import models as orders  # noqa: E402, F401
from gongkai.publication.disclosure.languages import models as language_models  # noqa: E402, F401

# The tables of the ledger import stand in their own file and belong to this room.
from gongkai.publication.disclosure.ledger import models as ledger_models  # noqa: E402, F401
from gongkai.publication.disclosure.media import models as media_models  # noqa: E402, F401
from gongkai.publication.disclosure.outside import models as outside_models  # noqa: E402, F401
from gongkai.publication.disclosure.placing import models as placing_models  # noqa: E402, F401
