"""往年存量: the normative documents and the reading points a report prints, registered as what stood then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from gongkai.demo.place import Place
from gongkai.law.carriers import PointKind
from gongkai.law.grammar.flow import Role
from gongkai.law.validity import InstrumentKind
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import holders
from gongkai.publication.disclosure.carriers.acts import open_point
from gongkai.publication.documents.validity.acts import Registration, register_many

INSTRUMENTS = {"linze": (2019, 6, True), "minhe": (2020, 3, False)}
"""规范性文件: the year, how many were made in it, and whether they were published."""
POINTS = {"pingchuan": (2018, 142)}
"""查阅点: at the end of a year."""
_SUBJECTS = ("财政资金管理", "农村公路养护", "公共租赁住房分配", "临时救助", "城区停车管理", "招商引资")
_KINDS = (PointKind.LIBRARY, PointKind.ARCHIVE, PointKind.SERVICE_HALL, PointKind.TOWNSHIP)


def size(place: Place) -> int:
    """步数."""
    return (place.code in INSTRUMENTS) + (place.code in POINTS)


def enter(government: Authority, place: Place, today: date, told: Callable[[str], None]) -> None:
    """入账: each by the acts of its room."""
    by = holders(government, Role.PUBLISHER, today)[0]
    if place.code in INSTRUMENTS:
        year, many, out = INSTRUMENTS[place.code]
        given = [_document(government, place, year, number, out=out) for number in range(1, many + 1)]
        register_many(government, given, on=date(year, 12, 20), today=today, by=by)
        told(f"{place.short_name}{year}年规范性文件")
    if place.code in POINTS:
        year, many = POINTS[place.code]
        for number in range(1, many + 1):
            kind, name = _KINDS[number % len(_KINDS)], f"示例第{number}查阅点"
            open_point(government, name, kind, f"示例路{number}号", "示例单位", on=date(year - 2, 6, 1), by=by)
        told(f"{place.short_name}查阅点")


def _document(government: Authority, place: Place, year: int, number: int, *, out: bool) -> Registration:
    made = date(year, 2 + number, 6)
    return Registration(
        InstrumentKind.NORMATIVE,
        f"{place.short_name}{_SUBJECTS[number - 1]}办法（示例）",
        f"{place.mark}政规〔{year}〕{number}号",
        government.name,
        made,
        effective_on=made,
        published_on=made if out else None,
    )
