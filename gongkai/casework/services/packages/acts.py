"""套餐办理: list a package, change it, end it; another person signs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from gongkai.casework.services import recording
from gongkai.casework.services.packages.models import ServicePackage, ServicePackageVersion
from gongkai.casework.services.recording import Book, Entered
from gongkai.law.grammar.flow import Step
from gongkai.law.service_packages import PackageContent
from gongkai.law.service_versions import Record
from gongkai.law.services import PACKAGE
from gongkai.office.authorities.models import Authority, Official


def _columns(content: PackageContent) -> Mapping[str, object]:
    return {"theme": content.theme}


BOOK: Book[ServicePackage, ServicePackageVersion] = Book(
    PACKAGE, ServicePackage, ServicePackageVersion, "package", _columns
)
"""套餐登记簿."""


def list_package(
    authority: Authority, code: str, content: PackageContent, reason: str, *, on: date, today: date, by: Official
) -> ServicePackage:
    """拟列入套餐."""
    return recording.open_one(BOOK, authority, code, content, reason, on=on, today=today, by=by)


def act(package: ServicePackage, step: Step, *, today: date, by: Official, seen: int | None = None) -> Record:
    """办理一步: any step after the first."""
    return recording.take_one(BOOK, package, step, today=today, by=by, seen=seen)


def enter_packages(authority: Authority, entered: Iterable[Entered]) -> int:
    """批量登记套餐: whole histories; how many."""
    return recording.enter_all(BOOK, authority, entered)
