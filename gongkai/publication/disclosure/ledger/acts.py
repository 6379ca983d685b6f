"""台账导入办理: upload, map, read and check, accept, publish chunk by chunk, close; or cancel and leave nothing.

Reading and publishing go on where they were: each chunk is one short transaction that moves the cursor of its ledger, under
the lock of its row, so that nothing is done twice whoever was killed where. Before acceptance nothing is entered in the journal
and nothing can be seen by the public.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path

from django.db import transaction

from gongkai.law.catalogue import objection_to
from gongkai.law.disclosure import COUNT_ONCE, ContentClass, ReleaseChannel, check_stated
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.ledger_rows import EVERY_YEAR
from gongkai.law.ledgers import Choice, Stage, bare
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.jobs import acts as jobs
from gongkai.office.jobs.imports import locked
from gongkai.office.journal import acts as journal
from gongkai.papers.ledgers.heads import LOOKED_AT
from gongkai.papers.text import PaperError
from gongkai.publication.catalogue.acts import ColumnPlan, open_column
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure.ledger import mapping as heads
from gongkai.publication.disclosure.ledger import queries, reading, sealing
from gongkai.publication.disclosure.ledger.models import LabelMapping, Ledger, StagedRow, TextBand
from gongkai.publication.disclosure.ledger.old_rows import keep_lost
from gongkai.publication.disclosure.ledger.publishing import publish_rows
from gongkai.publication.disclosure.ledger.staging import (
    CHUNK,
    Chunks,
    Progress,
    Until,
    drive,
    never,
    read_in_chunks,
    still,
)
from gongkai.publication.disclosure.ledger.storage import forget_file
from gongkai.publication.disclosure.ledger.taking import Folder, Taken
from gongkai.publication.disclosure.models import Batch
from gongkai.publication.disclosure.seals import batch_as_brought

JOB = "disclosure.ledger"
"""工作种类, as the room declares it in ``jobs``."""
NEW = "new"
"""新设: stands for a column that is opened when the ledger is accepted."""


def open_ledger(
    authority: Authority,
    path: Path,
    *,
    name: str,
    year: int,
    on: date,
    by: Official | None,
    title: str = "",
    digest: str = "",
    sheet: str = "",
    kind: ContentClass = ContentClass.DOCUMENT,
    channel: ReleaseChannel = ReleaseChannel.WEBSITE,
    stated: Mapping[str, int] | None = None,
) -> Ledger:
    """上传台账: look at its head and propose what each column holds. Raises Unlawful for what cannot be read."""
    if year != EVERY_YEAR and not 1990 <= year <= on.year:
        raise Unlawful(f"台账年度应当在1990年至{on.year}年之间", field="year")
    check_claim(stated or {})
    try:
        carrier = reading.carrier_of(path)
        if year == EVERY_YEAR and carrier != reading.PAGES_OF:
            raise Unlawful("台账应当写明年度；只有旧网站的网页可以不分年度", field="year")
        file = reading.opened(path, carrier, sheet)
        first = list(islice(file.lines(), LOOKED_AT))
        head = heads.propose(first, file.shape.hidden_columns, queries.remembered(authority))
    except PaperError as refusal:
        raise Unlawful(f"“{name}”不能导入：{refusal}", field="file") from None
    return Ledger.objects.of(authority).create(
        authority=authority,
        title=title.strip() or (f"{year}年主动公开台账" if year else f"旧网站“{Path(name).stem}”的网页"),
        name=name[:200],
        carrier=carrier,
        source=str(path),
        sheet=sheet,
        digest=digest,
        year=year,
        head=head.last,
        mapping=[[heading.label, heading.target] for heading in head.headings],
        kind=kind,
        channel=channel,
        stated=dict(stated or {}),
        notes=list(file.shape.notes),
        lines=file.shape.lines,
        read=head.last,
        opened_on=on,
        by=by,
    )


def check_claim(stated: Mapping[str, int]) -> None:
    """核对所报数: the total and the channels the year's report claims must be possible (国办发〔2014〕32号)."""
    if "total" in stated:
        channels = {name: number for name, number in stated.items() if name != "total"}
        if channels:
            check_stated(stated["total"], channels)
    elif stated:
        raise Unlawful("填了各渠道所报数的，也应当填所报总数", COUNT_ONCE, field="total")


@transaction.atomic
def map_columns(ledger: Ledger, targets: Sequence[str], *, remember: bool = True) -> None:
    """确认列的对应: what each column holds; remembered for the next ledger of this authority."""
    _lock(ledger, Stage.TO_MAP)
    _must_be_whole(targets, len(ledger.mapping))
    ledger.mapping = [[label, target] for (label, _), target in zip(ledger.mapping, targets, strict=True)]
    ledger.stage = Stage.READING
    ledger.save(update_fields=["mapping", "stage"])
    if remember:
        for label, target in ledger.mapping:
            if label and ledger.carrier != reading.PAGES_OF:
                LabelMapping.objects.of(ledger.authority).update_or_create(
                    authority=ledger.authority, label=bare(label)[:100], defaults={"target": target}
                )
    to_work(ledger, ledger.by)


def _must_be_whole(targets: Sequence[str], width: int) -> None:
    allowed = {value for value, _ in heads.targets()} | {each.value for each in heads.OF_PAGES}
    if len(targets) != width or not set(targets) <= allowed:
        raise Unlawful("列的对应不完整，请重新选择")
    for needed, label in (("title", "标题"), ("published_on", "发布日期")):
        if needed not in targets:
            raise Unlawful(f"必须指明哪一列是{label}", field=f"column_{needed}")
    once = [each for each in targets if each in ("title", "published_on", "index_number")]
    if len(once) > len(set(once)):
        raise Unlawful("标题、发布日期、索引号各只能对应一列")


# -- the user's word -------------------------------------------------------------------------------------------------------


@transaction.atomic
def choose_columns(ledger: Ledger, chosen: Mapping[str, str]) -> None:
    """对应栏目: which column of the catalogue each unknown name means, or that it be opened; "" stands for rows without one."""
    _lock(ledger, Stage.TO_ACCEPT)
    mine = {str(column.pk): column for column in Column.objects.of(ledger.authority)}
    for name, key in chosen.items():
        if key == NEW and name:
            continue
        if key not in mine:
            raise Unlawful(f"请为“{name or '没有写明栏目的行'}”选择本机关的栏目", field=f"column_{name}")
        for kind in queries.kinds_in(ledger, name):
            if objection := objection_to(mine[key].accepts, kind, mine[key].name):
                raise objection.raised(f"column_{name}")
    ledger.columns = {**ledger.columns, **chosen}
    ledger.save(update_fields=["columns"])


@transaction.atomic
def accept(
    ledger: Ledger, choice: Choice, *, on: date, by: Official | None, columns: Mapping[str, str] | None = None
) -> None:
    """接受台账: from now on it is published, chunk by chunk; the entry names the file, its rows and the choice."""
    choose_columns(ledger, columns or {})
    _must_be_acceptable(ledger, choice)
    authority = ledger.authority
    opened = [_open(ledger, name, on, by) for name, key in sorted(ledger.columns.items()) if key == NEW]
    batch = Batch.objects.of(authority).create(authority=authority, title=ledger.title, accepted_on=on)
    ledger.columns |= {column.name: str(column.pk) for column in opened}
    ledger.batch, ledger.choice, ledger.stage = batch, choice, Stage.ACCEPTING
    ledger.accepted_on, ledger.accepted_by, ledger.root = on, by, sealing.START
    data: dict[str, JSON] = {
        "batch": batch.pk,
        "title": ledger.title,
        "file": ledger.digest,
        "year": ledger.year,
        "choice": choice.value,
        "verdicts": ledger.counts.get("verdicts", {}),
        "columns": [column.pk for column in opened],
    }
    journal.enter(authority, sealing.ACCEPT, on=on, by=by, data=data)
    ledger.save()
    to_work(ledger, by, cancellable=False)


def _must_be_acceptable(ledger: Ledger, choice: Choice) -> None:
    found = queries.found(ledger)
    if not found.to_import:
        raise Unlawful("台账中没有可以导入的行")
    if choice is Choice.WHOLE and found.refused:
        raise Unlawful(
            f"有{found.refused}行不收，全部合格才能导入；可以改正台账后重新上传，或者选择跳过这些行", field="choice"
        )
    if found.other_year * 2 > found.to_import:
        raise Unlawful(
            f"{found.to_import}行中有{found.other_year}行不在{ledger.year}年，这像是另一年度的台账；请取消后按正确的年度上传"
        )
    if missing := [
        name or "没有写明栏目的行" for name in queries.columns_to_choose(ledger) if name not in ledger.columns
    ]:
        raise Unlawful(f"还有{len(missing)}个栏目没有对应：{'、'.join(missing[:5])}", field="columns")


def _open(ledger: Ledger, name: str, on: date, by: Official | None) -> Column:
    """A column the ledger has and the catalogue has not; its section is the one its rows name most."""
    section = queries.section_of(ledger, name) or "政府信息公开工作机构"
    digest = hashlib.sha256(name.encode()).hexdigest()[:10]
    return open_column(ledger.authority, ColumnPlan(name[:60], f"bl-{digest}", section), on=on, by=by)


@transaction.atomic
def cancel(ledger: Ledger) -> None:
    """取消导入: before acceptance; nothing of the ledger is left (``clear_on`` does the rest, a thousand rows at a time)."""
    _lock(ledger, Stage.TO_MAP, Stage.READING, Stage.TO_ACCEPT, Stage.FAILED)
    ledger.stage = Stage.CANCELLED
    ledger.save(update_fields=["stage"])
    to_work(ledger, ledger.by, cancellable=False)


def clear_on(ledger: Ledger) -> None:
    """清理: what a cancelled ledger has left, to the end."""
    for _ in clearing(ledger):
        pass


def clearing(ledger: Ledger) -> Chunks:
    """逐批清理: delete the rows of a cancelled ledger chunk by chunk, then the ledger, then its file."""
    while _clear(ledger):
        yield ()
    forget_file(Path(ledger.source))


def discard(ledger: Ledger) -> None:
    """清除暂存: the refused rows, the findings and the file of a ledger that is in; what was imported stays."""
    if ledger.stage != Stage.DONE:
        raise Unlawful("台账导入完毕以后才能清除暂存的行")
    while _clear(ledger):
        pass
    path = Path(ledger.source)
    Ledger.objects.of(ledger.authority).filter(pk=ledger.pk).update(source="")
    forget_file(path)


@transaction.atomic
def _clear(ledger: Ledger) -> bool:
    rows = StagedRow.objects.of(ledger.authority).filter(ledger=ledger).order_by("place")
    some = list(rows.values_list("pk", flat=True)[:1000])
    if some:
        StagedRow.objects.of(ledger.authority).filter(pk__in=some).delete()
        return True
    TextBand.objects.of(ledger.authority).filter(ledger=ledger).delete()
    Ledger.objects.of(ledger.authority).filter(pk=ledger.pk, stage=Stage.CANCELLED).delete()
    return False


# -- publishing ------------------------------------------------------------------------------------------------------------


def publish_on(ledger: Ledger, *, until: Until = never, tell: Progress = id, chunk: int = CHUNK) -> None:
    """导入: go on publishing where it was, chunk by chunk, until the closing entry or until told to stop."""
    drive(publishing(ledger, chunk=chunk), ledger, until, tell)


def publishing(ledger: Ledger, *, chunk: int = CHUNK) -> Chunks:
    """逐批导入: where it was, up to the closing entry."""
    folder = Folder(ledger)
    while _publish(ledger, chunk, folder):
        yield ()
    if ledger.stage == Stage.ACCEPTING and ledger.batch is not None:
        keep_lost(ledger)
        _close(ledger, batch_as_brought(ledger.batch))


def _publish(ledger: Ledger, chunk: int, folder: Folder) -> bool:
    """One chunk; its files are stored before its transaction begins, which reads nothing from outside."""
    return _publish_stored(ledger, chunk, folder.taken(queries.next_rows(ledger, chunk)))


@transaction.atomic
def _publish_stored(ledger: Ledger, chunk: int, taken: Mapping[str, Taken]) -> bool:
    """One chunk: its contents, their releases, its entry, and the cursor; False when all is done."""
    seen = (ledger.phase, ledger.published)
    if not still(ledger, Stage.ACCEPTING):
        return False
    if seen != (ledger.phase, ledger.published):
        return True  # somebody else has gone on; the files of the next rows are not stored yet
    rows = queries.next_rows(ledger, chunk)
    if not rows and ledger.phase == 0:
        ledger.phase, ledger.published = 1, 0
        ledger.save(update_fields=["phase", "published"])
        return True
    if not rows:
        return False
    made = publish_rows(ledger, rows, taken)
    ledger.published = rows[-1].place
    ledger.imported += made
    ledger.failure = ""
    ledger.save(update_fields=["published", "imported", "chunks", "root", "counts", "failure"])
    return True


@transaction.atomic
def _close(ledger: Ledger, roots: dict[str, JSON]) -> None:
    """The closing entry: how many rows, in how many chunks, and their roots, reckoned before the transaction began."""
    if not still(ledger, Stage.ACCEPTING):
        return
    batch = ledger.batch
    if batch is None or ledger.accepted_on is None:
        raise RuntimeError("台账尚未接受")
    batch.rows = ledger.imported
    data: dict[str, JSON] = {
        "batch": batch.pk,
        "rows": ledger.imported,
        "chunks": ledger.chunks,
        "root": ledger.root,
        "refused": queries.found(ledger).refused,
        **roots,
    }
    batch.entry = journal.enter(
        ledger.authority, sealing.CLOSE, on=ledger.accepted_on, by=ledger.accepted_by, data=data
    )
    batch.save(update_fields=["rows", "entry"])
    ledger.stage = Stage.DONE
    ledger.save(update_fields=["stage"])


# -- whose turn it is ------------------------------------------------------------------------------------------------------


def carry_on(ledger: Ledger, *, today: date, until: Until = never, tell: Progress = id, chunk: int = CHUNK) -> None:
    """接着办: whatever a ledger waits for that needs nobody's word, by who calls it and without a job."""
    with suppress(Unlawful):
        drive(going(ledger, today=today, chunk=chunk), ledger, until, tell)


def going(ledger: Ledger, *, today: date, chunk: int = CHUNK) -> Chunks:
    """逐批接着办: what its stage waits for; ``Unlawful`` where a chunk is refused, which the ledger remembers."""
    if ledger.stage == Stage.READING:
        yield from read_in_chunks(ledger, today=today, chunk=chunk)
    elif ledger.stage == Stage.ACCEPTING:
        try:
            yield from publishing(ledger, chunk=chunk)
        except Unlawful as refusal:
            ledger.failure = str(refusal)[:300]
            Ledger.objects.of(ledger.authority).filter(pk=ledger.pk).update(failure=ledger.failure)
            raise
    elif ledger.stage == Stage.CANCELLED:
        yield from clearing(ledger)


def to_work(ledger: Ledger, by: Official | None, *, cancellable: bool = True) -> None:
    """交给后台: shown among the jobs of who asked, and gone on with by whoever works."""
    jobs.ask(ledger.authority, JOB, ledger.title, subject=str(ledger.pk), by=by, cancellable=cancellable)


def _lock(ledger: Ledger, *stages: Stage) -> None:
    if not locked(ledger):
        raise Unlawful("导入已经取消，请刷新页面")
    if ledger.stage not in stages:
        raise Unlawful(f"台账现在是“{Stage(ledger.stage).label}”，不能这样办理，请刷新页面")
