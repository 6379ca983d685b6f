"""机关与人员的查询: who is who on a day, whose files somebody may read, and the calendar an authority works by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache

from django.db.models import Q
from django.forms.models import model_to_dict

from gongkai.law.authorities import (
    POSTS,
    REVIEW_REFORMED,
    AuthorityKind,
    Office,
    Reach,
    ReviewBody,
    duties,
    review_of,
    roles,
)
from gongkai.law.grammar.announcements import read_year
from gongkai.law.grammar.calendar import Calendar, national
from gongkai.law.grammar.calendar import LocalDay as Day
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.models import (
    Absence,
    Authority,
    AuthorityQuerySet,
    CalendarVersion,
    HolidayNotice,
    LocalDay,
    Official,
    OwnedQuerySet,
    Period,
    Posting,
    Profile,
)


def as_of(authority: Authority, day: date) -> Period | None:
    """当时: what the authority was called, what it was and whom it stood under on a day; None before it was set up."""
    return (
        Period.objects.filter(authority=authority, since__lte=day)
        .filter(Q(until=None) | Q(until__gt=day))
        .select_related("parent")
        .first()
    )


def roots(on: date) -> list[Authority]:
    """首级机关: those that stand at the top of a tree on a day, in their order; a deployment has one, or several side by side."""
    return list(Authority.objects.filter(parent=None).standing(on).select_related("profile"))


def sole_root(on: date) -> Authority | None:
    """唯一首级机关: the authority at the top where there is one tree; a deployment for several has no front of its own."""
    found = roots(on)
    return found[0] if len(found) == 1 else None


def government_of(authority: Authority) -> Authority | None:
    """本级政府: the nearest government at or above the authority; its office is the lead office (条例第三条)."""
    line = Authority.objects.filter(pk__in=authority.line)
    governments = [one for one in line if duties(AuthorityKind(one.kind)).is_government]
    return max(governments, key=lambda one: one.depth, default=None)


def review_body(authority: Authority, on: date | None = None) -> str:
    """复议机关: its name for the letters: as the profile says, or as the law has it (行政复议法第二十四、二十七条).

    ``on`` is the day of the letter, whose rules decide; None for the rules in force since 2024.
    """
    if named := authority.profile.review_body:
        return named
    government = government_of(authority)
    match review_of(AuthorityKind(authority.kind), on or REVIEW_REFORMED):
        case ReviewBody.ITSELF:
            return authority.name
        case ReviewBody.OWN_GOVERNMENT if government is not None:
            return government.name
        case ReviewBody.HIGHER_GOVERNMENT if authority.parent is not None:
            above = government_of(authority.parent)
            return above.name if above else ""
        case ReviewBody.EITHER_OF_TWO if government is not None:
            return f"{government.name}或者上一级主管部门"
        case ReviewBody.MANAGING if authority.parent is not None:
            return authority.parent.name
        case _:
            return ""


def profile_print(profile: Profile) -> str:
    """信息指纹: of everything a profile says; an editor hands it back to show that nobody has changed it meanwhile."""
    return hashlib.sha256(json.dumps(model_to_dict(profile), sort_keys=True).encode()).hexdigest()


def postings_of(official: Official, on: date) -> OwnedQuerySet[Posting]:
    """在任岗位: the postings an official holds on a day, of whatever authority; they say where the official may work."""
    return (
        Posting.objects.everywhere()
        .filter(official=official, since__lte=on)
        .filter(Q(until=None) | Q(until__gt=on))
        .select_related("authority")
    )


def home_of(official: Official, on: date) -> Authority | None:
    """所在机关: where an official serves on a day, or served last; None for who has never held an office."""
    held = postings_of(official, on).first()
    latest = held or Posting.objects.everywhere().filter(official=official).select_related("authority").last()
    return latest.authority if latest else None


def offices_of(official: Official, authority: Authority, on: date) -> tuple[Office, ...]:
    """岗位: the offices an official holds at one authority on a day, in the order they were given."""
    return tuple(posting.post for posting in postings_of(official, on).filter(authority=authority))


def roles_of(official: Official, authority: Authority, on: date) -> frozenset[Role]:
    """职责: the roles an official has at one authority on a day."""
    return roles(office.key for office in offices_of(official, authority, on))


def holders(authority: Authority, role: Role, on: date) -> list[Official]:
    """承担者: the officials who have a role at an authority on a day."""
    keys = [office.key for office in POSTS.values() if role in office.roles]
    postings = Posting.objects.of(authority).filter(office__in=keys, since__lte=on)
    current = postings.filter(Q(until=None) | Q(until__gt=on)).select_related("official")
    return list(dict.fromkeys(posting.official for posting in current))


def heads(posting: Posting, on: date) -> list[Official]:
    """负责人: who signs at the authority of a posting, but not its holder; where nobody else does, those next above it."""
    line = sorted(Authority.objects.filter(pk__in=posting.authority.line), key=lambda one: -one.depth)
    for authority in line:
        signers = [each for each in holders(authority, Role.SIGNER, on) if each.pk != posting.official_id]
        if signers:
            return signers
    return []


def heir_of(authority: Authority, on: date) -> Authority | None:
    """承继机关: who answers for an authority on a day: itself while it stands, else its heir, or the heir's; None for nobody."""
    seen: set[int] = set()
    at: Authority | None = authority
    while at is not None and at.dissolved_on is not None and at.dissolved_on <= on and at.pk not in seen:
        seen.add(at.pk)
        at = at.succeeded_by
    return at if at is not None and at.pk not in seen else None


def carries_on(official: Official, ended: Authority, on: date) -> bool:
    """承继办理: whether an official serves at the heir of an authority that has ended, and may carry on its files."""
    heir = heir_of(ended, on)
    return heir is not None and postings_of(official, on).filter(authority=heir).exists()


def serving(authority: Authority, on: date) -> list[Official]:
    """在任人员: everybody who holds an office at an authority on a day, by name."""
    postings = Posting.objects.of(authority).filter(since__lte=on, official__is_active=True)
    current = postings.filter(Q(until=None) | Q(until__gt=on)).select_related("official")
    return sorted({posting.official for posting in current}, key=lambda official: (official.name, official.pk))


def absences(authority: Authority, on: date) -> OwnedQuerySet[Absence]:
    """离岗情况: who is away from an authority on a day or will be, those withdrawn left out."""
    rows = Absence.objects.of(authority).filter(until__gte=on, withdrawn_on=None)
    return rows.select_related("official", "deputy", "entered_by").order_by("since", "id")


def responsible(authority: Authority, role: Role, on: date) -> list[Official]:
    """承办者: the officials who have a role on a day, whoever is away replaced by who stands in for them.

    Deputies who are away themselves are replaced in turn; where everybody in the line is away, the one away is named after all,
    because a notice nobody gets is worse than one that waits.
    """
    return _there(authority, holders(authority, role, on), on)


def serving_for(authority: Authority, office: str, on: date) -> list[Official]:
    """在岗者: the holders of one office on a day, whoever is away replaced by who stands in for them."""
    postings = Posting.objects.of(authority).filter(office=office, since__lte=on)
    current = postings.filter(Q(until=None) | Q(until__gt=on)).select_related("official").order_by("pk")
    return _there(authority, [posting.official for posting in current], on)


def _there(authority: Authority, officials: Sequence[Official], on: date) -> list[Official]:
    away = {each.official_id: each.deputy for each in absences(authority, on).filter(since__lte=on)}
    return list(dict.fromkeys(standing_in(official, away) for official in officials))


def standing_in(official: Official, away: Mapping[int, Official]) -> Official:
    """代办: who stands in for an official, and for who stands in; the official where the line ends in a circle."""
    asked, seen = official, {official.pk}
    while (deputy := away.get(asked.pk)) is not None:
        if deputy.pk in seen:
            return official
        asked = deputy
        seen.add(deputy.pk)
    return asked


def readable(authority: Authority, offices: tuple[Office, ...]) -> AuthorityQuerySet:
    """可查看机关: the authorities whose files the holder of these offices at this authority may read."""
    if any(office.reach is Reach.BENEATH for office in offices):
        return Authority.objects.under(authority)
    return Authority.objects.filter(pk=authority.pk)


def calendar_of(authority: Authority) -> Calendar:
    """工作日历: the national calendar with the years entered at the desk and the local days of the authority and those above it.

    Costs one look at the calendars' version; the calendars themselves are kept per process until it changes.
    """
    return _calendar(authority.path, _stamp())


def calendar_if(
    authority: Authority, at: Authority, *, entered: Sequence[Day] = (), withdrawn: Collection[date] = ()
) -> Calendar:
    """假设的日历: the calendar the authority would work by if ``at``, itself or above it, entered or withdrew local days."""
    replaced = {*withdrawn, *(day.date for day in entered)}
    standing = [day for day in _local_days(authority.line) if day.authority_id != at.pk or day.date not in replaced]
    kept = [(day.authority.depth, _day(day)) for day in standing]
    return _with_local(_stamp(), [*kept, *((at.depth, day) for day in entered)])


def calendar_version() -> str:
    """日历版次: the stamp drawn with the latest change of any calendar."""
    return _stamp()


def _stamp() -> str:
    return CalendarVersion.objects.filter(pk=1).values_list("stamp", flat=True).first() or ""


@lru_cache(maxsize=4096)
def _calendar(path: str, stamp: str) -> Calendar:
    line = [int(key) for key in path.split("/") if key]
    return _with_local(stamp, [(day.authority.depth, _day(day)) for day in _local_days(line)])


def _with_local(stamp: str, days: list[tuple[int, Day]]) -> Calendar:
    if not days:
        return _announced(stamp)
    nearest_last = sorted(days, key=lambda each: each[0])
    return _announced(stamp).with_local(day for _, day in nearest_last)


def _local_days(line: list[int]) -> OwnedQuerySet[LocalDay]:
    return LocalDay.objects.everywhere().filter(authority__in=line).select_related("authority")


def _day(day: LocalDay) -> Day:
    return Day(day.date, day.works, day.name, day.source)


@lru_cache(maxsize=2)
def _announced(stamp: str) -> Calendar:
    latest = {notice.year: notice.text for notice in HolidayNotice.objects.order_by("year", "revision")}
    return national().with_years(read_year(text) for text in latest.values()) if latest else national()


def names(authority: Authority) -> list[str]:
    """机关和地方的名称: of an authority and those above it, and of their places (示例县人民政府, 示例县), the longest first."""
    told = Authority.objects.filter(pk__in=authority.line).values_list("name", flat=True)
    both = {name for each in told for name in (each, each.removesuffix("人民政府"))}
    return sorted(both, key=lambda name: (-len(name), name))
