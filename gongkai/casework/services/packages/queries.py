"""套餐查询: the packages that count on a day, the items they are made of, and the days that follow from those."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from gongkai.casework.services.government import government_of
from gongkai.casework.services.items.models import ServiceItemVersion
from gongkai.casework.services.packages.models import ServicePackage, ServicePackageVersion
from gongkai.casework.services.versions import in_force
from gongkai.law.service_packages import Days, PackageContent, average, missing, package_days
from gongkai.office.authorities.models import Authority, OwnedQuerySet


def versions_on(authority: Authority, day: date) -> OwnedQuerySet[ServicePackageVersion]:
    """当日套餐: of an authority and all beneath it."""
    rows = ServicePackageVersion.objects.under(authority).filter(in_force(day))
    return rows.select_related("package", "authority").order_by("theme", "package__code", "pk")


def version_on(package: ServicePackage, day: date) -> ServicePackageVersion | None:
    """当日版本: of one package."""
    return versions_of(package).filter(in_force(day)).first()


def versions_of(package: ServicePackage) -> OwnedQuerySet[ServicePackageVersion]:
    """全部版本: the latest first."""
    rows = ServicePackageVersion.objects.of(package.authority).filter(package=package)
    return rows.select_related("package", "authority").order_by("-number")


def items_for(authority: Authority, codes: set[str], day: date) -> Mapping[str, ServiceItemVersion]:
    """套餐的事项: what counts on a day, by code, among all units of the same government.

    A code two units bear finds neither: the package shows that it is missing.
    """
    rows = ServiceItemVersion.objects.under(government_of(authority)).filter(in_force(day), item__code__in=codes)
    found: dict[str, list[ServiceItemVersion]] = {}
    for row in rows.select_related("item", "authority"):
        found.setdefault(row.item.code, []).append(row)
    return {code: same[0] for code, same in found.items() if len(same) == 1}


@dataclass(frozen=True)
class Reckoned:
    """算得: a package, its days, and which of its items are not in force."""

    version: ServicePackageVersion
    content: PackageContent
    days: Days | None
    missing: tuple[str, ...]


def reckoned(authority: Authority, day: date) -> list[Reckoned]:
    """各套餐天数: computed from what the items say on that day."""
    rows = list(versions_on(authority, day))
    told = [(row, row.value) for row in rows]
    codes = {code for _, content in told for code in content.items}
    items = {code: row.value for code, row in items_for(authority, codes, day).items()}
    return [
        Reckoned(row, content, None if (gone := missing(content, items)) else package_days(content, items), gone)
        for row, content in told
    ]


@dataclass(frozen=True)
class Summary:
    """套餐汇总: the packages, their themes, and the mean days before and after."""

    rows: list[Reckoned]
    themes: int
    before: str
    after: str
    saved: str


def summary(authority: Authority, day: date) -> Summary:
    """汇总: over the packages all of whose items are in force."""
    rows = reckoned(authority, day)
    mean = average([row.days for row in rows if row.days])
    themes = len({row.content.theme for row in rows})
    if mean is None:
        return Summary(rows, themes, "—", "—", "—")
    before, after = mean
    return Summary(rows, themes, _shown(before), _shown(after), _shown(before - after))


def _shown(mean: Fraction) -> str:
    exact = Decimal(mean.numerator) / Decimal(mean.denominator)
    return f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP)}"
