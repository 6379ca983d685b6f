"""办件查询: where a case stands, whose it is, which rules hold, and what lists show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.casework.applications.codes import plain, registered
from gongkai.casework.services.cases.models import CardSetting, CaseMatter, CaseRun, ServiceCase
from gongkai.casework.services.government import government_of
from gongkai.casework.services.items import queries as items
from gongkai.casework.services.items.models import ServiceItemVersion
from gongkai.casework.services.packages import queries as joined
from gongkai.law.case_clock import CardRule
from gongkai.law.case_flow import RESULTED, PartState, State
from gongkai.law.case_kinds import BAD
from gongkai.law.case_parts import CaseMaterial, CasePart
from gongkai.law.cases import KIND, Standing
from gongkai.law.grammar.flow import Step
from gongkai.law.procedures import replay
from gongkai.office.authorities.models import Authority, AuthorityQuerySet, Official, OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault

CODE_FIELD = "service case query code"
MOST_PACKAGES = 5

# -- one case --------------------------------------------------------------------------------------------------------------


def standing(case: ServiceCase) -> Standing:
    """办件情况: replayed from the journal."""
    return as_case(journal.standing(case.dossier))


def as_case(found: object) -> Standing:
    """办件的办理情况: what the journal replays for a dossier of this kind is no other."""
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def part_of(version: ServiceItemVersion) -> CasePart:
    """事项随件: what a guide in force says, as a case holds it from then on."""
    content = version.value
    return CasePart(
        item=version.item.code,
        name=content.name,
        version=version.number,
        home=version.authority.code,
        days=content.promised_days,
        statutory=content.statutory_days or 0,
        materials=tuple(CaseMaterial(each.name, needed=not each.exempt) for each in content.materials),
        points=content.review_points,
    )


def versions(authority: Authority, keys: Sequence[int], on: date) -> list[ServiceItemVersion]:
    """所选事项: the versions of these items that count on a day, in the order they were chosen."""
    rows = items.versions_on(government_of(authority), on).filter(item__in=keys)
    found = {row.item_id: row for row in rows}
    return [found[key] for key in keys if key in found]


@dataclass(frozen=True, slots=True)
class PackageFound:
    """找到的套餐: its items in force, and which of them everybody needs."""

    code: str
    name: str
    items: list[tuple[ServiceItemVersion, bool]]


def packages(authority: Authority, wanted: str, on: date) -> list[PackageFound]:
    """查套餐: those whose name holds what is wanted; one application for what the applicant needs of it."""
    rows = joined.versions_on(government_of(authority), on).filter(name__contains=wanted)[:MOST_PACKAGES]
    found = []
    for row in rows:
        content = row.value
        versions = joined.items_for(row.authority, set(content.items), on)
        told = [(versions[code], code in content.always) for code in content.items if code in versions]
        found.append(PackageFound(row.package.code, row.name, told))
    return found


def code_digest(code: str) -> str:
    """查询码摘要."""
    return vault.blind(CODE_FIELD, plain(code))


def by_code(authority: Authority, number: str, code: str) -> ServiceCase | None:
    """凭编号和查询码: in the halls of an authority and beneath it, where the same number may stand several times.

    An unknown number costs as much as a wrong code.
    """
    rows = ServiceCase.objects.under(authority).filter(dossier__number=registered(number))
    found = None
    for row in rows.select_related("dossier__authority", "authority", "window").order_by("pk"):
        found = row if vault.is_blind(row.code_digest, CODE_FIELD, plain(code)) else found
    return found


def name_of(unit: str) -> str:
    """单位名称."""
    return Authority.objects.filter(code=unit).values_list("name", flat=True).first() or unit


# -- whose -----------------------------------------------------------------------------------------------------------------


def units(authority: Authority) -> AuthorityQuerySet:
    """可派单位: the authorities beneath the government, and itself."""
    return Authority.objects.under(government_of(authority)).filter(dissolved_on=None).order_by("path")


def _whole(rows: OwnedQuerySet[ServiceCase]) -> OwnedQuerySet[ServiceCase]:
    return rows.select_related("dossier__authority", "authority", "window__zone", "clerk", "commissioner")


def taken_in(authority: Authority, *, beneath: bool = False) -> OwnedQuerySet[ServiceCase]:
    """本大厅收件: and those beneath where asked for; the newest first."""
    rows = ServiceCase.objects.under(authority) if beneath else ServiceCase.objects.of(authority)
    return _whole(rows).order_by("-pk")


def concerning(authority: Authority, *, beneath: bool = False) -> OwnedQuerySet[ServiceCase]:
    """涉及本机关: what an official here may open at all."""
    mine = CaseMatter.objects.everywhere().filter(unit=authority).values("case")
    own = Q(authority__path__startswith=authority.path) if beneath else Q(authority=authority)
    return _whole(ServiceCase.objects.everywhere()).filter(own | Q(pk__in=mine))


def at_unit(authority: Authority) -> OwnedQuerySet[CaseMatter]:
    """本单位承办: the matters at this unit that are not decided, the first to run out first."""
    rows = CaseMatter.objects.everywhere().filter(unit=authority).exclude(state=PartState.DECIDED.value)
    return rows.filter(case__dossier__state=State.HANDLING.value).select_related("case__dossier", "case__authority")


PLACES = {
    "": "全部在办",
    "accept": "待受理",
    "supplement": "待补正",
    "dispatch": "待分派",
    "issue": "待出件",
    "deliver": "待送达",
    "rated": "待回访、整改",
    "accompany": "我陪办的",
    "all": "全部",
}
"""范围: the desks of a hall, each with its own pile."""


def placed(rows: OwnedQuerySet[ServiceCase], place: str, by: Official) -> OwnedQuerySet[ServiceCase]:
    """所在环节: the pile of one desk."""
    match place:
        case "accept":
            return rows.filter(dossier__state=State.RECEIVED.value)
        case "supplement":
            return rows.filter(dossier__state=State.SUPPLEMENTING.value)
        case "dispatch":
            waiting = CaseMatter.objects.everywhere().filter(state=PartState.UNASSIGNED.value).values("case")
            handling = Q(dossier__state=State.HANDLING.value, pk__in=waiting)
            return rows.filter(Q(dossier__state=State.ACCEPTED.value) | handling)
        case "issue":
            return rows.filter(dossier__state=State.HANDLING.value, ready=True)
        case "deliver":
            return rows.filter(dossier__state__in=(State.ISSUED.value, State.SHIPPED.value))
        case "rated":
            owed = CaseRun.objects.everywhere().filter(stage__in=("calling", "rectifying"), ended_on=None)
            return rows.filter(stars__in=[each.value for each in BAD], pk__in=owed.values("case"))
        case "accompany":
            return rows.filter(commissioner=by, shut=False)
        case "all":
            return rows
        case _:
            return rows.exclude(dossier__state__in=[state.value for state in RESULTED])


def card_rule(authority: Authority) -> CardRule:
    """发牌规则: as set here or above; one working day where nobody has set any."""
    rows = CardSetting.objects.everywhere().filter(authority__in=authority.line)
    row = rows.order_by("-authority__path").first()
    return CardRule(row.yellow_before) if row else CardRule()


def replayed(case: ServiceCase, steps: Sequence[Step]) -> Standing:
    """重放: the standing after some of the steps."""
    return as_case(replay(KIND, steps, calendar_of(case.authority)))
