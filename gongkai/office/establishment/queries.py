"""机构室查询: who serves where and what a unit lacks, the months of a year, the text a year's notice is written from."""

from __future__ import annotations

from calendar import Calendar as Month
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources

from django.db.models import Q

from gongkai.law.authorities import Office
from gongkai.law.grammar.announcements import FESTIVALS
from gongkai.law.grammar.calendar import Calendar, DayInfo, DayKind
from gongkai.law.grammar.flow import Role
from gongkai.law.guide import missing_from_guide
from gongkai.office.authorities.models import (
    Authority,
    AuthorityQuerySet,
    Handover,
    HolidayNotice,
    LocalDay,
    Official,
    OwnedQuerySet,
    Posting,
)
from gongkai.office.authorities.queries import readable, review_body
from gongkai.office.journal.establishment import ENROL
from gongkai.office.journal.queries import notes_under

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR})
LEADERS = frozenset({"leadership", "deputy_leadership", "unit_head", "unit_deputy"})
HOSTS = frozenset({"disclosure_office"})
INFORMANTS = HOSTS | {"informant", "township_clerk"}


# --- authorities and people --------------------------------------------------------------------------------------


def visible(authority: Authority, offices: Iterable[Office]) -> AuthorityQuerySet:
    """可见机关: as far as one's offices read; the administrators of an authority look after everything beneath it."""
    held = tuple(offices)
    if any(office.roles & ADMINISTRATORS for office in held):
        return Authority.objects.under(authority)
    return readable(authority, held)


@dataclass(frozen=True, slots=True)
class Light:
    """到位灯: one of the three things every unit must have, and by whom or what it is there; dark when nobody is named."""

    label: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """机关一行: an authority in the tree, how deep it stands, its three lights, and how many people serve there."""

    authority: Authority
    depth: int
    lights: tuple[Light, ...]
    people: int

    @property
    def complete(self) -> bool:
        """三到位: whether all three lights are on."""
        return all(light.by for light in self.lights)


def branches(top: Authority, seen: AuthorityQuerySet, on: date) -> list[Branch]:
    """机关树: the authorities that may be seen, each above those beneath it, as they stand on a day."""
    authorities = list(seen.standing(on).select_related("profile"))
    serving: dict[int, list[Posting]] = defaultdict(list)
    for posting in _on(Posting.objects.under(top), on).select_related("official"):
        serving[posting.authority_id].append(posting)
    return [
        Branch(
            one,
            one.depth - top.depth,
            lights(one, serving[one.pk]),
            len({each.official_id for each in serving[one.pk]}),
        )
        for one in _in_order(authorities, top)
    ]


def lights(authority: Authority, serving: Iterable[Posting], named: str | None = None) -> tuple[Light, ...]:
    """三到位: a leader in charge, a body that does the work, a person who handles it (条例第四条).

    ``named`` is what the profile called the body on the day asked for; without it, what it calls it now.
    """
    held = [(posting.office, posting.official.name) for posting in serving]

    def by(offices: frozenset[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for office, name in held if office in offices))

    named = authority.profile.disclosure_office if named is None else named
    hosted = (named,) if named else tuple(f"{name}（{authority.short_name}）" for name in by(HOSTS))
    return (Light("领导", by(LEADERS)), Light("机构", hosted), Light("人员", by(INFORMANTS)))


@dataclass(frozen=True, slots=True)
class Service:
    """任职情况: a posting with its handover, if one was begun."""

    posting: Posting
    handover: Handover | None


def service(authorities: AuthorityQuerySet, official: Official | None = None) -> list[Service]:
    """任职情况: every posting at these authorities, of one official or of all, as they began; nothing of it is ever changed."""
    rows = Posting.objects.everywhere().filter(authority__in=authorities)
    if official is not None:
        rows = rows.filter(official=official)
    begun = Handover.objects.everywhere().filter(authority__in=authorities).select_related("successor")
    handovers = {handover.posting_id: handover for handover in begun}
    known = rows.select_related("official", "authority").order_by("since", "pk")
    return [Service(posting, handovers.get(posting.pk)) for posting in known]


def serving(services: Iterable[Service], on: date) -> list[Service]:
    """在任: those who hold their office on a day, or will from a later one."""
    return [each for each in services if each.posting.until is None or each.posting.until > on]


def waiting(top: Authority, seen: AuthorityQuerySet) -> list[Official]:
    """待任职: accounts made at these authorities that nobody has given an office yet."""
    places = set(seen.values_list("pk", flat=True))
    made = [note.data["official"] for note in notes_under(top, ENROL) if note.authority_id in places]
    return list(Official.objects.filter(username__in=made, is_active=True, postings=None).order_by("pk"))


def _on(rows: OwnedQuerySet[Posting], on: date) -> OwnedQuerySet[Posting]:
    return rows.filter(since__lte=on).filter(Q(until=None) | Q(until__gt=on))


def _in_order(authorities: list[Authority], top: Authority) -> Iterator[Authority]:
    """Depth first; siblings in their own order."""
    beneath: dict[int | None, list[Authority]] = defaultdict(list)
    for one in authorities:
        beneath[None if one.pk == top.pk else one.parent_id].append(one)
    waiting_to_be_told = beneath[None][::-1]
    while waiting_to_be_told:
        one = waiting_to_be_told.pop()
        yield one
        waiting_to_be_told += beneath[one.pk][::-1]


# --- the authority's own facts -----------------------------------------------------------------------------------


def lacking(authority: Authority) -> list[str]:
    """缺项: what the guide (条例第十二条) or a letter of reply cannot do without, said as one reads it."""
    profile = authority.profile
    told = {name: str(value) for name, value in vars(profile).items() if isinstance(value, str)}
    missing = [f"公开指南缺少{element}" for element in missing_from_guide(told)]
    if authority.duties.answers and not profile.letter_code:
        missing.append("未填发文机关代字，不能签发答复书")
    if authority.duties.answers and not review_body(authority):
        missing.append("未填行政复议机关，答复书不能写明向谁申请复议")
    return missing


# --- the calendar ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MonthPage:
    """月历: the days of a month, on which weekday it begins (1 is Monday), and how many of its days are worked."""

    month: int
    begins: int
    days: tuple[DayInfo, ...]

    @property
    def worked(self) -> int:
        """工作日数."""
        return sum(day.works for day in self.days)


def months(calendar: Calendar, year: int) -> list[MonthPage]:
    """年历: the twelve months of a year."""
    pages = []
    for month in range(1, 13):
        days = [calendar.day(day) for day in Month().itermonthdates(year, month) if day.month == month]
        pages.append(MonthPage(month, days[0].date.isoweekday(), tuple(days)))
    return pages


def special_days(calendar: Calendar, year: int) -> list[DayInfo]:
    """放假和调休: the days of a year that are not what their weekday says, in order."""
    days = calendar.days(date(year - 1, 12, 31), date(year, 12, 31))
    return [day for day in days if day.kind not in (DayKind.WORKING, DayKind.WEEKEND)]


def local_days(authority: Authority, year: int) -> OwnedQuerySet[LocalDay]:
    """地方放假: the days of a year that the authority and those above it have entered."""
    rows = LocalDay.objects.everywhere().filter(authority__in=authority.line, date__year=year)
    return rows.select_related("authority").order_by("date", "authority__path")


def notice_text(year: int) -> str:
    """放假通知文本: as it was entered last, as the house brings it along, or a form to be filled in."""
    entered = HolidayNotice.objects.filter(year=year).last()
    if entered is not None:
        return entered.text
    file = resources.files("gongkai.law").joinpath("holidays", f"{year}.toml")
    return file.read_text(encoding="utf-8") if file.is_file() else _blank(year)


def _blank(year: int) -> str:
    rows = "\n".join(f'  {{ name = "{festival}", from = {year}-, to = {year}-, work = [] }},' for festival in FESTIVALS)
    return f"""# 照国务院办公厅的通知填写：from、to为放假的第一天和最后一天，work为调休上班的日子。
year = {year}

[[notices]]
number = "国办发明电〔{year - 1}〕号"
title = "{year}年部分节假日安排"
issued = {year - 1}-
holidays = [
{rows}
]
"""
