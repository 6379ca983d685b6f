"""民和回族土族自治县: the report on 2020 as it can still be read out of a scan; thirteen cells cannot."""

from __future__ import annotations

from decimal import Decimal

from gongkai.demo.place import Body, Cells, Person, Place, Report
from gongkai.law.authorities import AuthorityKind

_COLUMNS = ("person", "business", "research", "charity", "legal_service", "other_organization", "total")
_RESULTS = ("upheld", "corrected", "other", "pending", "total")
_NOTHING = (0, 0, 0, 0, 0, 0, 0)
_ALL_ZERO = (
    *("deny_1", "deny_4", "deny_5", "deny_6", "deny_7", "deny_8", "unable_1", "unable_2", "unable_3"),
    *("refuse_1", "refuse_3", "refuse_4", "refuse_5", "carried_out"),
)
_PERSON_UNREAD = ("partial", "deny_2", "deny_3", "refuse_2")
_ROWS: dict[str, tuple[int | None, ...]] = {
    "new": (None, None, 0, 0, 0, 0, 1),
    "carried_in": (None, None, None, 0, 0, None, None),
    "granted": (None, None, 0, 0, 0, 79, 79),
    "other": (1, 0, 0, 0, 0, 0, 1),
    "total": (2, 0, 0, 0, 0, 79, 81),
    **dict.fromkeys(_ALL_ZERO, _NOTHING),
    **dict.fromkeys(_PERSON_UNREAD, (None, *_NOTHING[1:])),
}
"""申请表各行: as the scan shows them; None stands for a cell that cannot be read."""

_APPLICATIONS: Cells = {
    row: {column: number for column, number in zip(_COLUMNS, numbers, strict=True) if number is not None}
    for row, numbers in _ROWS.items()
}
_UNREAD = frozenset(
    (row, column)
    for row, numbers in _ROWS.items()
    for column, number in zip(_COLUMNS, numbers, strict=True)
    if number is None
)
_REMEDIES: Cells = {
    "review": dict(zip(_RESULTS, (5, 3, 0, 0, 8), strict=True)),
    "direct": dict(zip(_RESULTS, (15, 0, 6, 7, 28), strict=True)),
    "after_review": dict(zip(_RESULTS, (1, 0, 0, 0, 1), strict=True)),
}

_REPORT_2020 = Report(
    2020,
    tables={
        "article_20_1": {
            "rules": {"made": 3, "published": 3, "open_total": 0},
            "normative": {"made": 3, "published": 0, "open_total": 0},
        },
        "article_20_5": {
            "permits": {"previous": 165, "change": 0, "handled": 0},
            "other_services": {"previous": 0, "change": 0, "handled": 0},
        },
        "article_20_6": {
            "penalties": {"previous": 2346, "change": -40, "handled": 0},
            "coercion": {"previous": 124, "change": -8, "handled": 0},
        },
        "article_20_8": {"fees": {"previous": 22, "change": -4}},
        "article_20_9": {"procurement": {"count": 94, "amount": Decimal("8208.93")}},
        "applications": _APPLICATIONS,
        "remedies": _REMEDIES,
    },
    unread={"applications": _UNREAD},
)

MINHE = Place(
    code="minhe",
    name="民和回族土族自治县人民政府",
    short_name="民和县",
    kind=AuthorityKind.COUNTY,
    surname="马",
    mark="民",
    review_body="海东市人民政府",
    court="海东市中级人民法院",
    lower_court="民和回族土族自治县人民法院",
    colour="indigo",
    first_applicant=400,
    bodies=(
        Body("fuban", "民和县人民政府办公室", mark="府办"),
        Body("rongmei", "民和县融媒体中心", AuthorityKind.CENTRE, mark="媒"),
        Body("minzheng", "民和县民政局", mark="民"),
        Body("shilizhen", "民和县示例镇人民政府", AuthorityKind.TOWNSHIP, mark="示"),
        Body("yangbenxiang", "民和县样本乡人民政府", AuthorityKind.TOWNSHIP, mark="样"),
    ),
    people=(
        Person("engineer", "engineer"),
        Person("security", "security"),
        Person("office", "disclosure_office"),
        Person("deputy", "deputy_leadership"),
        Person("column", "column_owner", "rongmei"),
        Person("establishment", "establishment"),
        Person("legal", "legal"),
    ),
    years=(),
    reports=(_REPORT_2020,),
)
