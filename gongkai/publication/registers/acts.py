"""登记簿办理: enter, correct, take off a list, make public, withdraw, end. Each is one transaction and one entry.

A record is kept inside until a named person makes it public. What the law of its kind refuses is refused here, field by field;
what stands in a chain waits for what must come before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import IntegrityError, transaction

from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.grammar.kinds import Kind, Measure
from gongkai.law.grammar.statute import regulation
from gongkai.law.registers import KINDS
from gongkai.law.registers.chains import chain_of
from gongkai.law.registers.rows import judge
from gongkai.law.registers.standing import (
    CORRECT,
    END,
    ENTER,
    ENTER_MANY,
    ENTRUST,
    KEEP,
    LEAVE,
    PUBLISH,
    STOP_KEEPING,
    WITHDRAW,
    Standing,
)
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import acts as journal
from gongkai.office.journal.hiding import hide
from gongkai.office.journal.vault import Secrets
from gongkai.publication.gate import acts as gate
from gongkai.publication.registers import proving, queries, storing
from gongkai.publication.registers.models import Keeping, Record, RecordVersion

REVIEWED_FIRST = regulation(17, gist="公开前应当审查")
CHUNK = 1000
Said = Mapping[str, str]
Values = storing.Values


# -- which kinds are kept --------------------------------------------------------------------------------------------------


@transaction.atomic
def keep(
    authority: Authority, kind: Kind, unit: str, *, on: date, by: Official | None, owner: Official | None = None
) -> Keeping:
    """启用登记簿: from now on the authority keeps the kind and owes what its limit says."""
    if not unit.strip():
        raise Unlawful("责任单位不能为空", field="unit")
    if queries.keeping(authority, kind) is not None:
        raise Unlawful(f"“{kind.label}”已经启用", field="kind")
    row = Keeping.objects.of(authority).create(
        authority=authority, kind=kind.key, unit=unit.strip(), owner=owner, since=on
    )
    journal.enter(authority, KEEP, on=on, by=by, data={"kind": kind.key, "unit": row.unit})
    return row


@transaction.atomic
def entrust(keeping: Keeping, owner: Official, *, on: date, by: Official) -> None:
    """更换登记簿责任人: whoever is told from now on when something of it is due."""
    if keeping.owner_id == owner.pk:
        return
    keeping.owner = owner
    keeping.save(update_fields=["owner"])
    journal.enter(keeping.authority, ENTRUST, on=on, by=by, data={"kind": keeping.kind, "owner": owner.username})


@transaction.atomic
def stop_keeping(keeping: Keeping, *, on: date, by: Official) -> None:
    """停用登记簿: nothing more is owed; what is public stays public."""
    keeping.until = on
    keeping.save(update_fields=["until"])
    journal.enter(keeping.authority, STOP_KEEPING, on=on, by=by, data={"kind": keeping.kind})


# -- one record ------------------------------------------------------------------------------------------------------------


def understood(kind: Kind, said: Said, today: date) -> Values:
    """读得: the values of a row; ``Unlawful`` names every field that keeps it out, the first as its place."""
    judged = judge(kind, said, today=today, proven=proving.PROVEN)
    refusing = [each for each in judged.faults if each.refuses]
    if refusing:
        raise Unlawful("；".join(map(str, refusing)), kind.basis, field=refusing[0].field)
    return judged.values


@transaction.atomic
def enter(authority: Authority, kind: Kind, said: Said, *, on: date, today: date, by: Official | None) -> Record:
    """登记一条: it waits inside until it is made public."""
    not_in_the_future(on, today)
    values = understood(kind, said, today)
    _in_their_chain(authority, kind, [values])
    record = _new(authority, kind, values, on, calendar_of(authority), storing.secrets())
    record.entry = record.change = journal.enter(
        authority, ENTER, on=on, by=by, data={"kind": kind.key, "row": record.seal}
    )
    _saved(record)
    return record


@transaction.atomic
def correct(record: Record, said: Said, reason: str, *, on: date, today: date, by: Official | None, seen: int) -> None:
    """更正: what it said before stays as a version; the page of the record tells the public why."""
    not_in_the_future(on, today)
    _lock(record, seen)
    if not reason.strip():
        raise Unlawful("更正理由不能为空", field="reason")
    if record.standing in (Standing.ENDED, Standing.WITHDRAWN):
        raise Unlawful(f"记录{Standing(record.standing).label}，不能更正")
    values = understood(record.declared, said, today)
    _of_its_matter(record, values)
    _change(record, values, reason.strip(), on, by, CORRECT)


@transaction.atomic
def leave(
    record: Record, reason: str, *, on: date, today: date, by: Official | None, seen: int, passed: bool = False
) -> None:
    """移出: an item leaves its list, a name its blacklist; both stay readable as of the days they stood there.

    ``passed`` says that the reason has come before the gate already, with the batch it stands in.
    """
    not_in_the_future(on, today)
    _lock(record, seen)
    if record.left_on is not None:
        raise Unlawful(f"已于{record.left_on:%Y-%m-%d}移出")
    if on < record.dated_on:
        raise Unlawful(f"移出日期不能早于列入日期（{record.dated_on:%Y-%m-%d}）", field="on")
    if not reason.strip():
        raise Unlawful("移出理由不能为空", field="reason")
    if record.standing == Standing.PUBLIC and not passed:
        _reason_passes(record, reason, on, by)
    version = _version(record, reason.strip(), on)
    record.left_on = on
    record.alike = ""  # its code may come back by a later adjustment
    _laid_down(record, version, on, by, LEAVE)


@transaction.atomic
def withdraw(
    record: Record, kind: Withdrawal, reason: str, *, on: date, today: date, by: Official | None, seen: int
) -> None:
    """撤回: at once; its address tells since when and why, and nothing more."""
    not_in_the_future(on, today)
    _lock(record, seen)
    if record.standing == Standing.WITHDRAWN:
        raise Unlawful("记录已经撤回")
    if not reason.strip():
        raise Unlawful("撤回说明不能为空", field="reason")
    record.standing, record.withdrawn_on = Standing.WITHDRAWN, on
    record.withdrawn_kind, record.withdrawn_reason = kind, reason.strip()[:300]
    data: dict[str, JSON] = {"record": record.pk, "kind": record.kind, "why": kind.value, "reason": reason.strip()}
    record.change = journal.enter(record.authority, WITHDRAW, on=on, by=by, data={**data, "row": record.seal})
    record.save()
    hide(record.authority)


# -- many records ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def enter_many(
    authority: Authority,
    kind: Kind,
    rows: Sequence[Values],
    *,
    on: date,
    by: Official | None,
    published: bool = False,
    data: Mapping[str, JSON] | None = None,
) -> list[Record]:
    """成批登记: rows that were judged before, under one entry; ``published`` where who accepts them makes them public as well.

    ``data`` says in the entry where they come from. The caller hands over chunks of at most a thousand, each its own transaction.
    """
    if len(rows) > CHUNK:
        raise ValueError(f"at most {CHUNK} rows in a transaction")
    if not rows:
        return []
    _in_their_chain(authority, kind, rows)
    calendar, keys = calendar_of(authority), storing.secrets()
    records = [_new(authority, kind, values, on, calendar, keys) for values in rows]
    told: dict[str, JSON] = {
        "kind": kind.key,
        "rows": len(records),
        "root": storing.root(record.seal for record in records),
        "published": published,
    }
    seq = journal.enter(authority, ENTER_MANY, on=on, by=by, data={**(data or {}), **told})
    for record in records:
        record.entry = record.change = seq
        if published:
            record.standing, record.published_on, record.release = Standing.PUBLIC, on, seq
    try:
        with transaction.atomic():
            _not_there_otherwise(records)
            return Record.objects.of(authority).bulk_create(records)
    except IntegrityError:
        raise Unlawful("有记录与已登记的重复，请逐行核对后重新导入", field="alike") from None


@transaction.atomic
def publish(
    authority: Authority,
    kind: Kind,
    keys: Iterable[int],
    *,
    on: date,
    today: date,
    by: Official,
    seen: Mapping[int, int] | None = None,
) -> int:
    """公开: a named person lets records out; what shows a person's number in its free text is not let out, and what perhaps
    does waits for who decides at the gate. Says how many.

    ``seen`` are the editions that person was shown.
    """
    not_in_the_future(on, today)
    waiting = Record.objects.of(authority).filter(kind=kind.key, standing=Standing.WAITING, pk__in=list(keys))
    records = list(waiting.select_for_update().order_by("pk")[: CHUNK + 1])
    if not records:
        raise Unlawful("没有待公开的记录，请刷新页面", field="records")
    if len(records) > CHUNK:
        raise Unlawful(f"一次最多公开{CHUNK}条", field="records")
    for record in records:
        if seen is not None and seen.get(record.pk) != record.edition:
            raise Unlawful(f"“{record.title}”在您预览以后被改动，请重新预览", field="records")
        _must_show_nobody(record)
    _must_be_decided(records, on, by)
    data: dict[str, JSON] = {
        "kind": kind.key,
        "rows": len(records),
        "root": storing.keys_root(record.pk for record in records),
    }
    seq = journal.enter(authority, PUBLISH, on=on, by=by, data=data)
    Record.objects.of(authority).filter(pk__in=[record.pk for record in records]).update(
        standing=Standing.PUBLIC, published_on=on, release=seq
    )
    return len(records)


@transaction.atomic
def end(authority: Authority, *, on: date, most: int = CHUNK) -> int:
    """期满撤下: records whose last day has passed leave the public; how many."""
    over = Record.objects.of(authority).filter(standing=Standing.PUBLIC, ends_on__lt=on)
    keys = list(over.select_for_update().order_by("pk").values_list("pk", flat=True)[:most])
    if keys:
        end_these(authority, keys, on=on, by=None)
    return len(keys)


@transaction.atomic
def end_these(authority: Authority, keys: Sequence[int], *, on: date, by: Official | None) -> None:
    """撤下这些: what has left its list or is past its display leaves the public under one entry."""
    data: dict[str, JSON] = {"rows": len(keys), "root": storing.keys_root(keys), "records": list(keys)}
    journal.enter(authority, END, on=on, by=by, data=data)
    Record.objects.of(authority).filter(pk__in=keys).update(
        standing=Standing.ENDED, withdrawn_on=on, withdrawn_kind=Withdrawal.ENDED
    )
    hide(authority)


# -- what they share -------------------------------------------------------------------------------------------------------


def _new(authority: Authority, kind: Kind, values: Values, on: date, calendar: Calendar, keys: Secrets) -> Record:
    record = Record(authority=authority, kind=kind.key, entered_on=on)
    return storing.fill(record, values, calendar, keys)


def _in_their_chain(authority: Authority, kind: Kind, rows: Sequence[Values]) -> None:
    """A stage waits for what must come before it, and for objections to be answered; asked once for all rows."""
    chain = chain_of(kind.key)
    if chain is None:
        return
    joined = [chain.joined(kind.key, values) for values in rows]
    found = queries.joints(authority, chain, joined)
    for number, each in enumerate(joined, 1):
        try:
            chain.may(kind.key, found.there.get(each, frozenset()), found.objections.get(each, 0))
        except Unlawful as refusal:
            which = f"第{number}行（{each}）：" if len(rows) > 1 else ""
            raise Unlawful(f"{which}{refusal.reason}", refusal.basis, field=refusal.field) from None


def _of_its_matter(record: Record, values: Values) -> None:
    """A correction that moves a record to another matter is held to that matter's chain."""
    chain = chain_of(record.kind)
    if chain is not None and chain.joined(record.kind, values) != record.joined:
        _in_their_chain(record.authority, record.declared, [values])


def _not_there_otherwise(records: Sequence[Record]) -> None:
    """The constraint of the table compares one form; a record of the other suite is asked for in its own."""
    known = [form for record in records if record.alike for form in record.alike_otherwise]
    for start in range(0, len(known), CHUNK):
        there = Record.objects.of(records[0].authority).filter(kind=records[0].kind)
        if there.filter(alike__in=known[start : start + CHUNK]).exclude(pk=records[0].pk).exists():
            raise IntegrityError


def _saved(record: Record) -> None:
    try:
        with transaction.atomic():
            _not_there_otherwise([record])
            record.save(force_insert=True)
    except IntegrityError:
        names = "、".join(record.declared.field(key).label for key in record.declared.alike)
        raise Unlawful(f"同样的记录已经登记（{names}都相同）", field=record.declared.alike[0]) from None


def _lock(record: Record, seen: int) -> None:
    record.refresh_from_db(from_queryset=Record.objects.everywhere().select_for_update(of=("self",)))
    if record.edition != seen:
        raise Unlawful("已被他人改动，您看到的内容不是最新的，请刷新页面后再办理")


def _must_show_nobody(record: Record) -> None:
    if found := proving.personal_in(record.declared, record.data):
        raise Unlawful(f"“{record.title}”的{found[0]}；请先更正，再公开", REVIEWED_FIRST, field="records")


def _must_be_decided(records: Iterable[Record], on: date, by: Official | None) -> None:
    """Only what is likely personal comes before the gate: a register is long, and most of it tells of nobody."""
    doubtful = [record for record in records if proving.doubtful_in(record.declared, record.data)]
    parts = [part for record in doubtful for part in proving.parts_of(record)]
    if doubtful:
        gate.pass_publication(doubtful[0].authority, parts, on=on, by=by)


def _change(record: Record, values: Values, reason: str, on: date, by: Official | None, act: str) -> None:
    left_on, version = record.left_on, _version(record, reason, on)
    storing.fill(record, values, calendar_of(record.authority), storing.secrets())
    if record.declared.measure is Measure.STOCK:
        record.left_on = left_on
        record.alike = record.alike if left_on is None else ""
    if record.standing == Standing.PUBLIC:
        _must_show_nobody(record)
        _must_be_decided([record], on, by)
        _reason_passes(record, reason, on, by)
    _laid_down(record, version, on, by, act)


def _reason_passes(record: Record, reason: str, on: date, by: Official | None) -> None:
    """公开前筛查: the page of the record tells the public why."""
    gate.pass_words(record.authority, f"record {record.pk}", {"变更理由": reason.strip()[:300]}, on=on, by=by)


def _version(record: Record, reason: str, on: date) -> RecordVersion:
    """What it says now, as it will be kept."""
    return RecordVersion(
        authority=record.authority,
        record=record,
        edition=record.edition,
        row=storing.row(record),
        sealed=record.sealed,
        until=on,
        reason=reason[:300],
    )


def _laid_down(record: Record, version: RecordVersion, on: date, by: Official | None, act: str) -> None:
    record.edition += 1
    record.seal = storing.digest(record)
    data: dict[str, JSON] = {
        "record": record.pk,
        "kind": record.kind,
        "was": storing.digest_of(version.row),
        "row": record.seal,
        "reason": version.reason,
    }
    version.entry = record.change = journal.enter(record.authority, act, on=on, by=by, data=data)
    version.save(force_insert=True)
    try:
        with transaction.atomic():
            _not_there_otherwise([record])
            record.save()
    except IntegrityError:
        raise Unlawful("更正后与另一条记录重复", field=record.declared.alike[0]) from None


def inside(record: Record) -> Values:
    """不公开的内容: of a record, for acts that must not lose it; every look of a person is noted by the page that shows it."""
    return storing.opened(record.sealed)


def declared(key: str) -> Kind:
    """种类: of that key; ``Unlawful`` where there is none."""
    if key not in KINDS:
        raise Unlawful(f"没有“{key}”这类登记簿", field="kind")
    return KINDS[key]
