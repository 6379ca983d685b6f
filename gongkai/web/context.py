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

    ``current`` marks the part of the site one is in, ``group`` a heading of the desk's menu, ``count`` what waits there.
    """

    label: str
    href: str
    current: bool = False
    group: str = ""
    count: int = 0


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
    elder_switch: str = ""
    search: str = ""

    @property
    def groups(self) -> list[tuple[str, list[MenuItem]]]:
        """分组菜单: the menu cut where the heading changes, in its order."""
        return [(group, list(items)) for group, items in groupby(self.menu, key=lambda item: item.group)]


EMPTY = House()


def house(request: HttpRequest) -> dict[str, Any]:
    """模板变量: ``house``, whether the reader chose the elder view, and the day for the upper strip."""
    return {
        "house": getattr(request, "house", EMPTY),
        "elder": request.COOKIES.get(ELDER_COOKIE) == "1",
        "today": clock.today(),
    }
