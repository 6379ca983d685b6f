"""批次封存: each chunk of an accepted ledger is one entry with the digest of its rows; the closing entry holds their root.

The digest of a chunk is made of the seals its contents had when they came in: those that were changed since are taken from
their first version. So everything can be reckoned again from the tables alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from gongkai.office.journal.queries import notes
from gongkai.office.journal.verify import Finding
from gongkai.publication.disclosure.models import Batch, Content, ContentVersion
from gongkai.publication.disclosure.seals import digest
from gongkai.publication.disclosure.seals import digest_of as digest_of_row

ACCEPT, IMPORT, CLOSE = "accept_ledger", "import_contents", "close_ledger"
START = hashlib.sha256(b"gongkai.ledger").hexdigest()


def digest_of(seals: Iterable[str]) -> str:
    """批摘要: of the seals of a chunk, in the order of its rows."""
    return hashlib.sha256("\n".join(seals).encode()).hexdigest()


def onward(root: str, chunk: str) -> str:
    """总摘要: the root with one more chunk."""
    return hashlib.sha256(f"{root}{chunk}".encode()).hexdigest()


def batch_root(batch: Batch, sizes: Sequence[int]) -> tuple[str, list[str]]:
    """重算总摘要: the root of a batch and the digests of its chunks, from the rows as they stand."""
    seals = _first_seals(batch)
    root, digests = START, []
    for size in sizes:
        digests.append(digest_of(islice(seals, size)))
        root = onward(root, digests[-1])
    if next(seals, None) is not None:
        digests.append("")
    return root, digests


def _first_seals(batch: Batch) -> Iterator[str]:
    """The seal each content had when it came in, reckoned from its row or from its first version."""
    rows = Content.objects.of(batch.authority).filter(batch=batch).order_by("pk")
    changed = ContentVersion.objects.of(batch.authority).filter(content__batch=batch, edition=1)
    first = dict(changed.values_list("content_id", "row")) if changed.exists() else {}
    for content in rows.iterator(1000):
        yield digest_of_row(first[content.pk]) if content.pk in first else digest(content)


def broken(batch: Batch) -> Iterator[Finding]:
    """批次核验: where the rows of a batch are not those its entries sealed."""
    where = f"{batch.authority.name}批次“{batch.title}”"
    mine = [note for note in notes(batch.authority, IMPORT, CLOSE) if note.data.get("batch") == batch.pk]
    if not mine:
        return
    chunks = sorted((note.data for note in mine if note.act == IMPORT), key=lambda data: int(data["chunk"]))
    closing = next((note.data for note in mine if note.act == CLOSE), None)
    root, digests = batch_root(batch, [int(data["rows"]) for data in chunks])
    for data, reckoned in zip(chunks, digests, strict=False):
        if data["digest"] != reckoned:
            yield Finding(where, f"第{data['chunk']}批的内容与登记时的摘要不符")
    if len(digests) > len(chunks):
        yield Finding(where, "有内容不属于任何一批")
    if closing is None:
        if batch.entry is not None:
            yield Finding(where, "没有结束的条目")
        return
    if closing["root"] != root:
        yield Finding(where, "总摘要与结束时登记的不符")
    if int(closing["rows"]) != batch.rows:
        yield Finding(where, f"登记{closing['rows']}行，批次记为{batch.rows}行")
