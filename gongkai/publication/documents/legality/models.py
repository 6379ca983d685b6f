"""合法性审核意见书: one for each round of a document, with its points and what became of each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.legality import LegalVerdict, PointAnswer
from gongkai.office.authorities.models import Official, Owned


class LegalOpinion(Owned):
    """合法性审核意见书: its conclusion on the version that was sent, by whom and when."""

    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="legal_opinions", verbose_name="公文"
    )
    round = models.PositiveSmallIntegerField("轮次")
    edition = models.PositiveIntegerField("所审版次")
    verdict = models.CharField("结论", max_length=10, choices=LegalVerdict.choices)
    given_on = models.DateField("出具日期")
    reviewer = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="审核人")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "合法性审核意见书"
        ordering = ["-given_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="legal_opinion_once_a_round",
                fields=["document", "round"],
                violation_error_message="本轮已经出具合法性审核意见书",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}合法性审核意见书"


class LegalPoint(Owned):
    """审核意见一条: the clause, the opinion, its basis, and whether the drafter took it."""

    opinion = models.ForeignKey(LegalOpinion, models.PROTECT, related_name="points", verbose_name="合法性审核意见书")
    number = models.PositiveSmallIntegerField("序号")
    clause = models.CharField("所涉条款", max_length=100)
    text = models.CharField("意见", max_length=1000)
    basis = models.CharField("依据", max_length=300)
    answer = models.CharField("采纳情况", max_length=10, choices=PointAnswer.choices, blank=True)
    reason = models.CharField("理由", max_length=500, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answered_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="答复人")

    class Meta:
        verbose_name = verbose_name_plural = "审核意见"
        ordering = ["opinion", "number"]
        constraints = [
            models.UniqueConstraint(
                name="legal_point_once", fields=["opinion", "number"], violation_error_message="该条意见已经登记"
            ),
            models.CheckConstraint(
                name="legal_point_refused_with_a_reason",
                condition=~Q(answer=PointAnswer.NOT_TAKEN) | ~Q(reason=""),
                violation_error_message="未采纳的应当写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.number}条"
