"""门面: what the two shells print about the authority whose page this is, and about its site.

The shells know no room. A door fills a ``House`` and leaves it at ``request.house``; a page that fails before any door
was reached is drawn with the empty one, without asking the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest

from gongkai.web import clock
from gongkai.web.colours import Colour

ELDER_COOKIE = "elder"


@dataclass(frozen=True, slots=True)
class MenuItem:
    """菜单项: a label and where it leads.

    ``current`` marks the part of the site one is in, ``here`` the page itself, ``group`` a heading of the desk's menu,
    ``count`` what waits there.
    """

    label: str
    href: str
    current: bool = False
    group: str = ""
    count: int = 0
    here: bool = False


@dataclass(frozen=True, slots=True)
class OutLink:
    """链接: to another site or within ours; one that ``leaves`` says so."""

    label: str
    href: str
    leaves: bool = True


@dataclass(frozen=True, slots=True)
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
    office_name: str = ""
    address: str = ""
    postcode: str = ""
    hours: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    icp_record: str = ""
    police_record: str = ""
    fault_report: str = ""
    emblem: str = ""
    upper: tuple[OutLink, ...] = ()
    links: tuple[tuple[str, tuple[OutLink, ...]], ...] = ()
    elder_switch: str = ""
    search: str = ""

    @property
    def groups(self) -> list[tuple[str, list[MenuItem]]]:
        """分组菜单: the menu cut where the heading changes, in its order."""
        return [(group, list(items)) for group, items in groupby(self.menu, key=lambda item: item.group)]

    @property
    def base(self) -> str:
        """网站地址: what an absolute address of this site begins with; empty where the site has none yet.

        It is the site's own, whatever name a reader reached it by: a page is the same for everybody.
        """
        name = self.site_domain.strip().rstrip("/")
        return f"https://{name}" if name and "://" not in name else name


EMPTY = House()


def house(request: HttpRequest) -> dict[str, Any]:
    """模板变量: what the shells print. Only the desk knows what day it is; a public page is the same every day."""
    found = getattr(request, "house", EMPTY)
    given = shell(found, request.path_info, elder=request.COOKIES.get(ELDER_COOKIE) == "1")
    return given | {"today": clock.today()} if request.path_info.startswith("/desk/") else given


def shell(house: House, path: str, *, elder: bool = False) -> dict[str, Any]:
    """外壳变量: the same for a page a reader asks for and for one that is drawn beforehand. ``path`` has no prefix of a look."""
    return {"house": house, "page_path": path, "elder": elder}
