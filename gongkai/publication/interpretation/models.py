"""政策解读: the duty a document brings, its plan and material, and the interpretations themselves."""

from __future__ import annotations

from django.db import models

from gongkai.law.interpretation import Form
from gongkai.office.authorities.models import Owned
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.models import Document


class Package(Owned):
    """解读方案和材料: submitted with the draft; ``parts`` are the elements of the interpretation, ``plan`` who, how and when."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="package", verbose_name="公文")
    title = models.CharField("解读标题", max_length=200)
    forms = models.JSONField("形式", default=list)
    channels = models.JSONField("渠道", default=list)
    people = models.CharField("解读人", max_length=100)
    planned_on = models.DateField("计划发布日期", null=True, blank=True)
    parts = models.JSONField("解读要素", default=dict)
    submitted_on = models.DateField("报送日期")

    class Meta:
        verbose_name = verbose_name_plural = "解读方案"

    def __str__(self) -> str:
        return self.title


class Interpretation(Owned):
    """解读: a content that explains a policy, which is another content; linked both ways."""

    policy = models.ForeignKey(Content, models.PROTECT, related_name="interpretations", verbose_name="政策")
    content = models.OneToOneField(Content, models.PROTECT, related_name="interprets", verbose_name="解读")
    form = models.CharField("形式", max_length=20, choices=Form.choices)
    author = models.CharField("解读人", max_length=100, blank=True)
    linked_on = models.DateField("关联日期")

    class Meta:
        verbose_name = verbose_name_plural = "解读"

    def __str__(self) -> str:
        return self.content.title
