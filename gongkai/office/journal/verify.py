"""核验: whether the journal is what was entered.

Finds a flipped byte in any column of any entry, a recomputed chain, a cut tail, a missing trigger, a shadow that contradicts
its entries, a number used twice or not at all, an access log that was touched. A room that keeps
rows sealed by entries outside a dossier checks them in a module ``verifying``. Incremental from a signed checkpoint, whole on
demand. Reading never locks: a shadow that looks wrong is looked at again under the lock before it is reported.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from importlib import import_module
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.utils.module_loading import module_has_submodule

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.procedures import replay
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import access, heads, keys, queries, rewrapping, vault, vendor
from gongkai.office.journal.entries import STRIDE, Entry, Head, Row
from gongkai.office.journal.models import Access, AccessMonth, Checkpoint, Counter, Dossier, DossierKey, Verification
from gongkai.office.journal.seals import GENESIS, Purpose, bears, moment, seal
from gongkai.web import clock

CHUNK = 1000
FILES = 200
UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, DatabaseError, OverflowError)
"""What a damaged column raises on its way from the database into Python."""


@dataclass(frozen=True, slots=True)
class Finding:
    """核验发现: where something is not as it was entered, and what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}：{self.what}"


Findings = Iterator[Finding]
Progress = Callable[[str], None]


def verify(*, whole: bool = False, progress: Progress = lambda _: None) -> Findings:
    """核验: everything that is wrong, as it is found; ``whole`` starts every chain from its first entry."""
    for name in vendor.unguarded(connection):
        yield Finding("数据库", f"缺少触发器{name}，或其内容被改动")
    yield from _as_far_as_it_can_be_read("外存链头", _outside(whole))
    yield from _as_far_as_it_can_be_read("加密密钥", _former_keys(whole))
    for authority in Authority.objects.order_by("id"):
        yield from _as_far_as_it_can_be_read(authority.name, _Chain(authority, whole, progress).findings())
    if whole:
        yield from _as_far_as_it_can_be_read("台账", _whole_table())
    for name, findings in _rooms():
        yield from _as_far_as_it_can_be_read(name, findings(whole))


KEPT = 100
"""留存的核验记录."""


def remember(*, whole: bool, found: int) -> None:
    """记下核验: when it was done and how many things were wrong, for the doctor; the oldest records go."""
    Verification.objects.create(at=clock.now(), whole=whole, found=found)
    Verification.objects.exclude(pk__in=list(Verification.objects.values_list("pk", flat=True)[:KEPT])).delete()


def _former_keys(whole: bool) -> Findings:
    """What rests on a key that was to be given up; the texts, which have to be opened to be counted, on demand only.

    What the other suite derived from the present secret is as safe as it was: the doctor tells of it, nothing is wrong with it.
    """
    left = rewrapping.remaining() if whole and keys.replaced() else rewrapping.dossiers_remaining()
    if left and keys.replaced():
        told = f"{left.dossiers}个案卷密钥、{left.texts}条平台加密的内容仍由以前的密钥保护，须运行manage.py rewrap"
        yield Finding("加密密钥", told)
    yield from (
        Finding("加密密钥", f"{count}个案卷密钥由没有提供的密钥（号{key_id}）包裹，个人信息不能解读")
        for key_id, count in left.unknown.items()
    )


def _rooms() -> Iterator[tuple[str, Callable[[bool], Findings]]]:
    """The rooms above that check rows of their own against the entries: those that have a module ``verifying``."""
    for room in apps.get_app_configs():
        if room.module is not None and module_has_submodule(room.module, "verifying"):
            yield str(room.verbose_name), import_module(f"{room.name}.verifying").findings


def _as_far_as_it_can_be_read(where: str, findings: Findings) -> Findings:
    """Damage that stops the reading is a finding too, and the rest is read all the same."""
    try:
        yield from findings
    except UNREADABLE as damage:
        yield Finding(where, f"有内容不能读出，核验到此中断（{type(damage).__name__}）")


def _whole_table() -> Findings:
    filed = Entry.objects.everywhere().filter(dossier__isnull=False)
    lost = filed.exclude(dossier_id__in=Dossier.objects.everywhere().values("pk")).order_by("id")
    yield from (Finding(f"第{entry.seq}号条目", "所属案卷不见了") for entry in lost)
    yield from (Finding(f"第{key % STRIDE}号条目", "日期或时刻的写法被改动") for key in vendor.misshapen(connection))


# --- the lines kept outside --------------------------------------------------------------------------------------


def _outside(whole: bool) -> Findings:
    kept = list(heads.lines())
    yield from (Finding(f"外存链头{line.place}", "签名不符或前后不衔接") for line in kept if not line.sound)
    for line in kept if whole else kept[-1:]:
        ids = [Entry.key(head.authority_id, head.seq) for head in line.kept]
        seals = dict(Entry.objects.everywhere().filter(id__in=ids).values_list("id", "seal"))
        for head, key in zip(line.kept, ids, strict=True):
            if key not in seals:
                yield Finding(head.code, f"第{head.seq}号条目不见了，{line.at}的外存链头有记载（链尾被截）")
            elif seals[key] != head.seal:
                yield Finding(head.code, f"第{head.seq}号条目的印与{line.at}的外存链头不符（链被重算）")


# --- one chain ---------------------------------------------------------------------------------------------------


@dataclass
class _Chain:
    """One authority's chain as it is walked: where we are, and what was met on the way."""

    authority: Authority
    whole: bool
    progress: Progress
    seq: int = 0
    seal: str = GENESIS
    at: datetime | None = None
    touched: set[int] = field(default_factory=set)
    numbers: dict[tuple[str, int], list[int]] = field(default_factory=lambda: defaultdict(list))

    def findings(self) -> Findings:
        sound = True
        for finding in self._all():
            sound = False
            yield finding
        if sound:
            _set_checkpoint(self.authority, self.seq, self.seal)

    def _all(self) -> Findings:
        yield from self._start()
        head = Head.objects.filter(authority=self.authority).first()
        end = head.seq if head else 0
        for key, row in _rows(self.authority.pk, self.seq, end):
            yield from self._entry(key, row)
        if head is not None and (self.seq, self.seal) != (head.seq, head.seal):
            yield self._finding(f"链头为第{head.seq}号，与最后一条（第{self.seq}号）不符")
        if _beyond(self.authority.pk, end) and not _moved_on(self.authority, end):
            yield self._finding(f"链头第{end}号之后另有条目")
        yield from _shadows(self.authority, self._files())
        if self.whole:
            yield from _numbers(self.authority, self.numbers)
        yield from _access(self.authority)

    def _start(self) -> Findings:
        checkpoint = None if self.whole else Checkpoint.objects.filter(authority=self.authority).first()
        if checkpoint is None:
            return
        if not bears(checkpoint.signature, partial(_signature, checkpoint)):
            yield self._finding("核验点的签名不符，改为从头核验")
            return
        there = Entry.objects.of(self.authority).filter(id=Entry.key(self.authority.pk, checkpoint.seq))
        if checkpoint.seq and there.values_list("seal", flat=True).first() != checkpoint.seal:
            yield self._finding(f"第{checkpoint.seq}号条目与核验点不符，改为从头核验")
            return
        self.seq, self.seal = checkpoint.seq, checkpoint.seal

    def _entry(self, key: int, row: Row | None) -> Findings:
        expected, self.seq = self.seq + 1, key % STRIDE
        if self.seq > expected:
            yield self._finding(f"缺少第{expected}至{self.seq - 1}号条目")
        if row is None:
            yield self._finding("不能读出", self.seq)
            self.seal = ""
            return
        if row.seq == self.seq and _sealed_right(row):
            self._note(row)
        else:
            yield self._finding("内容与印不符，条目被改动", self.seq)
        if self.seal and row.prev != self.seal:
            yield self._finding("前印与上一条的印不符，链在此断开", self.seq)
        if self.at is not None and _earlier(row.at, self.at):
            yield self._finding("登记时刻早于上一条", self.seq)
        self.seal, self.at = row.seal, row.at
        if self.seq % 20000 == 0:
            self.progress(f"{self.authority.name}：已核验至第{self.seq}号")

    def _note(self, row: Row) -> None:
        """Remember what the sound entries touched and used; of the others nothing can be believed."""
        if row.dossier_id is not None:
            self.touched.add(row.dossier_id)
        if self.whole and '"numbers":' in row.data:
            for number in json.loads(row.data).get("numbers", ()):
                self.numbers[number["series"], number["year"]].append(number["serial"])

    def _files(self) -> Iterable[int]:
        """All files, or those that were acted on since and those still open, whose shadows people rely on."""
        mine = Dossier.objects.of(self.authority)
        if not self.whole:
            mine = mine.filter(Q(closed_on=None) | Q(id__in=self.touched))
        return mine.order_by("id").values_list("id", flat=True).iterator(CHUNK)

    def _finding(self, what: str, seq: int | None = None) -> Finding:
        return Finding(f"{self.authority.name}第{seq}号条目" if seq else self.authority.name, what)


def _rows(authority_id: int, after: int, through: int) -> Iterator[tuple[int, Row | None]]:
    """The entries by their key, chunk by chunk; None for one that cannot be read at all."""
    every = Entry.objects.everywhere().order_by("id")
    for low in range(after, through, CHUNK):
        keys = (Entry.key(authority_id, low), Entry.key(authority_id, min(low + CHUNK, through)))
        some = every.filter(id__gt=keys[0], id__lte=keys[1])
        try:
            yield from [(row[0], Row(*row)) for row in some.values_list(*Row._fields)]
        except UNREADABLE:
            yield from ((key, _read(every.filter(id=key))) for key in list(some.values_list("id", flat=True)))


def _earlier(one: datetime | None, other: datetime) -> bool:
    """A damaged moment may come back as None: the seal has told of it already."""
    return one is not None and one < other


def _sealed_right(row: Row) -> bool:
    try:
        return bears(row.seal, row.reckoned_seal)
    except UNREADABLE:
        return False


def _read(one: Any) -> Row | None:
    try:
        return Row(*one.values_list(*Row._fields).get())
    except UNREADABLE:
        return None


def _beyond(authority_id: int, end: int) -> bool:
    last = Entry.key(authority_id, end)
    return Entry.objects.everywhere().filter(id__gt=last, id__lt=Entry.key(authority_id + 1, 0)).exists()


def _moved_on(authority: Authority, end: int) -> bool:
    head = Head.objects.filter(authority=authority).first()
    return head is not None and head.seq > end


def _parsed(data: str) -> dict[str, Any]:
    try:
        written = json.loads(data)
    except ValueError:
        return {}
    return written if isinstance(written, dict) else {}


def _signature(checkpoint: Checkpoint, by: str = "") -> str:
    at = moment(checkpoint.verified_at)
    return seal(Purpose.CHECKPOINT, checkpoint.authority_id, checkpoint.seq, checkpoint.seal, at, by=by)


def _set_checkpoint(authority: Authority, seq: int, last: str) -> None:
    checkpoint = Checkpoint(authority=authority, seq=seq, seal=last, verified_at=clock.now())
    checkpoint.signature = _signature(checkpoint)
    checkpoint.save()


# --- shadows -----------------------------------------------------------------------------------------------------


def _shadows(authority: Authority, ids: Iterable[int]) -> Findings:
    some: list[int] = []
    for one in ids:
        some.append(one)
        if len(some) == FILES:
            yield from _some_shadows(authority, some)
            some = []
    yield from _some_shadows(authority, some)


def _some_shadows(authority: Authority, ids: list[int]) -> Findings:
    for dossier, _ in _compared(authority, ids):
        with transaction.atomic():
            Dossier.objects.of(authority).select_for_update().get(pk=dossier.pk)
            yield from (
                Finding(f"{authority.name}案卷{again.number}", what)
                for again, wrong in _compared(authority, [dossier.pk])
                for what in wrong
            )


def _compared(authority: Authority, ids: list[int]) -> Iterator[tuple[Dossier, list[str]]]:
    """The files among these that are not what their entries say, with what is wrong."""
    dossiers = Dossier.objects.of(authority).in_bulk(ids)
    keys = DossierKey.objects.everywhere().in_bulk(ids)
    entries = _entries(ids)
    calendar = calendar_of(authority)
    for _, dossier in sorted(dossiers.items()):
        if wrong := _wrong(dossier, entries.get(dossier.pk, []), keys.get(dossier.pk), calendar):
            yield dossier, wrong


def _entries(ids: list[int]) -> dict[int, list[Entry] | None]:
    """The entries by dossier; None where one of them cannot be read at all."""
    rows = Entry.objects.everywhere().filter(dossier__in=ids).order_by("dossier_id", "id")
    try:
        return {key or 0: list(some) for key, some in groupby(rows, key=lambda row: row.dossier_id)}
    except UNREADABLE:
        return {ids[0]: None} if len(ids) == 1 else {key: some for one in ids for key, some in _entries([one]).items()}


def _wrong(dossier: Dossier, entries: list[Entry] | None, key: DossierKey | None, calendar: Calendar) -> list[str]:
    if entries is None:
        return ["有条目不能读出"]
    if not entries:
        return ["没有任何条目"]
    try:
        return [*_wrong_columns(dossier, entries, calendar), *_wrong_key(dossier, entries, key)]
    except Unlawful as refusal:
        return [f"按条目重放不能成立：{refusal}"]
    except UNREADABLE as damage:
        return [f"条目不能重放（{type(damage).__name__}）"]


def _wrong_columns(dossier: Dossier, entries: list[Entry], calendar: Calendar) -> Iterator[str]:
    steps = list(queries.amended(entries).values())
    opens = json.loads(entries[0].data)["opens"]
    right = Dossier(kind=opens["kind"], number=opens["number"], opened_on=steps[0].on, version=len(entries))
    right.reflect(replay(opens["kind"], steps, calendar), calendar)
    if {entry.authority_id for entry in entries} != {dossier.authority_id}:
        yield "机关与条目不符"
    for column in Dossier._meta.local_concrete_fields:
        name = column.attname
        if name in ("id", "authority_id", "title"):
            continue
        found, should = getattr(dossier, name), getattr(right, name)
        if found != should:
            yield f"{column.verbose_name}为“{found}”，按条目应为“{should}”"


def _wrong_key(dossier: Dossier, entries: list[Entry], key: DossierKey | None) -> Iterator[str]:
    if key is None:
        yield "案卷密钥不见了"
        return
    if key.wrapped is None:
        by = next((entry.seq for entry in entries if "shreds" in json.loads(entry.data)), None)
        if by is None or by != key.shredded_by:
            yield "密钥已删除，但没有销毁个人信息的条目"
        if dossier.title:
            yield "个人信息已销毁，标题却仍在"
        return
    try:
        secrets = vault.unwrapped(key)
    except vault.Unreadable:
        yield "案卷密钥被改动，个人信息不能解读"
        return
    if not secrets.made(json.loads(entries[0].data)["opens"]["title"], {"title": dossier.title}):
        yield "标题与立卷时不符"


# --- numbers -----------------------------------------------------------------------------------------------------


def _numbers(authority: Authority, used: dict[tuple[str, int], list[int]]) -> Findings:
    last = {(counter.series, counter.year): counter.last for counter in Counter.objects.of(authority)}
    for series, year in sorted(last.keys() | used.keys()):
        serials, drawn = used.get((series, year), []), last.get((series, year), 0)
        where = f"{authority.name}编号“{series}”{year}年"
        if twice := sorted({serial for serial in serials if serials.count(serial) > 1}) if _repeats(serials) else []:
            yield Finding(where, f"{_listed(twice)}号用了不止一次")
        if unused := sorted(set(range(1, drawn + 1)) - set(serials)):
            yield Finding(where, f"{_listed(unused)}号没有条目使用")
        if beyond := sorted({serial for serial in serials if serial > drawn}):
            yield Finding(where, f"{_listed(beyond)}号超出编号簿的末号{drawn}")


def _repeats(serials: list[int]) -> bool:
    return len(set(serials)) < len(serials)


def _listed(serials: list[int]) -> str:
    return "、".join(map(str, serials[:10])) + ("等" if len(serials) > 10 else "")


# --- the access log ----------------------------------------------------------------------------------------------


def _access(authority: Authority) -> Findings:
    for month in AccessMonth.objects.of(authority).order_by("month"):
        where = f"{authority.name}{month.month}查阅日志"
        yield from (Finding(where, what) for what in _wrong_month(month))
        yield from (Finding(where, what) for what in _wrong_log(month) if month.dropped_by is None)


def _wrong_month(month: AccessMonth) -> Iterator[str]:
    for seq, act in ((month.closed_by, access.CLOSE), (month.dropped_by, access.DROP)):
        if seq is None:
            continue
        entry = Entry.objects.everywhere().filter(id=Entry.key(month.authority_id, seq), act=act).first()
        note = _parsed(entry.data).get("note", {}) if entry else {}
        if (note.get("month"), note.get("seq"), note.get("seal")) != (month.month, month.seq, month.seal):
            yield f"与第{seq}号条目登记的摘要不符"


def _wrong_log(month: AccessMonth) -> Iterator[str]:
    last, expected = GENESIS, 0
    rows = Access.objects.of(month.authority).filter(month=month.month).order_by("seq")
    for row in rows.iterator(CHUNK):
        expected += 1
        if row.seq != expected or row.prev != last or not bears(row.seal, partial(access.reckoned_seal, row)):
            yield f"第{row.seq}行被改动，或前后不衔接"
        last, expected = row.seal, row.seq
    if (expected, last) != (month.seq, month.seal):
        yield f"末行为第{expected}行，应为第{month.seq}行"
