"""责任办理: letters drafted and signed by both, accountability proposed and decided, practices kept and taken over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.supervision.responsibility import (
    HELD,
    KIND,
    PROMISED,
    AccountabilityMeasure,
    Act,
    Standing,
    held,
)
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.assessment.duties import queries
from gongkai.oversight.assessment.duties.models import Accountability, Practice, ResponsibilityLetter
from gongkai.oversight.assessment.schemes.models import SchemeVersion
from gongkai.oversight.supervision.findings.models import Finding

PROPOSE = "propose_accountability"
DECIDE = "decide_accountability"
KEEP_PRACTICE = "keep_practice"
ADOPT_PRACTICE = "adopt_practice"


@transaction.atomic
def draft_letter(
    office: Authority,
    unit: Authority,
    year: int,
    text: str,
    version: SchemeVersion | None,
    *,
    on: date,
    by: Official,
) -> ResponsibilityLetter:
    """拟定责任书: with a unit directly beneath."""
    if unit.parent_id != office.pk:
        raise Unlawful(f"{unit.name}不是本机关的直属单位", PROMISED, field="unit")
    if ResponsibilityLetter.objects.of(office).filter(unit=unit, year=year).exists():
        raise Unlawful(f"{unit.name}{year}年度的责任书已经拟定", PROMISED, field="unit")
    details: dict[str, JSON] = {"unit": unit.code, "text": text, "year": year}
    title = f"{unit.name}{year}年度政务公开目标管理责任书"
    dossier = journal.open_dossier(office, KIND, Step(Act.DRAFT.value, on, details), by=by, title=title)
    letter = ResponsibilityLetter(authority=office, dossier=dossier, unit=unit, year=year, version=version)
    letter.save(force_insert=True)
    return letter


@transaction.atomic
def act(letter: ResponsibilityLetter, step: Step, *, today: date, by: Official, seen: int | None = None) -> Standing:
    """办理一步: who signs is added here."""
    not_in_the_future(step.on, today, PROMISED)
    details = {**step.details, "by": by.username}
    return queries.as_standing(journal.take(letter.dossier, Step(step.act, step.on, details), by=by, seen=seen))


@dataclass(frozen=True, slots=True)
class AccountabilityGiven:
    """问责内容."""

    measure: AccountabilityMeasure
    post: str
    basis: str
    reason: str
    finding: Finding | None = None


@transaction.atomic
def propose(
    office: Authority, unit: Authority, given: AccountabilityGiven, *, on: date, by: Official
) -> Accountability:
    """提出问责: by post; who it is stands in no table of this platform."""
    held(given.measure, given.basis, given.post)
    if not unit.path.startswith(office.path):
        raise Unlawful(f"{unit.name}不是本机关或者所属单位", HELD, field="unit")
    if not given.reason.strip():
        raise Unlawful("请写明问责的事由", HELD, field="reason")
    told: dict[str, JSON] = {
        "unit": unit.code,
        "measure": given.measure.value,
        "post": given.post,
        "basis": given.basis,
        "reason": given.reason,
        "finding": given.finding.pk if given.finding else None,
    }
    row = Accountability(
        authority=office,
        unit=unit,
        measure=given.measure,
        post=given.post.strip()[:60],
        basis=given.basis.strip()[:200],
        reason=given.reason.strip()[:500],
        finding=given.finding,
        entered_on=on,
        by=by,
        entry=journal.enter(office, PROPOSE, on=on, by=by, data=told),
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def decide(row: Accountability, *, upheld: bool, opinion: str, on: date, by: Official) -> None:
    """决定问责: by another person, with an opinion."""
    kept = Accountability.objects.of(row.authority).select_for_update().get(pk=row.pk)
    if kept.decided_on:
        raise Unlawful("该问责已经决定", HELD)
    if kept.by_id == by.pk:
        raise Unlawful("问责应由提出人以外的人决定", HELD, field="by")
    if not opinion.strip():
        raise Unlawful("请写明决定意见", HELD, field="opinion")
    told: dict[str, JSON] = {"accountability": kept.pk, "entered": kept.entry, "upheld": upheld, "opinion": opinion}
    kept.decide_entry = journal.enter(kept.authority, DECIDE, on=on, by=by, data=told)
    kept.decided_on, kept.decided_by, kept.upheld, kept.opinion = on, by, upheld, opinion.strip()[:300]
    kept.save(update_fields=["decide_entry", "decided_on", "decided_by", "upheld", "opinion"])


@dataclass(frozen=True, slots=True)
class PracticeGiven:
    """做法内容."""

    title: str
    origin: str
    learned_on: date
    source: str
    gist: str
    adopt: str = ""
    adopter: Authority | None = None
    due_on: date | None = None


@transaction.atomic
def keep(authority: Authority, given: PracticeGiven, *, on: date, by: Official) -> Practice:
    """登记做法: with its source; what shall be taken over has a unit and a day."""
    not_in_the_future(given.learned_on, on, PROMISED, field="learned_on", what="考察日期")
    if bool(given.adopt.strip()) != (given.adopter is not None and given.due_on is not None):
        raise Unlawful("拟借鉴的内容、借鉴单位和期限应一并填写", PROMISED, field="adopt")
    told: dict[str, JSON] = {
        "title": given.title,
        "origin": given.origin,
        "source": given.source,
        "adopt": given.adopt,
        "adopter": given.adopter.code if given.adopter else "",
        "due": given.due_on.isoformat() if given.due_on else "",
    }
    row = Practice(
        authority=authority,
        title=given.title.strip()[:200],
        origin=given.origin.strip()[:100],
        learned_on=given.learned_on,
        source=given.source.strip()[:300],
        gist=given.gist.strip(),
        adopt=given.adopt.strip()[:500],
        adopter=given.adopter,
        due_on=given.due_on,
        by=by,
        entry=journal.enter(authority, KEEP_PRACTICE, on=on, by=by, data=told),
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def adopt(row: Practice, result: str, *, on: date, by: Official) -> None:
    """登记借鉴结果: once."""
    kept = Practice.objects.of(row.authority).select_for_update().get(pk=row.pk)
    if not kept.adopt:
        raise Unlawful("该做法没有安排借鉴", PROMISED)
    if kept.adopted_on:
        raise Unlawful("借鉴结果已经登记", PROMISED)
    if not result.strip():
        raise Unlawful("请写明借鉴结果", PROMISED, field="result")
    journal.enter(kept.authority, ADOPT_PRACTICE, on=on, by=by, data={"practice": kept.pk, "result": result})
    kept.adopted_on, kept.result = on, result.strip()[:500]
    kept.save(update_fields=["adopted_on", "result"])
