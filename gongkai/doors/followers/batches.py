"""成批印样: pages of contents and of lists, drawn together from the same contexts their views draw one from.

What a page says hangs on its address alone, so it needs no request; what the shell says is asked once for each authority.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.template.loader import get_template

from gongkai.doors.house import portal_house
from gongkai.office.authorities.models import Authority
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import pages, queries
from gongkai.publication.disclosure.models import Content
from gongkai.web import clock
from gongkai.web.context import House, shell
from gongkai.web.looks import Look, dressed, under, worn

CONTENT = re.compile(r"/([a-z][a-z0-9-]{1,39})/zfxxgk/([^/]+)/")
LIST = re.compile(r"/([a-z][a-z0-9-]{1,39})/lm/([-\w]+)/(?:p/(\d{1,9})/)?", re.ASCII)
Drawn = dict[str, bytes | None]


def drawn(addresses: Sequence[str], look: str) -> Drawn:
    """成批: those of these pages that can be drawn together; None where the public finds nothing there."""
    with worn(Look(look)):
        return _drawn(addresses, Look(look))


def _drawn(addresses: Sequence[str], look: Look) -> Drawn:
    contents: dict[str, dict[str, str]] = defaultdict(dict)
    lists: dict[str, dict[str, tuple[str, int | None]]] = defaultdict(dict)
    for address in addresses:
        if found := CONTENT.fullmatch(address):
            contents[found[1]][found[2].replace("~", "/")] = address
        elif found := LIST.fullmatch(address):
            lists[found[1]][address] = (found[2], int(found[3]) if found[3] else None)
    shells = _Shells({*contents, *lists}, look)
    made: Drawn = {}
    for code, wanted in contents.items():
        made |= _contents(code, wanted, shells)
    for code, named in lists.items():
        made |= _lists(code, named, shells)
    return made


def _contents(code: str, wanted: Mapping[str, str], shells: _Shells) -> Drawn:
    today = clock.today()
    rows = pages.whole(Content.objects.everywhere().filter(authority__code=code, index_number__in=list(wanted)))
    made: Drawn = dict.fromkeys(wanted.values())
    found = list(queries.public(rows, today))
    for content, context in zip(found, pages.content_contexts(found, today), strict=True):
        address = wanted[content.index_number]
        made[address] = shells.page(pages.CONTENT, context, code, address)
    return made


def _lists(code: str, named: Mapping[str, tuple[str, int | None]], shells: _Shells) -> Drawn:
    today = clock.today()
    slugs = {slug for slug, _ in named.values()}
    columns = {
        column.slug: column
        for column in Column.objects.everywhere()
        .filter(authority__code=code, slug__in=slugs)
        .select_related("authority")
    }
    made: Drawn = dict.fromkeys(named)
    for slug in slugs & columns.keys():
        asked = {address: number for address, (each, number) in named.items() if each == slug}
        for address, context in pages.series_contexts(columns[slug], today, asked).items():
            made[address] = shells.page(pages.LIST, context, code, address)
    return made


class _Shells:
    """外壳: of each authority, asked for once for every part of its site that a menu marks."""

    def __init__(self, codes: set[str], look: Look) -> None:
        self.look = look
        rows = Authority.objects.filter(code__in=codes).select_related("profile")
        self.authorities = {authority.code: authority for authority in rows}
        self.marked: dict[str, tuple[str, ...]] = {}
        self.known: dict[tuple[str, tuple[str, ...]], House] = {}

    def of(self, code: str, address: str) -> House:
        """The shell of a page: where it stands is marked in the menus, by the addresses in them that it begins with."""
        path = under(self.look, address)
        if code not in self.marked:
            any_house = portal_house(self.authorities[code], path)
            items = (*any_house.menu, *any_house.few, *any_house.side)
            self.marked[code] = tuple(sorted({item.href for item in items}))
        above = tuple(href for href in self.marked[code] if path.startswith(href))
        if path in above:
            return portal_house(self.authorities[code], path)
        if (code, above) not in self.known:
            self.known[code, above] = portal_house(self.authorities[code], path)
        return self.known[code, above]

    def page(self, name: str, context: dict[str, Any], code: str, address: str) -> bytes:
        """A page in the look of these shells."""
        made: str = _template(name).render({**context, **shell(self.of(code, address), address, look=self.look)})
        return dressed(made, self.look).encode()


@cache
def _template(name: str) -> Any:
    return get_template(name).template  # type: ignore[attr-defined]  # Jinja2's own: no request, no processors
