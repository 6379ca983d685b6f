"""检索记录与证据材料: who looked where for what, and what came from outside; sealed under the key of the file."""

from __future__ import annotations

from django.db import models

from gongkai.law.evidence import PaperKind, SearchPlace
from gongkai.office.authorities.models import Official, Owned


class SearchRecord(Owned):
    """检索记录: one look in one place; where in it, by which words and what was found are sealed. ``entry`` holds it fast."""

    application = models.ForeignKey(
        "applications.Application", models.PROTECT, related_name="searches", verbose_name="申请"
    )
    place = models.CharField("检索处所", max_length=20, choices=SearchPlace.choices)
    searched_on = models.DateField("检索日期")
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="检索人")
    hit = models.BooleanField("查得", default=False)
    told = models.BinaryField("检索情况（加密）")
    entry = models.BigIntegerField("条目序号")
    void_by = models.BigIntegerField("作废条目序号", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "检索记录"
        ordering = ["searched_on", "id"]

    def __str__(self) -> str:
        return f"{self.searched_on:%Y-%m-%d} {SearchPlace(self.place).label}"


class EvidencePaper(Owned):
    """证据材料: a file that came from outside, encrypted under the key of its application; the entry bears its digest."""

    application = models.ForeignKey(
        "applications.Application", models.PROTECT, related_name="papers", verbose_name="申请"
    )
    kind = models.CharField("种类", max_length=20, choices=PaperKind.choices)
    extension = models.CharField("格式", max_length=10)
    size = models.PositiveBigIntegerField("字节数")
    digest = models.CharField("摘要", max_length=64)
    pages = models.PositiveIntegerField("页数", null=True, blank=True)
    third_party = models.BooleanField("含第三方个人信息", default=False)
    told = models.BinaryField("名称和证明对象（加密）")
    content = models.BinaryField("内容（加密）")
    joined_on = models.DateField("入卷日期")
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="经办人")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "证据材料"
        ordering = ["joined_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "digest"],
                name="evidence_paper_once",
                violation_error_message="这份材料已经入卷",
            ),
        ]

    def __str__(self) -> str:
        return f"{PaperKind(self.kind).label} {self.joined_on:%Y-%m-%d}"
