"""登记簿核验: whether records, their versions and what is public of them are what their entries hold.

The seal of every row is reckoned anew. What came in by itself is held to the digest of its entry, what came in with others to
the root of theirs over what each said at first; what was let out or came down with others to the root of their keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from gongkai.law.registers.standing import CLOSE_IMPORT, END, ENTER_MANY, OF_ONE_RECORD, Standing
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.office.journal.verify import Finding
from gongkai.publication.registers import matters_verifying, storing
from gongkai.publication.registers.importing.acts import START, onward
from gongkai.publication.registers.models import Record, RecordVersion

CHUNK = 500


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: every row against its entries; ``whole`` also opens what is sealed and asks of every entry where its rows are."""
    for authority in Authority.objects.filter(pk__in=Record.objects.everywhere().order_by().values("authority")):
        yield from _rows(authority)
        yield from _brought(authority)
        yield from _let_out(authority)
        yield from _versions(authority, whole)
        if whole:
            yield from _sealed(authority)
            yield from _due(authority)
    if whole:
        yield from _ended()
        yield from _imports()
        yield from _entries()
    yield from matters_verifying.findings(whole)


def _rows(authority: Authority) -> Iterator[Finding]:
    """Each row against its own seal, and against the last entry that changed it."""
    for some in _chunks(Record.objects.of(authority).order_by("pk").iterator(CHUNK)):
        notes = journal.notes_numbered(authority, {record.change for record in some})
        for record in some:
            held = storing.digest(record)
            if record.seal != held:
                yield _of(record, "行摘要与内容不符，内容被改动")
            note = notes.get(record.change)
            if note is None:
                yield _of(record, "没有登记的条目")
            elif "row" in note and note["row"] != held:
                yield _of(record, f"与第{record.change}号条目登记的摘要不符")
            elif record.change != record.entry and note.get("record") != record.pk:
                yield _of(record, f"第{record.change}号条目登记的是另一条记录")
            elif (record.standing == Standing.WITHDRAWN) != ("why" in note):
                yield _of(record, "是否撤回与条目不符")
            if (record.standing == Standing.WAITING) == (record.release is not None) and "why" not in (note or {}):
                yield _of(record, "是否公开与条目不符")


def _brought(authority: Authority) -> Iterator[Finding]:
    """What came in under one entry, as it was then: edited rows are taken from their first versions."""
    rows = Record.objects.of(authority).order_by("entry", "pk").iterator(CHUNK)
    for seq, records in groupby(rows, key=lambda record: record.entry):
        root, many, single = storing.Root(), 0, ""
        for some in _chunks(records):
            edited = RecordVersion.objects.of(authority).filter(edition=1, record__in=[each.pk for each in some])
            first = dict(edited.values_list("record_id", "row"))
            for record in some:
                single = storing.digest_of(first[record.pk]) if record.pk in first else record.seal
                root.add(single)
                many += 1
        note = journal.notes_numbered(authority, [seq]).get(seq, {})
        if "root" in note:
            if note["root"] != root.hexdigest() or note.get("rows") != many:
                yield Finding(f"{authority.name}第{seq}号条目", "成批登记的记录与登记的根不符")
        elif many != 1 or note.get("row") != single:
            yield Finding(f"{authority.name}第{seq}号条目", "登记的记录与登记的摘要不符")


def _let_out(authority: Authority) -> Iterator[Finding]:
    """What was made public under one entry: exactly these records, on this day."""
    out = Record.objects.of(authority).exclude(release=None).order_by("release", "pk")
    rows = out.values_list("release", "pk", "entry", "published_on").iterator(CHUNK)
    for seq, found in groupby(rows, key=lambda row: row[0]):
        told = list(found)
        note = journal.acts_numbered(authority, [seq]).get(seq)
        where = f"{authority.name}第{seq}号条目"
        if note is None:
            yield Finding(where, "没有公开的条目")
        elif any(day != note.on for *_, day in told):
            yield Finding(where, "公开日期与条目不符")
        elif note.act == ENTER_MANY:
            if not note.data.get("published") or any(entry != seq for _, _, entry, _ in told):
                yield Finding(where, "公开的记录与条目不符")
        elif note.data.get("root") != storing.keys_root(key for _, key, _, _ in told):
            yield Finding(where, "公开的记录与条目登记的根不符")


def _versions(authority: Authority, whole: bool) -> Iterator[Finding]:
    for some in _chunks(RecordVersion.objects.of(authority).order_by("pk").iterator(CHUNK)):
        notes = journal.notes_numbered(authority, {version.entry for version in some})
        for version in some:
            where = f"{authority.name}登记记录{version.record_id}第{version.edition}版"
            note = notes.get(version.entry, {})
            if note.get("was") != storing.digest_of(version.row) or note.get("record") != version.record_id:
                yield Finding(where, f"与第{version.entry}号条目登记的摘要不符")
            if whole and not _opens(version.sealed, version.row.get("print", "")):
                yield Finding(where, "不公开的内容不能解读，或者与摘要不符")


def _sealed(authority: Authority) -> Iterator[Finding]:
    for record in Record.objects.of(authority).order_by("pk").iterator(CHUNK):
        if not _opens(record.sealed, record.print):
            yield _of(record, "不公开的内容不能解读，或者与摘要不符")


def _opens(sealed: bytes | memoryview | None, told: str) -> bool:
    try:
        inside = storing.opened(sealed)
    except vault.Unreadable:
        return False
    return storing.is_print(told, inside) if inside else told == ""


def _due(authority: Authority) -> Iterator[Finding]:
    """The last day follows from the limit of the kind and the calendar."""
    calendar = calendar_of(authority)
    for record in Record.objects.of(authority).order_by("pk").iterator(CHUNK):
        dated = str(record.data.get(record.declared.dated, ""))
        if record.due_on != storing.due_on(record.declared, dated, calendar):
            yield _of(record, "应公开日期不是按时限和日历算出的")


def _ended() -> Iterator[Finding]:
    """What came down with its last day is named by an entry, and what an entry names came down."""
    named: set[int] = set()
    for name, seq, note in journal.each_note(END):
        keys = note.get("records", [])
        named |= set(keys)
        if note.get("root") != storing.keys_root(keys):
            yield Finding(f"{name}第{seq}号条目", "撤下的记录与条目登记的根不符")
        down = Record.objects.everywhere().filter(pk__in=keys, standing__in=(Standing.ENDED, Standing.WITHDRAWN))
        if down.count() != len(keys):
            yield Finding(f"{name}第{seq}号条目", "登记为期满撤下的记录没有撤下")
    ended = Record.objects.everywhere().filter(standing=Standing.ENDED).select_related("authority")
    for record in ended.iterator(CHUNK):
        if record.pk not in named:
            yield _of(record, "期满撤下没有登记的条目")


def _imports() -> Iterator[Finding]:
    """The closing entry of an import against the entries of its chunks."""
    roots: dict[tuple[str, int], tuple[str, int]] = {}
    for name, seq, note in journal.each_note(ENTER_MANY, CLOSE_IMPORT):
        key = (name, note.get("import", 0))
        root, rows = roots.get(key, (START, 0))
        if "chunks" not in note:
            roots[key] = (onward(root, note["root"]), rows + note["rows"])
        elif (note["root"], note["rows"]) != (root, rows):
            yield Finding(f"{name}第{seq}号条目", "导入的各批与结束时登记的总摘要不符")


def _entries() -> Iterator[Finding]:
    """Every entry that names a record has one."""
    for some in _chunks(journal.each_note(*OF_ONE_RECORD)):
        named = {note["record"] for _, _, note in some if "record" in note}
        there = set(Record.objects.everywhere().filter(pk__in=named).values_list("pk", flat=True))
        for name, seq, note in some:
            if "record" in note and note["record"] not in there:
                yield Finding(f"{name}第{seq}号条目", "登记的记录不见了")


def _of(record: Record, what: str) -> Finding:
    return Finding(f"{record.authority.name}{record.declared.label}记录{record.pk}", what)


def _chunks(rows: Iterable[Any]) -> Iterator[Sequence[Any]]:
    left = iter(rows)
    while some := list(islice(left, CHUNK)):
        yield some
