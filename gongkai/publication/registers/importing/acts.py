"""导入办理: upload, say which column is what, accept, register chunk by chunk, close; or cancel and leave nothing.

Before acceptance nothing is entered in the journal and no reader can see anything. After it each chunk is one transaction of
its own; killed anywhere, the import goes on and no row comes in twice.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import date
from hashlib import sha256
from itertools import islice

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.grammar.kinds import Kind, bare
from gongkai.law.ledgers import Choice, Stage
from gongkai.law.registers.rows import RowVerdict
from gongkai.law.registers.standing import ACCEPT_IMPORT, CLOSE_IMPORT
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.jobs import acts as jobs
from gongkai.office.jobs.imports import locked
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.papers.ledgers.heads import LOOKED_AT
from gongkai.papers.text import PaperError
from gongkai.publication.registers import acts, queries, storing
from gongkai.publication.registers.importing import carrying
from gongkai.publication.registers.importing import mapping as columns
from gongkai.publication.registers.importing.judging import JudgedRow, RowJudge, unsealed
from gongkai.publication.registers.importing.models import HeadingMemory, ImportPiece, ImportRow, RecordImport
from gongkai.publication.registers.importing.staging import CHUNK, Until, never, reading, still, tally
from gongkai.publication.registers.models import Record

SAMPLES = "registers.import samples"
JOB = "registers.import"
"""工作种类, as the room declares it in ``jobs``."""
START = sha256(b"gongkai.registers.import").hexdigest()
"""起点: what the root of the chunks begins from."""


def upload(
    authority: Authority, kind: Kind, content: bytes, *, name: str, on: date, by: Official | None
) -> RecordImport:
    """上传: look at its head, propose what each column holds, keep the file sealed. ``Unlawful`` for what cannot be read."""
    if queries.keeping(authority, kind) is None:
        raise Unlawful(f"“{kind.label}”还没有启用", field="kind")
    try:
        carrier = carrying.carrier_of(content)
        with carrying.opened([content], carrier) as file:
            first = list(islice(file.lines(), LOOKED_AT))
            found = columns.propose(kind, first, file.shape.hidden_columns, remembered(authority, kind))
            shape = file.shape
    except PaperError as refusal:
        raise Unlawful(f"“{name}”不能导入：{refusal}", field="file") from None
    with transaction.atomic():
        batch = RecordImport.objects.of(authority).create(
            authority=authority,
            kind=kind.key,
            name=name[:200],
            carrier=carrier,
            digest=carrying.digest_of(content),
            head=found.last,
            mapping=found.mapping,
            samples=vault.seal(None, SAMPLES, json.dumps(found.samples)),
            notes=list(shape.notes),
            lines=shape.lines,
            read=found.last,
            opened_on=on,
            by=by,
        )
        carrying.keep(batch, content)
    return batch


def remembered(authority: Authority, kind: Kind) -> dict[str, str]:
    """记住的对应: by names of columns."""
    rows = HeadingMemory.objects.of(authority).filter(kind=kind.key)
    return {label: key for label, key in rows.values_list("label", "field") if not key or kind.has(key)}


@transaction.atomic
def map_columns(batch: RecordImport, keys: Sequence[str]) -> None:
    """确认列的对应: remembered for the next file of this kind; then it is read."""
    _lock(batch, Stage.TO_MAP)
    kind = batch.declared
    batch.mapping = columns.confirmed(kind, [label for label, _ in batch.mapping], keys)
    batch.stage = Stage.READING
    batch.save(update_fields=["mapping", "stage"])
    for label, key in batch.mapping:
        if told := bare(label)[: columns.LONGEST_LABEL]:
            HeadingMemory.objects.of(batch.authority).update_or_create(
                authority=batch.authority, kind=kind.key, label=told, defaults={"field": key}
            )
    to_work(batch, batch.by)


@transaction.atomic
def accept(batch: RecordImport, choice: Choice, *, on: date, by: Official | None, publishes: bool = False) -> None:
    """接受: from now on it is registered, chunk by chunk; while a row is refused only who chose to leave those out goes on."""
    _lock(batch, Stage.TO_ACCEPT)
    verdicts: Mapping[str, int] = batch.counts.get("verdicts", {})
    refused = verdicts.get(RowVerdict.REFUSED, 0)
    if refused and choice is Choice.WHOLE:
        raise Unlawful(f"有{refused}行不收；请改正文件后重新上传，或者选择跳过不收的行", field="choice")
    if not any(verdicts.get(each, 0) for each in RowVerdict if each.is_taken):
        raise Unlawful("没有可以导入的行", field="choice")
    if publishes and by is None:
        raise Unlawful("公开须由具名的人决定", acts.REVIEWED_FIRST, field="publishes")
    batch.choice, batch.publishes, batch.stage = choice, publishes, Stage.ACCEPTING
    batch.accepted_on, batch.accepted_by, batch.root = on, by, START
    batch.save()
    data: dict[str, JSON] = {
        "import": batch.pk,
        "kind": batch.kind,
        "file": batch.digest,
        "choice": choice.value,
        "published": publishes,
        "verdicts": dict(verdicts),
    }
    journal.enter(batch.authority, ACCEPT_IMPORT, on=on, by=by, data=data)
    to_work(batch, by, cancellable=False)


@transaction.atomic
def cancel(batch: RecordImport) -> None:
    """取消导入: before acceptance; nothing of it is left (``clear_on`` does the rest)."""
    _lock(batch, Stage.TO_MAP, Stage.READING, Stage.TO_ACCEPT, Stage.FAILED)
    batch.stage = Stage.CANCELLED
    batch.save(update_fields=["stage"])
    to_work(batch, batch.by, cancellable=False)


@transaction.atomic
def discard(batch: RecordImport) -> None:
    """清除暂存: the rows that were kept out, of an import that is in; what was registered stays."""
    _lock(batch, Stage.DONE)
    ImportRow.objects.of(batch.authority).filter(batch=batch).delete()


def clear_on(batch: RecordImport) -> None:
    """清理: delete what a cancelled import has left, chunk by chunk, then the import."""
    while _clear(batch):
        pass


@transaction.atomic
def _clear(batch: RecordImport) -> bool:
    rows = ImportRow.objects.of(batch.authority).filter(batch=batch)
    some = list(rows.order_by("place").values_list("pk", flat=True)[:CHUNK])
    if some:
        ImportRow.objects.of(batch.authority).filter(pk__in=some).delete()
        return True
    ImportPiece.objects.of(batch.authority).filter(batch=batch).delete()
    RecordImport.objects.of(batch.authority).filter(pk=batch.pk, stage=Stage.CANCELLED).delete()
    return False


# -- registering -----------------------------------------------------------------------------------------------------------


def take_on(batch: RecordImport, *, today: date, until: Until = never, chunk: int = CHUNK) -> None:
    """登记: go on where it was, until the closing entry or until told to stop."""
    for _ in taking(batch, today=today, chunk=chunk):
        if until():
            return


def taking(batch: RecordImport, *, today: date, chunk: int = CHUNK) -> Generator[Sequence[JudgedRow], None, None]:
    """逐批登记: where it was, up to the closing entry."""
    while _take(batch, today, chunk):
        yield ()
    _close(batch)


@transaction.atomic
def _take(batch: RecordImport, today: date, chunk: int) -> bool:
    """One chunk: its records, their entries, its rows gone, the cursor moved; False when all is done."""
    seen = batch.taken
    if not still(batch, Stage.ACCEPTING):
        return False
    if batch.taken != seen:
        return True
    rows = list(_next_rows(batch)[:chunk])
    if not rows:
        return False
    keys = vault.secrets_of(None)
    read = [unsealed(row.place, row.where, row.alike, row.sealed, keys) for row in rows]
    judged = RowJudge(batch.authority, batch.declared, today).by_the_register(read)
    records = [record for part in _parted(batch, judged) for record in part]
    kept_out = [(was, row) for was, row in zip(read, judged, strict=True) if not row.verdict.is_taken]
    taken = [row.pk for row, each in zip(rows, judged, strict=True) if each.verdict.is_taken]
    ImportRow.objects.of(batch.authority).filter(pk__in=taken).delete()
    _keep_out(batch, kept_out)
    batch.taken = rows[-1].place
    batch.entered += len(records)
    batch.shown += sum(record.published_on is not None for record in records)
    batch.failure = ""
    batch.save()
    return True


def _next_rows(batch: RecordImport) -> OwnedQuerySet[ImportRow]:
    taken = [each.value for each in RowVerdict if each.is_taken]
    waiting = ImportRow.objects.of(batch.authority).filter(batch=batch, place__gt=batch.taken, verdict__in=taken)
    return waiting.order_by("place")


def _parted(batch: RecordImport, rows: Sequence[JudgedRow]) -> Iterator[list[Record]]:
    """What may be shown is made public with it where that was chosen; what shows people in its text waits."""
    if batch.accepted_on is None:
        raise RuntimeError("尚未接受")
    taken = [row for row in rows if row.verdict.is_taken]
    for published in (True, False):
        values = [row.values for row in taken if published == (batch.publishes and not row.shows_people)]
        if values:
            made = acts.enter_many(
                batch.authority,
                batch.declared,
                values,
                on=batch.accepted_on,
                by=batch.accepted_by,
                published=published,
                data={"import": batch.pk, "chunk": batch.chunks},
            )
            batch.root = onward(batch.root, storing.root(record.seal for record in made))
            batch.chunks += 1
            yield made


def onward(root: str, chunk: str) -> str:
    """总摘要: the root with one more chunk."""
    return sha256(f"{root}{chunk}".encode()).hexdigest()


def _keep_out(batch: RecordImport, rows: Sequence[tuple[JudgedRow, JudgedRow]]) -> None:
    """Rows that somebody else registered meanwhile, or whose matter has an objection now, are told and stay out."""
    keys = vault.secrets_of(None)
    for _, row in rows:
        ImportRow.objects.of(batch.authority).filter(batch=batch, place=row.place).update(
            verdict=row.verdict, sealed=row.sealed(keys)
        )
    batch.counts = tally(tally(batch.counts, (was for was, _ in rows), by=-1), (row for _, row in rows))


@transaction.atomic
def _close(batch: RecordImport) -> None:
    """The closing entry: how many rows in how many chunks, and the root of all."""
    if not still(batch, Stage.ACCEPTING) or batch.accepted_on is None:
        return
    data: dict[str, JSON] = {
        "import": batch.pk,
        "kind": batch.kind,
        "rows": batch.entered,
        "published": batch.shown,
        "chunks": batch.chunks,
        "root": batch.root,
        "refused": batch.counts.get("verdicts", {}).get(RowVerdict.REFUSED, 0),
    }
    batch.entry = journal.enter(batch.authority, CLOSE_IMPORT, on=batch.accepted_on, by=batch.accepted_by, data=data)
    batch.stage = Stage.DONE
    batch.save(update_fields=["entry", "stage"])


# -- whose turn it is ------------------------------------------------------------------------------------------------------


def carry_on(batch: RecordImport, *, today: date, until: Until = never, chunk: int = CHUNK) -> None:
    """接着办: whatever an import waits for that needs nobody's word."""
    with closing(going(batch, today=today, chunk=chunk)) as chunks, suppress(Unlawful):
        for _ in chunks:
            if until():
                return


def going(batch: RecordImport, *, today: date, chunk: int = CHUNK) -> Generator[Sequence[JudgedRow], None, None]:
    """逐批接着办: what its stage waits for; ``Unlawful`` where the register refuses a chunk, which the import remembers."""
    if batch.stage == Stage.READING:
        yield from reading(batch, today=today, chunk=chunk)
    elif batch.stage == Stage.ACCEPTING:
        try:
            yield from taking(batch, today=today, chunk=chunk)
        except Unlawful as refusal:
            RecordImport.objects.of(batch.authority).filter(pk=batch.pk).update(failure=str(refusal)[:300])
            raise
    elif batch.stage == Stage.CANCELLED:
        clear_on(batch)


def to_work(batch: RecordImport, by: Official | None, *, cancellable: bool = True) -> None:
    """交给后台: shown among the jobs of who asked, and gone on with by whoever works."""
    title = f"{batch.declared.label}“{batch.name}”"
    jobs.ask(batch.authority, JOB, title, subject=str(batch.pk), by=by, cancellable=cancellable)


def _lock(batch: RecordImport, *stages: Stage) -> None:
    if not locked(batch):
        raise Unlawful("导入已经取消，请刷新页面")
    if batch.stage not in stages:
        raise Unlawful(f"导入现在是“{Stage(batch.stage).label}”，不能这样办理，请刷新页面")
