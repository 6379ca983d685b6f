"""主动公开查询: what is public, where it stands, what is owed, and what a channel takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from django.db.models import Case, CharField, Count, F, Q, Value, When

from gongkai.law.channel_texts import LIMITS, Limit
from gongkai.law.disclosure import (
    OTHERWISE,
    ROWS,
    ContentClass,
    ContentFact,
    DisclosureFact,
    InterpretationFact,
    MadeFact,
    ReleaseChannel,
    ReleaseFact,
    Source,
)
from gongkai.law.documents import Attribute, DocumentKind, State
from gongkai.law.grammar.statute import Certainty
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.authorities.queries import sole_root
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure.models import ChannelLimit, Content, ContentVersion, Release
from gongkai.publication.disclosure.validities import validities
from gongkai.publication.documents.decisions.acts import REVIEWED_AS
from gongkai.publication.documents.models import Document, Instrument, Meeting, ReleaseReview, StoredFile

STANDING = Q(document=None) | Q(
    document__attribute=Attribute.PROACTIVE.value, document__dossier__state=State.PUBLISHED.value
)
"""公文在公开: a content made from a document is public only while the document itself is; no page outlives its ground."""

# -- what is public --------------------------------------------------------------------------------------------------------


def public(rows: OwnedQuerySet[Content], on: date | None = None) -> OwnedQuerySet[Content]:
    """公开中: of some contents, those the public may read; on a day, also not beyond their end."""
    open_rows = rows.filter(STANDING, withdrawn_on=None)
    return open_rows if on is None else open_rows.filter(Q(ends_on=None) | Q(ends_on__gte=on))


def public_contents(authority: Authority, on: date | None = None) -> OwnedQuerySet[Content]:
    """公开中的内容: the newest first."""
    return public(Content.objects.of(authority), on).order_by("-published_on", "-pk")


def newest_titles(authority: Authority, on: date, most: int) -> list[Content]:
    """最近公开的内容: by title and number, without their texts."""
    rows = public_contents(authority, on).select_related("authority")
    return list(rows.defer("body", "text", "extra")[:most])


def is_public(content: Content, on: date | None = None) -> bool:
    """是否公开中: asked of the database, whatever is in memory."""
    return public(Content.objects.of(content.authority).filter(pk=content.pk), on).exists()


def in_column(column: Column, on: date | None = None) -> OwnedQuerySet[Content]:
    """栏目内容: of a column and those beneath it, the newest first.

    A column's contents are its authority's; naming that too, or the path, would lead SQLite away from the index of the column.
    """
    keys = list(Column.objects.of(column.authority).filter(path__startswith=column.path).values_list("pk", flat=True))
    mine = Q(column=column.pk) if keys == [column.pk] else Q(column__in=keys)
    return public(Content.objects.everywhere().filter(mine), on).order_by("-published_on", "-pk")


def under(authority: Authority, on: date) -> OwnedQuerySet[Content]:
    """及下级的内容: public or not. The top of the tree has everybody beneath it and a leaf nobody; neither needs a list."""
    if authority == sole_root(on):
        return Content.objects.everywhere()
    if not Authority.objects.filter(parent=authority).exists():
        return Content.objects.of(authority)
    return Content.objects.under(authority)


def address(content: Content) -> str:
    """固定网址: by the index number, which never changes."""
    return address_of(content.authority.code, content.index_number)


def address_of(code: str, index_number: str) -> str:
    """固定网址: of an index number."""
    return f"/{code}/zfxxgk/{index_number.replace('/', '~')}/"


def at_address(authority: Authority, index: str) -> Content | None:
    """网址所指: the content with this index number, public or not."""
    rows = Content.objects.of(authority).select_related("column", "document__dossier", "authority")
    return rows.filter(index_number=index.replace("~", "/")).first()


def attachments(content: Content) -> list[StoredFile]:
    """附件: the files of its document, but not the originals its text was taken from: they may hold more than the text."""
    return list(attachments_of([content]).get(content.pk, ()))


def attachments_of(contents: Iterable[Content]) -> Mapping[int, list[StoredFile]]:
    """各条附件: by the keys of the contents: of their documents, or those a page of an old site brought along."""
    of_document: dict[int | None, list[int]] = defaultdict(list)
    for each in contents:
        of_document[each.document_id].append(each.pk)
    brought = [each.pk for each in contents if each.document_id is None and each.batch_id is not None]
    found: dict[int, list[StoredFile]] = defaultdict(list)
    if documents := of_document.keys() - {None}:
        rows = StoredFile.objects.everywhere().filter(document__in=documents, original=False)
        for file in rows.order_by("pk"):
            for key in of_document[file.document_id]:
                found[key].append(file)
    if brought:
        past = StoredFile.objects.everywhere().filter(past__content__in=brought, original=False)
        for file in past.select_related("past").order_by("pk"):
            found[file.past.content_id].append(file)
    return found


def registered_as(content: Content) -> list[int]:
    """登记: the keys its document stands under in the register of normative documents."""
    rows = Instrument.objects.everywhere().filter(document__isnull=False, document=content.document_id)
    return list(rows.values_list("pk", flat=True))


def validity(content: Content, on: date) -> str:
    """有效性: as the register of normative documents has it; else by the days the document itself names."""
    return validities([content], on)[content.pk]


def releases(content: Content) -> OwnedQuerySet[Release]:
    """各渠道发布: in the order of their days.

    A content's releases are its authority's; naming that too would lead SQLite to the index of all its releases.
    """
    return Release.objects.everywhere().filter(content=content).order_by("released_on", "pk")


def proven(content: Content) -> OwnedQuerySet[Release]:
    """有凭证的发布: what the public is shown."""
    return releases(content).exclude(proof="").filter(withdrawn_on=None)


def versions(content: Content) -> OwnedQuerySet[ContentVersion]:
    """历次版本: the latest first."""
    return ContentVersion.objects.of(content.authority).filter(content=content).order_by("-edition")


# -- the desk --------------------------------------------------------------------------------------------------------------


def sent(authority: Authority, once: str) -> Content | None:
    """已提交: the content this filling-in of a form has made already, or has brought back."""
    if not once:
        return None
    rows = Content.objects.of(authority)
    return rows.filter(once=once).first() or rows.filter(versions__once=once).first()


def to_publish(authority: Authority) -> OwnedQuerySet[Document]:
    """待公开的公文: signed and proactive, the most urgent first."""
    rows = Document.objects.of(authority).select_related("dossier__authority")
    return rows.filter(dossier__state=State.TO_PUBLISH.value).order_by("dossier__due_on", "pk")


def free_reviews(authority: Authority, since: date | None = None) -> OwnedQuerySet[ReleaseReview]:
    """可用的审查登记: reviewed things that are no documents and have not gone out yet.

    Drafts opened to comment and meetings are public by pages of their own; they do not wait here.
    """
    used = Content.objects.of(authority).exclude(review=None).values("review")
    told = Meeting.objects.of(authority).exclude(review=None).values("review")
    rows = ReleaseReview.objects.of(authority).filter(document=None).exclude(pk__in=used).exclude(pk__in=told)
    rows = rows.exclude(source=REVIEWED_AS)
    return rows.filter(reviewed_on__gte=since) if since else rows


def owed(authority: Authority) -> OwnedQuerySet[Release]:
    """待登记凭证: releases planned and not proven, the oldest first."""
    rows = Release.objects.of(authority).filter(proof="", withdrawn_on=None)
    return rows.select_related("content").order_by("released_on", "pk")


def to_take_down(authority: Authority) -> OwnedQuerySet[Release]:
    """待撤下: posts that still stand elsewhere though their content was withdrawn, other than by its end."""
    gone = Release.objects.of(authority).filter(content__withdrawn_on__isnull=False, withdrawn_on=None)
    return gone.exclude(proof="").select_related("content").order_by("content__withdrawn_on", "pk")


def ended(authority: Authority, on: date) -> OwnedQuerySet[Content]:
    """期满的内容: those whose last day has passed and that have not been taken off."""
    return Content.objects.of(authority).filter(withdrawn_on=None, ends_on__lt=on).order_by("ends_on", "pk")


def limits(authority: Authority) -> Mapping[ReleaseChannel, Limit]:
    """渠道字数: what the authority has set, else the customary ones."""
    own = {
        ReleaseChannel(row.channel): Limit(row.length, row.source, Certainty.SEEN)
        for row in ChannelLimit.objects.of(authority).order_by("since", "pk")
    }
    return {**LIMITS, **own}


def limit_of(authority: Authority, channel: ReleaseChannel) -> Limit | None:
    """渠道字数: of one channel; None where it takes the whole text."""
    return limits(authority).get(channel)


def told_text(release: Release) -> str:
    """对外文本: the version for the channel with the code of the release at its end."""
    return f"{release.text}（发布码 {release.code}）" if release.text else ""


def planned(release: Release) -> date | datetime:
    """计划时间: the moment where one was named, else the day."""
    return release.released_at or release.released_on


def newest(rows: OwnedQuerySet[Content]) -> OwnedQuerySet[Content]:
    """列表次序: the newest first, as every list shows them."""
    return rows.order_by(F("published_on").desc(), "-pk")


# -- the year's facts ------------------------------------------------------------------------------------------------------


def counted(rows: OwnedQuerySet[Release], year: int) -> OwnedQuerySet[Release]:
    """计数的发布: those of a year that have proof."""
    return rows.filter(released_on__gte=date(year, 1, 1), released_on__lte=date(year, 12, 31)).exclude(proof="")


def uncounted(rows: OwnedQuerySet[Release], year: int) -> OwnedQuerySet[Release]:
    """未计入的发布: those planned for a year that nobody has proven."""
    within = rows.filter(released_on__gte=date(year, 1, 1), released_on__lte=date(year, 12, 31))
    return within.filter(proof="", withdrawn_on=None).select_related("content").order_by("released_on", "pk")


def content_facts(rows: OwnedQuerySet[Release], year: int) -> Iterator[ContentFact]:
    """内容分组: distinct contents released in the year."""
    grouped = counted(rows, year).order_by().values_list("content__normative")
    for normative, number in grouped.annotate(n=Count("content", distinct=True)):
        yield ContentFact(normative, number)


def release_facts(rows: OwnedQuerySet[Release], year: int) -> Iterator[ReleaseFact]:
    """渠道分组: distinct contents by the row their channels count in."""
    grouped = counted(rows, year).order_by().annotate(row=ROW).values_list("row")
    for name, number in grouped.annotate(n=Count("content", distinct=True)):
        yield ReleaseFact(name, number)


def interpretation_facts(rows: OwnedQuerySet[Release], year: int) -> Iterator[InterpretationFact]:
    """解读分组: distinct interpretations released in the year, own and reprinted."""
    explaining = counted(rows, year).filter(content__kind=ContentClass.INTERPRETATION.value)
    grouped = explaining.order_by().values_list("content__source")
    for source, number in grouped.annotate(n=Count("content", distinct=True)):
        yield InterpretationFact(Source(source), number)


def facts(
    releases: OwnedQuerySet[Release], contents: OwnedQuerySet[Content], documents: OwnedQuerySet[Document], year: int
) -> list[DisclosureFact] | None:
    """年度事实: the groups the law counts; None where nothing was released that year, and the report is typed as before."""
    found: list[DisclosureFact] = list(content_facts(releases, year))
    if not found:
        return None
    number = made(documents, year).count() + made_before(contents, year).count()
    return [*found, *release_facts(releases, year), *interpretation_facts(releases, year), MadeFact(number)]


def made(rows: OwnedQuerySet[Document], year: int) -> OwnedQuerySet[Document]:
    """制发的规范性文件: signed in the year, public or not."""
    signed = rows.filter(
        kind=DocumentKind.NORMATIVE.value, made_on__gte=date(year, 1, 1), made_on__lte=date(year, 12, 31)
    )
    return signed.exclude(number="").order_by("made_on", "pk")


def made_before(rows: OwnedQuerySet[Content], year: int) -> OwnedQuerySet[Content]:
    """往年制发的规范性文件: those a ledger of past years brought, whose documents were never drafted here."""
    own = rows.filter(normative=True, document=None, source=Source.OWN.value)
    first, last = date(year, 1, 1), date(year, 12, 31)
    return own.filter(
        Q(made_on__gte=first, made_on__lte=last) | Q(made_on=None, published_on__gte=first, published_on__lte=last)
    )


def behind(
    contents: OwnedQuerySet[Content],
    releases: OwnedQuerySet[Release],
    year: int,
    facts: Iterable[DisclosureFact],
) -> OwnedQuerySet[Content]:
    """数字背后的内容: the contents that were counted in these groups, each once."""
    ways = [way for fact in facts for way in _ways(fact)]
    if not ways:
        return contents.none()
    wanted = ways[0]
    for way in ways[1:]:
        wanted |= way
    found = counted(releases, year).annotate(row=ROW).filter(wanted).order_by().values("content")
    return contents.filter(pk__in=found).select_related("column", "authority").order_by("published_on", "pk")


def _ways(fact: DisclosureFact) -> Iterator[Q]:
    match fact:
        case ContentFact():
            yield Q(content__normative=fact.normative)
        case ReleaseFact():
            yield Q(row=fact.row)
        case InterpretationFact():
            yield Q(content__kind=ContentClass.INTERPRETATION.value, content__source=fact.source.value)


ROW = Case(
    *(When(channel=channel.value, then=Value(name)) for channel, name in ROWS.items()),
    default=Value(OTHERWISE),
    output_field=CharField(),
)
"""所在行: of the form of 2014, by the channel of a release."""
