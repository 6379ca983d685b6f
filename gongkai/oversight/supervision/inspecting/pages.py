"""查网页: links that lead nowhere, dates that cannot be, what should be gone, what went out twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from urllib.parse import unquote, urlsplit

from django.db.models import Count, Min
from django.urls import Resolver404, resolve

from gongkai.law.disclosure import ContentClass, ReleaseChannel, Source
from gongkai.law.supervision.faults import RULES, Fault
from gongkai.office.sites.models import BrokenLink
from gongkai.oversight.supervision.inspecting.suspecting import Scope, Suspicion
from gongkai.oversight.supervision.looking.models import PageLook
from gongkai.publication.catalogue.models import Column, FormerSlug
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content, Release
from gongkai.publication.documents.models import StoredFile

_CONTENT = re.compile(r"/([a-z0-9-]+)/zfxxgk/([^/]+)/?")
_COLUMN = re.compile(r"/([a-z0-9-]+)/lm/([^/]+)/?")
_FILE = re.compile(r"/([a-z0-9-]+)/fj/(\d+)/?")
_TOLD = 5


def of_content(scope: Scope, kind: Fault, content: Content, evidence: str) -> Suspicion | None:
    """内容的疑点."""
    return scope.suspicion(
        kind,
        content.authority_id,
        f"content {content.pk}",
        content.title,
        evidence,
        content.published_on,
        href=disclosure.address_of(content.authority.code, content.index_number),
        column=content.column,
    )


def _shown(scope: Scope, keys: Iterable[int]) -> Iterator[Content]:
    rows = disclosure.public(Content.objects.under(scope.government)).filter(pk__in=list(keys))
    yield from rows.select_related("authority", "column__owner", "column__deputy").defer("body", "text").order_by("pk")


# -- links -----------------------------------------------------------------------------------------------------------------


def dead_links(scope: Scope) -> Iterator[Suspicion | None]:
    """断链: what pages name within the site and is not there, and what the check of links found on them."""
    named = PageLook.objects.under(scope.government).exclude(links=[]).values_list("content", "links")
    links: dict[int, list[str]] = {content: list(paths) for content, paths in named}
    gone = _gone(scope, {path for paths in links.values() for path in paths})
    dead = {key: [path for path in paths if path in gone] for key, paths in links.items()}
    dead = {key: paths for key, paths in dead.items() if paths}
    elsewhere = _walked(scope, dead)
    for content in _shown(scope, dead):
        told = dead[content.pk]
        more = f"等{len(told)}处" if len(told) > _TOLD else ""
        yield of_content(scope, Fault.DEAD, content, f"打不开：{'、'.join(told[:_TOLD])}{more}")
    for page, links_there in elsewhere.items():
        first = links_there[0]
        evidence = f"打不开：{'、'.join(f'{each.target}（{each.why}）' for each in links_there[:_TOLD])}"
        yield scope.suspicion(Fault.DEAD, first.authority_id, f"page {page}", page, evidence, first.found_on, href=page)


def _walked(scope: Scope, dead: dict[int, list[str]]) -> dict[str, list[BrokenLink]]:
    """What the walk over the site found: added to the contents it stands in; by page where it stands elsewhere."""
    elsewhere: dict[str, list[BrokenLink]] = defaultdict(list)
    rows = list(BrokenLink.objects.under(scope.government).filter(mended_on=None).order_by("found_on", "pk"))
    numbers = {row.pk: found[2].replace("~", "/") for row in rows if (found := _CONTENT.fullmatch(_path(row.page)))}
    keys = dict(
        Content.objects.under(scope.government)
        .filter(index_number__in=set(numbers.values()))
        .values_list("index_number", "pk")
    )
    for row in rows:
        key = keys.get(numbers.get(row.pk, ""))
        if key is None:
            elsewhere[_path(row.page)].append(row)
        elif row.target not in (there := dead.setdefault(key, [])):
            there.append(row.target)
    return elsewhere


def _path(address: str) -> str:
    return unquote(urlsplit(address).path)


def _gone(scope: Scope, paths: set[str]) -> set[str]:
    """Of these addresses, those at which nothing is: by their rows where they name one, else by the routes of the house."""
    contents = {path: found[2].replace("~", "/") for path in paths if (found := _CONTENT.fullmatch(path))}
    columns = {path: (found[1], found[2]) for path in paths if (found := _COLUMN.fullmatch(path))}
    files = {path: int(found[2]) for path in paths if (found := _FILE.fullmatch(path))}
    rows = Content.objects.everywhere().filter(index_number__in=set(contents.values()))
    there = set(disclosure.public(rows, scope.day).values_list("index_number", flat=True))
    slugs = {slug for _, slug in columns.values()}
    open_ones = Column.objects.everywhere().filter(slug__in=slugs).values_list("authority__code", "slug")
    former = FormerSlug.objects.everywhere().filter(slug__in=slugs).values_list("authority__code", "slug")
    kept = {*open_ones, *former} if slugs else set()
    stored = set(StoredFile.objects.everywhere().filter(pk__in=set(files.values())).values_list("pk", flat=True))
    gone = {path for path, number in contents.items() if number not in there}
    gone |= {path for path, key in columns.items() if key not in kept}
    gone |= {path for path, key in files.items() if key not in stored}
    return gone | {path for path in paths - contents.keys() - columns.keys() - files.keys() if not _leads(path)}


def _leads(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        try:
            resolve(f"{path}/")
        except Resolver404:
            return False
    return True


# -- what a page says of itself --------------------------------------------------------------------------------------------


def wrong_in_themselves(scope: Scope) -> Iterator[Suspicion | None]:
    """自身的问题: dates that contradict one another and links nobody sees, as every page was seen."""
    looks = PageLook.objects.under(scope.government).exclude(faults=[]).values_list("content", "faults")
    told: dict[int, list[tuple[str, str]]] = dict(looks)
    for content in _shown(scope, told):
        by_kind: dict[Fault, list[str]] = defaultdict(list)
        for kind, evidence in told[content.pk]:
            by_kind[Fault(kind)].append(evidence)
        for kind, evidences in by_kind.items():
            yield of_content(scope, kind, content, "；".join(evidences))


def not_yet(scope: Scope) -> Iterator[Suspicion | None]:
    """未到的日期: what says it was published on a day that has not come."""
    rows = disclosure.public(Content.objects.under(scope.government)).filter(published_on__gt=scope.day)
    for content in rows.select_related("authority", "column__owner", "column__deputy"):
        yield of_content(scope, Fault.DATED, content, f"发布日期{content.published_on:%Y-%m-%d}还没有到")


def expired(scope: Scope) -> Iterator[Suspicion | None]:
    """期满未撤: what was to be public until a day, is past it and stands there still."""
    last = scope.day - timedelta(days=RULES[Fault.EXPIRED].grace)
    rows = Content.objects.under(scope.government).filter(withdrawn_on=None, ends_on__lt=last)
    for content in rows.select_related("authority", "column__owner", "column__deputy").defer("body", "text"):
        yield of_content(scope, Fault.EXPIRED, content, f"公开至{content.ends_on:%Y-%m-%d}，没有撤下")


# -- twice -----------------------------------------------------------------------------------------------------------------


def twice(scope: Scope) -> Iterator[Suspicion | None]:
    """一件多发: the same words as another content of the authority, or the same content twice by one channel."""
    own = disclosure.public(Content.objects.under(scope.government)).filter(source=Source.OWN).exclude(look=None)
    own = own.exclude(look__digest="").order_by()
    groups = own.values_list("authority", "look__digest").annotate(first=Min("pk"), many=Count("pk"))
    first = {(authority, digest): key for authority, digest, key, many in groups if many > 1}
    marks = {digest for _, digest in first}
    later = {
        key: first[authority, digest]
        for key, authority, digest in own.filter(look__digest__in=marks).values_list("pk", "authority", "look__digest")
        if first.get((authority, digest), key) != key
    }
    again = _released_again(scope)
    numbers = dict(
        Content.objects.under(scope.government).filter(pk__in=later.values()).values_list("pk", "index_number")
    )
    for content in _shown(scope, {*later, *again}):
        if content.pk in later:
            yield of_content(scope, Fault.TWICE, content, f"与{numbers[later[content.pk]]}文字相同，重复计数")
        else:
            yield of_content(scope, Fault.TWICE, content, again[content.pk])


def _released_again(scope: Scope) -> dict[int, str]:
    """By one channel and carrier on more than one day; a document put back after its withdrawal is on the website again."""
    rows = Release.objects.under(scope.government).filter(withdrawn_on=None).exclude(proof="")
    rows = rows.exclude(channel=ReleaseChannel.WEBSITE, carrier="").exclude(content__kind=ContentClass.SERVICE)
    grouped = rows.order_by().values_list("content", "channel", "carrier").annotate(many=Count("pk"))
    return {
        content: f"在{ReleaseChannel(channel).label}{carrier}发布了{many}次"
        for content, channel, carrier, many in grouped.filter(many__gt=1)
    }
