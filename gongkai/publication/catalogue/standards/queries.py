"""标准目录查询: the catalogues an authority works by, its own items, its peers, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q

from gongkai.law import standards as law
from gongkai.law.standards import Key
from gongkai.office.authorities.models import Authority, AuthorityQuerySet, OwnedQuerySet
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.standards.models import Standard, StandardCatalogue, UnitItem


def catalogues(authority: Authority) -> OwnedQuerySet[StandardCatalogue]:
    """可用标准目录: those accepted by the authority itself and by those above it, whose norms bind it."""
    return (
        StandardCatalogue.objects.everywhere()
        .filter(authority__in=authority.line)
        .select_related("authority")
        .order_by("title", "-accepted_on", "-pk")
    )


def rows(catalogue: StandardCatalogue) -> OwnedQuerySet[Standard]:
    """目录各行: in the order of the catalogue, with their areas and matters."""
    return (
        Standard.objects.of(catalogue.authority)
        .filter(matter__area__catalogue=catalogue)
        .select_related("matter__area")
        .order_by("place", "pk")
    )


def standards(catalogue: StandardCatalogue) -> list[law.Standard]:
    """目录各项: as the law reads them."""
    return [standard.value for standard in rows(catalogue)]


def areas(standards_: list[law.Standard]) -> list[tuple[str, int, int]]:
    """各领域计数: name, matters, standards, in their order."""
    found: dict[str, list[law.Standard]] = {}
    for standard in standards_:
        found.setdefault(standard.area, []).append(standard)
    return [(name, len({each.matter for each in inside}), len(inside)) for name, inside in found.items()]


def items(authority: Authority, on: date) -> OwnedQuerySet[UnitItem]:
    """现行目录项: approved by that day and not ended."""
    return (
        UnitItem.objects.of(authority)
        .filter(approved_on__lte=on)
        .filter(Q(ended_on=None) | Q(ended_on__gt=on))
        .select_related("column__owner", "column__deputy", "authority")
    )


def proposed(authority: Authority) -> OwnedQuerySet[UnitItem]:
    """待批准目录项: proposed and neither approved nor ended."""
    return UnitItem.objects.of(authority).filter(approved_on=None, ended_on=None).select_related("column", "authority")


def in_order(listed_: Iterable[UnitItem]) -> list[UnitItem]:
    """按领域排列: areas and matters in the order in which they came, each together with what was added to it later."""
    found = sorted(listed_, key=lambda item: item.pk)
    areas = {item.area: -n for n, item in enumerate(reversed(found))}
    matters = {item.key[:2]: -n for n, item in enumerate(reversed(found))}
    return sorted(found, key=lambda item: (areas[item.area], matters[item.key[:2]], item.pk))


def items_of(column: Column, on: date) -> OwnedQuerySet[UnitItem]:
    """栏目的目录项: which items stand in a column, so that who publishes there can say which one it is."""
    return items(column.authority, on).filter(column=column)


def item_for(authority: Authority, standard: Standard, on: date) -> UnitItem | None:
    """标准对应的目录项: the item an authority took over from a standard, of whatever version, or worded under the same names."""
    area, matter, name = standard.value.key
    same = Q(standard=standard) | Q(area=area, matter=matter, name=name)
    return items(authority, on).filter(same).order_by("pk").first()


def listed(authority: Authority) -> set[Key]:
    """已列: the keys of everything in force or proposed. An item that was worded anew still counts for its standard."""
    standing = UnitItem.objects.of(authority).filter(ended_on=None).select_related("standard__matter__area")
    keys = set[Key]()
    for item in standing:
        keys.add(item.key)
        if item.standard is not None:
            keys.add(item.standard.value.key)
    return keys


def similar(authority: Authority) -> AuthorityQuerySet:
    """同类单位: governments and townships under the same parent; of others those of the same kind and duty (民政局) elsewhere."""
    others = Authority.objects.filter(kind=authority.kind, dissolved_on=None).exclude(pk=authority.pk)
    if authority.duties.is_government:
        return others.filter(parent=authority.parent)
    duty = _duty(authority)
    return others.filter(name__endswith=duty) if duty else others.none()


def _duty(authority: Authority) -> str:
    """The name without its place: 示例县民政局 under 示例县人民政府 is 民政局; empty where that does not work."""
    place = authority.parent.name.removesuffix("人民政府") if authority.parent else ""
    return authority.name.removeprefix(place) if place and authority.name.startswith(place) else ""


def peers(authority: Authority, on: date) -> dict[str, set[Key]]:
    """同类单位目录: what similar units have in force. Approved catalogues are public, so whoever's they are may be read."""
    found: dict[str, set[Key]] = {}
    for item in _of_peers(authority, on):
        found.setdefault(item.authority.name, set()).add(item.key)
    return found


def _of_peers(authority: Authority, on: date) -> Iterator[UnitItem]:
    in_force = UnitItem.objects.everywhere().filter(authority__in=similar(authority), approved_on__lte=on)
    yield from in_force.filter(Q(ended_on=None) | Q(ended_on__gt=on)).select_related("authority")


def peer_items(authority: Authority, on: date) -> dict[Key, UnitItem]:
    """同类单位各项: how a peer words what we may not list yet."""
    return {item.key: item for item in _of_peers(authority, on)}
