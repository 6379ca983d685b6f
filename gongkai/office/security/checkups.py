"""账号安全的体检项: whether the administrators of a host that is served must have a second factor, and whether they have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.conf import settings

from gongkai.law.authorities import ADMINISTRATORS
from gongkai.office.authorities.models import OwnedQuerySet, Posting
from gongkai.office.security.factors.duty import FactorDuty
from gongkai.office.security.factors.queries import duty_of
from gongkai.office.security.models import SecondFactor
from gongkai.web.examining import Checkup, Condition, danger, fine, note

REMEDY = (
    "设GONGKAI_SECOND_FACTOR=administrators，重新启动；没有启用的，下次登录时照页面启用。"
    "也可以由最上级机关的安全管理员在“账号安全”规定"
)


def second_factor(now: datetime) -> Iterator[Condition]:
    """第二因素: a stolen password of an administrator opens everything (OWASP ASVS 4.3.1)."""
    held = _administrators(now.date())
    places = {posting.authority for posting in held}
    asked = FactorDuty(settings.SECOND_FACTOR) is not FactorDuty.NOBODY
    lax = sorted(at.short_name for at in places if duty_of(at) is FactorDuty.NOBODY)
    without = held.exclude(official__in=SecondFactor.objects.filter(confirmed_at__isnull=False).values("official"))
    if not settings.HTTPS:
        yield fine("没有对外服务（GONGKAI_HTTPS没有设），管理员的第二因素由单位规定")
    elif lax or (not asked and not places):
        where = f"（{'、'.join(lax[:3])}{f'等{len(lax)}个机关' if len(lax) > 3 else ''}）" if lax else ""
        yield danger(f"管理员{where}只凭密码就能登录", REMEDY)
    elif waiting := len(set(without.values_list("official", flat=True))):
        yield note(f"有{waiting}名管理员还没有启用第二因素", "由本人登录一次，照页面启用；不用的账号停用")
    else:
        yield fine("管理员登录必须经过第二因素")


def _administrators(on: date) -> OwnedQuerySet[Posting]:
    serving = Posting.objects.everywhere().filter(office__in=ADMINISTRATORS, until=None, since__lte=on)
    return serving.filter(official__is_active=True).select_related("authority", "official")


CHECKUPS = [Checkup("second_factor", "设置", "管理员的第二因素", second_factor)]
