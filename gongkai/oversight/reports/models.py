"""年报与快照: the report on a year and what it said each time it was frozen. What follows from its acts is on the dossier."""

from __future__ import annotations

from datetime import date

from django.db import models

from gongkai.law.annual_report.procedure import Scope
from gongkai.office.authorities.models import Owned
from gongkai.office.journal.models import Dossier
from gongkai.oversight.reports.proofreading.batches.models import ProofBatch, ProofFile
from gongkai.oversight.reports.returns.models import MonthlyReturn, ReturnRule, ReturnSnapshot

__all__ = ["MonthlyReturn", "ProofBatch", "ProofFile", "Report", "ReturnRule", "ReturnSnapshot", "Snapshot"]


class Report(Owned):
    """年度报告: of one authority on one year; compiled here, or published before and imported."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="report", verbose_name="案卷")
    year = models.PositiveSmallIntegerField("报告年度")
    scope = models.CharField("统计范围", max_length=10, choices=Scope.choices)
    imported = models.BooleanField("导入", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "年度报告"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year"],
                name="report_once_a_year",
                violation_error_message="该年度的报告已经立卷",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年度报告"

    @property
    def published_on(self) -> date | None:
        """公布日期: None before that, and for an imported report that does not say when."""
        return self.dossier.closed_on if self.dossier.outcome else None

    @property
    def late(self) -> bool:
        """逾期公布."""
        return self.dossier.outcome == "late"


class Snapshot(Owned):
    """快照: everything a report said when it was frozen or imported, as canonical JSON; its digest is sealed in the journal.

    What the public reads is made from it and never from a live count.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="snapshots", verbose_name="年度报告")
    digest = models.CharField("摘要", max_length=64)
    content = models.TextField("内容")

    class Meta:
        verbose_name = verbose_name_plural = "年报快照"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.report}快照"
