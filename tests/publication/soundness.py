"""完好: what a database looks like, to the byte, and what must hold in it at any moment, whoever was killed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from gongkai.law.catalogue import Given
from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.law.documents import State
from gongkai.law.ledgers import Stage
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.entries import Entry
from gongkai.office.journal.models import Checkpoint
from gongkai.office.journal.models import Counter as NumberCounter
from gongkai.office.journal.verify import verify
from gongkai.publication.catalogue.models import Column, IndexNumber
from gongkai.publication.catalogue.slots.models import Fulfilment
from gongkai.publication.disclosure.carriers.models import GazetteIssue, GazetteItem
from gongkai.publication.disclosure.ledger import storage as ledgers
from gongkai.publication.disclosure.ledger.models import Ledger
from gongkai.publication.disclosure.models import Content, ContentVersion, Release
from gongkai.publication.documents import queries as documented
from gongkai.publication.documents import storage
from gongkai.publication.documents.models import CleanUp, Document, Instrument, InstrumentChange, StoredFile
from gongkai.publication.documents.validity import queries as validity
from gongkai.publication.interpretation.models import Interpretation
from tests.publication.worlds import MOMENT

Picture = dict[str, tuple[str, ...]]
"""样子: the rows of every table, each written out, in an order of their own."""
NOT_WORDS = {
    "key",
    "seal",
    "prev",
    "data",
    "path",
    "signature",
    "root",
    "contents_root",
    "releases_root",
    "proof",
    "digest",
}
"""随键而变: columns that hold keys of rows, or digests of them; a run after a death draws other keys on PostgreSQL."""


def picture(connection: BaseDatabaseWrapper | None = None) -> Picture:
    """全貌: every row of every table but the checkpoints, which only say how far somebody verified."""
    return {table: _rows(connection, table, "*") for table in _tables() if table != Checkpoint._meta.db_table}


def words(connection: BaseDatabaseWrapper | None = None) -> Picture:
    """字面: what people read in every table: how many rows, and their texts, days and answers; not the keys."""
    found: Picture = {}
    for model in apps.get_models():
        readable = [field.column for field in model._meta.concrete_fields if _is_read(field)]
        if model is not Checkpoint:
            columns = ", ".join(f'"{name}"' for name in readable) or "1"
            found[model._meta.db_table] = _rows(connection, model._meta.db_table, columns)
    return found


def _is_read(field: object) -> bool:
    kinds = (models.CharField, models.TextField, models.DateField, models.BooleanField)
    return isinstance(field, kinds) and field.name not in NOT_WORDS


def _tables() -> list[str]:
    return sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)})


def _rows(connection: BaseDatabaseWrapper | None, table: str, columns: str) -> tuple[str, ...]:
    with (connection or connections["default"]).cursor() as cursor:
        cursor.execute(f'SELECT {columns} FROM "{table}"')  # noqa: S608 (names of our own tables)
        return tuple(sorted(repr(tuple(map(_plain, row))) for row in cursor.fetchall()))


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def different(one: Picture, other: Picture) -> list[str]:
    """差别: the tables that are not the same, with a row for each."""
    return [
        f"{table}: {sorted(set(one[table]) ^ set(other[table]))[:2] or '行数不同'}"
        for table in one
        if one[table] != other[table]
    ]


# -- what must hold ----------------------------------------------------------------------------------------------------


def unsound() -> list[str]:
    """不完好之处: nothing, if the house keeps its word."""
    told = [*_contents(), *_numbers(), *_documents(), *_instruments(), *_files(), *_others(), *_entries()]
    return [*told, *(str(finding) for finding in verify(whole=True))]


def _contents() -> Iterator[str]:
    rows = Content.objects.everywhere()
    yield from (f"内容{each.pk}没有条目" for each in rows.filter(entry=None))
    yield from (f"内容{each.pk}没有发布" for each in rows.filter(releases=None))
    orphans = Release.objects.everywhere().exclude(content__in=rows)
    yield from (f"发布{each.pk}没有内容" for each in orphans)
    yield from (f"发布{each.pk}没有条目" for each in Release.objects.everywhere().filter(entry=None))
    standing = Release.objects.everywhere().filter(channel=ReleaseChannel.WEBSITE, carrier="", withdrawn_on=None)
    shown = set(standing.values_list("content", flat=True))
    for content in rows:
        if (content.withdrawn_on is None) != (content.pk in shown):
            yield f"内容{content.index_number}与其网页不一致"
        versions = ContentVersion.objects.everywhere().filter(content=content).count()
        if content.edition != versions + 1:
            yield f"内容{content.index_number}为第{content.edition}版，却有{versions}个旧版"
    for column in Column.objects.everywhere().exclude(merged_into=None):
        if rows.filter(column=column).exists() or Column.objects.everywhere().filter(parent=column, closed_on=None):
            yield f"已归并的栏目{column.name}中还有内容或者下级"


def _numbers() -> Iterator[str]:
    used = Counter(Content.objects.everywhere().values_list("index_number", flat=True))
    given = Counter(IndexNumber.objects.everywhere().values_list("text", flat=True))
    yield from (f"索引号{text}用了{times}次" for text, times in (used + given).items() if times != 2)
    signed = Counter(Document.objects.everywhere().exclude(number="").values_list("authority", "number"))
    yield from (f"文号{text}用了{times}次" for (_, text), times in signed.items() if times > 1)
    drawn = IndexNumber.objects.everywhere().filter(given=Given.DRAWN)
    last = {(each.authority_id, each.series, each.year): each.last for each in NumberCounter.objects.everywhere()}
    for number in drawn:
        if (number.serial or 0) > last.get((number.authority_id, number.series, number.year or 0), 0):
            yield f"索引号{number}超出编号簿"


def _documents() -> Iterator[str]:
    explained = Interpretation.objects.everywhere()
    for document in Document.objects.everywhere().select_related("dossier"):
        for name, value in documented.shadows(documented.standing(document)).items():
            if getattr(document, name) != value:
                yield f"公文{document.pk}的{name}与案卷不符"
        public = Content.objects.everywhere().filter(document=document, withdrawn_on=None)
        if (document.dossier.state == State.PUBLISHED) != public.exists():
            yield f"公文{document.pk}的状态为{document.dossier.state}，与公开内容不符"
        if document.must_explain and public.exists() and not explained.filter(policy__in=public).exists():
            yield f"公文{document.pk}公开了却没有解读"
    for content in Content.objects.everywhere().filter(kind=ContentClass.INTERPRETATION):
        if "explains" in content.extra and not explained.filter(content=content).exists():
            yield f"解读{content.index_number}没有关联"


def _instruments() -> Iterator[str]:
    for authority in Authority.objects.all():
        astray = validity.astray(Instrument.objects.of(authority))
        yield from (f"{each}的效力与其变更不符" for each in astray)
    marked = Counter(InstrumentChange.objects.everywhere().values_list("source_title", flat=True))
    yield from (f"“{title}”只标注了{times}件" for title, times in marked.items() if title and times % 3)
    for round_ in CleanUp.objects.everywhere():
        if (round_.closed_on is None) == (round_.source_title in marked):
            yield f"清理{round_}与其标注不符"


def _files() -> Iterator[str]:
    yield from storage.wrong()
    used = Ledger.objects.everywhere().exclude(source="")
    yield from (f"台账{each.title}的文件不见了" for each in used if not Path(each.source).exists())
    for release in Release.objects.everywhere().filter(batch=None, channel=ReleaseChannel.GAZETTE):
        if not GazetteIssue.objects.everywhere().filter(title=release.carrier).exclude(issued_on=None).exists():
            yield f"发布{release.pk}没有已出刊的公报"


def _others() -> Iterator[str]:
    for item in GazetteItem.objects.everywhere().select_related("issue"):
        released = Release.objects.everywhere().filter(content=item.content, channel=ReleaseChannel.GAZETTE)
        if released.exists() != (item.issue.issued_on is not None):
            yield f"公报{item.issue}第{item.place}篇的发布与出刊不一致"
    told = Entry.objects.everywhere().filter(act="fulfil_slot").count()
    if told != Fulfilment.objects.everywhere().count():
        yield "完成记录与条目不一致"
    for ledger in Ledger.objects.everywhere().exclude(batch=None):
        rows = Content.objects.everywhere().filter(batch=ledger.batch).count()
        if rows != ledger.imported or ledger.stage not in (Stage.ACCEPTING, Stage.DONE):
            yield f"台账{ledger.title}登记导入{ledger.imported}条，实有{rows}条"


def _entries() -> Iterator[str]:
    """Every row that names an entry of the journal names one that is there."""
    for model in apps.get_models():
        fields = {field.name for field in model._meta.concrete_fields}
        if not {"entry", "authority"} <= fields or model is Entry:
            continue
        for authority, seq in model._default_manager.everywhere().exclude(entry=None).values_list("authority", "entry"):  # type: ignore[attr-defined]
            if not Entry.objects.everywhere().filter(id=Entry.key(authority, seq)).exists():
                yield f"{model._meta.verbose_name}：第{seq}号条目不见了"


def unswept() -> list[str]:
    """扫不掉的文件: after a day and the chores, no file is left that no row names."""
    later = MOMENT + timedelta(days=3650)
    storage.sweep(later)
    ledgers.sweep(later)
    named = set(StoredFile.objects.everywhere().values_list("digest", flat=True))
    named |= {Path(source).name for source in Ledger.objects.everywhere().values_list("source", flat=True)}
    there = [place for place in Path(settings.MEDIA_ROOT).rglob("*") if place.is_file()]
    return [str(place) for place in there if place.name not in named]
