"""专项经费的表."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.people.funds import BudgetLine, FundUse
from gongkai.office.authorities.models import Owned


class FundLine(Owned):
    """专项经费行: so much (万元) of one year for one use; one that was entered by mistake is struck out and stays readable."""

    year = models.PositiveSmallIntegerField("年度")
    use = models.CharField("用途", max_length=12, choices=FundUse.choices)
    amount = models.DecimalField("金额（万元）", max_digits=14, decimal_places=6)
    note = models.CharField("说明", max_length=200)
    entered_on = models.DateField("登记日期")
    struck_on = models.DateField("划去日期", null=True, blank=True)
    struck_reason = models.CharField("划去的理由", max_length=200, blank=True)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "专项经费"
        ordering = ["-year", "use", "id"]
        indexes = [models.Index(name="fund_line_of_year", fields=["authority", "year"])]
        constraints = [
            models.CheckConstraint(
                name="fund_line_of_something", condition=Q(amount__gt=0), violation_error_message="金额应大于0"
            ),
            models.CheckConstraint(
                name="fund_line_struck_with_a_reason",
                condition=Q(struck_on=None) | ~Q(struck_reason=""),
                violation_error_message="划去的应当写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年{self.get_use_display()}{self.amount.normalize():f}万元"

    def line(self) -> BudgetLine:
        """经费行: as the law reads it."""
        return BudgetLine(self.year, FundUse(self.use), self.amount)
