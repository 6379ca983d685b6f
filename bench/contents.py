"""公开: a column of a bureau with a hundred thousand releases; the year's facts, a page of the list, one whole verification."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from django.test import Client

from bench.ledger import SEED, Place
from bench.measures import cpu, wall
from gongkai.law.disclosure import ReleaseChannel
from gongkai.office.journal import acts as journal
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.disclosure import queries, verifying
from gongkai.publication.disclosure.models import Batch, Content, Release
from gongkai.publication.disclosure.seals import batch_note, digest, release_digest
from gongkai.publication.documents.models import Document

YEAR = 2018
CHANNELS = (ReleaseChannel.WEBSITE, ReleaseChannel.WECHAT, ReleaseChannel.WEIBO, ReleaseChannel.BOARD)


def filled(where: Place, releases: int, code: str = "bench") -> None:
    """A batch of so many releases, two to a content, under one entry with its roots; ``code`` begins the index numbers."""
    random, bureau = Random(SEED), where.authority
    column = catalogue.open_column(bureau, ColumnPlan("往年文件", "wnwj", "办公室"), on=date(2008, 5, 1), by=None)
    batch = Batch.objects.of(bureau).create(authority=bureau, title="量法", accepted_on=date(YEAR, 12, 31))
    contents = [
        Content(
            authority=bureau,
            column=column,
            batch=batch,
            index_number=f"{code}/{number}",
            kind="document",
            title=f"第{number}号往年文件",
            normative=number % 20 == 0,
            published_on=date(YEAR, 1, 1) + timedelta(random.randrange(365)),
        )
        for number in range(releases // 2)
    ]
    for content in contents:
        content.seal = digest(content)
    Content.objects.of(bureau).bulk_create(contents, 500)
    rows = [
        Release(
            authority=bureau,
            content=content,
            channel=channel.value,
            released_on=content.published_on,
            proof="往年台账",
            batch=batch,
        )
        for content in contents
        for channel in random.sample(CHANNELS, 2)
    ]
    Release.objects.of(bureau).bulk_create(rows, 500)
    note = batch_note(batch, (each.seal for each in contents), (release_digest(each) for each in rows))
    batch.entry = journal.enter(bureau, "accept_batch", on=date(YEAR, 12, 31), by=None, data=note)
    batch.save()
    Content.objects.of(bureau).filter(batch=batch).update(entry=batch.entry)
    Release.objects.of(bureau).filter(batch=batch).update(entry=batch.entry)


def measured(where: Place) -> dict[str, str]:
    """The facts of the year, the first page of the column, a content, and every seal reckoned again."""
    bureau = where.authority
    rows, contents = Release.objects.of(bureau), Content.objects.of(bureau)
    documents = Document.objects.of(bureau)

    def facts() -> object:
        return queries.facts(rows, contents, documents, YEAR)

    client, last = Client(HTTP_HOST="localhost"), Content.objects.of(bureau).latest("pk")

    def page(address: str) -> Callable[[], object]:
        assert client.get(address).status_code == 200
        return lambda: client.get(address)

    return {
        "facts of the year": f"{wall(facts) * 1000:,.0f} ms",
        "page of the column": f"{cpu(page(f'/{bureau.code}/lm/wnwj/'), 10):.1f} ms CPU",
        "page of a content": f"{cpu(page(queries.address(last)), 10):.1f} ms CPU",
        "verifying every row and root": f"{wall(lambda: list(verifying.findings(True)), 1):.1f} s",
    }
