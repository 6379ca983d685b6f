"""旧网址查询: where an address of an old site leads now. One answer for the page, the fallback and the press.

An address is compared by host and key. Asked at another host than it had (the old domain may be gone) it is answered where it
can mean one thing only. What is no longer public leads nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.encoding import iri_to_uri

from gongkai.office.authorities.models import Authority
from gongkai.papers.ledgers.places import key_of
from gongkai.publication.disclosure.ledger.models import OldAddress
from gongkai.publication.disclosure.models import Content
from gongkai.publication.disclosure.queries import address, public

MOST = 200
"""最多比对: rows of one key; a front page every old site had is one of them."""


@dataclass(frozen=True, slots=True)
class Lost:
    """没有导入的网页: whose it was, and its title to look for."""

    authority: Authority
    title: str


def stood_at(authority: Authority, asked: str) -> Content | None:
    """旧网址的内容: what of an authority stood at an address before it was imported, if it is still public."""
    host, key = key_of(asked)
    rows = OldAddress.objects.of(authority).filter(key=key, file=None).exclude(content=None)
    found = _nearest(list(_public(rows.select_related("content__authority")[:MOST])) if key else [], host, asked)
    return found.content if found else None


def leads_to(asked: str, host: str = "") -> str:
    """旧网址的去向: the path of a page or file of ours; empty where it leads nowhere, or to more than one thing."""
    found = _found(asked, host)
    return _target(found) if found else ""


def lost_at(asked: str, host: str = "") -> Lost | None:
    """没有导入的: the title of a page that did not come in."""
    _, key = key_of(asked)
    rows = OldAddress.objects.everywhere().filter(key=key, content=None) if key else OldAddress.objects.none()
    told = [each for each in rows.select_related("authority")[:MOST] if each.title]
    found = _nearest(told, _bare(host), asked)
    return Lost(found.authority, found.title) if found else None


def everything() -> Iterator[tuple[str, str, str]]:
    """全部旧网址: host, address and target of each that leads somewhere, for the press."""
    rows = OldAddress.objects.everywhere().exclude(content=None).select_related("content__authority").order_by("pk")
    last = 0
    while some := list(rows.filter(pk__gt=last)[:1000]):
        last = some[-1].pk
        yield from ((each.host, each.address, _target(each)) for each in _public(some))


def _found(asked: str, host: str) -> OldAddress | None:
    _, key = key_of(asked)
    if not key:
        return None
    rows = OldAddress.objects.everywhere().filter(key=key).exclude(content=None)
    return _nearest(list(_public(rows.select_related("content__authority", "authority")[:MOST])), _bare(host), asked)


def _public(rows: Iterable[OldAddress]) -> Iterator[OldAddress]:
    known = list(rows)
    keys = {each.content_id for each in known if each.content_id is not None}
    open_ones = set(public(Content.objects.everywhere().filter(pk__in=keys)).values_list("pk", flat=True))
    yield from (each for each in known if each.content_id in open_ones)


def _nearest(rows: list[OldAddress], host: str, asked: str) -> OldAddress | None:
    """Of the same host before others; written the same before the rest; nothing where two things remain."""
    here = [each for each in rows if host and each.host == host] or rows
    path = _path(asked)
    exact = [each for each in here if _path(each.address) == path] or here
    things: dict[tuple[object, ...], OldAddress] = {}
    for each in exact:
        things.setdefault((each.content_id, each.file_id, each.title), each)
    return next(iter(things.values())) if len(things) == 1 else None


def _path(written: str) -> str:
    return "/" + written.partition("://")[2].partition("/")[2] if "://" in written else written


def _bare(host: str) -> str:
    return key_of(f"http://{host}/")[0] if host else ""


def _target(row: OldAddress) -> str:
    assert row.content is not None  # noqa: S101 (rows without one were left out)
    if row.file_id is not None:
        return reverse("disclosure:attachment", args=[row.content.authority.code, row.file_id])
    return iri_to_uri(address(row.content))


def for_the_press(rows: Iterable[tuple[str, str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """按主机和按路径: for the press, what each address leads to on its own host, and on any; the latter only where it is one."""
    here: dict[str, set[str]] = defaultdict(set)
    anywhere: dict[str, set[str]] = defaultdict(set)
    for host, written, target in rows:
        path = _path(written)
        here[f"{host}{path}"].add(target)
        anywhere[path].add(target)
    return _single(here), _single(anywhere)


def _single(found: dict[str, set[str]]) -> dict[str, str]:
    """Case does not count for who asks: two that differ by it alone are two things."""
    folded: dict[str, set[str]] = defaultdict(set)
    for written, targets in found.items():
        folded[written.lower()] |= targets
    return {written: next(iter(targets)) for written, targets in folded.items() if len(targets) == 1}
