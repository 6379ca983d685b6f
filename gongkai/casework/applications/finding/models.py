"""相似与转化: the blind marks by which applications with nearly the same text are found, and what was turned into disclosure."""

from __future__ import annotations

from django.db import models

from gongkai.office.authorities.models import Official, Owned
from gongkai.publication.disclosure.queries import address_of


class Mark(Owned):
    """文本标记: one of the few marks of what an application asks for; alike for alike texts, readable by nobody."""

    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="marks", verbose_name="申请"
    )
    mark = models.BigIntegerField("标记")

    class Meta:
        verbose_name = verbose_name_plural = "申请文本标记"
        indexes = [models.Index(name="mark_found", fields=["mark", "authority", "application"])]

    def __str__(self) -> str:
        return f"{self.application_id}"


class Conversion(Owned):
    """转为主动公开: what several applicants asked for, proposed for the catalogue, and the content it became."""

    application = models.ForeignKey(
        "applications.Application", models.PROTECT, related_name="conversions", verbose_name="申请"
    )
    expansion = models.ForeignKey("catalogue.Expansion", models.PROTECT, related_name="+", verbose_name="扩展建议")
    asked = models.PositiveIntegerField("申请人数")
    proposed_on = models.DateField("提出日期")
    proposed_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="提出人")
    content = models.ForeignKey(
        "disclosure.Content", models.PROTECT, null=True, related_name="+", verbose_name="公开的内容"
    )
    public_on = models.DateField("登记公开日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "转为主动公开"
        ordering = ["-proposed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="conversion_proposed_once",
                fields=["expansion"],
                violation_error_message="这一事项已经提出转为主动公开",
            ),
        ]

    def __str__(self) -> str:
        return f"转为主动公开（{self.expansion_id}）"

    @property
    def address(self) -> str:
        """网址: of the content it became; empty while there is none."""
        return address_of(self.content.authority.code, self.content.index_number) if self.content else ""
