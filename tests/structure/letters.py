"""来信样例: a report with its writer sealed, a mailbox, an import waiting, an account, and a selection taken down again."""

from __future__ import annotations

from datetime import date, timedelta

from gongkai.casework.engagement.interviews import acts as interviews
from gongkai.casework.engagement.interviews.acts import Planned
from gongkai.casework.engagement.surveys import acts as surveys
from gongkai.casework.engagement.surveys.acts import Paper
from gongkai.casework.engagement.tickets import acts
from gongkai.casework.engagement.tickets.acts import Given
from gongkai.casework.engagement.tickets.importing import acts as importing
from gongkai.casework.engagement.tickets.inbound import acts as inbound
from gongkai.casework.engagement.tickets.models import Mailbox, TicketSelection
from gongkai.casework.engagement.tickets.texts import Letter
from gongkai.casework.engagement.topics.acts import sealed
from gongkai.casework.engagement.topics.models import DemandReport, TicketTopic
from gongkai.law.grammar.flow import Step
from gongkai.law.interviews import read_guests
from gongkai.law.questionnaires import Filled
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
    _asked(people, day, secrets)
    said = {"mailbox": box, "host": "127.0.0.1", "port": 1, "encrypted": False, "username": "m", "folder": "INBOX"}
    TicketTopic.objects.of(bureau).create(authority=bureau, name="话题", first_on=day)
    report = DemandReport(authority=bureau, first=day, last=day, received=0, rows=[], published_on=day, published_by=by)
    report.entry = journal.enter(bureau, "publish_demand", on=day, by=by, data=sealed(report))
    report.save(force_insert=True)
    inbound.set_up(bureau, {**said, "password": secrets["name"]}, on=day, by=by)


def _asked(people: Cast, day: date, secrets: dict[str, str]) -> None:
    """A survey with words that nobody has shown, and an interview with a question nobody has read through."""
    bureau, by = people.bureau, people.wang
    paper = Paper("示例问卷", "说明", "单选：甲\n- 一\n- 二\n文字（选答）：乙")
    survey = surveys.write(bureau, paper, on=day, today=day, by=by)
    surveys.act(survey, Step("check", day), today=day, by=people.li)
    until = (day + timedelta(days=9)).isoformat()
    surveys.act(survey, Step("open", day, {"until": until}), today=day, by=by)
    told = Filled({1: (1,)}, {2: f"{secrets['name']}{secrets['phone']}{secrets['description']}"})
    surveys.answer(survey, told, on=day, today=day, once="1")
    guests = read_guests("何样例，局长，主要负责同志")
    planned = Planned("示例访谈", "简介", day, "15:00", guests)
    interview = interviews.plan(bureau, planned, on=day, today=day, by=by)
    interviews.act(interview, Step("notice", day), today=day, by=by)
    interviews.ask(interview, secrets["description"], secrets["name"], on=day, today=day, once="1")
