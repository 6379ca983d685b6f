"""媒体资料办理: a content takes a picture, a video or a chart; what is said of one is put right, they are put in order, one goes.

Each is one transaction and one entry with the digests of the rows it wrote. What is said of it passes the gate; what a machine
cannot see in a picture a person has looked at, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from django.db import transaction

from gongkai.law.disclosure import CORRECTING
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.grammar.statute import regulation
from gongkai.law.media import MOST, ChartShape, ChartTable, Described, MediaKind, check_chart
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal.hiding import hide
from gongkai.office.journal.seals import canonical
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.media import queries
from gongkai.publication.disclosure.media.keeping import keep
from gongkai.publication.disclosure.media.models import Media
from gongkai.publication.disclosure.media.screening import parts_of
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.models import StoredFile
from gongkai.publication.gate import acts as gate
from gongkai.web.uploads import FileKind, Upload

ADD, DESCRIBE, ORDER, TAKE_OFF = "add_media", "describe_media", "order_media", "take_off_media"
LOOKED_AT = regulation(15, gist="涉及个人隐私的不得公开")
_SEALED = (
    *("content_id", "kind", "caption", "words", "credit", "place", "width", "height", "seconds", "shape", "unit"),
    *("table", "made", "taken_off_reason"),
)


def digest(row: Media) -> str:
    """媒体摘要: of all that the public sees of it, its place, and whether it is still there."""
    told: dict[str, JSON] = {name: getattr(row, name) for name in _SEALED}
    told |= {"stored": row.stored.digest if row.stored else "", "added_on": row.added_on.isoformat()}
    told["taken_off_on"] = row.taken_off_on.isoformat() if row.taken_off_on else None
    return sha256(canonical(told).encode()).hexdigest()


def add_file(
    content: Content,
    upload: Upload,
    kind: FileKind,
    described: Described,
    *,
    looked_at: bool,
    on: date,
    today: date,
    by: Official,
) -> Media:
    """加图片、视频: ``upload`` has been through ``UploadField``, which says its ``kind``; it is kept without its traces."""
    not_in_the_future(on, today)
    if not looked_at:
        raise Unlawful("请先逐张（段）看过：没有未经同意的人脸、证件、车牌等个人信息", LOOKED_AT, field="looked_at")
    kept = keep(content.authority, upload, kind, on=on, by=by)
    row = Media(kind=described.kind.value, made=kept.row.digest)
    row.seconds, row.width, row.height = kept.seconds, kept.width, kept.height
    return _added(content, row, described, kept.row, on=on, by=by)


def add_chart(
    content: Content,
    shape: ChartShape,
    table: ChartTable,
    unit: str,
    described: Described,
    *,
    on: date,
    today: date,
    by: Official,
) -> Media:
    """加图表: drawn from rows by our own hand, with the rows beneath it."""
    not_in_the_future(on, today)
    kept = check_chart(table, shape).kept()
    made = sha256(
        canonical({"shape": shape.value, "unit": unit, "table": list[JSON](map(list, kept))}).encode()
    ).hexdigest()
    row = Media(kind=MediaKind.CHART.value, shape=shape.value, unit=unit, table=kept, made=made)
    return _added(content, row, described, None, on=on, by=by)


@transaction.atomic
def describe(row: Media, described: Described, *, on: date, today: date, by: Official, reason: str) -> Media:
    """改说明: its caption, its text or its credit, which the public reads at once; the entry keeps what was said before."""
    not_in_the_future(on, today)
    _lock(row.content)
    _standing(row)
    if described.kind.value != row.kind:
        raise Unlawful("类型不能改；换一张的，撤下后另加", CORRECTING, field="caption")
    if not reason.strip():
        raise Unlawful("改说明应当写明理由", CORRECTING, field="reason")
    before = [row.caption, row.words, row.credit]
    row.caption, row.words, row.credit = (
        each.strip() for each in (described.caption, described.words, described.credit)
    )
    if [row.caption, row.words, row.credit] == before:
        raise Unlawful("没有任何改动", CORRECTING, field="caption")
    gate.pass_publication(row.authority, parts_of(row), on=on, by=by)
    _enter(row, DESCRIBE, on, by, reason=reason.strip(), before=list[JSON](before))
    return row


@transaction.atomic
def put_in_order(content: Content, keys: Sequence[int], *, on: date, by: Official) -> list[Media]:
    """排次序: every one of the content, named once, in the order the public is to see them."""
    _lock(content)
    rows = {row.pk: row for row in queries.shown([content]).get(content.pk, ())}
    if sorted(keys) != sorted(rows):
        raise Unlawful("次序应当列全本内容现有的图片、视频、图表，各一次", field="order")
    if list(keys) == list(rows):
        return list(rows.values())
    ordered = [rows[key] for key in keys]
    for place, row in enumerate(ordered, 1):
        row.place = place
    data: dict[str, JSON] = {"content": content.pk, "order": list(keys), "rows": [digest(row) for row in ordered]}
    entry = journal.enter(content.authority, ORDER, on=on, by=by, data=data)
    for row in ordered:
        row.entry = entry
        row.save(update_fields=["place", "entry"])
    return ordered


@transaction.atomic
def take_off(row: Media, *, on: date, today: date, by: Official, reason: str) -> Media:
    """撤下: it is gone from the page and from its address at once; the row and the reason stay."""
    not_in_the_future(on, today)
    _lock(row.content, public=False)
    _standing(row)
    if not reason.strip():
        raise Unlawful("撤下应当写明理由", field="reason")
    if on < row.added_on:
        raise Unlawful(f"撤下不能早于加入（{row.added_on:%Y-%m-%d}）", field="on")
    row.taken_off_on, row.taken_off_reason = on, reason.strip()
    _enter(row, TAKE_OFF, on, by, reason=reason.strip())
    hide(row.authority, row.entry)
    return row


# -- the rows --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def _added(
    content: Content, row: Media, described: Described, file: StoredFile | None, *, on: date, by: Official
) -> Media:
    _lock(content)
    there = queries.shown([content]).get(content.pk, [])
    if len(there) >= MOST:
        raise Unlawful(f"一项内容最多{MOST}张（段），更多的请另发一项", field="file")
    if same := next((each for each in there if each.made == row.made), None):
        raise Unlawful(f"本内容里已经有这一张（段）：{same}", field="rows" if file is None else "file")
    row.authority, row.content, row.added_on = content.authority, content, on
    row.caption, row.words, row.credit = (
        each.strip() for each in (described.caption, described.words, described.credit)
    )
    row.place = max((each.place for each in there), default=0) + 1
    if file is not None:
        file.save(force_insert=True)
        row.stored = file
    gate.pass_publication(content.authority, parts_of(row), on=on, by=by)
    with in_chinese():
        row.save(force_insert=True)
    _enter(row, ADD, on, by, made=row.made)
    return row


def _standing(row: Media) -> None:
    row.refresh_from_db(from_queryset=Media.objects.everywhere().select_for_update())
    if row.taken_off_on is not None:
        raise Unlawful(f"已于{row.taken_off_on:%Y-%m-%d}撤下")


def _enter(row: Media, act: str, on: date, by: Official, **more: JSON) -> None:
    data: dict[str, JSON] = {"content": row.content_id, "media": row.pk, "row": digest(row), **more}
    row.entry = journal.enter(row.authority, act, on=on, by=by, data=data)
    row.save()


def _lock(content: Content, *, public: bool = True) -> None:
    content.refresh_from_db(from_queryset=Content.objects.everywhere().select_for_update())
    if public and not disclosure.is_public(content):
        raise Unlawful("内容没有公开或者已经撤回，不能加图片、视频、图表")
