"""保管与销毁的办理: terms set, files held back, lists proposed by one person and decided by another."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from gongkai.casework.applications import acts as applications
from gongkai.casework.applications.models import Application
from gongkai.casework.remedies.models import Remedy
from gongkai.casework.remedies.retention import queries
from gongkai.casework.remedies.retention.models import Disposal, DisposalItem, Hold, RetentionRule
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.retention import ERASURE, NO_LONGER, FileClass, years_set
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal.models import DossierKey

SET_TERM = "set_retention"
HOLD = "hold_personal_data"
LIFT = "lift_hold"
PROPOSE = "propose_shredding"
DECIDE = "decide_shredding"


@transaction.atomic
def set_term(
    authority: Authority, kind: FileClass, years: int, source: str, *, on: date, by: Official
) -> RetentionRule:
    """设定保管期限: an authority's own, with what it rests on."""
    values = {"years": years_set(years, source), "source": source.strip(), "set_on": on}
    rule, _ = RetentionRule.objects.of(authority).update_or_create(authority=authority, kind=kind, defaults=values)
    data: dict[str, JSON] = {"kind": kind.value, "years": years, "source": source.strip()}
    journal.enter(authority, SET_TERM, on=on, by=by, data=data)
    return rule


@transaction.atomic
def hold(application: Application, reason: str, *, on: date, by: Official) -> Hold:
    """保全: keep the data of a file for as long as it is needed; the reason is sealed in its entry."""
    dossier = application.dossier
    journal.lock(dossier)
    if not reason.strip():
        raise Unlawful("保全理由不能为空", NO_LONGER, field="reason")
    if queries.hold_of(application):
        raise Unlawful("该案卷已在保全中")
    if not bytes(application.personal):
        raise Unlawful("个人信息已经销毁，无从保全", ERASURE)
    made = Hold.objects.of(dossier.authority).create(authority=dossier.authority, application=application, since=on)
    journal.enter(dossier.authority, HOLD, on=on, by=by, data={"reason": reason.strip()}, dossier=dossier)
    return made


@transaction.atomic
def lift(application: Application, reason: str, *, on: date, by: Official) -> None:
    """解除保全."""
    dossier = application.dossier
    journal.lock(dossier)
    standing = queries.hold_of(application)
    if standing is None:
        raise Unlawful("该案卷不在保全中")
    if not reason.strip():
        raise Unlawful("解除保全的理由不能为空", NO_LONGER, field="reason")
    standing.lifted_on = on
    standing.save(update_fields=["lifted_on"])
    journal.enter(dossier.authority, LIFT, on=on, by=by, data={"reason": reason.strip()}, dossier=dossier)


@transaction.atomic
def propose(authority: Authority, keys: Collection[int], reason: str, *, on: date, by: Official) -> Disposal:
    """提出销毁: a list of files whose term is over and against which nothing stands; ``keys`` are those of their dossiers."""
    if not reason.strip():
        raise Unlawful("销毁理由不能为空", ERASURE, field="reason")
    if not 0 < len(set(keys)) <= queries.SHOWN:
        raise Unlawful(f"一份清单应有1至{queries.SHOWN}件案卷", ERASURE, field="chosen")
    rows = Application.objects.of(authority).filter(dossier__in=keys).select_related("dossier__authority")
    found = list(_ready(authority, [row.pk for row in rows.select_for_update(of=("self",))], on))
    if len(found) != len(set(keys)):
        raise Unlawful("清单中有不属于本机关或者不存在的案卷", field="chosen")
    for each in found:
        if each.obstacle:
            raise Unlawful(f"{each.number}不能销毁：{each.obstacle}", ERASURE, field="chosen")
    disposal = Disposal.objects.of(authority).create(
        authority=authority, proposed_on=on, proposed_by=by, reason=reason.strip()
    )
    DisposalItem.objects.of(authority).bulk_create(
        DisposalItem(authority=authority, disposal=disposal, application=each.application) for each in found
    )
    numbers: list[JSON] = [each.number for each in found]
    journal.enter(authority, PROPOSE, on=on, by=by, data={"disposal": disposal.pk, "files": numbers})
    return disposal


def _ready(authority: Authority, keys: Collection[int], on: date) -> list[queries.Kept]:
    rows = Application.objects.of(authority).filter(pk__in=keys, dossier__closed_on__isnull=False)
    return list(queries.kept(authority, rows.exclude(personal=b"").select_related("dossier__authority"), on))


@transaction.atomic
def decide(disposal: Disposal, *, approve: bool, on: date, by: Official) -> int:
    """批准或者不批准销毁: by another person than proposed it; what has come to stand against a file since leaves it out.

    All in one transaction: approved and shredded, or neither. Returns how many files were shredded.
    """
    authority = disposal.authority
    disposal = Disposal.objects.of(authority).select_for_update().get(pk=disposal.pk)
    if disposal.approved is not None:
        raise Unlawful("这份清单已经决定过", ERASURE)
    if by == disposal.proposed_by:
        raise Unlawful("提出销毁和批准销毁应由两人办理", ERASURE)
    listed = list(queries.items(disposal))
    DisposalItem.objects.of(authority).filter(disposal=disposal).update(open=False)
    disposal.approved, disposal.decided_on, disposal.decided_by = approve, on, by
    disposal.save(update_fields=["approved", "decided_on", "decided_by"])
    shredded = _shred_all(authority, listed, disposal, on, by) if approve else 0
    data: dict[str, JSON] = {"disposal": disposal.pk, "approved": approve, "shredded": shredded}
    journal.enter(authority, DECIDE, on=on, by=by, data=data)
    return shredded


def _shred_all(authority: Authority, listed: list[DisposalItem], disposal: Disposal, on: date, by: Official) -> int:
    ready = {each.application.pk: each for each in _ready(authority, [row.application_id for row in listed], on)}
    done = 0
    for item in listed:
        found = ready.get(item.application_id)
        item.open, item.left_out = False, found.obstacle if found else "个人信息已经销毁"
        if not item.left_out:
            _shred(item.application, disposal, on, by)
            item.shredded, done = True, done + 1
        item.save(update_fields=["open", "left_out", "shredded"])
    return done


def _shred(application: Application, disposal: Disposal, on: date, by: Official) -> None:
    """The file and the cases about it: each has a key of its own."""
    authority, reason = application.dossier.authority, f"保管期满：{disposal.reason}"
    for case in Remedy.objects.of(authority).filter(application=application).select_related("dossier__authority"):
        if DossierKey.objects.of(authority).filter(dossier=case.dossier, wrapped__isnull=False).exists():
            journal.shred(case.dossier, on=on, by=by, reason=reason)
    applications.shred(application, on=on, by=by, reason=reason)
