"""安全: second factors and their recovery codes, the sessions of officials, and who must have a second factor."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.office.authorities.models import Authority, Official, Owned
from gongkai.office.security.factors.duty import FactorDuty


class SecondFactor(models.Model):
    """第二因素: the shared secret of an official's authenticator, sealed under the key of the house; binding once confirmed.

    ``last_step`` is the latest time step a code of which was used: no code is used twice.
    """

    official = models.OneToOneField(
        Official, on_delete=models.CASCADE, related_name="second_factor", verbose_name="人员"
    )
    secret = models.BinaryField("密钥（加密）")
    confirmed_at = models.DateTimeField("启用时刻", null=True, blank=True)
    last_step = models.BigIntegerField("已用时间段", default=0)
    failures = models.PositiveSmallIntegerField("连续失败次数", default=0)
    locked_until = models.DateTimeField("锁定至", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "第二因素"

    def __str__(self) -> str:
        return f"{self.official}的第二因素"


class RecoveryCode(models.Model):
    """恢复码: opens the door once instead of a code of the authenticator; only its keyed digest is kept."""

    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="recovery_codes", verbose_name="人员")
    digest = models.CharField("摘要", max_length=64)
    used_at = models.DateTimeField("使用时刻", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "恢复码"
        constraints = [
            models.UniqueConstraint(
                name="recovery_code_once", fields=["official", "digest"], violation_error_message="恢复码重复"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official}的恢复码"


class DeskSession(models.Model):
    """登录会话: one of an official's sessions at the desk: since when, from which network, with which browser."""

    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="+", verbose_name="人员")
    session_key = models.CharField("会话", max_length=40, unique=True)
    began_at = models.DateTimeField("登录时刻")
    network = models.CharField("来源网络", max_length=60, blank=True)
    browser = models.CharField("浏览器", max_length=40, blank=True)
    second_factor = models.BooleanField("经过第二因素", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "登录会话"
        ordering = ["-began_at"]

    def __str__(self) -> str:
        return f"{self.official} {self.began_at.isoformat(timespec='minutes')}"


class FactorRule(Owned):
    """第二因素规定: who of an authority and of those beneath it must have a second factor; entered when it is set."""

    authority = models.OneToOneField(
        Authority, on_delete=models.PROTECT, related_name="factor_rule", verbose_name="机关"
    )
    who = models.CharField("范围", max_length=20, choices=FactorDuty.choices)
    set_on = models.DateField("规定日期")

    class Meta:
        verbose_name = verbose_name_plural = "第二因素规定"
        constraints = [
            models.CheckConstraint(
                name="factor_rule_known_duty",
                condition=Q(who__in=[each.value for each in FactorDuty]),
                violation_error_message="第二因素的范围不在可选之列",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority}：{FactorDuty(self.who).label}"
