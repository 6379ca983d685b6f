"""吹风会、宣讲办理: announce, hold, put right, call off. Each is a step that is kept, and an entry with the step's digest."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from django.db import transaction

from gongkai.law.briefings import Briefing, BriefingAct, Turnout, after
from gongkai.law.gatherings import GatheringState
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.interpretation import INTERPRETING
from gongkai.office.authorities.models import Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal.hiding import hide
from gongkai.publication.gate import acts as gate
from gongkai.publication.interpretation.acts import digest
from gongkai.publication.interpretation.briefings.models import BriefingStep, PolicyBriefing
from gongkai.publication.interpretation.models import Interpretation


@transaction.atomic
def announce(
    interpretation: Interpretation, told: Briefing, *, on: date, today: date, once: str, by: Official
) -> PolicyBriefing:
    """预告: an event that is to explain a policy; sent twice it is one. Nobody outside reads of it before it was held."""
    not_in_the_future(on, today)
    mark = sha256(f"briefing {interpretation.authority_id} {once}".encode()).hexdigest()
    if made := PolicyBriefing.objects.of(interpretation.authority).filter(once=mark).first():
        return made
    if not (interpretation.content.is_public and interpretation.policy.is_public):
        raise Unlawful("解读或者政策已经撤回，不能登记吹风会、宣讲", INTERPRETING)
    row = PolicyBriefing(
        authority=interpretation.authority,
        interpretation=interpretation,
        state=GatheringState.ANNOUNCED.value,
        once=mark,
    )
    _say(row, told)
    row.save(force_insert=True)
    _step(row, BriefingAct.ANNOUNCE, on=on, by=by)
    return row


@transaction.atomic
def hold(
    row: PolicyBriefing,
    told: Briefing,
    turnout: Turnout,
    *,
    on: date,
    today: date,
    by: Official,
    seen: int | None = None,
) -> PolicyBriefing:
    """登记举行: it was held, so many came, this is the proof; from now on the public reads of it and it counts."""
    _begin(row, BriefingAct.HOLD, on, today, seen)
    _hold(row, told, turnout, today)
    _pass(row, on=on, by=by)
    row.save()
    _step(row, BriefingAct.HOLD, on=on, by=by)
    return row


@transaction.atomic
def correct(
    row: PolicyBriefing,
    told: Briefing,
    turnout: Turnout | None,
    reason: str,
    *,
    on: date,
    today: date,
    by: Official,
    seen: int | None = None,
) -> PolicyBriefing:
    """更正: what was entered wrongly, with the reason; what stood there before stays in its step."""
    _begin(row, BriefingAct.CORRECT, on, today, seen)
    _reasoned(reason)
    if row.state == GatheringState.HELD:
        if turnout is None:
            raise Unlawful("已举行的，应当写明到场人数和凭证", INTERPRETING, field="attended")
        _hold(row, told, turnout, today)
        _pass(row, on=on, by=by)
    else:
        _say(row, told)
    row.save()
    _step(row, BriefingAct.CORRECT, on=on, by=by, reason=reason)
    return row


@transaction.atomic
def call_off(
    row: PolicyBriefing, reason: str, *, on: date, today: date, by: Official, seen: int | None = None
) -> PolicyBriefing:
    """取消: it does not take place, or was entered in error; it counts no more and no page shows it."""
    _begin(row, BriefingAct.CALL_OFF, on, today, seen)
    _reasoned(reason)
    row.save()
    hide(row.authority, _step(row, BriefingAct.CALL_OFF, on=on, by=by, reason=reason))
    return row


def words(row: PolicyBriefing) -> dict[str, JSON]:
    """公众所读: the words of an event that people typed."""
    return {"吹风会、宣讲": [row.place, row.told]}


def told_of(row: PolicyBriefing) -> dict[str, JSON]:
    """一步的内容: the whole event as it stands, in plain values; its digest is in the entry."""
    return {
        "kind": row.kind,
        "state": row.state,
        "day": row.day.isoformat(),
        "place": row.place,
        "audience": row.audience,
        "speakers": [dict(each) for each in row.speakers],
        "attended": row.attended,
        "proof": row.proof,
        "kept": row.kept,
        "questions": row.questions,
    }


def _begin(row: PolicyBriefing, act: BriefingAct, on: date, today: date, seen: int | None) -> None:
    """Lock, and move to where the act leads; on an old page somebody else has taken a step meanwhile."""
    not_in_the_future(on, today)
    row.refresh_from_db(from_queryset=PolicyBriefing.objects.of(row.authority).select_for_update())
    if seen is not None and seen != row.steps.of(row.authority).count():
        raise Unlawful("这场吹风会、宣讲已由他人办理，请看最新的情况再办")
    row.state = after(act, GatheringState(row.state)).value


def _say(row: PolicyBriefing, told: Briefing) -> None:
    row.kind, row.day, row.place, row.audience = told.kind.value, told.day, told.place.strip(), told.audience.value
    row.speakers = [{"role": role.value, "name": name.strip()} for role, name in told.speakers]


def _hold(row: PolicyBriefing, told: Briefing, turnout: Turnout, today: date) -> None:
    not_in_the_future(told.day, today, INTERPRETING, field="held_on", what="举行日期")
    _say(row, told)
    row.attended, row.questions = turnout.attended, turnout.questions
    row.proof, row.kept = turnout.proof.value, turnout.kept.strip()


def _pass(row: PolicyBriefing, *, on: date, by: Official) -> None:
    gate.pass_words(row.authority, f"briefing {row.interpretation_id}", words(row), on=on, by=by)


def _reasoned(reason: str) -> None:
    if not reason.strip():
        raise Unlawful("应当写明理由", INTERPRETING, field="reason")


def _step(row: PolicyBriefing, act: BriefingAct, *, on: date, by: Official, reason: str = "") -> int:
    told = told_of(row)
    number = row.steps.of(row.authority).count() + 1
    data: dict[str, JSON] = {"briefing": row.pk, "step": number, "row": digest(told), "reason": reason.strip()}
    entry = journal.enter(row.authority, act.value, on=on, by=by, data=data)
    BriefingStep.objects.of(row.authority).create(
        authority=row.authority,
        briefing=row,
        number=number,
        act=act,
        row=told,
        reason=reason.strip(),
        by=by,
        taken_on=on,
        entry=entry,
    )
    return entry
