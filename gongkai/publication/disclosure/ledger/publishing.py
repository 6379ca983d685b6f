"""导入一批: rows that were accepted become contents with their releases, their numbers, and one entry that seals them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from gongkai.law.disclosure import ReleaseChannel, Source
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.ledger_rows import PastRelease, PastRow, RowFault, RowRule, Verdict
from gongkai.law.ledgers import LedgerField, bare
from gongkai.office.journal import acts as journal
from gongkai.office.journal.numbers import Number
from gongkai.publication.catalogue.models import Column, IndexNumber
from gongkai.publication.catalogue.numbers import adopt_index_numbers
from gongkai.publication.disclosure.ledger import numbering, sealing
from gongkai.publication.disclosure.ledger.checking import columns_by_name
from gongkai.publication.disclosure.ledger.models import Ledger, StagedRow
from gongkai.publication.disclosure.ledger.old_rows import write_addresses
from gongkai.publication.disclosure.ledger.rows import faults_to_json, from_json
from gongkai.publication.disclosure.ledger.taking import Taken
from gongkai.publication.disclosure.models import Content, Release
from gongkai.publication.disclosure.seals import digest


@dataclass(slots=True)
class _Ready:
    """A row on its way out: as it was staged, as it was read, its day, its column."""

    staged: StagedRow
    row: PastRow
    day: date
    column: Column


def publish_rows(ledger: Ledger, rows: Sequence[StagedRow], taken: Mapping[str, Taken]) -> int:
    """导入一批行: inside the transaction of their chunk; how many became contents. ``taken`` are the files stored already."""
    free = _without_those_taken(ledger, rows)
    ready = _ready(ledger, free)
    numbers = _numbered(ledger, ready)
    contents = [_content(ledger, each) for each in ready]
    seals = [content.seal for content in contents]
    if contents:
        entry = _enter(ledger, ready, seals, numbers, taken)
        for content in contents:
            content.entry = entry
        Content.objects.of(ledger.authority).bulk_create(contents)
        _write_beside(ledger, ready, contents, entry)
        write_addresses(ledger, [each.row for each in ready], contents, taken, entry)
    _let_go(ledger, [each.pk for each in free])
    return len(contents)


def _without_those_taken(ledger: Ledger, rows: Sequence[StagedRow]) -> list[StagedRow]:
    """Numbers somebody else has taken since the report: these rows are refused now, and stay to be seen."""
    texts = [row.index_number for row in rows if row.index_number]
    taken = set(IndexNumber.objects.everywhere().filter(text__in=texts).values_list("text", flat=True))
    late = [row for row in rows if row.index_number in taken]
    for row in late:
        fault = RowFault(RowRule.INDEX_TAKEN, LedgerField.INDEX_NUMBER.label, row.index_number)
        row.faults = [*row.faults, *faults_to_json([fault])]
        row.verdict, was = Verdict.REFUSED, row.verdict
        row.save(update_fields=["faults", "verdict"])
        verdicts = ledger.counts["verdicts"]
        verdicts[was] = verdicts.get(was, 0) - 1
        verdicts["refused"] = verdicts.get("refused", 0) + 1
    return [row for row in rows if row.index_number not in taken]


def _ready(ledger: Ledger, rows: Sequence[StagedRow]) -> list[_Ready]:
    named = columns_by_name(ledger.authority, ledger.accepted_on or ledger.opened_on)
    by_key = {column.pk: column for column in Column.objects.of(ledger.authority)}
    ready = []
    for staged in rows:
        chosen = ledger.columns.get(staged.column)
        column = by_key.get(int(chosen)) if chosen else named.get(bare(staged.column)) if staged.column else None
        row = from_json(staged.row)
        if column is None or row.published_on is None:
            raise Unlawful(f"{staged.where}的栏目“{staged.column}”已经不在，请恢复该栏目后继续导入")
        ready.append(_Ready(staged, row, row.published_on, column))
    return ready


def _numbered(ledger: Ledger, ready: Sequence[_Ready]) -> list[Number]:
    """Numbers of the ledger are adopted, the others drawn; a chunk holds the one kind or the other."""
    own = [each.row.index_number for each in ready if each.row.index_number]
    without = [each for each in ready if not each.row.index_number]
    if own:
        adopt_index_numbers(ledger.authority, own, ledger.accepted_on or ledger.opened_on)
    given, drawn = numbering.draw(ledger.authority, without, lambda each: each.column, lambda each: each.day)
    for place, text in given.items():
        without[place].row.index_number = text
    return drawn


def _content(ledger: Ledger, each: _Ready) -> Content:
    row = each.row
    content = Content(
        authority_id=ledger.authority_id,
        column=each.column,
        batch=ledger.batch,
        index_number=row.index_number,
        kind=row.kind,
        normative=row.normative,
        title=row.title,
        number=row.number,
        issuer=row.issuer or ledger.authority.name,
        theme=row.theme,
        source=Source.REPRINT if row.origin.startswith("转载") else Source.OWN,
        origin=row.origin,
        body=row.body or "".join(f"<p>{escape(line)}</p>" for line in row.text.splitlines() if line.strip()),
        text=row.text,
        made_on=row.made_on,
        published_on=each.day,
        original_on=row.original_on,
        backfilled=row.backfilled,
        ends_on=row.ends_on,
        extra=_extra(each),
    )
    content.seal = digest(content)
    return content


def _extra(each: _Ready) -> dict[str, JSON]:
    kept: dict[str, JSON] = {**each.row.extra, "台账": each.staged.where}
    if each.row.address:
        kept["原网址"] = each.row.address
    if each.row.attachments:
        kept["附件"] = list(each.row.attachments)
    return kept


def _enter(
    ledger: Ledger,
    ready: Sequence[_Ready],
    seals: Sequence[str],
    numbers: Sequence[Number],
    taken: Mapping[str, Taken],
) -> int:
    rows = sealing.digest_of(seals)
    ledger.chunks += 1
    ledger.root = sealing.onward(ledger.root, rows)
    data: dict[str, JSON] = {
        "batch": ledger.batch_id,
        "chunk": ledger.chunks,
        "first": ready[0].staged.where,
        "last": ready[-1].staged.where,
        "rows": len(ready),
        "digest": rows,
        "root": ledger.root,
    }
    if files := sorted(taken[place].kept.digest for each in ready for place in each.row.places if place in taken):
        data["files"] = list(files)
    on = ledger.accepted_on or ledger.opened_on
    return journal.enter(ledger.authority, sealing.IMPORT, on=on, by=ledger.accepted_by, data=data, numbers=numbers)


def _write_beside(ledger: Ledger, ready: Sequence[_Ready], contents: Sequence[Content], entry: int) -> None:
    authority = ledger.authority
    releases = [
        Release(
            authority_id=authority.pk,
            content=content,
            channel=release.channel,
            carrier=release.carrier,
            released_on=release.on or each.day,
            proof=(release.proof or _proof(ledger, each, release.channel))[:500],
            batch=ledger.batch,
            entry=entry,
        )
        for each, content in zip(ready, contents, strict=True)
        for release in _once(each)
    ]
    Release.objects.of(authority).bulk_create(releases)


def _once(each: _Ready) -> list[PastRelease]:
    """Releases by one channel and carrier on one day are one release, whether the day is stated or follows."""
    return list({(one.channel, one.carrier, one.on or each.day): one for one in each.row.releases}.values())


def _proof(ledger: Ledger, each: _Ready, channel: ReleaseChannel) -> str:
    """The old address proves what the portal published; everything else is proved by the ledger itself."""
    if channel is ReleaseChannel.WEBSITE and each.row.address:
        return each.row.address
    return f"台账《{ledger.title}》{each.staged.where}"


def _let_go(ledger: Ledger, keys: Sequence[int]) -> None:
    """What is published need not be staged any longer; rows with findings stay for the report."""
    rows = StagedRow.objects.everywhere().filter(pk__in=keys, verdict=Verdict.GOOD).order_by()
    rows._raw_delete(rows.db)
