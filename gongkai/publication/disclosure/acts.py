"""主动公开办理: publish, release, move and withdraw. Each is one transaction and one entry that seals the row it wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.law.catalogue import objection_to
from gongkai.law.disclosure import ContentClass, ReleaseChannel, Source
from gongkai.law.documents import Act, DocumentKind
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.office.authorities.models import Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal.seals import canonical
from gongkai.publication.catalogue.acts import draw_index_numbers
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.models import Content, ContentVersion, Release
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents.acts import not_in_the_future
from gongkai.publication.documents.models import Document, ReleaseReview

REVIEWED_FIRST = regulation(17, gist="公开前应当审查")
KIND_OF_DOCUMENT = dict.fromkeys(DocumentKind, ContentClass.DOCUMENT)
SEALED = (
    *("index_number", "kind", "normative", "title", "number", "issuer", "theme", "source", "origin", "body", "text"),
    *("made_on", "published_on", "original_on", "backfilled", "ends_on", "withdrawn_on", "withdrawn_reason", "extra"),
    *("edition", "column_id", "document_id", "review_id"),
)
"""入封的列: the columns whose digest the entry holds; ``verify`` reckons it again."""


@dataclass(frozen=True)
class Item:
    """待发布内容: what is to be made public."""

    kind: ContentClass
    title: str
    body: str = ""
    text: str = ""
    number: str = ""
    issuer: str = ""
    theme: str = ""
    normative: bool = False
    source: Source = Source.OWN
    origin: str = ""
    made_on: date | None = None
    original_on: date | None = None
    ends_on: date | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Outlet:
    """发布去向: a channel and, for all but our own website, the account or carrier and the proof."""

    channel: ReleaseChannel
    carrier: str = ""
    proof: str = ""
    at: datetime | None = None


WEBSITE = Outlet(ReleaseChannel.WEBSITE)
"""本平台: the portal's own page; its address is its proof."""


@transaction.atomic
def publish_document(
    document: Document,
    column: Column,
    outlets: Sequence[Outlet] = (WEBSITE,),
    *,
    on: date,
    today: date,
    by: Official,
    seen: int | None = None,
    explained: str = "",
) -> Content:
    """公开公文: take the step on its dossier and publish its latest text.

    What must be explained goes out only with the index number of its own interpretation, public already (``explained``).
    """
    not_in_the_future(on, today)
    _is_interpretation(document, explained)
    details: dict[str, JSON] = {"explained": explained} if explained else {}
    moved = journal.take(document.dossier, Step(Act.PUBLISH.value, on, details), by=by, seen=seen)
    documents.reflect(document, moved)
    latest = document.versions.of(document.authority).order_by("-number").first()
    review = document.reviews.of(document.authority).first()
    item = Item(
        kind=KIND_OF_DOCUMENT[DocumentKind(document.kind)],
        title=document.title,
        body=latest.body if latest else "",
        text=latest.text if latest else "",
        number=document.number,
        issuer=document.authority.name,
        theme=document.theme,
        normative=document.kind == DocumentKind.NORMATIVE,
        made_on=document.made_on,
    )
    return _publish(column, item, outlets, on=on, by=by, review=review, document=document)


def _is_interpretation(document: Document, explained: str) -> None:
    own = queries.public_contents(document.authority).filter(kind=ContentClass.INTERPRETATION, source=Source.OWN)
    found = own.filter(index_number=explained).first() if explained else None
    if explained and (found is None or found.extra.get("explains") != document.pk):
        raise Unlawful(f"索引号“{explained}”不是本机关公开中的、本件的解读", field="explained")


@transaction.atomic
def publish(
    column: Column,
    item: Item,
    outlets: Sequence[Outlet] = (WEBSITE,),
    *,
    on: date,
    today: date,
    by: Official,
    review: ReleaseReview | None,
) -> Content:
    """公开其他内容: data, notices, news; only with its row of the release-review register (条例第十七条)."""
    not_in_the_future(on, today)
    return _publish(column, item, outlets, on=on, by=by, review=review)


def _publish(
    column: Column,
    item: Item,
    outlets: Sequence[Outlet],
    *,
    on: date,
    by: Official,
    review: ReleaseReview | None,
    document: Document | None = None,
) -> Content:
    authority = column.authority
    if review is None or review.authority_id != authority.pk:
        raise Unlawful("没有发布审查登记，不得发布", REVIEWED_FIRST, field="review")
    if not outlets:
        raise Unlawful("应当选明发布渠道", field="outlets")
    _column_takes(column, item.kind, on)
    [number] = draw_index_numbers(authority, column, on)
    content = Content(
        authority=authority,
        column=column,
        document=document,
        review=review,
        index_number=number.text,
        published_on=on,
        backfilled=item.original_on is not None and item.original_on < on,
        **_columns(item),
    )
    content.seal = digest(content)
    content.save(force_insert=True)
    releases = [_release(content, outlet, on) for outlet in outlets]
    data: dict[str, JSON] = {
        "content": content.pk,
        "index_number": number.text,
        "row": content.seal,
        "releases": [_told(each) for each in releases],
    }
    entry = journal.enter(authority, "publish_content", on=on, by=by, data=data, numbers=[number])
    for release in releases:
        release.entry = entry
    Release.objects.of(authority).bulk_create(releases)
    content.entry = entry
    content.save(update_fields=["entry"])
    return content


@transaction.atomic
def release(content: Content, outlet: Outlet, *, on: date, today: date, by: Official) -> Release:
    """再发布: the same content by another channel; it counts there, and the content still counts once."""
    not_in_the_future(on, today)
    _lock(content)
    if not content.is_public:
        raise Unlawful("内容已经撤回，不能再发布")
    made = _release(content, outlet, on)
    data: dict[str, JSON] = {"content": content.pk, "releases": [_told(made)]}
    made.entry = journal.enter(content.authority, "release_content", on=on, by=by, data=data)
    made.save(force_insert=True)
    return made


@transaction.atomic
def move(content: Content, column: Column, *, on: date, by: Official, reason: str) -> None:
    """移栏: to the column it belongs in; its index number and its address stay (旧地址不变)."""
    _lock(content)
    if not reason.strip():
        raise Unlawful("移栏应当写明理由", field="reason")
    _column_takes(column, ContentClass(content.kind), on)
    _change(content, {"column_id": column.pk}, "move_content", on=on, by=by, reason=reason)


@transaction.atomic
def withdraw(content: Content, *, on: date, by: Official, reason: str) -> None:
    """撤回公开: the page goes at once; the row, its number and its releases stay, with the reason."""
    _lock(content)
    if not content.is_public:
        raise Unlawful("内容已经撤回")
    if not reason.strip():
        raise Unlawful("撤回公开应当写明理由", field="reason")
    changed = {"withdrawn_on": on, "withdrawn_reason": reason.strip()}
    _change(content, changed, "withdraw_content", on=on, by=by, reason=reason)
    if content.document is not None:
        step = Step(Act.WITHDRAW.value, on, {"reason": reason.strip()})
        documents.reflect(content.document, journal.take(content.document.dossier, step, by=by))


def digest(content: Content) -> str:
    """行摘要: of the columns that are sealed."""
    row = {name: _plain(getattr(content, name)) for name in SEALED}
    return hashlib.sha256(canonical(row).encode()).hexdigest()


def _plain(value: Any) -> JSON:
    return value.isoformat() if isinstance(value, date) else value


def _columns(item: Item) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "normative": item.normative,
        "title": item.title,
        "number": item.number,
        "issuer": item.issuer,
        "theme": item.theme,
        "source": item.source,
        "origin": item.origin,
        "body": item.body,
        "text": item.text,
        "made_on": item.made_on,
        "original_on": item.original_on,
        "ends_on": item.ends_on,
        "extra": dict(item.extra),
    }


def _column_takes(column: Column, kind: ContentClass, on: date) -> None:
    if column.closed_on is not None and column.closed_on <= on:
        raise Unlawful(f"栏目“{column.name}”已于{column.closed_on:%Y-%m-%d}关闭", field="column")
    if objection := objection_to(column.accepts, kind, column.name):
        raise objection.raised("column")


def _release(content: Content, outlet: Outlet, on: date) -> Release:
    proof = outlet.proof
    if outlet.channel is ReleaseChannel.WEBSITE and not proof:
        proof = queries.address(content)
    return Release(
        authority_id=content.authority_id,
        content=content,
        channel=outlet.channel,
        carrier=outlet.carrier,
        released_on=on,
        released_at=outlet.at,
        proof=proof,
    )


def _told(release: Release) -> dict[str, JSON]:
    return {
        "channel": str(release.channel),
        "carrier": release.carrier,
        "on": release.released_on.isoformat(),
        "proof": release.proof,
    }


def _lock(content: Content) -> None:
    content.refresh_from_db(from_queryset=Content.objects.everywhere().select_for_update())


def _change(content: Content, changed: Mapping[str, Any], act: str, *, on: date, by: Official, reason: str) -> None:
    """Change a row: the old one becomes a version, the new one is sealed by the entry."""
    was = {name: _plain(getattr(content, name)) for name in SEALED}
    for name, value in changed.items():
        setattr(content, name, value)
    edition, content.edition = content.edition, content.edition + 1
    content.seal = digest(content)
    data: dict[str, JSON] = {"content": content.pk, "row": content.seal, "reason": reason.strip()}
    content.entry = journal.enter(content.authority, act, on=on, by=by, data=data)
    content.save()
    ContentVersion.objects.of(content.authority).create(
        authority=content.authority, content=content, edition=edition, row=was, until=on, entry=content.entry
    )
