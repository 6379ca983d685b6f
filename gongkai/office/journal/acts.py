"""办理: the verbs of the journal. Lock the dossier, ask the law, reflect, enter: one transaction, the head locked last.

Every act is handed its legal day ``on`` (within the step) and its official ``by`` (None for the system); what the law does
not allow raises ``Unlawful`` and nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.procedures import Standing, procedure, replay
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import numbers, queries, vault, veil, vendor
from gongkai.office.journal.entries import Entry, Head, Row
from gongkai.office.journal.models import Dossier, DossierKey
from gongkai.office.journal.numbers import Number
from gongkai.office.journal.seals import GENESIS, canonical, key_id
from gongkai.office.journal.vault import Secrets
from gongkai.web import clock

SHADOWS = [
    "title",
    "opened_on",
    "state",
    "received_on",
    "due_on",
    "due_provisional",
    "closed_on",
    "outcome",
    "extended",
    *("party", "channel", "received_month", "closed_month", "term_on", "timeliness", "worked_days", "calendar_days"),
    "version",
]
Personal = Mapping[str, JSON]
"""A row of personal data as it is fingerprinted; the row itself stands, sealed, in a table of its room."""


@dataclass(frozen=True)
class Deed:
    """一步: a step of a history, who took it, and the numbers it used."""

    step: Step
    by: Official | None = None
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True)
class History:
    """一卷: everything that happened to one file, for ``enter_many``; ``row`` is carried along for the room that wrote it."""

    deeds: Sequence[Deed]
    title: str = ""
    personal: Personal | None = None
    row: Any = None


@dataclass(frozen=True)
class Written:
    """已写入: a dossier that ``enter_many`` has just written, with the secrets to seal its personal data."""

    dossier: Dossier
    secrets: Secrets
    history: History


Alongside = Callable[[Sequence[Written]], None]


# --- one file ----------------------------------------------------------------------------------------------------


@transaction.atomic
def open_dossier(
    authority: Authority,
    kind: str,
    step: Step,
    *,
    by: Official | None,
    title: str = "",
    personal: Personal | None = None,
) -> Dossier:
    """立卷: open a file of a kind by its first step, under the next registration number of that kind and year."""
    calendar = calendar_of(authority)
    standing = procedure(kind).open(step, calendar)
    number = numbers.registration(authority, kind, step.on.year)
    dossier = _new_dossier(authority, kind, number, title, step)
    dossier.reflect(standing, calendar)
    dossier.save(force_insert=True)
    key, secrets = vault.new_key(dossier)
    key.save(force_insert=True)
    _enter(authority, step.act, step.on, by, _opening(dossier, secrets, Deed(step, by, (number,)), personal), dossier)
    return dossier


@transaction.atomic
def take(
    dossier: Dossier,
    step: Step,
    *,
    by: Official | None,
    seen: int | None = None,
    numbers: Iterable[Number] = (),
    personal: Personal | None = None,
) -> Standing:
    """办理一步: the one way to move a file. ``dossier`` is brought up to date in place.

    ``seen`` is the version the page showed: if somebody else has acted since, the act is refused. ``numbers`` are those drawn
    for this step; ``personal`` is the row of personal data it brought, to be fingerprinted.
    """
    lock(dossier, seen=seen)
    calendar = calendar_of(dossier.authority)
    standing = queries.standing(dossier, calendar).take(step, calendar)
    _reflect(dossier, standing, calendar)
    secrets = vault.secrets_of(dossier) if personal is not None else _secrets(dossier)
    data = _details(dossier.kind, Deed(step, by, tuple(numbers)), secrets, personal)
    _enter(dossier.authority, step.act, step.on, by, data, dossier)
    return standing


@transaction.atomic
def amend(
    dossier: Dossier,
    seq: int,
    step: Step | None,
    *,
    on: date,
    by: Official | None,
    reason: str,
    seen: int | None = None,
) -> Standing:
    """更正登记: an entry that puts another entry right, or voids it (``step`` None); what was entered stays readable.

    The file must be lawful as amended from its first step to its last.
    """
    lock(dossier, seen=seen)
    if not reason.strip():
        raise Unlawful("更正理由不能为空", field="reason")
    secrets = _secrets(dossier)
    counted = queries.amended(queries.entries(dossier), secrets)
    if seq not in counted:
        raise Unlawful(f"第{seq}号条目不是本案卷的有效办理环节，不能更正", field="seq")
    if step is None and seq == min(counted):
        raise Unlawful("立卷的条目不能作废，只能更正", field="seq")
    changed = counted | {seq: step}
    calendar = calendar_of(dossier.authority)
    remaining = [one for one in changed.values() if one is not None]
    standing = replay(dossier.kind, remaining, calendar)
    dossier.opened_on = remaining[0].on
    _reflect(dossier, standing, calendar)
    data: dict[str, JSON] = {"amends": seq, "reason": reason.strip(), "step": queries.step_to(step)}
    private: dict[str, JSON] = {"reason": reason.strip()}
    if step is not None:
        names = procedure(dossier.kind).private
        private["step"] = {"details": {name: step.details[name] for name in names if step.details.get(name)}}
    _enter(dossier.authority, queries.AMEND, on, by, veil.covered(data, private, secrets), dossier)
    return standing


@transaction.atomic
def shred(dossier: Dossier, *, on: date, by: Official | None, reason: str) -> None:
    """销毁个人信息: delete the key and the salt of a closed file; its chain stays valid and says which entry did it."""
    lock(dossier)
    if dossier.closed_on is None:
        raise Unlawful("案卷尚未办结，不能销毁个人信息")
    if not reason.strip():
        raise Unlawful("销毁理由不能为空", field="reason")
    key = DossierKey.objects.of(dossier.authority).get(dossier=dossier)
    if key.wrapped is None:
        raise Unlawful(f"个人信息已由第{key.shredded_by}号条目销毁")
    _shred(dossier, key, on, by, {"shreds": True, "reason": reason.strip()})


@transaction.atomic
def shred_again(dossier: Dossier, by_entry: int, *, on: date) -> int:
    """再次销毁: a file that came back with a backup older than the entry that shredded it, which the restored chain lacks.

    It may stand open in that older state: what it holds of persons goes all the same. Returns the number of the new entry.
    """
    lock(dossier)
    key, _ = DossierKey.objects.everywhere().get_or_create(
        dossier=dossier, defaults={"authority": dossier.authority, "wrapped": b"", "key_id": vault.house_key_id()}
    )
    reason = f"恢复的备份早于销毁：个人信息已由原第{by_entry}号条目销毁"
    return _shred(dossier, key, on, None, {"shreds": True, "reason": reason, "again": by_entry})


def _shred(dossier: Dossier, key: DossierKey, on: date, by: Official | None, data: dict[str, JSON]) -> int:
    dossier.title = ""
    dossier.version += 1
    dossier.save(update_fields=["title", "version"])
    entry = _enter(dossier.authority, queries.SHRED, on, by, data, dossier)
    key.wrapped, key.shredded_by = None, entry.seq
    key.save(update_fields=["wrapped", "shredded_by"])
    return entry.seq


def lock(dossier: Dossier, *, seen: int | None = None) -> None:
    """锁卷: hold the file until the end of the transaction and bring it up to date; the first lock any act takes.

    Raises Unlawful when somebody acted on it since ``seen``.
    """
    dossier.refresh_from_db(fields=SHADOWS, from_queryset=Dossier.objects.everywhere().select_for_update())
    if seen is not None and seen != dossier.version:
        raise Unlawful("案卷已被他人办理，您看到的内容不是最新的，请刷新页面后再办理")


# --- outside a Flow ----------------------------------------------------------------------------------------------


@transaction.atomic
def enter(
    authority: Authority,
    act: str,
    *,
    on: date,
    by: Official | None,
    data: Mapping[str, JSON],
    dossier: Dossier | None = None,
    numbers: Iterable[Number] = (),
) -> int:
    """登记: an act outside a Flow, with the numbers drawn for it; returns the number of its entry."""
    if dossier is not None:
        lock(dossier)
        dossier.version += 1
        dossier.save(update_fields=["version"])
    note: dict[str, JSON] = {"note": dict(data)}
    told = veil.covered(note, note, _secrets(dossier)) if dossier else note
    drawn: list[JSON] = [number.record() for number in numbers]
    if drawn:
        told = told | {"numbers": drawn}
    return _enter(authority, act, on, by, told, dossier).seq


@transaction.atomic
def reflect(dossier: Dossier) -> bool:
    """重新映照: bring a file's shadows up to date with a changed calendar; whether anything changed. Enters nothing."""
    lock(dossier)
    before = [getattr(dossier, name) for name in SHADOWS]
    calendar = calendar_of(dossier.authority)
    dossier.reflect(queries.standing(dossier, calendar), calendar)
    if before == [getattr(dossier, name) for name in SHADOWS]:
        return False
    dossier.save(update_fields=SHADOWS)
    return True


@dataclass(frozen=True, slots=True)
class Moved:
    """移动的案卷: a file that another calendar changed, and the day it was due before."""

    dossier: Dossier
    was: date | None

    @property
    def is_another_day(self) -> bool:
        """改期: an open file is due on another day; otherwise only what is told of a closed one has changed."""
        return self.dossier.closed_on is None and self.was != self.dossier.due_on


@transaction.atomic
def reflect_many(keys: Sequence[int]) -> list[Moved]:
    """成批映照: ``reflect`` for a chunk of files in one transaction; those that changed. Enters nothing.

    A file with a step that the changed calendar would not have allowed stays as it is; ``verify`` names it until it is amended.
    """
    held = Dossier.objects.everywhere().filter(pk__in=keys).select_related("authority").order_by("pk")
    changed = []
    for file in queries.reckoned(list(held.select_for_update(of=("self",)))):
        before = [getattr(file.dossier, name) for name in SHADOWS]
        was = file.dossier.due_on
        if file.standing is not None:
            file.dossier.reflect(file.standing, file.calendar)
        if before != [getattr(file.dossier, name) for name in SHADOWS]:
            file.dossier.save(update_fields=SHADOWS)  # ten times quicker than one update of CASE WHEN for all
            changed.append(Moved(file.dossier, was))
    return changed


# --- in bulk -----------------------------------------------------------------------------------------------------


def enter_many(
    authority: Authority,
    kind: str,
    histories: Iterable[History],
    *,
    chunk: int = 200,
    alongside: Alongside | None = None,
) -> Iterator[Dossier]:
    """批量登记: whole histories as if act by act, in transactions of ``chunk`` files each; yields the dossiers it wrote.

    The histories are taken from the iterable inside the transaction of their chunk, so a generator may draw numbers;
    ``alongside`` writes the rows of the room in the same transaction.
    """
    remaining = iter(histories)
    while True:
        with transaction.atomic():
            some = list(islice(remaining, chunk))
            written = _write(authority, kind, some) if some else []
            if written and alongside:
                alongside(written)
        if not some:
            return
        yield from (one.dossier for one in written)


def _write(authority: Authority, kind: str, histories: Sequence[History]) -> list[Written]:
    calendar = calendar_of(authority)
    drawn = numbers.registrations(authority, kind, [history.deeds[0].step.on.year for history in histories])
    dossiers = [
        _finished(authority, kind, number, history, calendar) for number, history in zip(drawn, histories, strict=True)
    ]
    Dossier.objects.of(authority).bulk_create(dossiers)
    keys = [vault.new_key(dossier) for dossier in dossiers]
    DossierKey.objects.of(authority).bulk_create(key for key, _ in keys)
    written = [Written(*row) for row in zip(dossiers, (secrets for _, secrets in keys), histories, strict=True)]
    head = _locked_head(authority)
    at = max(clock.now(), head.at)
    rows = (
        _next(head, at, deed.step.act, deed.step.on, deed.by, data, one.dossier)
        for one, number in zip(written, drawn, strict=True)
        for deed, data in _deeds(one, number)
    )
    vendor.pour(connection, Entry, rows)
    head.save(update_fields=["seq", "seal", "at"])
    return written


def _finished(authority: Authority, kind: str, number: Number, history: History, calendar: Calendar) -> Dossier:
    dossier = _new_dossier(authority, kind, number, history.title, history.deeds[0].step)
    dossier.version = len(history.deeds)
    dossier.reflect(replay(kind, [deed.step for deed in history.deeds], calendar), calendar)
    return dossier


def _deeds(one: Written, number: Number) -> Iterator[tuple[Deed, dict[str, JSON]]]:
    first, *rest = one.history.deeds
    opening = Deed(first.step, first.by, (number, *first.numbers))
    yield opening, _opening(one.dossier, one.secrets, opening, one.history.personal)
    for deed in rest:
        yield deed, _details(one.dossier.kind, deed, one.secrets)


# --- the entry itself --------------------------------------------------------------------------------------------


def _new_dossier(authority: Authority, kind: str, number: Number, title: str, step: Step) -> Dossier:
    return Dossier(authority=authority, kind=kind, number=number.text, title=title[:200], opened_on=step.on, version=1)


def _opening(dossier: Dossier, secrets: Secrets, deed: Deed, personal: Personal | None) -> dict[str, JSON]:
    """The title may name people: the entry holds its fingerprint, which means nothing once the file is shredded."""
    opens: dict[str, JSON] = {
        "kind": dossier.kind,
        "number": dossier.number,
        "title": secrets.fingerprint({"title": dossier.title}),
    }
    return _details(dossier.kind, deed, secrets, personal) | {"opens": opens}


def _details(kind: str, deed: Deed, secrets: Secrets | None, personal: Personal | None = None) -> dict[str, JSON]:
    """What an entry of a step holds. What the law calls private stands in it sealed, a row of personal data as fingerprint."""
    data = veil.details(deed.step.details, procedure(kind).private, secrets)
    if deed.numbers:
        data["numbers"] = [number.record() for number in deed.numbers]
    if personal is not None and secrets is not None:
        data["personal"] = secrets.fingerprint(personal)
    return data


def _secrets(dossier: Dossier) -> Secrets | None:
    """The key of a file; None once it was shredded: the file still moves, it only holds nothing personal any more."""
    return vault.secrets_of_many([dossier]).get(dossier.pk)


def _reflect(dossier: Dossier, standing: Standing, calendar: Calendar) -> None:
    dossier.reflect(standing, calendar)
    dossier.version += 1
    dossier.save(update_fields=SHADOWS)


def _enter(
    authority: Authority, act: str, on: date, by: Official | None, data: dict[str, JSON], dossier: Dossier | None
) -> Entry:
    head = _locked_head(authority)
    row = _next(head, max(clock.now(), head.at), act, on, by, data, dossier)
    entry = Entry(**row._asdict())
    entry.save(force_insert=True)
    head.save(update_fields=["seq", "seal", "at"])
    return entry


def _locked_head(authority: Authority) -> Head:
    if not connection.in_atomic_block:
        raise RuntimeError("条目须在事务内登记")
    locked = Head.objects.select_for_update().filter(authority=authority)
    head = locked.first()
    if head is None:
        first = Head(authority=authority, seal=GENESIS, at=clock.now())
        Head.objects.bulk_create([first], ignore_conflicts=True)
        head = locked.get()
    return head


def _next(
    head: Head, at: datetime, act: str, on: date, by: Official | None, data: dict[str, JSON], dossier: Dossier | None
) -> Row:
    """The entry that follows the head; the head moves on to it in memory."""
    unsealed = Row(
        id=Entry.key(head.authority_id, head.seq + 1),
        authority_id=head.authority_id,
        seq=head.seq + 1,
        dossier_id=dossier.pk if dossier else None,
        act=act,
        on=on,
        by_id=by.pk if by else None,
        at=at,
        data=canonical(data),
        prev=head.seal,
        seal="",
        key_id=key_id(),
    )
    row = unsealed._replace(seal=unsealed.reckoned_seal())
    head.seq, head.seal, head.at = row.seq, row.seal, at
    return row
