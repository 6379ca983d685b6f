"""政务服务: the procedures of service items and of packages; how each is opened."""

from __future__ import annotations

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Step
from gongkai.law.grammar.procedure import Procedure
from gongkai.law.service_items import ItemContent, check_opening
from gongkai.law.service_packages import PackageContent
from gongkai.law.service_versions import ITEM_FLOW, PACKAGE_FLOW, Record, Sort, open_record

ITEM = Sort("service_item", ITEM_FLOW, ItemContent.read, check_opening)
PACKAGE = Sort("service_package", PACKAGE_FLOW, PackageContent.read)


def open_item(step: Step, calendar: Calendar) -> Record:
    """拟列入事项."""
    return open_record(ITEM, step)


def open_package(step: Step, calendar: Calendar) -> Record:
    """拟列入套餐."""
    return open_record(PACKAGE, step)


SERVICE_ITEM: Procedure[Record] = Procedure(ITEM.kind, "服务事项", open_item, lambda record: record.sort.flow)
SERVICE_PACKAGE: Procedure[Record] = Procedure(
    PACKAGE.kind, "一件事套餐", open_package, lambda record: record.sort.flow
)
