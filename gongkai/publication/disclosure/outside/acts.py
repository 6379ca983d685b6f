"""媒体节目、外部报道办理: register a programme or a report, strike one. Each is one transaction and one entry with its digest."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from django.db import transaction

from gongkai.law.disclosure import CHANNELS_NAMED
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.outside_media import Aired, Reported
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal.seals import canonical
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure import proving
from gongkai.publication.disclosure.acts import Outlet
from gongkai.publication.disclosure.media.keeping import keep
from gongkai.publication.disclosure.models import Content
from gongkai.publication.disclosure.outside import queries
from gongkai.publication.disclosure.outside.models import PressReport, Programme
from gongkai.publication.documents.models import StoredFile
from gongkai.publication.gate import acts as gate
from gongkai.web.uploads import FileKind, Upload

REGISTER_PROGRAMME, STRIKE_PROGRAMME = "register_programme", "strike_programme"
REGISTER_COVERAGE, STRIKE_COVERAGE = "register_coverage", "strike_coverage"
_PROGRAMME = (
    *("channel", "outlet", "series", "title", "edition", "minutes", "theme", "content_id", "release_id"),
    "struck_reason",
)
_COVERAGE = ("outlet", "level", "source", "title", "address", "content_id", "matter", "struck_reason")


def programme_digest(row: Programme) -> str:
    """节目摘要: of all that is listed and counted."""
    told: dict[str, JSON] = {name: getattr(row, name) for name in _PROGRAMME}
    told |= {"aired_on": row.aired_on.isoformat(), "stored": row.stored.digest if row.stored else ""}
    return _digest(told, row.struck_on)


def coverage_digest(row: PressReport) -> str:
    """报道摘要: of all that is listed and counted."""
    told: dict[str, JSON] = {name: getattr(row, name) for name in _COVERAGE}
    return _digest(told | {"reported_on": row.reported_on.isoformat()}, row.struck_on)


def _digest(told: dict[str, JSON], struck_on: date | None) -> str:
    told["struck_on"] = struck_on.isoformat() if struck_on else None
    return sha256(canonical(told).encode()).hexdigest()


def register_programme(
    authority: Authority,
    told: Aired,
    *,
    upload: Upload | None = None,
    kind: FileKind | None = None,
    content: Content | None = None,
    on: date,
    today: date,
    by: Official,
) -> Programme:
    """登记媒体节目: one that carries a content releases it there, with the programme for its proof; any other is none."""
    not_in_the_future(on, today)
    not_in_the_future(told.aired_on, today, CHANNELS_NAMED, field="aired_on", what="播出（刊登）日期")
    kept = keep(authority, upload, kind, on=on, by=by).row if upload is not None and kind is not None else None
    return _registered(authority, told, kept, content, on=on, today=today, by=by)


@transaction.atomic
def _registered(
    authority: Authority,
    told: Aired,
    kept: StoredFile | None,
    content: Content | None,
    *,
    on: date,
    today: date,
    by: Official,
) -> Programme:
    if same := queries.same_programme(authority, told):
        raise Unlawful(f"这次播出（刊登）已经登记：{told.carrier}{same}", CHANNELS_NAMED, field="title")
    row = Programme(
        authority=authority,
        channel=told.channel.value,
        aired_on=told.aired_on,
        minutes=told.minutes,
        **{name: getattr(told, name).strip() for name in ("outlet", "series", "title", "edition", "theme")},
    )
    if kept is not None:
        kept.save(force_insert=True)
        row.stored = kept
    if content is not None:
        _carries(row, told, content, today=today, by=by)
    with in_chinese():
        row.save(force_insert=True)
    _enter_programme(row, REGISTER_PROGRAMME, on, by)
    return row


def _carries(row: Programme, told: Aired, content: Content, *, today: date, by: Official) -> None:
    if content.authority_id != row.authority_id:
        raise Unlawful("涉及的内容应当是本机关公开的", CHANNELS_NAMED, field="index_number")
    if told.aired_on < content.published_on:
        raise Unlawful(
            f"播出（刊登）不能早于内容公开（{content.published_on:%Y-%m-%d}）", CHANNELS_NAMED, field="aired_on"
        )
    gate.pass_words(row.authority, f"content {content.pk}", {"节目": told.proof}, on=told.aired_on, by=by)
    outlet = Outlet(told.channel, told.carrier, told.proof)
    row.content, row.release = content, disclosure.release(content, outlet, on=told.aired_on, today=today, by=by)


@transaction.atomic
def strike_programme(row: Programme, *, on: date, today: date, by: Official, reason: str) -> Programme:
    """作废节目: what was registered by mistake; the release it was goes from the page of its content as well."""
    not_in_the_future(on, today)
    row.refresh_from_db(from_queryset=Programme.objects.everywhere().select_for_update())
    _may_be_struck(row, reason)
    row.struck_on, row.struck_reason = on, reason.strip()
    if row.release is not None:
        taken_down_on = max(on, row.release.released_on)
        proving.take_down(row.release, on=taken_down_on, today=today, by=by, reason=f"节目登记作废：{reason.strip()}")
    _enter_programme(row, STRIKE_PROGRAMME, on, by, reason=reason.strip())
    return row


@transaction.atomic
def register_coverage(
    authority: Authority, told: Reported, *, content: Content | None = None, on: date, today: date, by: Official
) -> PressReport:
    """登记外部报道: once by its address, and once by medium, title and day."""
    not_in_the_future(on, today)
    not_in_the_future(told.on, today, field="reported_on", what="报道日期")
    if content is None and not told.matter.strip():
        raise Unlawful("请写明所报道的公开内容（索引号）或者事项", field="matter")
    if content is not None and content.authority_id != authority.pk:
        raise Unlawful("所报道的内容应当是本机关公开的", field="index_number")
    if same := queries.same_coverage(authority, told):
        by_address = told.key and same.key == told.key
        said = "同一网址的报道已经登记" if by_address else "同一媒体同一天同一标题的报道已经登记"
        raise Unlawful(f"{said}：{same}", field="address" if by_address else "title")
    row = PressReport(
        authority=authority,
        outlet=told.outlet.strip(),
        level=told.level.value,
        source=told.source.value,
        reported_on=told.on,
        title=told.title.strip(),
        address=told.address.strip(),
        key=told.key,
        name_key=told.name_key,
        content=content,
        matter=told.matter.strip(),
    )
    with in_chinese():
        row.save(force_insert=True)
    _enter_coverage(row, REGISTER_COVERAGE, on, by)
    return row


@transaction.atomic
def strike_coverage(row: PressReport, *, on: date, today: date, by: Official, reason: str) -> PressReport:
    """作废报道登记: what was registered by mistake."""
    not_in_the_future(on, today)
    row.refresh_from_db(from_queryset=PressReport.objects.everywhere().select_for_update())
    _may_be_struck(row, reason)
    row.struck_on, row.struck_reason = on, reason.strip()
    _enter_coverage(row, STRIKE_COVERAGE, on, by, reason=reason.strip())
    return row


def _may_be_struck(row: Programme | PressReport, reason: str) -> None:
    if row.struck_on is not None:
        raise Unlawful(f"已于{row.struck_on:%Y-%m-%d}作废")
    if not reason.strip():
        raise Unlawful("作废应当写明理由", field="reason")


def _enter_programme(row: Programme, act: str, on: date, by: Official, **more: JSON) -> None:
    data: dict[str, JSON] = {"programme": row.pk, "row": programme_digest(row), **more}
    row.entry = journal.enter(row.authority, act, on=on, by=by, data=data)
    row.save()


def _enter_coverage(row: PressReport, act: str, on: date, by: Official, **more: JSON) -> None:
    data: dict[str, JSON] = {"coverage": row.pk, "row": coverage_digest(row), **more}
    row.entry = journal.enter(row.authority, act, on=on, by=by, data=data)
    row.save()
