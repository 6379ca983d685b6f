"""来信样例: a report with its writer sealed, a mailbox, an import waiting, an account, and a selection taken down again."""

from __future__ import annotations

from datetime import date

from gongkai.casework.engagement.tickets import acts
from gongkai.casework.engagement.tickets.acts import Given
from gongkai.casework.engagement.tickets.importing import acts as importing
from gongkai.casework.engagement.tickets.inbound import acts as inbound
from gongkai.casework.engagement.tickets.models import Mailbox, TicketSelection
from gongkai.casework.engagement.tickets.texts import Letter
from gongkai.casework.engagement.topics.acts import sealed
from gongkai.casework.engagement.topics.models import DemandReport, TicketTopic
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.office.journal import acts as journal
from tests.cast import Cast


def furnish(people: Cast, day: date, secrets: dict[str, str]) -> None:
    """布置: in the bureau of 王; none of it is for the public."""
    bureau, by = people.bureau, people.wang
    box = Mailbox.objects.of(bureau).create(authority=bureau, name="局长信箱", source=TicketSource.UNIT.value)
    letter = Letter("举报", secrets["description"], secrets["name"], secrets["phone"], address=secrets["address"])
    given = Given(letter, ConcernKind.REPORT, TicketSource.UNIT, mailbox=box)
    ticket = acts.receive(bureau, given, on=day, today=day, once="e" * 32).ticket
    TicketSelection.objects.of(bureau).create(
        authority=bureau, ticket=ticket, title=secrets["name"], question=secrets["description"],
        answer=secrets["phone"], published_on=day, withdrawn_on=day,
    )  # fmt: skip
    table = (
        f"受理时间,诉求内容,来电人,联系电话\n2025-09-01,{secrets['description']},{secrets['name']},{secrets['phone']}"
    )
    importing.upload(bureau, "导入", table.encode(), source=TicketSource.HOTLINE, kind=ConcernKind.HELP, on=day, by=by)
    said = {"mailbox": box, "host": "127.0.0.1", "port": 1, "encrypted": False, "username": "m", "folder": "INBOX"}
    TicketTopic.objects.of(bureau).create(authority=bureau, name="话题", first_on=day)
    report = DemandReport(authority=bureau, first=day, last=day, received=0, rows=[], published_on=day, published_by=by)
    report.entry = journal.enter(bureau, "publish_demand", on=day, by=by, data=sealed(report))
    report.save(force_insert=True)
    inbound.set_up(bureau, {**said, "password": secrets["name"]}, on=day, by=by)
