"""已公开的: guides of items and packages that count, and what the public reads of halls."""

from __future__ import annotations

from datetime import date

from gongkai.casework.services.halls.models import (
    HallFacility,
    HallWindow,
    HallZone,
    Lasting,
    MergedWindow,
    ServiceHall,
    on_day,
)
from gongkai.casework.services.halls.saying import texts_of
from gongkai.casework.services.items.models import ServiceItemVersion
from gongkai.casework.services.packages.models import ServicePackageVersion
from gongkai.casework.services.versions import in_force
from gongkai.law.services import ITEM, PACKAGE
from gongkai.office.authorities.models import Authority, Owned, OwnedQuerySet
from gongkai.publication.gate.parts import Part, of_words
from gongkai.publication.gate.sweeping import Subject, rows_of


def _items(authority: Authority, on: date) -> OwnedQuerySet[ServiceItemVersion]:
    return ServiceItemVersion.objects.of(authority).filter(in_force(on)).select_related("item")


def _packages(authority: Authority, on: date) -> OwnedQuerySet[ServicePackageVersion]:
    return ServicePackageVersion.objects.of(authority).filter(in_force(on)).select_related("package")


def of_item(row: ServiceItemVersion) -> list[Part]:
    """办事指南."""
    return of_words(f"{ITEM.kind} {row.item_id}", {f"事项{row.item.code}": row.content})


def of_package(row: ServicePackageVersion) -> list[Part]:
    """一件事的指南."""
    return of_words(f"{PACKAGE.kind} {row.package_id}", {f"事项{row.package.code}": row.content})


def of_place(row: Owned) -> list[Part]:
    """大厅里的一处: what its row says."""
    return of_words(f"hall {row._meta.model_name}", {str(row)[:60]: texts_of(row)})


def _places(model: type[Lasting]) -> Subject:
    """One sort of places, those there are on a day."""

    def there(authority: Authority, on: date) -> OwnedQuerySet[Lasting]:
        return model.objects.of(authority).filter(on_day(on))

    return rows_of(f"hall_{model._meta.model_name}", f"政务大厅：{model._meta.verbose_name}", there, of_place)


def _merged(authority: Authority, on: date) -> OwnedQuerySet[MergedWindow]:
    return MergedWindow.objects.of(authority).filter(merged_on__lte=on)


SUBJECTS = [
    rows_of("service_items", "办事指南", _items, of_item),
    rows_of("service_packages", "一件事指南", _packages, of_package),
    *(_places(model) for model in (ServiceHall, HallZone, HallWindow, HallFacility)),
    rows_of("hall_mergedwindow", "政务大厅：并入的旧窗口", _merged, of_place),
]
