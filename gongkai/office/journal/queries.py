"""台账查询: the steps and the standing of a dossier, its timeline, and what falls due."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Step, Unlawful, label
from gongkai.law.procedures import Standing, procedure, replay
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import vault, veil
from gongkai.office.journal.entries import STRIDE, Entry, Head
from gongkai.office.journal.models import Dossier, DossierKey
from gongkai.office.journal.vault import Secrets

AMEND = "amend"
SHRED = "shred"
MANY = 500
"""一次查多少卷."""


@dataclass(frozen=True, slots=True)
class Line:
    """一行: an entry as the timeline shows it. ``step`` is what counts now, ``entered`` what an amendment has replaced."""

    seq: int
    act: str
    label: str
    on: date
    at: datetime
    by: Official | None
    data: dict[str, Any]
    step: Step | None = None
    entered: Step | None = None
    amended_by: int | None = None

    @property
    def void(self) -> bool:
        """作废: whether the entry was amended away altogether."""
        return self.amended_by is not None and self.step is None


def due_by(authority: Authority, day: date, *, beneath: bool = False) -> OwnedQuerySet[Dossier]:
    """到期事项: open files of every kind due on or before a day, the most urgent first."""
    mine = Dossier.objects.under(authority) if beneath else Dossier.objects.of(authority)
    return mine.filter(closed_on=None, due_on__lte=day).order_by("due_on", "id")


def open_on(authority: Authority, day: date) -> OwnedQuerySet[Dossier]:
    """在办案卷: files opened by a day and not closed by it."""
    opened = Dossier.objects.of(authority).filter(opened_on__lte=day)
    return opened.filter(Q(closed_on=None) | Q(closed_on__gt=day))


def heads() -> list[tuple[int, str, int, str]]:
    """链头: authority, code, number and seal of the last entry of every chain."""
    rows = Head.objects.order_by("authority_id").values_list("authority_id", "authority__code", "seq", "seal")
    return list(rows)


@dataclass(frozen=True, slots=True)
class Told:
    """入册之事: an entry as those who follow the journal hear it; what it says of persons stays covered."""

    authority_id: int
    seq: int
    seal: str
    act: str
    on: date
    dossier_id: int | None
    data: dict[str, Any]


def chain_heads() -> list[tuple[int, int, str]]:
    """链头: authority, number and seal of the last entry of every chain that has one."""
    return list(Head.objects.filter(seq__gt=0).order_by("authority_id").values_list("authority_id", "seq", "seal"))


def told_after(authority_id: int, seq: int, most: int) -> list[Told]:
    """其后之事: the entries of a chain after ``seq``, in order, ``most`` at a time."""
    first, last = Entry.key(authority_id, seq + 1), Entry.key(authority_id, STRIDE - 1)
    rows = Entry.objects.everywhere().filter(id__gte=first, id__lte=last).order_by("id")
    return [
        Told(row.authority_id, row.seq, row.seal, row.act, row.on, row.dossier_id, json.loads(row.data))
        for row in rows[:most]
    ]


def seal_of(authority_id: int, seq: int) -> str:
    """印: of one entry; empty where the chain has none of that number."""
    rows = Entry.objects.everywhere().filter(id=Entry.key(authority_id, seq)).values_list("seal", flat=True)
    return next(iter(rows), "")


def first_entered_at(authority_id: int, seq: int) -> datetime | None:
    """其后首次登记: the moment of the first entry from this number on; None where the chain ends before it."""
    keys = Entry.key(authority_id, seq), Entry.key(authority_id + 1, 0)
    rows = Entry.objects.everywhere().filter(id__gte=keys[0], id__lt=keys[1]).order_by("id")
    return rows.values_list("at", flat=True).first()


@dataclass(frozen=True, slots=True)
class ReckonedFile:
    """推算结果: a file with what follows from its entries by a calendar.

    ``standing`` is None where a step already taken is not lawful by that calendar; ``refusal`` says why.
    """

    dossier: Dossier
    calendar: Calendar
    standing: Standing | None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """登记: an act outside a Flow as it was entered."""

    authority_id: int
    act: str
    on: date
    by: Official | None
    data: dict[str, Any]


def notes(authority: Authority, *acts: str) -> list[Note]:
    """登记事项: these acts of an authority outside a Flow, the latest first."""
    return _notes(Entry.objects.of(authority), acts)


def notes_under(authority: Authority, *acts: str) -> list[Note]:
    """登记事项（及下级）: the same of an authority and everything beneath it."""
    return _notes(Entry.objects.under(authority), acts)


def _notes(rows: OwnedQuerySet[Entry], acts: tuple[str, ...]) -> list[Note]:
    wanted = rows.filter(act__in=acts, dossier=None).select_related("by").order_by("-at", "-id")
    return [Note(row.authority_id, row.act, row.on, row.by, json.loads(row.data)["note"]) for row in wanted]


def notes_numbered(authority: Authority, seqs: Iterable[int]) -> dict[int, dict[str, Any]]:
    """登记内容: what these entries of an authority hold, by their numbers; only acts outside a Flow hold something here."""
    keys = [Entry.key(authority.pk, seq) for seq in seqs]
    rows = Entry.objects.of(authority).filter(id__in=keys).values_list("seq", "data")
    return {seq: note for seq, data in rows if isinstance(note := json.loads(data).get("note"), dict)}


def acts_numbered(authority: Authority, seqs: Iterable[int]) -> dict[int, Note]:
    """按号登记: these entries of an authority with their act, day and person, by their numbers."""
    keys = [Entry.key(authority.pk, seq) for seq in seqs]
    rows = Entry.objects.of(authority).filter(id__in=keys, dossier=None).select_related("by")
    return {row.seq: Note(row.authority_id, row.act, row.on, row.by, json.loads(row.data)["note"]) for row in rows}


def entered_at(entries: Iterable[tuple[int, int]]) -> dict[tuple[int, int], datetime]:
    """登记时刻: the moments at which entries were made, by authority and number."""
    keys = {Entry.key(authority, seq): (authority, seq) for authority, seq in entries}
    rows = Entry.objects.everywhere().filter(pk__in=keys).order_by().values_list("pk", "at")
    return {keys[key]: at for key, at in rows}


def each_note(*acts: str) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """逐条登记: every entry of these acts anywhere, with the name of its authority and its number; flat in memory."""
    rows = Entry.objects.everywhere().filter(act__in=acts).order_by("id").values_list("authority__name", "seq", "data")
    for name, seq, data in rows.iterator(1000):
        note = json.loads(data).get("note")
        yield name, seq, note if isinstance(note, dict) else {}


@dataclass(frozen=True, slots=True)
class LateEntry:
    """迟到的登记: an act of a past day that was entered after something was counted."""

    authority_id: int
    seq: int
    act: str
    on: date
    at: datetime
    dossier: Dossier | None


def last_seq(authority: Authority) -> int:
    """最后条目: the number of the last entry of an authority; 0 where it has none."""
    head = Head.objects.filter(authority=authority).first()
    return head.seq if head else 0


def entered_after(authority: Authority, seq: int, first: date, last: date) -> list[LateEntry]:
    """此后登记的: entries after a number about acts of the days from ``first`` to ``last``, in their order."""
    rows = Entry.objects.of(authority).filter(id__gt=Entry.key(authority.pk, seq), on__range=(first, last))
    return [
        LateEntry(row.authority_id, row.seq, row.act, row.on, row.at, row.dossier)
        for row in rows.select_related("dossier").order_by("id")
    ]


def entries(dossier: Dossier) -> OwnedQuerySet[Entry]:
    """条目: everything entered on a dossier, in order."""
    return Entry.objects.of(dossier.authority).filter(dossier=dossier).order_by("id")


def last_hands(dossiers: Sequence[Dossier], among: Collection[int]) -> dict[int, int]:
    """最近经手人: of each file the last of these officials who entered a step on it; none where none of them has."""
    hands: dict[int, int] = {}
    for start in range(0, len(dossiers), MANY):
        some = dossiers[start : start + MANY]
        rows = Entry.objects.everywhere().filter(dossier__in=some, by__in=among).order_by("at", "id")
        hands |= dict(rows.values_list("dossier_id", "by_id"))
    return hands


def deeds(authority: Authority, official: Official, first: date, last: date) -> OwnedQuerySet[Entry]:
    """经办记录: what an official entered at an authority, or for it on files of those above, in a span; the earliest first."""
    rows = _in_line(authority).filter(by=official, on__gte=first, on__lte=last)
    return rows.select_related("dossier__authority").order_by("on", "id")


def _in_line(authority: Authority) -> OwnedQuerySet[Entry]:
    """Of the authority and those above it: a unit handles files its office has registered."""
    return Entry.objects.everywhere().filter(authority__in=authority.line)


def met(authority: Authority, official: Official, since: date, *, but: str = "") -> dict[int, int]:
    """共事次数: by the key of every other official, how many steps they took since a day on the files this one worked on.

    Files of the kind ``but`` do not count.
    """
    own = _in_line(authority).filter(by=official, on__gte=since).exclude(dossier=None).exclude(dossier__kind=but)
    rows = Entry.objects.everywhere().filter(dossier__in=own.values("dossier"), on__gte=since)
    counted = rows.exclude(by=official).exclude(by=None).order_by().values_list("by").annotate(steps=Count("pk"))
    return dict(counted)


def steps(dossier: Dossier) -> tuple[Step, ...]:
    """环节: the steps that count, amendments applied."""
    rows = list(entries(dossier))
    return tuple(amended(rows, _secrets_for(rows)).values())


def standing(dossier: Dossier, calendar: Calendar | None = None) -> Standing:
    """办理情况: what follows from the steps, by the calendar of the dossier's authority."""
    return replay(dossier.kind, steps(dossier), calendar or calendar_of(dossier.authority))


def standings(dossiers: Sequence[Dossier], calendar: Calendar) -> dict[int, Standing]:
    """一页案卷的办理情况: by the key of each dossier; the entries of all of them are fetched at once, for lists."""
    rows = _entries_of(dossiers)
    secrets = vault.secrets_of_many(one for one in dossiers if _any_covered(rows[one.pk]))
    return {
        one.pk: replay(one.kind, list(amended(rows[one.pk], secrets.get(one.pk)).values()), calendar)
        for one in dossiers
    }


def reckoned(
    dossiers: Sequence[Dossier], calendar: Callable[[Authority], Calendar] = calendar_of
) -> Iterator[ReckonedFile]:
    """成批推算: what follows for some files of several authorities, each by ``calendar`` of its own.

    Nothing private is opened for it: no day and no state depends on how something was worded.
    """
    authorities = {dossier.authority_id: dossier.authority for dossier in dossiers}
    calendars = {key: calendar(authority) for key, authority in authorities.items()}
    rows = _entries_of(dossiers)
    for dossier in dossiers:
        yield _reckoned(dossier, rows[dossier.pk], calendars[dossier.authority_id])


def _entries_of(dossiers: Sequence[Dossier]) -> dict[int, list[Entry]]:
    rows: dict[int, list[Entry]] = defaultdict(list)
    for entry in Entry.objects.everywhere().filter(dossier__in=list(dossiers)).order_by("id"):
        rows[entry.dossier_id or 0].append(entry)
    return rows


def _reckoned(dossier: Dossier, rows: list[Entry], calendar: Calendar) -> ReckonedFile:
    try:
        standing = replay(dossier.kind, list(amended(rows).values()), calendar)
    except Unlawful as refusal:
        return ReckonedFile(dossier, calendar, None, str(refusal))
    return ReckonedFile(dossier, calendar, standing)


def timeline(dossier: Dossier) -> list[Line]:
    """办理经过: every entry in order, with what it says now and, if it was amended, what it said."""
    rows = list(entries(dossier).select_related("by"))
    secrets = _secrets_for(rows)
    told = {row.seq: veil.uncovered(json.loads(row.data), secrets) for row in rows}
    now, was = amended(rows, secrets), {row.seq: step for row in rows if (step := _step(row, told[row.seq]))}
    amendments = {amends: seq for seq, data in told.items() if (amends := data.get("amends"))}
    labels = _act_labels(dossier, list(now.values()))
    return [
        Line(
            seq=row.seq,
            act=row.act,
            label=labels.get(row.act, row.act),
            on=row.on,
            at=row.at,
            by=row.by,
            data=told[row.seq],
            step=now.get(row.seq),
            entered=was.get(row.seq) if row.seq in amendments else None,
            amended_by=amendments.get(row.seq),
        )
        for row in rows
    ]


def _secrets_for(rows: Sequence[Entry]) -> Secrets | None:
    """The key to what is covered in these entries of one file; None where nothing is, or where it was shredded."""
    if not _any_covered(rows):
        return None
    dossier_id = rows[0].dossier_id
    key = DossierKey.objects.everywhere().filter(dossier=dossier_id, wrapped__isnull=False).first()
    return vault.unwrapped(key) if key else None


def _any_covered(rows: Sequence[Entry]) -> bool:
    return any(f'"{veil.PRIVATE}":' in row.data for row in rows)


def _step(entry: Entry, data: Mapping[str, Any]) -> Step | None:
    """The step an entry holds as it was entered, or None for an entry that is no step of a Flow."""
    details = data.get("details")
    return None if details is None else Step(entry.act, entry.on, details)


def amended(rows: Iterable[Entry], secrets: Secrets | None = None) -> dict[int, Step]:
    """更正后: the steps that count by the number of their entry; a later amendment prevails, a void one leaves nothing.

    Without ``secrets`` the private details stay covered; every day, state and outcome follows all the same.
    """
    counted: dict[int, Step | None] = {}
    for row in rows:
        data = veil.uncovered(json.loads(row.data), secrets)
        if data.get("amends") in counted:
            counted[data["amends"]] = step_from(data["step"])
        elif step := _step(row, data):
            counted[row.seq] = step
    return {seq: step for seq, step in counted.items() if step is not None}


def step_from(written: dict[str, Any] | None) -> Step | None:
    """读环节: a step as an amendment writes it, or None for 作废."""
    return Step(written["act"], date.fromisoformat(written["on"]), written["details"]) if written else None


def step_to(step: Step | None) -> dict[str, Any] | None:
    """写环节: the inverse of ``step_from``."""
    return {"act": step.act, "on": step.on.isoformat(), "details": dict(step.details)} if step else None


def _act_labels(dossier: Dossier, taken: Sequence[Step]) -> dict[str, str]:
    own = {AMEND: "更正登记", SHRED: "销毁个人信息"}
    calendar = calendar_of(dossier.authority)
    rows = procedure(dossier.kind).flow(replay(dossier.kind, taken, calendar)).rows
    # 立卷的一步不在程序表里，名称在同一个词表里
    return {act.value: label(act) for kind in {type(row.act) for row in rows} for act in kind} | own


def act_labels(dossier: Dossier) -> dict[str, str]:
    """环节名称: of every act a file knows, by its key."""
    return _act_labels(dossier, steps(dossier))
