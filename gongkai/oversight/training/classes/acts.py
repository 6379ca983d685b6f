"""培训办理: plan a class, sign in, count, close; a visit to coach is one entry."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.training.classes import KIND, TRAINED, TrainingAct, TrainingKind, TrainingStanding
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.training.classes import queries
from gongkai.oversight.training.classes.models import Attendance, CoachingVisit, CoachingWay, TrainingClass

COACH = "coach"
"""辅导."""


@dataclass(frozen=True, slots=True)
class TrainingGiven:
    """培训安排: what, when, where, how long, by whom, for whom."""

    title: str
    kind: TrainingKind
    day: date
    minutes: int
    place: str
    audience: str
    teacher: str = ""
    material: str = ""


@transaction.atomic
def plan(authority: Authority, given: TrainingGiven, *, on: date, today: date, by: Official | None) -> TrainingClass:
    """安排培训: of the authority for itself and those beneath it; one that is over may be entered afterwards."""
    not_in_the_future(on, today, TRAINED)
    if not given.title.strip():
        raise Unlawful("培训名称不能为空", TRAINED, field="title")
    details: dict[str, JSON] = {
        "kind": given.kind.value,
        "day": given.day.isoformat(),
        "minutes": given.minutes,
        "place": given.place.strip(),
        "audience": given.audience.strip(),
        "teacher": given.teacher.strip(),
        "material": given.material.strip(),
    }
    step = Step(TrainingAct.PLAN.value, on, details)
    dossier = journal.open_dossier(authority, KIND, step, by=by, title=given.title.strip())
    row = TrainingClass(
        authority=authority,
        dossier=dossier,
        kind=given.kind,
        day=given.day,
        minutes=given.minutes,
        place=given.place.strip()[:120],
        teacher=given.teacher.strip()[:60],
        material=given.material.strip()[:300],
        audience=given.audience.strip()[:200],
        code=f"{secrets.randbelow(9000) + 1000}",
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def sign_in(training: TrainingClass, unit: Authority, code: str, *, on: date, today: date, by: Official) -> None:
    """签到: a person himself, with the code shown at the class."""
    if not unit.path.startswith(training.authority.path):
        raise Unlawful("这次培训不是为您的单位举办的", TRAINED)
    if not secrets.compare_digest(code.strip().encode(), training.code.encode()):
        raise Unlawful("签到码不对，请看培训现场公布的四位数字", TRAINED, field="code")
    act(training, Step(TrainingAct.SIGN_IN.value, on, {"by": by.username, "unit": unit.code}), today=today, by=by)


@transaction.atomic
def act(
    training: TrainingClass, step: Step, *, today: date, by: Official | None, seen: int | None = None
) -> TrainingStanding:
    """办理一步: what follows is written out beside."""
    not_in_the_future(step.on, today, TRAINED)
    standing = queries.as_training(journal.take(training.dossier, step, by=by, seen=seen))
    training.held_on, training.outsiders = standing.held_on, standing.outsiders
    training.save(update_fields=["held_on", "outsiders"])
    _write_out(training, standing)
    return standing


def _write_out(training: TrainingClass, standing: TrainingStanding) -> None:
    there = set(training.attendances.of(training.authority).values_list("official__username", flat=True))
    new = {who: unit for who, unit in standing.attended.items() if who not in there}
    people = Official.objects.in_bulk(list(new), field_name="username")
    units = Authority.objects.in_bulk(list(set(new.values())), field_name="code")
    if missing := [who for who in new if who not in people or new[who] not in units]:
        raise Unlawful(f"没有“{missing[0]}”这个账号，或者没有其单位", TRAINED, field="people")
    Attendance.objects.of(training.authority).bulk_create(
        Attendance(authority=training.authority, training=training, official=people[who], unit=units[unit])
        for who, unit in new.items()
    )


def enlist(training: TrainingClass, people: Sequence[tuple[Official, Authority]], proof: str) -> dict[str, JSON]:
    """补登的明细: whoever signed on paper, each with the unit."""
    told: dict[str, JSON] = {person.username: unit.code for person, unit in people}
    return {"people": told, "proof": proof.strip()}


@transaction.atomic
def coach(
    authority: Authority,
    unit: Authority,
    way: CoachingWay,
    question: str,
    advice: str,
    *,
    on: date,
    today: date,
    by: Official,
) -> CoachingVisit:
    """登记辅导: of a unit beneath, on the spot, by telephone or on the screen."""
    not_in_the_future(on, today, TRAINED)
    if not unit.path.startswith(authority.path):
        raise Unlawful(f"{unit.name}不在本机关之下", TRAINED, field="unit")
    if not question.strip() or not advice.strip():
        raise Unlawful("问题和意见都不能为空", TRAINED, field="question" if not question.strip() else "advice")
    data: dict[str, JSON] = {
        "unit": unit.code,
        "way": way.value,
        "question": question.strip(),
        "advice": advice.strip(),
    }
    entry = journal.enter(authority, COACH, on=on, by=by, data=data)
    row: CoachingVisit = CoachingVisit.objects.of(authority).create(
        authority=authority,
        unit=unit,
        on=on,
        way=way,
        question=question.strip()[:300],
        advice=advice.strip(),
        coach=by,
        entry=entry,
    )
    return row
