"""语言版本: one translation of one content; who translated it, who read it, and of which edition it is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.languages import Language, TranslationState
from gongkai.office.authorities.models import Official, Owned


class Translation(Owned):
    """语言版本: the title and text of a content in another language; public only once another person has read it."""

    content = models.ForeignKey("disclosure.Content", models.PROTECT, related_name="translations", verbose_name="内容")
    language = models.CharField("语种", max_length=10, choices=Language.choices)
    title = models.CharField("标题", max_length=300, blank=True)
    text = models.TextField("正文", blank=True)
    state = models.CharField("状态", max_length=10, choices=TranslationState.choices, default=TranslationState.WANTED)
    by_machine = models.BooleanField("机器翻译", default=False)
    translator = models.CharField("译者", max_length=60, blank=True)
    drafted_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="提交人")
    reviewer = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="校对人")
    content_edition = models.PositiveIntegerField("原文版次", default=1)
    published_on = models.DateField("发布日期", null=True, blank=True)
    entry = models.BigIntegerField("条目序号", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "语言版本"
        ordering = ["content", "language"]
        constraints = [
            models.UniqueConstraint(
                name="translation_once",
                fields=["content", "language"],
                violation_error_message="该内容已有这一语种的版本",
            ),
            models.CheckConstraint(
                name="translation_public_when_read",
                condition=~Q(state="published") | Q(by_machine=False, reviewer__isnull=False),
                violation_error_message="没有经人校对的译文不能发布，机器翻译的不能发布",
            ),
        ]

    def __str__(self) -> str:
        return f"{Language(self.language).label}版"

    @property
    def code(self) -> str:
        """语种代码: as pages and addresses have it."""
        return self.language

    @property
    def spoken(self) -> Language:
        """语种."""
        return Language(self.language)
