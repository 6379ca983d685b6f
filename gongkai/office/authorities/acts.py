"""机关与人员的行为: an authority is set up, renamed, moved, dissolved; an official is enrolled, posted, hands over, leaves.

Nothing here overwrites what was so: names, kinds, parents and postings end on a day and others begin. These functions do the
deed alone; ``journal.establishment`` does it and enters it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from gongkai.law.authorities import ADMINISTRATORS, AuthorityKind, Level, compatible
from gongkai.law.grammar.announcements import AnnouncementError, read_local, read_year
from gongkai.law.grammar.calendar import LocalDay as Day
from gongkai.law.grammar.calendar import local_days
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import (
    Absence,
    Authority,
    CalendarVersion,
    Handover,
    HolidayNotice,
    LocalDay,
    Official,
    PastPassword,
    Period,
    Posting,
    Profile,
)
from gongkai.office.authorities.queries import carries_on, heads, profile_print, roles_of
from gongkai.web.addresses import RESERVED

PASSWORD_TROUBLES = {
    "password_too_common": "密码过于常见",
    "password_entirely_numeric": "密码不能全是数字",
    "password_too_similar": "密码与用户名、姓名、电话或者邮箱太相近",
}
CODE = re.compile(r"[a-z][a-z0-9-]{1,39}")

LEVEL_OF_KIND = {
    AuthorityKind.PROVINCE: Level.PROVINCE,
    AuthorityKind.PREFECTURE: Level.PREFECTURE,
    AuthorityKind.COUNTY: Level.COUNTY,
    AuthorityKind.TOWNSHIP: Level.TOWNSHIP,
    AuthorityKind.VILLAGE: Level.VILLAGE,
}


# --- authorities -------------------------------------------------------------------------------------------------


@transaction.atomic
def create_authority(
    code: str,
    name: str,
    kind: AuthorityKind,
    *,
    on: date,
    parent: Authority | None = None,
    short_name: str = "",
    level: Level | None = None,
    basis: str = "",
    position: int = 100,
) -> Authority:
    """设立: set up an authority with its first period and its empty profile.

    Raises Unlawful for a code that cannot stand in an address or is taken, an empty name, or a missing level.
    """
    if not CODE.fullmatch(code):
        raise Unlawful("网址代码应以小写字母开头，只含小写字母、数字和连字符，长2至40位", field="code")
    if code in RESERVED:
        raise Unlawful(f"网址代码不能用“{code}”，系统的网址已经用了", field="code")
    if not name.strip():
        raise Unlawful("名称不能为空", field="name")
    level = level or LEVEL_OF_KIND.get(kind) or (Level(parent.level) if parent else None)
    if level is None:
        raise Unlawful("须说明层级", field="level")
    authority = Authority(
        code=code,
        name=name.strip(),
        short_name=short_name or name.strip(),
        kind=kind,
        level=level,
        parent=parent,
        position=position,
        established_on=on,
    )
    with in_chinese():
        authority.save()
    authority.path = f"{parent.path if parent else '/'}{authority.pk}/"
    authority.save(update_fields=["path"])
    _begin_period(authority, on, basis)
    Profile(authority=authority).save()
    return authority


@transaction.atomic
def rename(authority: Authority, name: str, *, on: date, short_name: str = "", basis: str = "") -> None:
    """更名: from ``on`` the authority is called otherwise; what it was called before stays in its periods."""
    if not name.strip():
        raise Unlawful("名称不能为空", field="name")
    authority.name = name.strip()
    authority.short_name = short_name or authority.name
    authority.save(update_fields=["name", "short_name"])
    _begin_period(authority, on, basis)


@transaction.atomic
def reclassify(authority: Authority, kind: AuthorityKind, *, on: date, basis: str = "") -> None:
    """改制: from ``on`` the authority is of another kind, a county become a district, an office become a department."""
    authority.kind = kind
    authority.level = LEVEL_OF_KIND.get(kind, Level(authority.level))
    authority.save(update_fields=["kind", "level"])
    _begin_period(authority, on, basis)


@transaction.atomic
def move(authority: Authority, parent: Authority | None, *, on: date, basis: str = "") -> None:
    """改隶: from ``on`` the authority and all beneath it stand under another."""
    beneath = list(Authority.objects.select_for_update().under(authority))
    if parent is not None and any(one.pk == parent.pk for one in beneath):
        raise Unlawful("不能改隶到本机关或其下级机关", field="parent")
    stem = authority.path.removesuffix(f"{authority.pk}/")
    for one in beneath:
        one.path = (parent.path if parent else "/") + one.path.removeprefix(stem)
    Authority.objects.bulk_update(beneath, ["path"], batch_size=500)
    authority.parent = parent
    authority.path = next(one.path for one in beneath if one.pk == authority.pk)
    authority.save(update_fields=["parent"])
    _begin_period(authority, on, basis)


@transaction.atomic
def dissolve(authority: Authority, *, on: date, successor: Authority | None = None) -> None:
    """撤销: the authority ends; ``successor`` carries on its functions and answers for what it made (条例第十条)."""
    if Authority.objects.under(authority).exclude(pk=authority.pk).filter(dissolved_on=None).exists():
        raise Unlawful("尚有下级机关，应先改隶或撤销下级机关")
    if Posting.objects.of(authority).filter(until=None).exists():
        raise Unlawful("尚有人员在任，应先办理交接或免去岗位")
    authority.dissolved_on = on
    authority.succeeded_by = successor
    with in_chinese():
        authority.save(update_fields=["dissolved_on", "succeeded_by"])
    Period.objects.filter(authority=authority, until=None).update(until=on)


@transaction.atomic
def edit_profile(authority: Authority, facts: Mapping[str, str | bool | int], *, seen: str) -> dict[str, JSON]:
    """改机关信息: set facts of the profile; returns what changed, each field with what it was and what it is.

    ``seen`` is ``queries.profile_print`` of what the editor was shown. Raises Unlawful when somebody has changed it since, or
    when nothing would change.
    """
    profile = Profile.objects.of(authority).select_for_update().get()
    if seen != profile_print(profile):
        raise Unlawful("机关信息已被他人修改，您看到的内容不是最新的，请刷新页面后再修改")
    changes: dict[str, JSON] = {
        field: [getattr(profile, field), fact] for field, fact in facts.items() if getattr(profile, field) != fact
    }
    if not changes:
        raise Unlawful("没有任何改动，未作登记")
    for field in changes:
        setattr(profile, field, facts[field])
    with in_chinese():
        profile.save(update_fields=list(changes))
    return changes


def _begin_period(authority: Authority, on: date, basis: str) -> None:
    """The open period ends and the next begins; one that began the same day never held and is replaced."""
    current = Period.objects.select_for_update().filter(authority=authority, until=None).first()
    if current is not None and on < current.since:
        raise Unlawful(f"生效日期不能早于{current.since.isoformat()}（上一次变更之日）", field="on")
    if current is not None and on == current.since:
        current.delete()
    elif current is not None:
        current.until = on
        current.save(update_fields=["until"])
    Period(
        authority=authority,
        since=on,
        name=authority.name,
        short_name=authority.short_name,
        kind=authority.kind,
        level=authority.level,
        parent_id=authority.parent_id,
        basis=basis,
    ).save()


# --- people ------------------------------------------------------------------------------------------------------


@transaction.atomic
def enrol(username: str, name: str, *, on: date, password: str, phone: str = "", email: str = "") -> Official:
    """建账号: make an account with a first password, which must be changed at the first log-in."""
    official = Official(
        username=username.strip(), name=name.strip(), phone=phone, email=email, enrolled_on=on, password_changed_on=on
    )
    if not official.username or not official.name:
        raise Unlawful("用户名和姓名不能为空", field="username" if official.name else "name")
    _check_password(official, password)
    official.set_password(password)
    with in_chinese():
        official.save()
    return official


@transaction.atomic
def set_password(official: Official, password: str, *, on: date) -> None:
    """改密码: refused when it is weak or among the last few (GB/T 22239 身份鉴别)."""
    _check_password(official, password)
    remembered: int = settings.PASSWORD_HISTORY
    past = official.past_passwords.all()[: remembered - 1]
    if any(check_password(password, old) for old in (official.password, *(one.password for one in past))):
        raise Unlawful(f"不能使用最近{remembered}次用过的密码", field="password")
    PastPassword(official=official, password=official.password, changed_on=on).save()
    official.set_password(password)
    official.must_change_password = False
    official.password_changed_on = on
    official.save(update_fields=["password", "must_change_password", "password_changed_on"])


@transaction.atomic
def issue_password(official: Official, password: str, *, on: date) -> None:
    """重置密码: a new first password, to be changed at the next log-in; whoever is logged in by the old one is put out."""
    if not official.is_active:
        raise Unlawful("账号已停用或注销，不能重置密码")
    held = Posting.objects.everywhere().filter(official=official, office__in=ADMINISTRATORS)
    if held.filter(Q(until=None) | Q(until__gt=on)).exists():
        raise Unlawful("管理员的密码不由别的管理员重置，请在服务器上用changepassword命令办理")
    set_password(official, password, on=on)
    official.must_change_password = True
    official.save(update_fields=["must_change_password"])


def first_password() -> str:
    """首次密码: drawn at random, in groups that can be read out, without characters that look alike; always strong enough."""
    lower, upper, digits = "abcdefghjkmnpqrstuvwxyz", "ABCDEFGHJKMNPQRSTUVWXYZ", "23456789"
    groups = (lower, upper, digits, lower + upper + digits)
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for letters in groups)


def _check_password(official: Official, password: str) -> None:
    try:
        validate_password(password, official)
    except ValidationError as error:
        said = [PASSWORD_TROUBLES.get(one.code or "", str(one.message)) for one in error.error_list]
        raise Unlawful("；".join(dict.fromkeys(said)), field="password") from error


@transaction.atomic
def post(
    official: Official,
    authority: Authority,
    office: str,
    *,
    on: date,
    by: Official | None,
    section: str = "",
    full_time: bool = False,
) -> Posting:
    """任职: from ``on`` the official holds the office at the authority.

    Raises Unlawful for a closed account, a dissolved authority (but to its heir's people), an office held
    already, or offices that must be kept apart.
    """
    if not official.is_active:
        raise Unlawful("账号已停用或注销，不能任职", field="official")
    if authority.dissolved_on is not None and not carries_on(official, authority, on):
        raise Unlawful("机关已撤销，不能任职；未办结的案卷由承继机关的在任人员接着办", field="authority")
    held = Posting.objects.everywhere().filter(official=official).filter(Q(until=None) | Q(until__gt=on))
    if not compatible(held.values_list("office", flat=True), office):
        raise Unlawful("系统管理员、安全管理员、审计管理员应当分设，不得相互兼任，也不得兼任业务岗位", field="office")
    posting = Posting(
        official=official,
        authority=authority,
        office=office,
        section=section,
        full_time=full_time,
        since=on,
        posted_by=by,
    )
    with in_chinese():
        posting.save()
    return posting


@transaction.atomic
def end_posting(posting: Posting, *, on: date) -> None:
    """免职: from ``on`` the posting is held no more."""
    if posting.until is not None:
        raise Unlawful("该岗位已经免去")
    posting.until = on
    with in_chinese():
        posting.save(update_fields=["until"])


@transaction.atomic
def open_handover(posting: Posting, successor: Official, *, on: date, note: str = "") -> Handover:
    """发起交接: a posting is to pass from its holder to a successor."""
    if successor.pk == posting.official_id:
        raise Unlawful("接任人不能是移交人本人", field="successor")
    if not successor.is_active:
        raise Unlawful("接任人的账号已停用或注销", field="successor")
    handover = Handover(
        authority_id=posting.authority_id, posting=posting, successor=successor, opened_on=on, note=note
    )
    with in_chinese():
        handover.save()
    return handover


@transaction.atomic
def sign_handover(handover: Handover, *, on: date, by: Official) -> None:
    """移交: who leaves signs that everything was handed over; who cannot any more, for them the head signs.

    From that day on the successor holds the office too: what falls due tomorrow does not wait for the last signature.
    """
    posting = handover.posting
    if by.pk != posting.official_id and by not in heads(posting, on):
        raise Unlawful("应由移交人本人签字")
    if by.pk == handover.successor_id:
        raise Unlawful("接任人不能替移交人签字")
    if handover.signed_on is not None:
        raise Unlawful("移交人已经签字")
    handover.signed_on, handover.signed_by = on, by
    handover.save(update_fields=["signed_on", "signed_by"])
    successor = handover.successor
    if not Posting.objects.of(posting.authority).filter(official=successor, office=posting.office, until=None).exists():
        post(successor, posting.authority, posting.office, on=on, by=by, section=posting.section)


@transaction.atomic
def change_successor(handover: Handover, successor: Official, *, on: date, by: Official) -> Handover | None:
    """更换接任人: somebody else takes over; the handover of what the former one held of the office meanwhile, if anything.

    Where it was signed already the new one holds the office at once. The office the former one was given by the signature ends;
    their account closes no sooner than the new successor has signed for the whole.
    """
    if handover.accepted_on is not None:
        raise Unlawful("接任人已经签收，应为其另行办理交接")
    if successor.pk == handover.posting.official_id:
        raise Unlawful("接任人不能是移交人本人", field="successor")
    if successor.pk == handover.successor_id:
        raise Unlawful("该人员已是接任人", field="successor")
    if not successor.is_active:
        raise Unlawful("接任人的账号已停用或注销", field="successor")
    if successor.pk == handover.signed_by_id:
        raise Unlawful("替移交人签字的人不能自己接任", field="successor")
    former, posting = handover.successor, handover.posting
    handover.successor = successor
    handover.save(update_fields=["successor"])
    Handover.objects.of(posting.authority).filter(within=handover).update(successor=successor)
    if handover.signed_on is None:
        return None
    held = Posting.objects.of(posting.authority).filter(office=posting.office, until=None)
    if not held.filter(official=successor).exists():
        post(successor, posting.authority, posting.office, on=on, by=by, section=posting.section)
    given = held.filter(official=former, since__gte=handover.signed_on, handover=None).first()
    if given is None:
        return None
    end_posting(given, on=on)
    passed = open_handover(given, successor, on=on)
    passed.within, passed.signed_on, passed.signed_by = handover, on, by
    passed.lines_open = handover.lines_open
    passed.save(update_fields=["within", "signed_on", "signed_by", "lines_open"])
    return passed


@transaction.atomic
def count_open_lines(handover: Handover, lines: int) -> None:
    """未了事项数: how many lines of its pack nobody has taken over; told by whoever keeps the pack."""
    handover.lines_open = lines
    handover.save(update_fields=["lines_open"])
    Handover.objects.of(handover.authority).filter(within=handover).update(lines_open=lines)


@transaction.atomic
def accept_handover(handover: Handover, *, on: date, by: Official) -> Posting:
    """接收: the successor signs; the old posting ends and the successor holds the office from the same day."""
    if by.pk != handover.successor_id:
        raise Unlawful("应由接任人本人签字")
    if handover.signed_on is None:
        raise Unlawful("移交人尚未签字，不能接收")
    if handover.accepted_on is not None:
        raise Unlawful("接任人已经签收")
    if handover.lines_open:
        raise Unlawful(f"接力包中还有{handover.lines_open}项没有接受，不能签收")
    handover.accepted_on = on
    with in_chinese():
        handover.save(update_fields=["accepted_on"])
    Handover.objects.of(handover.authority).filter(within=handover, accepted_on=None).update(accepted_on=on)
    posting = handover.posting
    if posting.until is None:
        end_posting(posting, on=on)
    held = Posting.objects.of(posting.authority).filter(official=by, office=posting.office, until=None).first()
    return held or post(by, posting.authority, posting.office, on=on, by=by, section=posting.section)


@transaction.atomic
def suspend(official: Official) -> None:
    """停用账号: nobody comes in by it until it is resumed; what its holder did and has in hand stays as it is."""
    if not official.is_active:
        raise Unlawful("账号已停用或注销")
    official.is_active = False
    official.save(update_fields=["is_active"])


@transaction.atomic
def resume(official: Official, password: str, *, on: date) -> None:
    """恢复账号: a suspended account opens again with a new first password; a closed one never does."""
    if official.closed_on is not None:
        raise Unlawful("账号已注销，不能恢复")
    if official.is_active:
        raise Unlawful("账号没有停用，不需要恢复")
    official.is_active = True
    official.save(update_fields=["is_active"])
    issue_password(official, password, on=on)


@transaction.atomic
def close_account(official: Official, *, on: date) -> None:
    """注销账号: only after every posting has ended and its handover has been accepted."""
    postings = Posting.objects.everywhere().filter(official=official)
    if postings.filter(until=None).exists():
        raise Unlawful("尚有在任岗位，应先办理交接")
    if left := sum(postings.filter(handover__lines_open__gt=0).values_list("handover__lines_open", flat=True)):
        raise Unlawful(f"接力包中还有{left}项没有着落，不能注销账号")
    if postings.filter(Q(handover=None) | Q(handover__accepted_on=None)).exists():
        raise Unlawful("工作交接尚未完成，接任人签收后方可注销账号")
    official.is_active = False
    official.closed_on = on
    official.save(update_fields=["is_active", "closed_on"])


# --- absences ----------------------------------------------------------------------------------------------------


@transaction.atomic
def enter_absence(
    authority: Authority, official: Official, deputy: Official, *, since: date, until: date, by: Official
) -> Absence:
    """登记离岗: somebody is away and who stands in, from a day through another.

    The deputy must have every role of who is away at this authority on both days: a notice to somebody who may not act helps
    nobody. Raises Unlawful for days the wrong way round, oneself as deputy, missing roles, or an absence already entered.
    """
    Official.objects.select_for_update().get(pk=official.pk)
    if until < since:
        raise Unlawful("离岗的止日不能早于起日", field="until")
    if official.pk == deputy.pk:
        raise Unlawful("代办人不能是离岗人员本人", field="deputy")
    wanted = roles_of(official, authority, since)
    if not wanted:
        raise Unlawful(f"{official.name}自{since.isoformat()}起在本机关没有岗位", field="official")
    for day in (since, until):
        if missing := sorted(wanted - roles_of(deputy, authority, day)):
            reason = f"{deputy.name}在{day.isoformat()}缺少“{'、'.join(missing)}”职责，请先由安全管理员办理任职，或者改由他人代办"
            raise Unlawful(reason, field="deputy")
    same = Absence.objects.of(authority).filter(official=official, withdrawn_on=None)
    if overlapping := same.filter(since__lte=until, until__gte=since).first():
        raise Unlawful(
            f"{official.name}已登记{overlapping.since.isoformat()}至{overlapping.until.isoformat()}离岗，请先撤销"
        )
    absence = Absence(authority=authority, official=official, deputy=deputy, since=since, until=until, entered_by=by)
    with in_chinese():
        absence.save()
    return absence


@transaction.atomic
def end_absence(absence: Absence, *, on: date) -> None:
    """结束离岗: who was away is back on a day; one that has not begun yet is withdrawn."""
    held = Absence.objects.of(absence.authority).select_for_update().get(pk=absence.pk)
    if held.withdrawn_on is not None or held.until < on:
        raise Unlawful("这次离岗已经结束")
    if on <= held.since:
        held.withdrawn_on = on
    else:
        held.until = on - timedelta(days=1)
    held.save(update_fields=["withdrawn_on", "until"])


def want_morning_mail(official: Official, *, wanted: bool) -> None:
    """每日清单发到邮箱: whether an official wants every morning's list by e-mail too; it needs an address."""
    if wanted and not official.email:
        raise Unlawful("账号没有登记电子邮箱，请先由系统管理员登记")
    official.morning_mail = wanted
    official.save(update_fields=["morning_mail"])


# --- calendars ---------------------------------------------------------------------------------------------------


@transaction.atomic
def enter_notice(text: str, *, on: date, by: Official | None) -> HolidayNotice:
    """录入放假通知: the arrangement of a year for the whole country; entered again, it replaces what was entered before."""
    with _read_in_chinese():
        year = read_year(text).year
    last = HolidayNotice.objects.filter(year=year).last()
    notice = HolidayNotice(
        year=year, revision=last.revision + 1 if last else 1, text=text, entered_on=on, entered_by=by
    )
    with in_chinese():
        notice.save()
    calendar_changed()
    return notice


@transaction.atomic
def enter_local_notice(authority: Authority, text: str) -> list[LocalDay]:
    """录入地方放假: the days of a place's own notices, for the authority and everything beneath it; a later notice prevails."""
    with _read_in_chinese():
        notices = read_local(text)
    return enter_local_days(authority, local_days(notices))


@transaction.atomic
def enter_local_days(authority: Authority, days: Iterable[Day]) -> list[LocalDay]:
    """登记地方放假: single days instead of a whole notice; a day named twice is as it was named last."""
    announced = {day.date: day for day in days}
    LocalDay.objects.of(authority).filter(date__in=announced).delete()
    entered = [
        LocalDay(authority=authority, date=day.date, works=day.works, name=day.name, source=day.source)
        for day in announced.values()
    ]
    LocalDay.objects.of(authority).bulk_create(entered)
    calendar_changed()
    return entered


@transaction.atomic
def remove_local_day(local_day: LocalDay) -> None:
    """撤销地方放假: a day entered by mistake follows the national arrangement again."""
    local_day.delete()
    calendar_changed()


def calendar_changed() -> None:
    """日历已变: every process builds its calendars anew at the next question."""
    CalendarVersion.objects.update_or_create(pk=1, defaults={"stamp": secrets.token_hex(16)})


@contextmanager
def _read_in_chinese() -> Iterator[None]:
    try:
        yield
    except AnnouncementError as error:
        raise Unlawful("；".join(error.problems), field="text") from error
