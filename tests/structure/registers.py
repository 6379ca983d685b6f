"""登记簿样例: a register of the bureau of 王 with a record that waits, an import that waits and a key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.law.registers.decisions import PERMIT
from gongkai.office.jobs.models import Job
from gongkai.publication.registers import acts
from gongkai.publication.registers.importing.models import RecordImport
from gongkai.publication.registers.interface import acts as interface
from gongkai.publication.registers.interface.models import RegisterKey
from gongkai.publication.registers.models import Record
from tests.cast import Cast
from tests.publication.registers.files import delimited, uploaded
from tests.publication.registers.rows import row


def furnish(people: Cast, day: date, secrets: Mapping[str, str]) -> None:
    """What is entered holds what nobody else may read."""
    said = row(PERMIT, representative=secrets["name"], content=secrets["description"])
    acts.keep(people.bureau, PERMIT, "审批股", on=day, by=people.wang)
    acts.enter(people.bureau, PERMIT, said, on=day, today=day, by=people.wang)
    rows = [row(PERMIT, 2, content=secrets["address"], credit_code="1"), row(PERMIT, 3, content=secrets["address"])]
    uploaded(people.bureau, PERMIT, delimited(PERMIT, rows), people.wang, name="许可.csv")
    until = date(day.year + 1, 1, 1)
    interface.issue(people.bureau, secrets["description"], ["permit"], until=until, on=day, by=people.wang)


def samples(people: Cast) -> dict[str, object]:
    """What fills the arguments of the room's addresses."""
    return {
        "record": 1,
        "form": "csv",
        "job": Job.objects.of(people.bureau).order_by("pk")[0].pk,
        "registers:kind": "permit",
        "registers:record": Record.objects.of(people.bureau).filter(kind="permit").get().pk,
        "registers:batch": RecordImport.objects.of(people.bureau).get().pk,
        "registers:key": RegisterKey.objects.of(people.bureau).get().pk,
    }
