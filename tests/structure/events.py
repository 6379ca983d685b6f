"""回应样例: one of each of 回应关切 in the bureau of 王, unanswered and unsigned, so none of it is for the public."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from gongkai.law.grammar.dates import BEIJING, to_the_minute
from gongkai.law.grammar.flow import Step
from gongkai.law.press_conferences import Announced, ConferencePart
from gongkai.law.response_flow import Act
from gongkai.law.response_kinds import EventKind, EventSource, Severity
from gongkai.law.response_warnings import WarningKind, WarningLevel
from gongkai.publication.response.conferences import acts as conferences
from gongkai.publication.response.conferences.models import PressConference
from gongkai.publication.response.duty import acts as duty
from gongkai.publication.response.duty.models import ContactKind, DutyShift, Playbook, ResponseContact
from gongkai.publication.response.events import acts
from gongkai.publication.response.events.acts import EventGiven
from gongkai.publication.response.events.models import OpinionEvent
from gongkai.publication.response.warnings import acts as warnings
from gongkai.publication.response.warnings.acts import WarningGiven
from gongkai.publication.response.warnings.models import PublicWarning
from tests.cast import Cast


def furnish(people: Cast, day: date, secrets: dict[str, str]) -> None:
    """布置: an event with a brief and a report, a warning not signed, a conference, a shift, a contact, a playbook."""
    bureau, by = people.bureau, people.wang
    now = datetime.combine(day, time(9), BEIJING)
    given = EventGiven("样例", "关切", EventKind.ACCIDENT, Severity.ORDINARY, EventSource.DUTY, now)
    event = acts.register(bureau, given, now=now, once="1", by=by)
    told = {"stage": "first", "to": "县", "report": secrets["description"], "at": to_the_minute(now)}
    acts.act(event, Step(Act.REPORT.value, day, told), now=now, by=by)
    acts.act(event, Step(Act.BRIEF.value, day, {"judgement": secrets["name"]}), now=now, by=by)
    ends = now + timedelta(days=1)
    warned = WarningGiven(WarningKind.FLOOD, WarningLevel.BLUE, "示例镇", "样例", "样例", now, ends)
    warnings.prepare(bureau, warned, now=now, once="1", by=by)
    told_of = Announced("样例", now, "一楼", "发布人")
    conferences.announce(bureau, told_of, ConferencePart.HOSTED, on=day, once="1", by=by)
    duty.roster(bureau, [by], "0900", first=now, hours=24, days=1, on=day, by=by)
    duty.add_contact(bureau, ContactKind.MEDIA, "报社", "何样例", secrets["phone"], on=day, by=by)
    duty.draft_playbook(bureau, EventKind.ACCIDENT, "样例", "步骤", ("标题", "口径"), on=day, by=by)


def samples(people: Cast) -> dict[str, object]:
    """地址参数: ids of what was furnished."""
    bureau = people.bureau
    return {
        "event": OpinionEvent.objects.of(bureau).get().dossier_id,
        "warning": PublicWarning.objects.of(bureau).get().dossier_id,
        "conference": PressConference.objects.of(bureau).get().pk,
        "shift": DutyShift.objects.of(bureau).get().pk,
        "contact": ResponseContact.objects.of(bureau).get().pk,
        "playbook": Playbook.objects.of(bureau).get().pk,
        "response:name": "report",
    }
