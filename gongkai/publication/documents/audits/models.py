"""属性抽查: the draw, what was found of each document, and what publisher and drafter said to each other."""

from __future__ import annotations

from django.db import models

from gongkai.law.documents import Attribute, Ground
from gongkai.law.label_audit import Settlement, Verdict
from gongkai.office.authorities.models import Official, Owned


class LabelAudit(Owned):
    """属性抽查: seed, period, size and the digest of all numbers, so that anybody can draw it again."""

    title = models.CharField("名称", max_length=200)
    since = models.DateField("文件起始日期")
    through = models.DateField("文件截止日期")
    seed = models.CharField("抽样种子", max_length=64)
    size = models.PositiveIntegerField("抽样件数")
    population = models.PositiveIntegerField("总体件数")
    digest = models.CharField("总体摘要", max_length=64)
    drawn_on = models.DateField("抽样日期")
    closed_on = models.DateField("办结日期", null=True, blank=True)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "属性抽查"
        ordering = ["-drawn_on", "-id"]

    def __str__(self) -> str:
        return self.title


class AuditFinding(Owned):
    """抽查事项: one drawn document; ``labelled`` is its attribute when it was drawn, ``right`` what it should be."""

    audit = models.ForeignKey(LabelAudit, models.PROTECT, related_name="findings", verbose_name="属性抽查")
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="audit_findings", verbose_name="公文"
    )
    position = models.PositiveIntegerField("序号")
    labelled = models.CharField("原标注", max_length=20, choices=Attribute.choices)
    verdict = models.CharField("抽查意见", max_length=20, choices=Verdict.choices, blank=True)
    right = models.CharField("应当标注", max_length=20, choices=Attribute.choices, blank=True)
    ground = models.CharField("理由", max_length=30, choices=Ground.choices, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    found_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="抽查人")
    settlement = models.CharField("处理", max_length=20, choices=Settlement.choices, blank=True)
    settled_on = models.DateField("处理日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "抽查事项"
        ordering = ["audit", "position"]
        constraints = [
            models.UniqueConstraint(
                name="audited_document_once", fields=["audit", "document"], violation_error_message="该公文已在抽查之列"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}"


class AuditRemark(Owned):
    """沟通意见: what one side said to the other about a finding."""

    finding = models.ForeignKey(AuditFinding, models.PROTECT, related_name="remarks", verbose_name="抽查事项")
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="发言人")
    on = models.DateField("日期")
    text = models.CharField("意见", max_length=500)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "沟通意见"
        ordering = ["finding", "id"]

    def __str__(self) -> str:
        return f"{self.by} {self.on:%Y-%m-%d}"
