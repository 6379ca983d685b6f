"""第二因素办理: draw, confirm, ask, replace the recovery codes, give up, take away; say who must have one.

What an official does to their own is entered where they serve, without any secret; its holder is told of whatever changes.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.grammar.statute import Article
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import home_of, postings_of
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.office.notices.alerts import Change, Changer, tell_holder
from gongkai.office.security.factors import codes
from gongkai.office.security.factors.duty import FactorDuty, concerns
from gongkai.office.security.factors.queries import duty_of
from gongkai.office.security.models import FactorRule, RecoveryCode, SecondFactor
from gongkai.web import suites

AUTHENTICATION = Article("GB/T 22239-2019", gist="两种以上组合鉴别，其中一种使用密码技术")
FIELD = "second factor"
WRONG = "动态码不正确，或者已经用过，请等下一个再输"


@transaction.atomic
def begin(official: Official) -> str:
    """开始启用: a new secret, of no effect until a code proves that the authenticator has it; returns the secret."""
    if SecondFactor.objects.filter(official=official, confirmed_at__isnull=False).exists():
        raise Unlawful("第二因素已经启用，要换手机的请先停用")
    row = SecondFactor.objects.filter(official=official).first()
    if row is not None:
        return vault.unseal(None, FIELD, row.secret)
    secret = codes.new_secret()
    SecondFactor(official=official, secret=vault.seal(None, FIELD, secret)).save()
    return secret


@transaction.atomic
def confirm(official: Official, typed: str, *, now: datetime, network: str = "") -> list[str]:
    """启用: from now on asked for at every log-in; returns the recovery codes, which are shown this once."""
    row = SecondFactor.objects.select_for_update().filter(official=official, confirmed_at=None).first()
    if row is None:
        raise Unlawful("没有待启用的第二因素，请从头办理")
    step = codes.step_matched(vault.unseal(None, FIELD, row.secret), typed, now, row.last_step)
    if step is None:
        raise Unlawful("动态码不正确，请核对手机的时间后再输", AUTHENTICATION, field="code")
    row.confirmed_at, row.last_step = now, step
    row.save(update_fields=["confirmed_at", "last_step"])
    _enter(official, "begin_second_factor", now.date())
    tell_holder(official, Change.FACTOR, Changer.ONESELF, network=network)
    return _drawn_anew(official)


def answers(official: Official, typed: str, *, now: datetime) -> bool:
    """核对: whether this is the present code, or an unused recovery code; every failure counts towards the lock.

    Raises Unlawful while locked. Failures stay when the answer is wrong, so this is a transaction of its own.
    """
    with transaction.atomic():
        row = SecondFactor.objects.select_for_update().get(official=official, confirmed_at__isnull=False)
        if row.locked_until is not None and now < row.locked_until:
            times, left = settings.LOGIN_FAILURES, _minutes(row.locked_until - now)
            raise Unlawful(f"第二因素连续{times}次不正确，已经锁定，请{left}分钟后再试", field="code")
        step = codes.step_matched(vault.unseal(None, FIELD, row.secret), typed, now, row.last_step)
        right = step is not None or _spend(official, typed, now)
        row.last_step = step if step is not None else row.last_step
        row.failures = 0 if right else row.failures + 1
        row.locked_until = None
        if row.failures >= settings.LOGIN_FAILURES:
            row.failures, row.locked_until = 0, now + timedelta(minutes=settings.LOGIN_LOCK_MINUTES)
        row.save(update_fields=["last_step", "failures", "locked_until"])
    return right


@transaction.atomic
def renew_codes(official: Official, *, on: date, network: str = "") -> list[str]:
    """换发恢复码: the old ones are void; returns the new ones, which are shown this once."""
    _enter(official, "renew_recovery_codes", on)
    tell_holder(official, Change.CODES, Changer.ONESELF, network=network)
    return _drawn_anew(official)


@transaction.atomic
def give_up(official: Official, *, on: date, network: str = "") -> None:
    """停用: an official does without it again; refused where it must be had."""
    for posting in postings_of(official, on):
        if concerns(duty := duty_of(posting.authority), [posting.post]):
            raise Unlawful(f"按规定，{duty.label}应当启用第二因素；换手机的请由安全管理员重置", AUTHENTICATION)
    _take(official)
    _enter(official, "end_second_factor", on)
    tell_holder(official, Change.FACTOR_ENDED, Changer.ONESELF, network=network)


@transaction.atomic
def reset(official: Official, *, at: Authority, on: date, by: Official, network: str = "") -> None:
    """重置: the telephone is lost; the security administrator takes the factor away, and the next log-in enrols anew."""
    if official.pk == by.pk:
        raise Unlawful("不能重置自己的第二因素，应由另一名管理员办理")
    _refuse_what_is_not_there(official)
    _take(official)
    journal.enter(at, "reset_second_factor", on=on, by=by, data={"official": official.username})
    tell_holder(official, Change.FACTOR_RESET, Changer.SECURITY, network=network, at=at)


@transaction.atomic
def reset_on_host(official: Official, *, on: date) -> None:
    """服务器上重置: where nobody is left who may do it at the desk; entered where the official serves, by nobody's account."""
    _refuse_what_is_not_there(official)
    _take(official)
    home = home_of(official, on)
    if home is not None:
        journal.enter(home, "reset_second_factor", on=on, by=None, data={"official": official.username})
    tell_holder(official, Change.FACTOR_RESET, Changer.HOST, network="")


def _refuse_what_is_not_there(official: Official) -> None:
    if not SecondFactor.objects.filter(official=official, confirmed_at__isnull=False).exists():
        raise Unlawful("没有启用第二因素，不需要重置")


@transaction.atomic
def set_rule(authority: Authority, who: FactorDuty, *, on: date, by: Official) -> None:
    """规定范围: who here and beneath must have a second factor; what is above can only be made stricter."""
    before = FactorRule.objects.of(authority).select_for_update().first()
    if (before.who if before else FactorDuty.NOBODY) == who:
        raise Unlawful("与现行规定相同，未作登记", field="who")
    row = before or FactorRule(authority=authority)
    data: dict[str, JSON] = {"from": before.who if before else None, "to": who.value}
    row.who, row.set_on = who, on
    row.save()
    journal.enter(authority, "set_factor_rule", on=on, by=by, data=data)


def _take(official: Official) -> None:
    SecondFactor.objects.filter(official=official).delete()
    RecoveryCode.objects.filter(official=official).delete()


def _drawn_anew(official: Official) -> list[str]:
    RecoveryCode.objects.filter(official=official).delete()
    drawn = codes.new_recovery_codes()
    RecoveryCode.objects.bulk_create(RecoveryCode(official=official, digest=_digest(official, code)) for code in drawn)
    return drawn


def _spend(official: Official, typed: str, now: datetime) -> bool:
    unused = RecoveryCode.objects.filter(official=official, digest__in=_digests(official, typed), used_at=None)
    return bool(unused.update(used_at=now))


def _digest(official: Official, code: str) -> str:
    return _digests(official, code)[0]


def _digests(official: Official, code: str) -> tuple[str, ...]:
    """Every form in which a recovery code may be kept, the one in use first; that by SHA-256 as it has always been."""
    told = codes.plain(code)
    key = vault.blinded("recovery code", f"official {official.pk}", suites.FIRST).hex().encode()
    old = suites.keyed(key, told.encode(), suites.FIRST).hex()
    by_sm3 = [each for each in vault.blinds(f"recovery code of {official.pk}", told) if each.startswith("sm3:")]
    known = (old, *by_sm3) if suites.digest() == suites.FIRST else (*by_sm3, old)
    return (*known, *filter(None, [vault.blind_over(old)]))


def _minutes(left: timedelta) -> int:
    return int(left.total_seconds()) // 60 + 1


def _enter(official: Official, act: str, on: date) -> None:
    posting = postings_of(official, on).first()
    if posting is not None:
        journal.enter(posting.authority, act, on=on, by=official, data={"official": official.username})
