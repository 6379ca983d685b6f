"""标准目录办理: accept a catalogue as it was read; ask of a release what its standard demands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law import standards as law
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.standards import STANDARDIZED, Scope, check_catalogue, missing, tally
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.publication.catalogue.standards.models import Area, Matter, Standard, StandardCatalogue, UnitItem
from gongkai.publication.catalogue.standards.rows import row, seal


@dataclass(frozen=True)
class CataloguePlan:
    """目录说明: what a version of a standard catalogue is called, who made it, by which paper."""

    title: str
    scope: Scope
    edition: str
    source: str = ""


@transaction.atomic
def accept_catalogue(
    authority: Authority, plan: CataloguePlan, standards: Sequence[law.Standard], *, on: date, by: Official | None
) -> StandardCatalogue:
    """接受标准目录: every row at once or none; the entry seals them all."""
    check_catalogue(standards)
    catalogue = StandardCatalogue(
        authority=authority,
        title=plan.title.strip(),
        scope=plan.scope,
        edition=plan.edition.strip(),
        source=plan.source.strip(),
        accepted_on=on,
        seal=seal(standards),
    )
    with in_chinese():
        catalogue.save(force_insert=True)
    _write(catalogue, standards)
    counted = tally(standards)
    data: dict[str, JSON] = {
        "catalogue": catalogue.pk,
        "title": catalogue.title,
        "edition": catalogue.edition,
        "areas": counted.areas,
        "matters": counted.matters,
        "standards": counted.standards,
        "rows": catalogue.seal,
    }
    catalogue.entry = journal.enter(authority, "accept_catalogue", on=on, by=by, data=data)
    catalogue.save(update_fields=["entry"])
    return catalogue


def _write(catalogue: StandardCatalogue, standards: Sequence[law.Standard]) -> None:
    authority = catalogue.authority
    names = dict.fromkeys(standard.area for standard in standards)
    areas = {
        name: Area(authority=authority, catalogue=catalogue, name=name, place=place) for place, name in enumerate(names)
    }
    Area.objects.of(authority).bulk_create(areas.values())
    pairs = dict.fromkeys(standard.key[:2] for standard in standards)
    matters = {
        pair: Matter(authority=authority, area=areas[pair[0]], name=pair[1], place=place)
        for place, pair in enumerate(pairs)
    }
    Matter.objects.of(authority).bulk_create(matters.values())
    rows = [
        Standard(authority=authority, matter=matters[standard.key[:2]], place=place, **_columns(standard))
        for place, standard in enumerate(standards)
    ]
    Standard.objects.of(authority).bulk_create(rows)


def _columns(standard: law.Standard) -> dict[str, JSON]:
    return {name: value for name, value in row(standard).items() if name not in {"area", "matter"}}


def require_elements(standard: Standard | UnitItem, given: Mapping[str, object]) -> None:
    """核对要素: refuse a release that does not say everything its standard requires; ``given`` holds what it says by name."""
    lacks = missing(standard.value, given)
    if lacks:
        names = "、".join(element.name for element in lacks)
        raise Unlawful(f"“{standard.name}”的内容标准要求写明全部要素，还缺：{names}", STANDARDIZED, field="extra")
