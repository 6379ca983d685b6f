"""公文: documents with every version of their text, their files, and the register of what was reviewed before release."""

from __future__ import annotations

from django.db import models

from gongkai.law.documents import RE_REVIEW, Attribute, DocumentKind, Ground, Phase, State
from gongkai.office.authorities.models import Official, Owned
from gongkai.office.journal.models import Dossier
from gongkai.publication.documents.audits.models import AuditFinding, AuditRemark, LabelAudit
from gongkai.publication.documents.decisions.models import DecisionDraft, DecisionFile, PublicOpinion
from gongkai.publication.documents.legality.models import LegalOpinion, LegalPoint
from gongkai.publication.documents.meetings.models import AgendaItem, Meeting
from gongkai.publication.documents.practice.models import Practice
from gongkai.publication.documents.validity.models import CleanUp, CleanUpItem, Instrument, InstrumentChange

__all__ = [
    "AgendaItem",
    "AuditFinding",
    "AuditRemark",
    "CleanUp",
    "CleanUpItem",
    "DecisionDraft",
    "DecisionFile",
    "Document",
    "Instrument",
    "InstrumentChange",
    "LabelAudit",
    "LegalOpinion",
    "LegalPoint",
    "Meeting",
    "Practice",
    "PublicOpinion",
    "ReleaseReview",
    "StoredFile",
    "Version",
]


class Document(Owned):
    """公文: what an authority drafts and signs. From ``attribute`` on, what follows from its steps is a shadow of them.

    ``edition`` is the number of its latest version: who saves another one says which one the page showed. ``issuer`` is the
    name it goes out under, where that is not simply the authority's.
    """

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="document", verbose_name="案卷")
    kind = models.CharField("公文种类", max_length=20, choices=DocumentKind.choices)
    title = models.CharField("标题", max_length=200)
    issuer = models.CharField("发文机关", max_length=200, blank=True)
    addressees = models.CharField("主送机关", max_length=500, blank=True)
    section = models.CharField("起草科室", max_length=60, blank=True)
    drafter = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="拟稿人")
    attribute = models.CharField("公开属性", max_length=20, choices=Attribute.choices, blank=True)
    ground = models.CharField("不公开理由", max_length=30, choices=Ground.choices, blank=True)
    phase = models.CharField("五公开阶段", max_length=20, choices=Phase.choices, blank=True)
    theme = models.CharField("主题分类", max_length=20, blank=True)
    number = models.CharField("文号", max_length=60, blank=True)
    made_on = models.DateField("成文日期", null=True, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    edition = models.PositiveIntegerField("版次", default=0)
    published_on = models.DateField("公开日期", null=True, blank=True)
    label_until = models.DateField("标注有效至", null=True, blank=True)
    disputed = models.BooleanField("标注与建议不一致", default=False)
    opened_up = models.BooleanField("由不公开变更为主动公开", default=False)
    returned = models.PositiveSmallIntegerField("退文次数", default=0)
    findings = models.PositiveSmallIntegerField("保密审查发现问题", default=0)
    policy = models.BooleanField("涉及公众的政策", default=False)
    must_explain = models.BooleanField("须解读", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "公文"
        constraints = [
            models.UniqueConstraint(
                name="document_number_once",
                fields=["authority", "number"],
                condition=~models.Q(number=""),
                violation_error_message="该文号已经使用",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）" if self.number else self.title

    @property
    def issued_by(self) -> str:
        """发文机关: as it is printed and published."""
        return self.issuer or self.authority.name

    @property
    def state_label(self) -> str:
        """状态: as lists show it."""
        return State(self.dossier.state).label


class Version(Owned):
    """版本: the text of a document as somebody saved it, never changed. ``body`` is clean HTML, ``text`` its words."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions", verbose_name="公文")
    number = models.PositiveIntegerField("版次")
    body = models.TextField("正文")
    text = models.TextField("文字")
    by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="保存人")
    saved_on = models.DateField("保存日期")

    class Meta:
        verbose_name = verbose_name_plural = "公文版本"
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(
                name="version_of_document_once",
                fields=["document", "number"],
                violation_error_message="该版次已有他人保存，请先比较两个版本",
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.number}版"


class StoredFile(Owned):
    """文件: an attachment or an original, kept outside the served folders under the digest of its content."""

    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="files", verbose_name="公文")
    name = models.CharField("文件名", max_length=200)
    kind = models.CharField("类型", max_length=10)
    size = models.PositiveBigIntegerField("大小")
    digest = models.CharField("摘要", max_length=64)
    original = models.BooleanField("原件", default=False)
    stored_on = models.DateField("上传日期")
    by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="上传人")
    warnings = models.JSONField("检查结果", default=list)
    entry = models.BigIntegerField("条目序号", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "文件"
        indexes = [models.Index(fields=["digest"], name="file_by_digest")]

    def __str__(self) -> str:
        return self.name

    @property
    def measured(self) -> str:
        """大小: as people say it."""
        if self.size < 1024:
            return f"{self.size}字节"
        return f"{self.size / 1024:.1f}KB" if self.size < 1024 * 1024 else f"{self.size / 1024 / 1024:.1f}MB"


class ReleaseReview(Owned):
    """发布审查登记: who reviewed something before its release, when, with which answers. Nothing goes out without it.

    ``document`` is None for what is no document (data, news): its three reviewers then stand here alone.
    """

    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="reviews", verbose_name="公文")
    title = models.CharField("信息名称", max_length=200)
    source = models.CharField("来源", max_length=100, blank=True)
    attribute = models.CharField("公开属性", max_length=20, choices=Attribute.choices)
    checks = models.JSONField("审查清单", default=dict)
    reviewers = models.JSONField("审查人", default=list)
    reviewed_on = models.DateField("审查日期")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "发布审查登记"
        ordering = ["-reviewed_on", "-id"]

    def __str__(self) -> str:
        return self.title


class ReviewOrder(Owned):
    """审查次序: the reviews an authority makes, in their order, since a day; the latest entered for a day prevails.

    A document keeps the order in force when it was opened. ``re_review_months`` is how long a label that withholds holds.
    """

    order = models.JSONField("审查环节", default=list)
    re_review_months = models.PositiveSmallIntegerField("不公开的复审周期（月）", default=RE_REVIEW.length)
    since = models.DateField("起")
    basis = models.CharField("依据", max_length=200, blank=True)
    by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="设定人")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "审查次序"
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(
                name="review_order_months_of_a_year",
                condition=models.Q(re_review_months__gte=1, re_review_months__lte=12),
                violation_error_message="不公开的复审周期应在1至12个月之间",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since.isoformat()}起的审查次序"


class ExplainSetting(Owned):
    """解读规定: which documents of an authority, and of those beneath it that set none, owe an interpretation, since a day.

    It stands with the documents because a document must know what it owes on the day it is opened.
    """

    since = models.DateField("施行日期")
    kinds = models.JSONField("须解读的公文种类", default=list)
    flagged = models.BooleanField("标明涉及公众的政策也须解读", default=True)
    themes = models.JSONField("须解读的主题", default=list)
    latest = models.PositiveSmallIntegerField("解读期限（工作日）")
    stages = models.JSONField("材料审核环节", default=list)
    source = models.CharField("出处", max_length=200)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "解读规定"
        ordering = ["-since", "-id"]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d}起的解读规定"
