"""每晚: look at what is new, enter what seems wrong as findings, look again at what was found, carry upwards what is late.

Every finding is an act of its own: killed anywhere, the next run goes on where this one stopped, and a run on the same day
changes nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongkai.law.grammar.flow import Role, Step, Unlawful
from gongkai.law.supervision.rectifications import Act, Ladder, State, may_rise_again
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import roots
from gongkai.office.notices.acts import Note, notify_many
from gongkai.office.notices.work import Chore
from gongkai.oversight.supervision.findings import acts, queries
from gongkai.oversight.supervision.findings.acts import Given
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.oversight.supervision.findings.queries import OpenFinding
from gongkai.oversight.supervision.inspecting import Suspicion, suspicions
from gongkai.oversight.supervision.inspecting.suspecting import Scope
from gongkai.oversight.supervision.looking.acts import look_at
from gongkai.publication.catalogue.proposals import scan_placements
from gongkai.publication.disclosure.models import Content

LOOK_BACK = timedelta(days=2)
"""排查回看: contents of the last days are looked through for their column; older ones on demand at the desk."""


@dataclass(frozen=True, slots=True)
class Night:
    """一夜: how many pages were looked at, findings made, cleared, sent back, carried upwards."""

    looked: int
    found: int
    cleared: int
    returned: int
    escalated: int


def night(government: Authority, day: date) -> Night:
    """每晚检查: of a government and all beneath it."""
    looked = look_at(government, day)
    _scan(government, day)
    scope = Scope(government, day)
    seen = {each.key: each for each in suspicions(government, day)}
    known = queries.open_by_machine(government)
    found = [_enter(scope, each, day) for key, each in seen.items() if key not in known]
    gone = [each.finding for key, each in known.items() if key not in seen]
    still = [each for key, each in known.items() if key in seen]
    back = [each.finding for each in still if each.finding.dossier.state == State.TO_RECHECK]
    for finding in gone:
        _take(finding, Act.CLEAR, day, proof=f"{day:%Y-%m-%d}自动复查，问题已不存在")
    for finding in back:
        _take(finding, Act.RETURN, day, reason=f"{day:%Y-%m-%d}自动复查，问题仍在：{seen[finding.key].evidence}"[:300])
    waiting = [*still, *queries.open_by_walk(government)]
    late = [each.finding for each in waiting if _may_rise(scope, each, day)]
    carried = sum(_escalate(scope, finding, day) for finding in late)
    return Night(looked, len(found), len(gone), len(back), carried)


def _scan(government: Authority, day: date) -> None:
    """What was published in the last days is held against the columns, where anything was."""
    since = day - LOOK_BACK
    rows = Content.objects.under(government).filter(published_on__gte=since, withdrawn_on=None).order_by()
    for authority in Authority.objects.filter(pk__in=rows.values("authority")):
        scan_placements(authority, on=day, since=since)


def _enter(scope: Scope, seen: Suspicion, day: date) -> Finding:
    """As a finding of the inspecting government, handed over at once; whoever can mend it is told."""
    unit = seen.authority
    text = f"{seen.evidence}。自{seen.since:%Y-%m-%d}起。{seen.rule.remedy}。可由{seen.who}办理。"
    given = Given(
        seen.kind.value,
        seen.rule.gravity,
        f"{seen.kind.label}：{seen.title}",
        text[:2000],
        seen.href or seen.title,
        f"{day:%Y-%m-%d}自动检查的读数",
        seen.key,
    )
    finding = acts.find(scope.inspector_of(unit), unit, given, on=day, today=day, by=None)
    _take(finding, Act.ASSIGN, day)
    _tell(unit, finding, "检查发现", seen.menders or scope.holders(unit, Role.HANDLER))
    return finding


def _may_rise(scope: Scope, each: OpenFinding, day: date) -> bool:
    """Whether it is worth asking the law: late, not yet at the top, and the last rung has had its days."""
    if each.carried >= len(Ladder) or not _is_late(each.finding, day):
        return False
    return each.carried_on is None or may_rise_again(each.carried_on, day, scope.calendar(each.finding.authority))


def _is_late(finding: Finding, day: date) -> bool:
    dossier = finding.dossier
    return dossier.state == State.MENDING and dossier.due_on is not None and dossier.due_on < day


def _escalate(scope: Scope, finding: Finding, day: date) -> int:
    """To the head of the unit, then to the office of the government; 0 while the last one carried to still has time."""
    standing = queries.standing(finding)
    if (
        standing.objections(Act.ESCALATE, day, scope.calendar(finding.authority))
        or (rung := standing.next_rung) is None
    ):
        return 0
    unit, above = scope.units.get(finding.unit_id, finding.unit), finding.authority
    people = {
        Ladder.HEAD: scope.holders(unit, Role.SIGNER),
        Ladder.COUNTY: scope.holders(above, Role.INSPECTOR),
    }[rung]
    names = "、".join(each.name for each in people)
    try:
        _take(finding, Act.ESCALATE, day, to=f"{rung.label}{f'（{names}）' if names else ''}"[:100])
    except Unlawful:  # somebody was quicker
        return 0
    _tell(unit if rung is Ladder.HEAD else above, finding, f"升级督办{standing.escalations + 1}", people)
    return 1


def _take(finding: Finding, act: Act, day: date, **details: str) -> None:
    acts.act(finding, Step(act.value, day, details), today=day, by=None)


def _tell(authority: Authority, finding: Finding, what: str, people: Sequence[Official]) -> None:
    subject = f"{what.rstrip('12')}{finding.dossier.number}：{finding.dossier.title}"
    notify_many(
        authority,
        [Note(f"finding {finding.pk} {what} {each.pk}", each, subject[:200]) for each in people],
    )


def every_night(now: datetime) -> None:
    """每晚检查: of every tree."""
    for government in roots(now.date()):
        night(government, now.date())


CHORES = [Chore("每晚检查", timedelta(hours=24), every_night)]
