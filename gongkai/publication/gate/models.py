"""公开前筛查的表: what was screened and found, what a named person decided, the county's word lists, how far a run has come."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.screening import KeepGround, Verdict
from gongkai.office.authorities.models import Official, Owned


class Screening(Owned):
    """筛查: one text or file as it was looked through, known by its ``mark``: a digest of its kind, its name and its content.

    ``findings`` hold places and covered forms, never what was found; the preview is covered too, and sealed. ``content`` is
    kept, sealed, only of a file that was dropped at the gate, until it is decided or a week has passed. ``open`` are the findings
    that hold it back and nobody has decided, ``asked`` those that hold nothing back and nobody has answered.
    """

    mark = models.CharField("标记", max_length=64)
    subject = models.CharField("所属", max_length=60, blank=True)
    name = models.CharField("名称", max_length=200)
    kind = models.CharField("种类", max_length=10)
    size = models.PositiveBigIntegerField("大小", default=0)
    rules = models.CharField("规则版本", max_length=40)
    findings = models.JSONField("发现", default=list)
    preview = models.BinaryField("预览（加密）", null=True)
    content = models.BinaryField("原件（加密）", null=True)
    unread = models.CharField("没有读出的原因", max_length=200, blank=True)
    published = models.BooleanField("已公开", default=False)
    screened_on = models.DateField("筛查日期")
    by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="上传人")
    open = models.PositiveIntegerField("待决定", default=0)
    asked = models.PositiveIntegerField("待核实", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "筛查"
        ordering = ["-screened_on", "-id"]
        indexes = [
            models.Index(name="screening_waiting", fields=["authority", "open"]),
            models.Index(name="screening_asked", fields=["authority", "asked"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="screening_once", fields=["authority", "mark"], violation_error_message="已经筛查过"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ScreeningDecision(Owned):
    """筛查决定: what a named person decided of one finding, and the entry that says so; the latest prevails."""

    screening = models.ForeignKey(Screening, models.PROTECT, related_name="decisions", verbose_name="筛查")
    finding = models.CharField("发现", max_length=16)
    verdict = models.CharField("决定", max_length=10, choices=Verdict.choices())
    ground = models.CharField("依据", max_length=12, choices=KeepGround.choices(), blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    basis = models.CharField("条款或者文书", max_length=200, blank=True)
    decided_on = models.DateField("决定日期")
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="决定人")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "筛查决定"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="screening_kept_with_a_ground",
                condition=~Q(verdict=Verdict.KEEP) | (~Q(ground="") & ~Q(reason="")),
                violation_error_message="保留应当写明依据和理由",
            ),
        ]

    def __str__(self) -> str:
        return Verdict(self.verdict).label


class WordList(Owned):
    """词表: words a county looks for, as it imported them; the latest list of an authority is in force for it and beneath it."""

    name = models.CharField("名称", max_length=100)
    source = models.CharField("来源", max_length=200)
    imported_on = models.DateField("导入日期")
    ended_on = models.DateField("停用日期", null=True, blank=True)
    words = models.JSONField("词语", default=list)
    by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="导入人")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "词表"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name


class ScreeningRun(Owned):
    """已公开内容的筛查: how far a run over what an authority has published has come, so that it can be taken up again."""

    subject = models.CharField("对象", max_length=30)
    rules = models.CharField("规则版本", max_length=40)
    after = models.BigIntegerField("已查至", default=0)
    looked = models.PositiveIntegerField("已查件数", default=0)
    found = models.PositiveIntegerField("有发现的件数", default=0)
    begun_on = models.DateField("开始日期")
    finished_on = models.DateField("完成日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "已公开内容的筛查"
        constraints = [
            models.UniqueConstraint(
                name="screening_run_once",
                fields=["authority", "subject"],
                violation_error_message="该对象的筛查已经开始",
            ),
        ]

    def __str__(self) -> str:
        return self.subject
