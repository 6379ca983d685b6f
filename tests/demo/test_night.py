"""示例的一夜: the night finds in the five places what was planted or what their reports tell, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction

from gongkai.law.catalogue import NOTHING
from gongkai.law.columns import cycle_named
from gongkai.law.supervision.faults import Fault
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.models import Dossier
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.oversight.supervision.nightly import night
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure.models import Content
from gongkai.publication.registers.models import Record
from gongkai.web import clock
from tests.demo.conftest import Demo

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]

TOLD = {"wudu": 2017, "pingchuan": 2018, "linxia": 2018, "linze": 2019, "minhe": 2020}
"""哪一年: the year whose contents the demo brings of each place; nothing came into their columns since."""
EXPECTED = {
    "wudu": {Fault.STALE, Fault.LATE},
    "pingchuan": {Fault.STALE, Fault.UNANNOUNCED},
    "linxia": {Fault.STALE, Fault.UNANNOUNCED},
    "linze": {Fault.STALE, Fault.LATE, Fault.UNANNOUNCED},
    "minhe": {Fault.STALE},
}
PLANTED = {
    "公示之后没有公告：村安全饮水项目资金公示（示例0002）",
    "公示之后没有公告：样本镇安全饮水项目（示例0002）招标公告",
    "公示之后没有公告：奖补资金企业名单公示（示例2）",
}
"""临泽今年缺的公告: those ``registers_today`` leaves out on purpose."""
CITIZENS = ("application", "correction", "complaint", "ticket", "proposal", "village_question", "service_case")


@pytest.mark.parametrize("code", sorted(TOLD))
def test_the_night_finds_what_was_planted_or_told_and_nothing_else(demo: Demo, code: str) -> None:
    government, today = demo.government(code), clock.today()
    with transaction.atomic():
        before = set(Finding.objects.under(government).values_list("pk", flat=True))
        told = night(government, today)
        found = list(Finding.objects.under(government).exclude(pk__in=before).select_related("dossier"))
        assert told.found == len(found)
        explained(government, today, found)
        again = night(government, today)
        assert (again.found, again.cleared, again.returned) == (0, 0, 0), "the same day changes nothing more"
        transaction.set_rollback(True)


def explained(government: Authority, today: date, found: list[Finding]) -> None:
    """Each finding is one of those a slow look at the tables gives, and none of those is missing."""
    code = government.code
    kinds = Counter(Fault(each.indicator) for each in found)
    assert set(kinds) <= EXPECTED[code], [each.dossier.title for each in found if each.indicator not in EXPECTED[code]]
    keys = {fault: {each.key for each in found if each.indicator == fault} for fault in Fault}
    assert keys[Fault.STALE] == {f"stale column {pk}" for pk in still(government, today)}
    assert keys[Fault.LATE] == {f"late dossier {pk}" for pk in owed(government, today)}
    gaps = [each for each in found if each.indicator == Fault.UNANNOUNCED]
    assert not [each.dossier.title for each in gaps if is_answered(each)]
    if code == "linze":
        assert {each.dossier.title for each in gaps} == PLANTED
    if code == "wudu":
        assert kinds[Fault.LATE] == 74 - 56, "of 74 applications the report answers 56"


def still(government: Authority, today: date) -> Iterator[int]:
    """Columns with a cycle whose newest content, their own or of one beneath, is older; all of the year that is told."""
    for column in Column.objects.under(government).filter(closed_on=None):
        rows = Content.objects.under(government).filter(withdrawn_on=None, published_on__lte=today)
        days = list(rows.filter(column__path__startswith=column.path).values_list("published_on", flat=True))
        named = cycle_named(column.name)
        cycle = column.cycle or (named.days if named else None)
        if column.accepts == [NOTHING] or not days or cycle is None:
            continue
        last = max(days)
        if last + timedelta(days=cycle) < today:
            assert last.year == TOLD[government.code], f"{column}：{last}"
            yield column.pk


def owed(government: Authority, today: date) -> Iterator[int]:
    """Files of citizens that are open and past their day."""
    for dossier in Dossier.objects.under(government).filter(kind__in=CITIZENS):
        if dossier.closed_on is None and dossier.due_on is not None and dossier.due_on < today:
            yield dossier.pk


def is_answered(finding: Finding) -> bool:
    """Whether a later notice of the same matter is public, of the kind that is said to be missing."""
    _, _, record, kind = finding.key.split(" ")
    row = Record.objects.everywhere().get(pk=record)
    later = Record.objects.of(row.authority).filter(kind=kind, joined=row.joined)
    return later.exclude(published_on=None).filter(withdrawn_on=None).exists()
