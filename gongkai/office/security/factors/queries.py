"""第二因素查询: who has one, who owes one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings

from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import postings_of
from gongkai.office.security.factors.duty import FactorDuty, concerns, strictest
from gongkai.office.security.models import FactorRule, SecondFactor


def factor_of(official: Official) -> SecondFactor | None:
    """第二因素: the one an official has confirmed, or None."""
    return SecondFactor.objects.filter(official=official, confirmed_at__isnull=False).first()


def begun(official: Official) -> SecondFactor | None:
    """未启用的第二因素: drawn, shown, not yet confirmed by a code."""
    return SecondFactor.objects.filter(official=official, confirmed_at=None).first()


def codes_left(official: Official) -> int:
    """剩余恢复码: how many are unused."""
    return official.recovery_codes.filter(used_at=None).count()


def duty_of(authority: Authority) -> FactorDuty:
    """一个机关的规定: the strictest of the setting, its own rule and the rules of those above it."""
    rules = FactorRule.objects.everywhere().filter(authority__in=authority.line).values_list("who", flat=True)
    return strictest([FactorDuty(settings.SECOND_FACTOR), *map(FactorDuty, rules)])


def owes_factor(official: Official, on: date) -> bool:
    """应当启用: whether somebody must have a second factor and has none."""
    postings = list(postings_of(official, on))
    duties: Sequence[tuple[FactorDuty, bool]] = [
        (duty, concerns(duty, [posting.post])) for posting in postings if (duty := duty_of(posting.authority))
    ]
    return any(asked for _, asked in duties) and factor_of(official) is None
