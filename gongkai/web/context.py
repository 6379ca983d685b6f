"""门面: what the two shells print about the authority whose page this is, and about its site.

The shells know no room. A door fills a ``House`` and leaves it at ``request.house``; a page that fails before any door
was reached is drawn with the empty one, without asking the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from django.http import HttpRequest

from gongkai.web import clock, looks
from gongkai.web.colours import Colour
from gongkai.web.looks import CHOICES, Look

HOTLINE = "12345"
"""政务服务便民热线: the number that is answered everywhere, where an authority has given none of its own."""


MANY = 999
"""菜单上写明的件数，到此为止: who waits for more than a thousand things needs no exact number of them in the margin."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """菜单项: a label and where it leads.

    ``current`` marks the part of the site one is in, ``here`` the page itself, ``group`` a heading of the desk's menu,
    ``count`` what waits there, counted as far as ``MANY``.
    """

    label: str
    href: str
    current: bool = False
    group: str = ""
    count: int = 0
    here: bool = False

    @property
    def counted(self) -> str:
        """件数: in figures, or more than can be said."""
        return str(self.count) if self.count <= MANY else f"{MANY}+"


def grouped(items: Iterable[MenuItem]) -> list[tuple[str, tuple[MenuItem, ...]]]:
    """分组: a menu cut where its heading changes."""
    return [(group, tuple(some)) for group, some in groupby(items, key=lambda item: item.group)]


@dataclass(frozen=True, slots=True)
class OutLink:
    """链接: to another site or within ours; one that ``leaves`` says so."""

    label: str
    href: str
    leaves: bool = True


@dataclass(frozen=True, eq=False)
class House:
    """门面: names, contacts, record numbers and menu. An empty text is not printed."""

    name: str = ""
    code: str = ""
    site_name: str = "政府信息公开"
    site_domain: str = ""
    site_code: str = ""
    colour: str = Colour.BLUE.value
    grey: bool = False
    home: str = "/"
    zone: str = "/"
    menu: tuple[MenuItem, ...] = ()
    few: tuple[MenuItem, ...] = ()
    side: tuple[MenuItem, ...] = ()
    office_name: str = ""
    address: str = ""
    postcode: str = ""
    hours: str = ""
    phone: str = ""
    hotline: str = HOTLINE
    fax: str = ""
    email: str = ""
    icp_record: str = ""
    police_record: str = ""
    fault_report: str = ""
    emblem: str = ""
    upper: tuple[OutLink, ...] = ()
    links: tuple[tuple[str, tuple[OutLink, ...]], ...] = ()
    search: str = ""
    ended: str = ""
    """What a reader is told where the authority has ended; ``heir`` answers for it now."""
    heir: OutLink | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, House) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)

    @cached_property
    def _said(self) -> str:
        """All of it in one text: one house is compared and looked up many times on a page."""
        return repr(self)

    @property
    def groups(self) -> list[tuple[str, tuple[MenuItem, ...]]]:
        """分组菜单: the menu cut where the heading changes, in its order."""
        return grouped(self.menu)

    @property
    def side_groups(self) -> list[tuple[str, tuple[MenuItem, ...]]]:
        """分组侧栏: the navigation of the zone, likewise."""
        return grouped(self.side)

    @property
    def base(self) -> str:
        """网站地址: what an absolute address of this site begins with; empty where the site has none yet.

        It is the site's own, whatever name a reader reached it by: a page is the same for everybody.
        """
        name = self.site_domain.strip().rstrip("/")
        return f"https://{name}" if name and "://" not in name else name


EMPTY = House()
_drawn: dict[str, House] = {}


def remember(house: House, code: str) -> None:
    """记住门面: as it was last drawn by this process, for the page that must not ask the database."""
    rest = (tuple(replace(item, current=False, here=False) for item in items) for items in (house.menu, house.side))
    menu, side = rest
    _drawn[code] = replace(house, menu=menu, side=side)


def remembered(path: str) -> House:
    """记得的门面: of the authority this address names, of the front page, or the empty one."""
    code = looks.split(path)[1].removeprefix("/").partition("/")[0]
    return _drawn.get(code) or _drawn.get("") or EMPTY


def base_of(request: HttpRequest) -> str:
    """网站地址: of the site whose page this is, for addresses that are read elsewhere."""
    base: str = getattr(request, "house", EMPTY).base
    return base


def house(request: HttpRequest) -> dict[str, Any]:
    """模板变量: what the shells print: of the house, of the page's own address, and of its look; the day at the desk alone."""
    found = getattr(request, "house", EMPTY)
    drawn = shell(found, request.path_info, look=looks.of(request), query=request.META.get("QUERY_STRING", ""))
    return {**drawn, "today": clock.today()} if request.path_info.startswith("/desk/") else drawn


def shell(house: House, path: str, *, look: Look = Look.STANDARD, query: str = "") -> dict[str, Any]:
    """外壳变量: the same for a page a reader asks for and for one that is drawn beforehand. ``path`` has no prefix of a look."""
    switches = [(each, looks.choosing(each, path, query)) for each in CHOICES]
    return {"house": house, "page_path": path, "look": look, "switches": switches}
