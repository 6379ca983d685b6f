"""舆情事件办理: register an event, and take its steps. Each is one transaction and one step by the journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import TypeAlias

from django.db import transaction

from gongkai.engines import privacy
from gongkai.law.grammar.dates import chinese_moment, to_the_minute
from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful
from gongkai.law.response_flow import Act
from gongkai.law.response_kinds import EventKind, EventSource, ReportStage, Severity
from gongkai.law.response_terms import NOTICE
from gongkai.law.responses import KIND, Standing
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import responsible
from gongkai.office.journal import acts as journal
from gongkai.office.journal.hiding import hide
from gongkai.office.journal.models import Dossier
from gongkai.office.notices import acts as notices
from gongkai.publication.gate import acts as gate
from gongkai.publication.response.duty import queries as duty
from gongkai.publication.response.duty.models import Playbook
from gongkai.publication.response.events import queries
from gongkai.publication.response.events.models import EventResponse, OpinionEvent
from gongkai.publication.response.speaking import speaks

SIGNED_BY_TWO = (Act.DRAFT, Act.APPROVE, Act.JUDGE)
"""两人办理: the law asks who drafted, who signed and who judged."""
GRADING = (Act.ASSESS, Act.ADJUST)
"""定级: what gives the event its hours."""
WORDS = ("title", "text", "rumour", "truth", "evidence")
"""公众读到的文字."""


@dataclass(frozen=True, slots=True)
class EventGiven:
    """事件登记: what people talk about, how grave it seems, where it was seen, and when it began."""

    title: str
    concern: str
    kind: EventKind
    severity: Severity
    source: EventSource
    started_at: datetime
    recurs: str = ""
    playbook: Playbook | None = None


# -- registering ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def register(authority: Authority, given: EventGiven, *, now: datetime, once: str, by: Official | None) -> OpinionEvent:
    """登记舆情事件: ``now`` is the moment of registration, which the clock never looks at; sent twice it is one event."""
    mark = sha256(f"event {authority.pk} {once}".encode()).hexdigest()
    if made := OpinionEvent.objects.of(authority).filter(once=mark).select_related("dossier").first():
        return made
    if not given.title.strip() or not given.concern.strip():
        raise Unlawful("名称和公众关切都要填写", NOTICE, field="concern" if given.title.strip() else "title")
    _tells_of_nobody(given.title, given.concern, field="concern")
    earlier = _earlier(authority, given)
    _usable(authority, given)
    details: dict[str, JSON] = {
        "kind": given.kind.value,
        "severity": given.severity.value,
        "source": given.source.value,
        "started": to_the_minute(given.started_at),
        "registered": to_the_minute(now),
        **duty.hours(authority, given.severity),
    }
    details |= {"recurs": earlier.dossier.number} if earlier else {}
    details |= {"playbook": given.playbook.name} if given.playbook else {}
    step = Step(Act.REGISTER.value, queries.day_of(now), details)
    dossier = journal.open_dossier(authority, KIND, step, by=by, title=given.title.strip())
    event = OpinionEvent(
        authority=authority,
        dossier=dossier,
        concern=given.concern.strip(),
        source=given.source.value,
        recurs=earlier,
        playbook=given.playbook,
        once=mark,
    )
    reflect(event, queries.standing(event))
    said = f"舆情事件{dossier.number}已登记，首次回应最迟{chinese_moment(event.due_at)}"
    for role in (Role.DISPATCHER, Role.HANDLER):
        _tell(authority, role, f"event {dossier.pk}", said, dossier, now)
    return event


def _earlier(authority: Authority, given: EventGiven) -> OpinionEvent | None:
    if not given.recurs:
        return None
    earlier = queries.numbered(authority, given.recurs)
    if earlier is None:
        raise Unlawful(f"没有编号为“{given.recurs}”的事件", NOTICE, field="recurs")
    if earlier.started_at >= given.started_at:
        raise Unlawful("此前的同类事件应当早于本事件", NOTICE, field="recurs")
    return earlier


def _usable(authority: Authority, given: EventGiven) -> None:
    if given.playbook and not duty.approved(authority, given.kind).filter(pk=given.playbook.pk).exists():
        raise Unlawful("只能选用已经审定、种类相同的预案", NOTICE, field="playbook")


def reflect(event: OpinionEvent, standing: Standing) -> None:
    """映照: what lists search beside the file."""
    follow(event, standing)
    event.save()


def follow(event: OpinionEvent, standing: Standing) -> None:
    """随案: the columns that follow from the standing, in memory."""
    file = standing.file
    event.kind, event.severity = file.kind.value, file.severity.value
    event.started_at, event.registered_at = file.started_at, file.registered_at
    event.due_at, event.first_at = file.clock.due_at, file.first_at
    event.unit = Authority.objects.filter(code=file.unit).first() if file.unit else None
    event.unit_name = "" if event.unit else file.unit
    event.person, event.question = file.person, file.question
    event.verdict = file.verdict.value if file.verdict else ""
    event.judged_by = Official.objects.filter(username=file.judged_by).first() if file.judged_by else None
    event.asked_again = len(file.asked_again)


# -- the steps -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def act(event: OpinionEvent, step: Step, *, now: datetime, by: Official | None, seen: int | None = None) -> Standing:
    """处置一步: any step but registering; nothing may be told of a moment that has not come."""
    if step.on > queries.day_of(now):
        raise Unlawful(f"日期不能晚于今天（{queries.day_of(now):%Y-%m-%d}）", NOTICE, field="on")
    if step.details.get("at") and step.moment("at", "时刻") > now:
        raise Unlawful("时刻不能晚于现在", NOTICE, field="at")
    journal.lock(event.dossier, seen=seen)
    step = _completed(event, step, by, now)
    standing = queries.as_event(journal.take(event.dossier, step, by=by))
    reflect(event, standing)
    if after := _AFTER.get(Act(step.act)):
        after(event, standing, step, now)
    if step.act == Act.WITHDRAW:
        hide(event.authority)
    return standing


def _completed(event: OpinionEvent, step: Step, by: Official | None, now: datetime) -> Step:
    """The step with what the room knows: who acts, the hours that follow, the words that go out, the letter's own day."""
    taken, details = Act(step.act), dict(step.details)
    if taken in SIGNED_BY_TWO and by is not None:
        details["by"] = by.username
    if taken in GRADING and details.get("severity"):
        details |= duty.hours(event.authority, step.word(Severity, "severity", "事件等级", NOTICE))
        details["at"] = min(to_the_minute(now), f"{step.on}T23:59")
    if taken in (Act.ASSIGN, Act.REASSIGN):
        _known_unit(event, details)
    if taken is Act.RELEASE:
        speaks(event.authority, step.on, by)
        details |= _words_out(event, _drafted(event), step.on, by)
    if taken is Act.RECORD:
        details |= _words_out(event, details, step.on, by)
    if taken is Act.GATHER:
        details["received"] = _letter_day(event, str(details.get("ticket") or ""))
    return Step(step.act, step.on, details)


def _known_unit(event: OpinionEvent, details: Mapping[str, JSON]) -> None:
    unit = str(details.get("unit") or "")
    if unit and not queries.units(event.authority).filter(code=unit).exists():
        raise Unlawful("责任单位应当是本机关或者下级单位", NOTICE, field="unit")


def _drafted(event: OpinionEvent) -> Mapping[str, JSON]:
    drafted = queries.draft_of(event)
    if drafted is None:
        raise Unlawful("没有审签过的回应稿", NOTICE)
    return drafted.details


def _words_out(event: OpinionEvent, said: Mapping[str, JSON], on: date, by: Official | None) -> dict[str, JSON]:
    """The digest of what the public will read; refused while it tells of a person what it should not."""
    words = {name: str(said.get(name) or "").strip() for name in WORDS}
    _tells_of_nobody(*words.values(), field="text")
    told = {"名称和关切": [event.dossier.title, event.concern], "回应": words}
    gate.pass_words(event.authority, f"event {event.pk}", told, on=on, by=by)
    return {"digest": digest(words)}


def _tells_of_nobody(*texts: str, field: str) -> None:
    if found := [str(each) for text in texts for each in privacy.find(text)]:
        raise Unlawful(f"公开的文字里还有个人信息，应当隐去：{'；'.join(found[:5])}", NOTICE, field=field)


def digest(words: Mapping[str, str]) -> str:
    """回应摘要: what the entry holds of the words, so that nobody changes them unnoticed."""
    return sha256("\n".join(words[name] for name in WORDS).encode()).hexdigest()


def _letter_day(event: OpinionEvent, number: str) -> JSON:
    letter = queries.letter_numbered(event.authority, number)
    if letter is None or letter.received_on is None:
        raise Unlawful(f"没有编号为“{number}”的留言", NOTICE, field="ticket")
    return letter.received_on.isoformat()


# -- what follows from a step ----------------------------------------------------------------------------------------------


def _out(event: OpinionEvent, standing: Standing, step: Step, now: datetime) -> None:
    """The answer as the public reads it."""
    said = step.details if step.act == Act.RECORD else _drafted(event)
    one = standing.file.released[-1]
    words = {name: str(said.get(name) or "").strip() for name in WORDS}
    EventResponse.objects.of(event.authority).create(
        authority=event.authority,
        event=event,
        number=one.number,
        draft=one.draft,
        kind=one.kind.value,
        channel=one.channel.value,
        released_at=one.at,
        link=str(step.details.get("link") or ""),
        **words,
    )


def _down(event: OpinionEvent, standing: Standing, step: Step, now: datetime) -> None:
    rows = EventResponse.objects.of(event.authority).filter(event=event, number=step.number("number", "回应序号"))
    rows.update(withdrawn_on=step.on)


def _handed_over(event: OpinionEvent, standing: Standing, step: Step, now: datetime) -> None:
    if event.unit is None:
        return
    own = event.dossier if event.unit_id == event.authority_id else None
    said = f"{event.authority.name}交办舆情事件{event.dossier.number}，首次回应最迟{chinese_moment(event.due_at)}"
    key = f"event handed {event.dossier_id} {event.dossier.version}"
    _tell(event.unit, Role.HANDLER, key, said, own, now)


def _to_be_signed(event: OpinionEvent, standing: Standing, step: Step, now: datetime) -> None:
    key = f"event draft {event.dossier_id} {event.dossier.version}"
    said = f"舆情事件{event.dossier.number}的回应稿待审签"
    _tell(event.authority, Role.SIGNER, key, said, event.dossier, now)


def _to_be_released(event: OpinionEvent, standing: Standing, step: Step, now: datetime) -> None:
    key = f"event cleared {event.dossier_id} {event.dossier.version}"
    said = f"舆情事件{event.dossier.number}的回应稿已审签，请发布"
    _tell(event.authority, Role.PUBLISHER, key, said, event.dossier, now)


def _reported(event: OpinionEvent, standing: Standing, step: Step, now: datetime) -> None:
    """The desk of the authority above finds it, where that authority is on the platform."""
    above = event.authority.parent
    if above is not None and above.name == str(step.details["to"]).strip():
        stage = ReportStage(str(step.details["stage"])).label
        key = f"event report {event.dossier_id} {event.dossier.version}"
        _tell(above, Role.DISPATCHER, key, f"{event.authority.name}{stage}：舆情事件{event.dossier.number}", None, now)


def _tell(authority: Authority, role: Role, key: str, subject: str, dossier: Dossier | None, now: datetime) -> None:
    for official in responsible(authority, role, queries.day_of(now)):
        notices.notify(authority, f"{key} {official.pk}", official, subject=subject, dossier=dossier)


_After: TypeAlias = Callable[[OpinionEvent, Standing, Step, datetime], None]
_AFTER: Mapping[Act, _After] = {
    Act.RELEASE: _out,
    Act.RECORD: _out,
    Act.WITHDRAW: _down,
    Act.ASSIGN: _handed_over,
    Act.REASSIGN: _handed_over,
    Act.DRAFT: _to_be_signed,
    Act.APPROVE: _to_be_released,
    Act.REPORT: _reported,
}
