"""站群巡检办理: put a site on the list, begin, stop and go on with a patrol, and enter what it saw. Each is an entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

from django.conf import settings
from django.db import transaction

from gongkai.engines.crawling import Order, cleaned
from gongkai.engines.crawling.folder import DONE
from gongkai.engines.crawling.order import AGENT, start_fault
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.screening import WordLevel
from gongkai.law.supervision.faults import RULES, Fault
from gongkai.law.supervision.page_faults import PageFault, judged, mended, seen_whole
from gongkai.law.supervision.patrols import (
    OPEN,
    PATROLLING,
    PatrolState,
    WatchFacts,
    objection_to_begin,
    objection_to_resume,
    objection_to_stop,
)
from gongkai.law.supervision.rectifications import Act, State
from gongkai.office.authorities.models import Authority, Official, Profile
from gongkai.office.jobs import acts as jobs
from gongkai.office.journal import acts as journal
from gongkai.oversight.crawling import queries
from gongkai.oversight.crawling.models import Patrol, SiteFault, WatchedSite
from gongkai.oversight.supervision.findings import acts as findings
from gongkai.oversight.supervision.findings.acts import Given
from gongkai.oversight.supervision.findings.models import BY_WALK, Finding
from gongkai.publication.gate.queries import lists_in_force

JOB = "crawling.patrol"
"""工作种类, as the room declares it in ``jobs``."""
MOST_FINDINGS = 50
"""一次巡检一类问题最多登记的发现: a site that fell apart is one trouble and not a thousand; more of a kind share one finding."""
_NAMED = 20
MOST_ALSO = 2_000
"""一并再看的: so many subjects of open faults are asked for whether anything still leads to them or not."""


@transaction.atomic
def watch(authority: Authority, unit: Authority, facts: WatchFacts, *, on: date, by: Official | None) -> WatchedSite:
    """列入巡检: a site of the authority itself or of one beneath it."""
    facts.refused(start_fault(facts.start))
    if not unit.path.startswith(authority.path):
        raise Unlawful(f"{unit.name}不在本机关的检查范围", PATROLLING, field="unit")
    if queries.watched(authority).filter(start=facts.start).exists():
        raise Unlawful("该网址已经列入巡检", PATROLLING, field="start")
    journal.enter(authority, "watch_site", on=on, by=by, data={**asdict(facts), "unit": unit.code})
    site = WatchedSite(authority=authority, unit=unit, watched_on=on, **asdict(facts))
    site.save(force_insert=True)
    return site


@transaction.atomic
def leave(site: WatchedSite, *, on: date, by: Official | None) -> None:
    """移出巡检: what is wrong with it stays with its findings."""
    if open_patrol := _open(site):
        raise Unlawful(f"该网站的巡检{PatrolState(open_patrol.state).label}，先停下再移出", PATROLLING)
    journal.enter(site.authority, "leave_site", on=on, by=by, data={"site": site.name, "start": site.start})
    site.left_on = on
    site.save(update_fields=["left_on"])


@transaction.atomic
def begin(site: WatchedSite, *, on: date, by: Official | None) -> Patrol:
    """开始巡检: it waits until a process is free; by None where it was owed."""
    running = _open(site)
    if site.left_on is not None:
        raise Unlawful("该网站已移出巡检", PATROLLING)
    if why := objection_to_begin(PatrolState(running.state) if running else None):
        raise Unlawful(why, PATROLLING)
    journal.enter(site.authority, "begin_patrol", on=on, by=by, data={"site": site.name, "start": site.start})
    patrol = Patrol(authority=site.authority, site=site, begun_on=on, begun_by=by)
    patrol.save(force_insert=True)
    patrol.folder.clear()
    patrol.folder.give(order_of(site))
    to_work(patrol, by)
    return patrol


def to_work(patrol: Patrol, by: Official | None) -> None:
    """交给后台: shown among the jobs of who began it, and looked after by whoever works; one that was stopped goes on."""
    jobs.ask_again(patrol.authority, JOB, patrol.site.name, subject=str(patrol.pk), by=by)


@transaction.atomic
def stop(patrol: Patrol, *, on: date, by: Official | None) -> None:
    """停下巡检: what was seen so far is kept, and gone on from."""
    patrol = _locked(patrol)
    if why := objection_to_stop(PatrolState(patrol.state)):
        raise Unlawful(why, PATROLLING)
    journal.enter(patrol.authority, "stop_patrol", on=on, by=by, data={"site": patrol.site.name})
    become(patrol, PatrolState.STOPPED if patrol.state == PatrolState.QUEUED else PatrolState.STOPPING)
    patrol.folder.ask_to_stop()


@transaction.atomic
def resume(patrol: Patrol, *, on: date, by: Official | None) -> None:
    """继续巡检: from where its record ends."""
    patrol = _locked(patrol)
    if why := objection_to_resume(PatrolState(patrol.state)):
        raise Unlawful(why, PATROLLING)
    other = _open(patrol.site)
    if other is not None and other.pk != patrol.pk:
        raise Unlawful(objection_to_begin(PatrolState(other.state)), PATROLLING)
    journal.enter(patrol.authority, "resume_patrol", on=on, by=by, data={"site": patrol.site.name})
    patrol.restarts = 0
    patrol.save(update_fields=["restarts"])
    become(patrol, PatrolState.QUEUED)
    to_work(patrol, by)


def order_of(site: WatchedSite) -> Order:
    """巡检任务: of a site, with the wrong words of the lists in force and the name we go by."""
    lists, _ = lists_in_force(site.authority)
    words = tuple((word, instead) for word, (level, instead) in lists.words.items() if level is WordLevel.WRONG)
    return Order(
        site.start,
        agent=_agent(site.authority),
        pages=site.pages,
        outside=5_000 if site.outside else 0,
        delay=site.delay / 1000,
        inside=settings.PATROL_INSIDE,
        words=words,
        also=tuple(queries.open_faults(site).order_by().values_list("subject", flat=True)[:MOST_ALSO]),
    )


def _agent(authority: Authority) -> str:
    """Our name, and where whoever wonders finds us."""
    root = Profile.objects.everywhere().filter(authority=authority.line[0]).first()
    told = (root.site_address if root else "").strip()
    return f"{AGENT[:-1]}; +{told})" if told.isascii() and told.isprintable() and told else AGENT


# -- what was seen ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def record(patrol: Patrol, *, on: date) -> Patrol:
    """登记巡检: new faults become findings, those seen right are closed; once for each patrol."""
    patrol = _locked(patrol)
    if PatrolState(patrol.state) not in OPEN:
        return patrol
    site, told, folder = patrol.site, patrol.folder.progress(), patrol.folder
    start = cleaned(site.start, site.start)
    whole = told.whole and told.state == DONE and seen_whole(folder.pages(), start)
    found = judged(folder.pages, start, on)
    known = {(Fault(fault.kind), fault.subject): fault for fault in queries.open_faults(site)}
    gone = [known[each] for each in mended(known, found, folder.pages, whole=whole)]
    new = [each for each in found if _short(each).named not in known]
    data: dict[str, JSON] = {"site": site.name, "pages": told.pages, "faults": len(found), "whole": whole}
    data |= {"new": len(new), "mended": len(gone)}
    journal.enter(patrol.authority, "record_patrol", on=on, by=None, data=data)
    still = [known[key] for each in found if (key := _short(each).named) in known]
    for at in range(0, len(still), 500):
        rows = SiteFault.objects.of(site.authority).filter(pk__in=[fault.pk for fault in still[at : at + 500]])
        rows.update(seen_on=on)
    _send_back(still, on)
    _enter(site, new, on)
    _mend(gone, on)
    patrol.pages, patrol.attachments, patrol.outside = told.pages, told.attachments, told.outside
    patrol.skipped, patrol.whole, patrol.left = told.skipped, whole, list(told.left)
    patrol.faults, patrol.new, patrol.mended, patrol.ended_on = len(found), len(new), len(gone), on
    patrol.state = PatrolState.DONE
    patrol.save()
    transaction.on_commit(lambda: _clear_former(patrol))
    return patrol


def give_up(patrol: Patrol, *, on: date) -> None:
    """未能完成: its process died again and again."""
    with transaction.atomic():
        patrol = _locked(patrol)
        journal.enter(patrol.authority, "fail_patrol", on=on, by=None, data={"site": patrol.site.name})
        patrol.ended_on = on
        patrol.save(update_fields=["ended_on"])
        become(patrol, PatrolState.FAILED)


def _short(fault: PageFault) -> PageFault:
    return replace(fault, subject=fault.subject[:1000])


def _enter(site: WatchedSite, new: Sequence[PageFault], on: date) -> None:
    by_kind: dict[Fault, list[PageFault]] = defaultdict(list)
    for each in new:
        by_kind[each.kind].append(_short(each))
    for kind, faults in by_kind.items():
        shared = [faults[MOST_FINDINGS - 1 :]] if len(faults) > MOST_FINDINGS else []
        alone = faults[: MOST_FINDINGS - 1] if shared else faults
        for group in (*([each] for each in alone), *shared):
            finding = _find(site, kind, group, on)
            rows = (
                SiteFault(
                    authority=site.authority,
                    site=site,
                    kind=kind,
                    subject=each.subject,
                    text=each.text[:1000],
                    key=each.key,
                    found_on=on,
                    seen_on=on,
                    finding=finding,
                )
                for each in group
            )
            SiteFault.objects.of(site.authority).bulk_create(rows, batch_size=500)


def _find(site: WatchedSite, kind: Fault, faults: Sequence[PageFault], on: date) -> Finding:
    """One finding, handed over at once."""
    first, many = faults[0], len(faults) > 1
    lines = [f"{each.subject}：{each.text}" if many else each.text for each in faults[:_NAMED]]
    more = f"\n另有{len(faults) - _NAMED}处，见巡检问题清单。" if len(faults) > _NAMED else ""
    given = Given(
        kind.value,
        RULES[kind].gravity,
        f"{site.name}{kind.label}{f'（{len(faults)}处）' if many else ''}",
        ("\n".join(lines) + more)[:2000],
        (first.where[0] if first.where else first.subject)[:400],
        f"{on:%Y-%m-%d}站群巡检"[:400],
        f"{BY_WALK}{site.pk} {first.key}{' +' if many else ''}",
    )
    finding = findings.find(site.authority, site.unit, given, on=on, today=on, by=None)
    findings.act(finding, Step(Act.ASSIGN.value, on, {}), today=on, by=None)
    return finding


def _send_back(still: Sequence[SiteFault], on: date) -> None:
    """Findings reported as mended whose fault was seen again."""
    for finding in {fault.finding_id: fault.finding for fault in still}.values():
        if finding.dossier.state == State.TO_RECHECK:
            reason: dict[str, JSON] = {"reason": f"{on:%Y-%m-%d}站群巡检复看，问题仍在"}
            findings.act(finding, Step(Act.RETURN.value, on, reason), today=on, by=None)


def _mend(gone: Sequence[SiteFault], on: date) -> None:
    """Faults seen right; a finding all of whose faults are gone is closed."""
    rows = SiteFault.objects.everywhere()
    for at in range(0, len(gone), 500):
        rows.filter(pk__in=[fault.pk for fault in gone[at : at + 500]]).update(mended_on=on)
    touched = {fault.finding_id: fault.finding for fault in gone}
    for finding in touched.values():
        if finding.dossier.closed_on is None and not rows.filter(finding=finding, mended_on=None).exists():
            proof: dict[str, JSON] = {"proof": f"{on:%Y-%m-%d}站群巡检复看正常"}
            findings.act(finding, Step(Act.CLEAR.value, on, proof), today=on, by=None)


def _clear_former(patrol: Patrol) -> None:
    for former in Patrol.objects.of(patrol.authority).filter(site=patrol.site, pk__lt=patrol.pk):
        former.folder.clear()


def _open(site: WatchedSite) -> Patrol | None:
    states = [state.value for state in OPEN]
    return Patrol.objects.of(site.authority).filter(site=site, state__in=states).first()


def _locked(patrol: Patrol) -> Patrol:
    rows = Patrol.objects.of(patrol.authority).select_for_update(of=("self",))
    return rows.select_related("site__authority", "site__unit", "authority").get(pk=patrol.pk)


def become(patrol: Patrol, state: PatrolState) -> None:
    """到了: what its process is at; who wanted it so has entered it."""
    patrol.state = state
    patrol.save(update_fields=["state"])
