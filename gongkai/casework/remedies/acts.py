"""应诉: the verbs of a case. A notice opens it; answering and the decision move it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db import IntegrityError, transaction

from gongkai.casework.applications import acts as applications
from gongkai.casework.applications import queries as applied
from gongkai.casework.applications.evidence.listing import exhibits
from gongkai.casework.applications.models import Application
from gongkai.casework.remedies import queries
from gongkai.casework.remedies.models import Remedy
from gongkai.law.applications import Act as Applied
from gongkai.law.grammar.flow import Step, Unlawful, not_in_the_future
from gongkai.law.grammar.statute import Article
from gongkai.law.remedies import KIND, Act, RemedyKind, Standing
from gongkai.office.authorities.models import Official
from gongkai.office.journal import acts as journal


@dataclass(frozen=True)
class Notice:
    """通知: what the notice of the reviewing body or the court says."""

    kind: RemedyKind
    case_number: str
    body: str
    simplified: bool = False


def receive(
    application: Application,
    notice: Notice,
    *,
    on: date,
    today: date,
    by: Official,
    earlier: Remedy | None = None,
) -> Remedy:
    """登记案件: a reconsideration or a suit against what was done, or not done, with an application."""
    authority = application.dossier.authority
    not_in_the_future(on, today, what="收到通知的日期")
    if on < application.dossier.opened_on:
        raise Unlawful("收到通知的日期不能早于所涉申请的提交日期", field="on")
    _check_earlier(application, notice.kind, earlier, on)
    same = Remedy.objects.of(authority).filter(case_number=notice.case_number)
    try:
        if not same.exists():
            return _open(application, notice, on=on, by=by, earlier=earlier)
    except IntegrityError:
        if not same.exists():
            raise
    raise Unlawful(f"案号“{notice.case_number}”已经登记", field="case_number")


@transaction.atomic
def _open(application: Application, notice: Notice, *, on: date, by: Official, earlier: Remedy | None) -> Remedy:
    authority = application.dossier.authority
    step = Step(
        Act.RECEIVE.value,
        on,
        {
            "of": notice.kind.value,
            "case_number": notice.case_number,
            "application": application.dossier.number,
            "simplified": notice.simplified,
        },
    )
    dossier = journal.open_dossier(authority, KIND, step, by=by, title=f"{notice.kind.label} {notice.case_number}")
    return Remedy.objects.of(authority).create(
        authority=authority,
        dossier=dossier,
        application=application,
        kind=notice.kind,
        case_number=notice.case_number,
        body=notice.body,
        earlier=earlier,
    )


def _check_earlier(application: Application, kind: RemedyKind, earlier: Remedy | None, on: date) -> None:
    if kind is RemedyKind.SUIT_AFTER_REVIEW and earlier is None:
        raise Unlawful("复议后起诉的，应当选明此前的行政复议案件", Article("行政诉讼法", 45), field="earlier")
    if earlier is None:
        return
    if kind is not RemedyKind.SUIT_AFTER_REVIEW:
        raise Unlawful("只有复议后起诉的案件才有此前的行政复议", field="earlier")
    if earlier.kind != RemedyKind.REVIEW or earlier.application_id != application.pk:
        raise Unlawful("此前的案件应当是针对同一申请的行政复议", field="earlier")
    if on < earlier.dossier.opened_on:
        raise Unlawful("收到通知的日期不能早于此前的行政复议", field="on")


@transaction.atomic
def act(remedy: Remedy, step: Step, *, today: date, by: Official, seen: int | None = None) -> Standing:
    """办理一步: an answer filed, a hearing, a decision; one that is in force and orders a new reply reopens the application."""
    not_in_the_future(step.on, today)
    if step.act == Act.ANSWER:
        step = replace(step, details={**step.details, "exhibits": len(exhibits(remedy.application))})
    if step.act == Act.PERFORM:
        _a_new_reply_was_served(remedy, step)
    standing = queries.as_remedy(journal.take(remedy.dossier, step, by=by, seen=seen))
    if step.act == Act.DECIDE and standing.redo_by is not None and standing.in_force_at_once:
        _reopen(remedy, standing.redo_by, step, today=today, by=by)
    return standing


def _reopen(remedy: Remedy, until: date, step: Step, *, today: date, by: Official) -> None:
    number = str(step.details.get("number") or "") or remedy.case_number
    ordered = Step(Applied.REOPEN.value, step.on, {"decision": number, "until": until.isoformat()})
    applications.act(remedy.application, ordered, today=today, by=by)


def _a_new_reply_was_served(remedy: Remedy, step: Step) -> None:
    """What performs the decision is a letter that has reached the applicant since."""
    application = remedy.application
    given = step.text("number", "新答复书的文号")
    replied = applied.standing(application)
    if replied.ordered_until is None or replied.service is None:
        reason = "申请还没有依决定重新办理并送达新的答复，先在申请案卷中重新答复并登记送达"
        raise Unlawful(reason, Article("行政复议法", 77), field="number")
    if given not in applied.numbers_in_force(application):
        raise Unlawful(f"本件没有文号为“{given}”的有效答复书", Article("行政复议法", 77), field="number")
