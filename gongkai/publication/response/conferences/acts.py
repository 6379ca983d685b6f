"""发布会办理: announce, hold, call off. Each is an entry with the digest of what the public reads."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from gongkai.engines import privacy
from gongkai.law.gatherings import GatheringState
from gongkai.law.grammar.dates import to_the_minute
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.press_conferences import Announced, ConferencePart, Held, may_move
from gongkai.law.response_flow import Act
from gongkai.law.response_terms import NOTICE
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal.seals import canonical
from gongkai.publication.gate import acts as gate
from gongkai.publication.response.conferences.models import PressConference
from gongkai.publication.response.events import acts as events
from gongkai.publication.response.events.models import OpinionEvent
from gongkai.publication.response.speaking import speaks

ANNOUNCED = "announce_press_conference"
HELD = "hold_press_conference"
CALLED_OFF = "call_off_press_conference"


def digest(row: PressConference) -> str:
    """发布会摘要: of all that the public reads and the year counts."""
    told: dict[str, JSON] = {
        "topic": row.topic,
        "part": row.part,
        "state": row.state,
        "at": to_the_minute(row.at),
        "place": row.place,
        "speakers": row.speakers,
        "preview": row.preview,
        "principal": row.principal,
        "transcript": row.transcript,
        "link": row.link,
        "event": row.event_id,
        "reason": row.reason,
    }
    return sha256(canonical(told).encode()).hexdigest()


@transaction.atomic
def announce(
    authority: Authority,
    told: Announced,
    part: ConferencePart,
    preview: str = "",
    *,
    event: OpinionEvent | None = None,
    on: date,
    once: str,
    by: Official,
) -> PressConference:
    """预告发布会: sent twice it is one conference; one that is held on an event names it."""
    mark = sha256(f"conference {authority.pk} {once}".encode()).hexdigest()
    if made := PressConference.objects.of(authority).filter(once=mark).first():
        return made
    speaks(authority, on, by)
    _clean(authority, told.topic, told.speakers, preview, on=on, by=by)
    if event is not None and event.authority_id != authority.pk:
        raise Unlawful("所回应的事件应当是本机关登记的", NOTICE, field="event")
    row = PressConference(
        authority=authority,
        topic=told.topic,
        part=part.value,
        state=GatheringState.ANNOUNCED.value,
        at=told.at,
        place=told.place,
        speakers=told.speakers,
        preview=preview,
        event=event,
        once=mark,
    )
    row.save(force_insert=True)
    _enter(row, ANNOUNCED, on, by)
    return row


@transaction.atomic
def hold(row: PressConference, told: Held, link: str = "", *, now: datetime, on: date, by: Official) -> PressConference:
    """登记实录: it was held; on an event it stops the clock of the press conference that is owed."""
    _locked(row)
    may_move(GatheringState(row.state), GatheringState.HELD)
    told.check(now)
    speaks(row.authority, on, by)
    _clean(row.authority, told.speakers, told.transcript, on=on, by=by)
    row.state, row.at, row.principal = GatheringState.HELD.value, told.at, told.principal
    row.speakers, row.transcript, row.link = told.speakers, told.transcript, link
    row.save()
    _enter(row, HELD, on, by)
    if row.event is not None:
        step = Step(Act.CONFER.value, on, {"at": to_the_minute(told.at), "conference": row.pk})
        events.act(row.event, step, now=now, by=by)
    return row


@transaction.atomic
def call_off(row: PressConference, reason: str, *, on: date, by: Official) -> None:
    """取消发布会."""
    _locked(row)
    may_move(GatheringState(row.state), GatheringState.CALLED_OFF)
    if not reason.strip():
        raise Unlawful("取消的原因不能为空", NOTICE, field="reason")
    _clean(row.authority, reason, on=on, by=by)
    row.state, row.reason = GatheringState.CALLED_OFF.value, reason.strip()
    row.save()
    _enter(row, CALLED_OFF, on, by)


def _locked(row: PressConference) -> None:
    rows = PressConference.objects.of(row.authority).select_for_update()
    row.refresh_from_db(from_queryset=rows)


def _clean(authority: Authority, *texts: str, on: date, by: Official) -> None:
    found = [str(each) for text in texts for each in privacy.find(text)]
    if found:
        raise Unlawful(f"还有个人信息，应当隐去：{'；'.join(found[:5])}", NOTICE, field="transcript")
    gate.pass_words(authority, "conference", {"发布会": list(texts)}, on=on, by=by)


def _enter(row: PressConference, act: str, on: date, by: Official) -> None:
    row.entry = journal.enter(
        row.authority, act, on=on, by=by, data={"conference": row.pk, "topic": row.topic, "row": digest(row)}
    )
    row.save(update_fields=["entry"])
