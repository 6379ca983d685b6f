"""分类选项: a field for choosing one class of a classification of the law, with the class it suggests and why."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.law.classifications import Classification


class ClassField(forms.ChoiceField):
    """分类: a choice among the classes, each under the one above it; hands over the code, or nothing."""

    def __init__(self, table: Classification, *, empty: str = "未分类", **kwargs: Any) -> None:
        self.table = table
        kwargs.setdefault("label", table.name)
        super().__init__(choices=[("", empty), *table.grouped], **kwargs)

    def suggest(self, title: str, text: str = "") -> None:
        """给出建议: the class the words speak for comes first to hand and its reason stands beneath the field."""
        told = self.table.suggest(title, text)
        if told is not None:
            self.initial = told.entry.code
            self.help_text = f"建议：{told.reason}"
