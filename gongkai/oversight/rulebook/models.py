"""制度库的表: a rule with its file, and its editions as they follow from it."""

from __future__ import annotations

from django.db import models

from gongkai.law.rulebook import RULE_TYPES
from gongkai.office.authorities.models import Owned
from gongkai.office.journal.models import Dossier


def type_choices() -> list[tuple[str, str]]:
    """制度种类."""
    return [(each.key, each.label) for each in RULE_TYPES.values()]


class Rule(Owned):
    """工作制度: of one sort; ``title`` is that of the version written last, that of its file the first."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="rule", verbose_name="案卷")
    type = models.CharField("种类", max_length=30, choices=type_choices)
    title = models.CharField("名称", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "工作制度"
        ordering = ["-id"]
        indexes = [models.Index(name="rule_of_a_type", fields=["authority", "type"])]

    def __str__(self) -> str:
        return self.title


class RuleEdition(Owned):
    """制度版本: a version that was issued: a shadow of the steps of its file, rewritten with each; ``verifying`` compares."""

    rule = models.ForeignKey(Rule, models.PROTECT, related_name="editions", verbose_name="制度")
    place = models.PositiveSmallIntegerField("第几版")
    title = models.CharField("名称", max_length=200)
    number = models.CharField("文号", max_length=60)
    since = models.DateField("施行日期")
    until = models.DateField("有效期至", null=True)
    text = models.TextField("正文", blank=True)
    is_public = models.BooleanField("向社会公开", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "制度版本"
        ordering = ["rule", "place"]
        indexes = [models.Index(name="rule_edition_in_force", fields=["authority", "since", "until"])]
        constraints = [
            models.UniqueConstraint(
                name="rule_edition_once", fields=["rule", "place"], violation_error_message="这一版已经登记"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）"
