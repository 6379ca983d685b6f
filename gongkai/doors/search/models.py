"""检索: the text inside files, the words that are alike, and what was searched for, by day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.office.authorities.models import Official, Owned


class FileText(Owned):
    """文件文字: what stands inside a public file, read once, kept under its digest; ``trouble`` says why there is none."""

    digest = models.CharField("文件摘要", max_length=64)
    text = models.TextField("文字", blank=True)
    trouble = models.CharField("问题", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "文件文字"
        constraints = [
            models.UniqueConstraint(
                name="file_text_once", fields=["authority", "digest"], violation_error_message="该文件的文字已经读出"
            ),
        ]

    def __str__(self) -> str:
        return self.digest[:12]


class WordBook(Owned):
    """检索词典: a version of the synonyms and of the words that are one word. The latest of all is in force everywhere.

    There is one index for all, so one book: kept by an authority at the top of a tree.
    """

    number = models.PositiveIntegerField("版次")
    synonyms = models.JSONField("同义词", default=list)
    words = models.JSONField("专用词", default=list)
    reason = models.CharField("说明", max_length=200)
    changed_on = models.DateField("修改日期")
    by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="修改人")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "检索词典"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                name="word_book_number_once",
                fields=["number"],
                violation_error_message="检索词典已由他人修改，请看清后再办理",
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.number}版"


class Searched(Owned):
    """检索日计: how often a term was searched for on one day, and how often in vain. Nothing of who searched is kept."""

    day = models.DateField("日期")
    term = models.CharField("检索词", max_length=40)
    times = models.PositiveIntegerField("次数", default=0)
    vain = models.PositiveIntegerField("无结果次数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "检索日计"
        indexes = [models.Index(name="searched_by_day", fields=["authority", "day"])]
        constraints = [
            models.UniqueConstraint(
                name="searched_term_of_a_day_once",
                fields=["authority", "day", "term"],
                violation_error_message="该词当日已有计数",
            ),
            models.CheckConstraint(
                name="searched_in_vain_at_most_as_often",
                condition=Q(vain__lte=F("times")),
                violation_error_message="无结果次数不能多于检索次数",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.term}"
