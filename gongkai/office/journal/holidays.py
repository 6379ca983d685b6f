"""放假安排入册: a year's holidays are announced, and every open file is reckoned anew.

What would move can be seen before anything is entered (``would_move``). The notice is one transaction. The files follow chunk
by chunk, each under its own lock; killed half-way, it is run again, and until then ``verify`` names the files whose due day is
not what their entries say. Who is concerned is told in the transaction of the chunk by the rooms that have a module ``moved``:
told once if it is killed anywhere and run again.

Closed files whose days lie in what changed follow too: what figures say of them is reckoned by the same calendar. So do rows
that are no files and have a last day, in the rooms that have a module ``calendars``.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from itertools import islice

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import module_has_submodule

from gongkai.law.application_figures import month_code
from gongkai.law.applications import MOST_MONTHS_DEFERRED
from gongkai.law.grammar.announcements import Year
from gongkai.law.grammar.calendar import Calendar, Reckoned, months_after
from gongkai.law.grammar.calendar import LocalDay as Day
from gongkai.law.grammar.flow import JSON
from gongkai.office.authorities import acts
from gongkai.office.authorities.models import Authority, AuthorityQuerySet, LocalDay, Official
from gongkai.office.authorities.queries import calendar_if, calendar_of
from gongkai.office.journal.acts import Moved, enter, reflect_many
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.queries import reckoned

ANNOUNCE = "announce_holidays"
ANNOUNCE_LOCAL = "announce_local_holidays"
WITHDRAW = "withdraw_local_day"
CHUNK = 100
"""Files to a transaction: a tenth of a second's work."""


# --- before it is entered ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Move:
    """移动: an open file whose due day would be another, or would be certain where it was provisional.

    ``refusal`` is not empty where a step already taken would not have been lawful; such a file stays until it is amended.
    """

    dossier: Dossier
    was: Reckoned | None
    becomes: Reckoned | None
    refusal: str = ""

    @property
    def is_another_day(self) -> bool:
        """日期有变: whether the day itself would be another."""
        return (self.was and self.was.on) != (self.becomes and self.becomes.on)


def year_would_move(year: Year) -> list[Move]:
    """年度安排的影响: what announcing the year would move, wherever it is."""
    return would_move(Authority.objects.all(), lambda authority: calendar_of(authority).with_years([year]))


def days_would_move(at: Authority, days: Sequence[Day]) -> list[Move]:
    """地方放假的影响: what entering these days would move, at the authority and beneath it."""
    return would_move(Authority.objects.under(at), lambda authority: calendar_if(authority, at, entered=days))


def withdrawal_would_move(day: LocalDay) -> list[Move]:
    """撤销地方放假的影响: what withdrawing the day would move."""
    at = day.authority
    return would_move(Authority.objects.under(at), lambda authority: calendar_if(authority, at, withdrawn=[day.date]))


def would_move(authorities: AuthorityQuerySet, calendar: Callable[[Authority], Calendar]) -> list[Move]:
    """将会移动: the open files that ``reckon_anew`` would change if these were the calendars. Changes nothing."""
    moves = []
    for keys in _chunks(authorities):
        some = Dossier.objects.everywhere().filter(pk__in=keys).select_related("authority").order_by("pk")
        for file in reckoned(list(some), calendar):
            stored = file.dossier.due_on
            was = Reckoned(stored, file.dossier.due_provisional) if stored else None
            becomes = file.standing.due(file.calendar) if file.standing else was
            if file.refusal or was != becomes:
                moves.append(Move(file.dossier, was, becomes, file.refusal))
    return moves


# --- entered -----------------------------------------------------------------------------------------------------


def announce(authority: Authority, text: str, *, on: date, by: Official | None) -> int:
    """录入全国放假安排: by whom and where it was entered; returns how many files changed their due day."""
    with transaction.atomic():
        notice = acts.enter_notice(text, on=on, by=by)
        data: dict[str, JSON] = {"year": notice.year, "revision": notice.revision, "digest": _digest(text)}
        enter(authority, ANNOUNCE, on=on, by=by, data=data)
    return reckon_anew(Authority.objects.all(), on=on, by=by, since=date(notice.year - 1, 12, 1))


def announce_local(authority: Authority, text: str, *, on: date, by: Official | None) -> int:
    """录入地方放假安排: for an authority and everything beneath it; returns how many files changed their due day."""
    with transaction.atomic():
        days = acts.enter_local_notice(authority, text)
        enter(authority, ANNOUNCE_LOCAL, on=on, by=by, data={"days": _written(days), "digest": _digest(text)})
    return reckon_anew(Authority.objects.under(authority), on=on, by=by, since=_first(days))


def announce_days(authority: Authority, days: Iterable[Day], *, on: date, by: Official | None) -> int:
    """录入地方放假: single days instead of a whole notice; returns how many files changed their due day."""
    with transaction.atomic():
        entered = acts.enter_local_days(authority, days)
        enter(authority, ANNOUNCE_LOCAL, on=on, by=by, data={"days": _written(entered)})
    return reckon_anew(Authority.objects.under(authority), on=on, by=by, since=_first(entered))


def withdraw_day(day: LocalDay, *, on: date, by: Official | None) -> int:
    """撤销地方放假: entered by mistake; returns how many files changed their due day."""
    with transaction.atomic():
        enter(day.authority, WITHDRAW, on=on, by=by, data={"days": _written([day])})
        acts.remove_local_day(day)
    return reckon_anew(Authority.objects.under(day.authority), on=on, by=by, since=day.date)


def reckon_anew(authorities: AuthorityQuerySet, *, on: date, by: Official | None, since: date | None = None) -> int:
    """重新推算: bring the due day of every open file up to date; an entry for each authority with files that changed.

    Closed files follow where their days lie after ``since``, the first that changed; they are not counted.
    """
    changed: Counter[int] = Counter()
    for keys in _chunks(authorities, since):
        moved = follow(keys, on)
        changed.update(each.dossier.authority_id for each in moved if each.dossier.closed_on is None)
    _follow_rows(authorities, since)
    for authority in authorities.filter(pk__in=+changed):
        enter(authority, "reckon_anew", on=on, by=by, data={"files": changed[authority.pk]})
    return changed.total()


@transaction.atomic
def follow(keys: Sequence[int], on: date) -> list[Moved]:
    """随日历: bring a chunk of files up to date, and in the same transaction what the rooms keep beside them."""
    moved = reflect_many(keys)
    _tell(moved, on)
    return moved


def _follow_rows(authorities: AuthorityQuerySet, since: date | None) -> None:
    """Rooms with rows that have a last day and are no files move them in a module ``calendars``, chunk by chunk."""
    for room in apps.get_app_configs():
        if room.module is not None and module_has_submodule(room.module, "calendars"):
            import_module(f"{room.name}.calendars").follow(authorities, since)


def _tell(moved: Sequence[Moved], on: date) -> None:
    """Every room with a module ``moved`` lets its rows follow and tells those it knows to be concerned."""
    if not moved:
        return
    for room in apps.get_app_configs():
        if room.module is not None and module_has_submodule(room.module, "moved"):
            import_module(f"{room.name}.moved").tell(moved, on)


def _chunks(authorities: AuthorityQuerySet, since: date | None = None) -> Iterator[list[int]]:
    mine = Dossier.objects.everywhere().filter(authority__in=authorities)
    wanted = list(mine.filter(closed_on=None).order_by("pk").values_list("pk", flat=True))
    if since is not None:
        # what was closed longer ago than a reply can be put off has no day left that could move
        lately = mine.filter(closed_month__gte=month_code(months_after(since, -MOST_MONTHS_DEFERRED - 1)))
        touched = lately.filter(Q(closed_on__gte=since) | Q(term_on__gte=since)).exclude(timeliness="")
        wanted += touched.order_by("pk").values_list("pk", flat=True)
    keys = iter(wanted)
    while some := list(islice(keys, CHUNK)):
        yield some


def _first(days: Iterable[LocalDay]) -> date | None:
    return min((day.date for day in days), default=None)


def _written(days: Iterable[LocalDay]) -> list[JSON]:
    return [{"date": day.date.isoformat(), "works": day.works, "name": day.name, "source": day.source} for day in days]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
