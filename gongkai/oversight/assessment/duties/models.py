"""责任书、问责、做法库的表."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.law.supervision.responsibility import AccountabilityMeasure
from gongkai.office.authorities.models import Authority, Official, Owned
from gongkai.office.journal.models import Dossier
from gongkai.oversight.assessment.schemes.models import SchemeVersion
from gongkai.oversight.supervision.findings.models import Finding


class ResponsibilityLetter(Owned):
    """目标管理责任书: what a unit promises for a year; the scheme it will be assessed by stands beside it."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="letter", verbose_name="案卷")
    unit = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name="责任单位")
    year = models.PositiveSmallIntegerField("年度")
    version = models.ForeignKey(SchemeVersion, models.PROTECT, null=True, related_name="+", verbose_name="考核方案")

    class Meta:
        verbose_name = verbose_name_plural = "目标管理责任书"
        ordering = ["-year", "id"]
        constraints = [
            models.UniqueConstraint(
                name="responsibility_letter_once",
                fields=["authority", "unit", "year"],
                violation_error_message="该单位该年度的责任书已经拟定",
            ),
        ]

    def __str__(self) -> str:
        return self.dossier.title


class Accountability(Owned):
    """问责: a measure against a post of a unit, proposed by one and decided by another; no person is named here."""

    unit = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name="单位")
    measure = models.CharField("问责方式", max_length=12, choices=AccountabilityMeasure.choices)
    post = models.CharField("岗位", max_length=60)
    basis = models.CharField("依据", max_length=200)
    reason = models.CharField("事由", max_length=500)
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="+", verbose_name="所涉检查发现")
    entered_on = models.DateField("提出日期")
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="提出人")
    entry = models.BigIntegerField("提出条目序号")
    decided_on = models.DateField("决定日期", null=True, blank=True)
    decided_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="决定人")
    decide_entry = models.BigIntegerField("决定条目序号", null=True, blank=True)
    upheld = models.BooleanField("决定问责", default=False)
    opinion = models.CharField("决定意见", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "问责"
        ordering = ["-entered_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="accountability_decided_by_another",
                condition=Q(decided_on=None) | ~Q(decided_by=F("by")),
                violation_error_message="问责应由提出人以外的人决定",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}{self.post}{AccountabilityMeasure(self.measure).label}"


class Practice(Owned):
    """做法: of our own or learned elsewhere, where and when, and what shall be taken over by whom."""

    title = models.CharField("名称", max_length=200)
    origin = models.CharField("来自", max_length=100)
    learned_on = models.DateField("考察或者总结日期")
    source = models.CharField("出处", max_length=300)
    gist = models.TextField("做法")
    adopt = models.CharField("拟借鉴", max_length=500, blank=True)
    adopter = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="+", verbose_name="借鉴单位")
    due_on = models.DateField("借鉴期限", null=True, blank=True)
    adopted_on = models.DateField("已借鉴日期", null=True, blank=True)
    result = models.CharField("借鉴结果", max_length=500, blank=True)
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="登记人")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "做法"
        ordering = ["-learned_on", "-id"]

    def __str__(self) -> str:
        return self.title
