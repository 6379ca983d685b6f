"""考核得分的表: a run belongs to who assesses, a sheet to the unit; what people judged stands beside them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.office.authorities.models import Authority, Official, Owned
from gongkai.office.journal.models import Dossier
from gongkai.oversight.assessment.schemes.models import SchemeVersion


class AssessmentRun(Owned):
    """考核批次: one version of a scheme over all its units for a period."""

    version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="runs", verbose_name="方案")
    title = models.CharField("名称", max_length=100)
    since = models.DateField("考核期起")
    until = models.DateField("考核期止")
    run_on = models.DateField("评分日期")
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="评分人")
    entry = models.BigIntegerField("条目序号")
    published_on = models.DateField("结果公开日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "考核批次"
        ordering = ["-until", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="assessment_title_once",
                fields=["authority", "title"],
                violation_error_message="已有同名的考核",
            ),
            models.CheckConstraint(
                name="assessment_since_before_until",
                condition=Q(since__lte=F("until")),
                violation_error_message="考核期的止日不能早于起日",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ScoreSheet(Owned):
    """考核得分表: the points of a unit as they were shown, and, once settled, the whole of it; both sealed."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="score_sheet", verbose_name="案卷")
    run = models.ForeignKey(AssessmentRun, models.PROTECT, related_name="sheets", verbose_name="考核批次")
    points = models.TextField("计分点")
    settled = models.TextField("核定内容", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "考核得分表"
        ordering = ["run", "id"]
        constraints = [
            models.UniqueConstraint(
                name="score_sheet_once",
                fields=["run", "authority"],
                violation_error_message="该单位在本次考核中已有得分表",
            ),
        ]

    def __str__(self) -> str:
        return self.dossier.title


class ManualPoint(Owned):
    """人工计分: what only people can judge: entered by one with evidence, confirmed by another; only then it counts."""

    unit = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name="被考核单位")
    scheme = models.CharField("方案名称", max_length=100)
    rule = models.CharField("规则编号", max_length=20)
    times = models.DecimalField("次数", max_digits=8, decimal_places=2)
    on = models.DateField("发生日期")
    note = models.CharField("情况", max_length=400)
    proof = models.CharField("凭证", max_length=400)
    file_name = models.CharField("凭证文件名", max_length=200, blank=True)
    file = models.BinaryField("凭证文件（加密）", null=True)
    entered_on = models.DateField("登记日期")
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="登记人")
    entry = models.BigIntegerField("登记条目序号")
    confirmed_on = models.DateField("核实日期", null=True, blank=True)
    confirmed_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="核实人")
    confirm_entry = models.BigIntegerField("核实条目序号", null=True, blank=True)
    upheld = models.BooleanField("属实", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "人工计分"
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="manual_point_confirmed_by_another",
                condition=Q(confirmed_on=None) | ~Q(confirmed_by=F("by")),
                violation_error_message="人工计分应由登记人以外的人核实",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}，{self.note[:40]}"
