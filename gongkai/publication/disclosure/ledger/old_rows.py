"""旧网址登记: every address of a page and of its files, written with its content; and the titles of pages left behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.db import transaction

from gongkai.law.attachments import file_name
from gongkai.law.ledger_rows import PastRow, RowRule, Verdict
from gongkai.papers.ledgers.places import LONGEST, key_of
from gongkai.publication.disclosure.ledger import reading
from gongkai.publication.disclosure.ledger.models import Ledger, OldAddress, PastFile, StagedRow
from gongkai.publication.disclosure.ledger.taking import Taken
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.models import StoredFile

UNTOLD = frozenset({RowRule.PERSONAL.value, RowRule.PHONE.value, RowRule.WITHHELD.value})
"""不提标题: pages refused for these are not named to anybody."""
SOME = 500


def write_addresses(
    ledger: Ledger, rows: Sequence[PastRow], contents: Sequence[Content], taken: Mapping[str, Taken], entry: int
) -> None:
    """登记旧网址和附件: inside the transaction of the chunk."""
    authority = ledger.authority
    files = [
        (content, line.split("\t")[2] if line.count("\t") > 1 else "", _stored(ledger, line, taken, entry))
        for row, content in zip(rows, contents, strict=True)
        for line in _once(row, taken)
    ]
    StoredFile.objects.of(authority).bulk_create([stored for _, _, stored in files])
    PastFile.objects.of(authority).bulk_create(
        PastFile(authority_id=authority.pk, content=content, stored=stored) for content, _, stored in files
    )
    own = (
        each
        for row, content in zip(rows, contents, strict=True)
        for each in _addresses(ledger, row.old_addresses or (row.address,), content)
    )
    of_files = (each for content, address, stored in files for each in _addresses(ledger, (address,), content, stored))
    OldAddress.objects.of(authority).bulk_create([*own, *of_files])


def _once(row: PastRow, taken: Mapping[str, Taken]) -> Iterator[str]:
    """The files of a row that were stored, the same content once."""
    seen = set()
    for line in row.files:
        found = taken.get(line.split("\t")[0])
        if found is not None and found.kept.digest not in seen:
            seen.add(found.kept.digest)
            yield line


def _stored(ledger: Ledger, line: str, taken: Mapping[str, Taken], entry: int) -> StoredFile:
    place, name = line.split("\t")[:2]
    found = taken[place]
    called = name if "." in name else f"{name or place.rsplit('/', 1)[-1]}"
    return StoredFile(
        authority_id=ledger.authority_id,
        name=file_name(called, found.kind.extension),
        kind=found.kind.extension,
        size=found.kept.size,
        digest=found.kept.digest,
        stored_on=ledger.accepted_on or ledger.opened_on,
        by=ledger.accepted_by,
        entry=entry,
    )


def _addresses(
    ledger: Ledger, addresses: Sequence[str], content: Content | None, file: StoredFile | None = None, title: str = ""
) -> Iterator[OldAddress]:
    seen = set()
    for address in addresses:
        host, key = key_of(address)
        if not key or (host, key) in seen or len(address) > LONGEST or len(key) > LONGEST or len(host) > 100:
            continue
        seen.add((host, key))
        yield OldAddress(
            authority_id=ledger.authority_id,
            content=content,
            file=file,
            title=title[:300],
            address=address,
            host=host,
            key=key,
        )


def keep_lost(ledger: Ledger) -> None:
    """没有导入的网页: their addresses with their titles, so that who comes by one is led to look for it; may be done twice."""
    if ledger.carrier != reading.PAGES_OF:
        return
    rows = StagedRow.objects.of(ledger.authority).filter(ledger=ledger, verdict=Verdict.REFUSED).order_by("place")
    at = 0
    while some := list(rows.filter(place__gt=at)[:SOME]):
        at = some[-1].place
        lost = [
            each
            for row in some
            if row.row.get("title") and not UNTOLD & {fault[0] for fault in row.faults}
            for each in _addresses(ledger, row.row.get("old_addresses", ()), None, title=str(row.row["title"]))
        ]
        _write_lost(ledger, lost)


@transaction.atomic
def _write_lost(ledger: Ledger, lost: Sequence[OldAddress]) -> None:
    rows = OldAddress.objects.of(ledger.authority).filter(content=None)
    known = set(rows.filter(key__in={each.key for each in lost}).values_list("host", "key"))
    OldAddress.objects.of(ledger.authority).bulk_create(
        {(each.host, each.key): each for each in lost if (each.host, each.key) not in known}.values()
    )
