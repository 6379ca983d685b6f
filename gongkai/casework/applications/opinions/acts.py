"""征求意见办理: invite, hand out a code, take the answer. The answer is a step of the file like any other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.casework.applications import messages, queries
from gongkai.casework.applications.attaching import acts as attaching
from gongkai.casework.applications.attaching.acts import Attached
from gongkai.casework.applications.codes import new_code
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.opinions import queries as asking
from gongkai.casework.applications.opinions.models import OpinionInvitation
from gongkai.law.applications import Act, Standing
from gongkai.law.consultations import Consultee, Opinion
from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import responsible
from gongkai.office.journal import acts as journal
from gongkai.office.journal import queries as journal_queries
from gongkai.office.notices import acts as notices

ISSUE = "opinion_code_issued"


@transaction.atomic
def invite(application: Application, *, on: date) -> OpinionInvitation:
    """发出邀请: for the consultation that was just entered; an authority of the platform finds it at its desk."""
    *_, (_, seq, step) = asking.consulted(application)
    return _invitation(application, seq, _asked(application, step), on)


def _asked(application: Application, step: Step) -> Authority | None:
    code = str(step.details.get("asked") or "")
    if not code:
        return None
    if step.details.get("of") != Consultee.AUTHORITY:
        raise Unlawful("向第三方征求意见的，不选被征求意见的机关", regulation(32), field="asked")
    found = Authority.objects.filter(code=code).first()
    if found is None or found.pk == application.authority_id:
        raise Unlawful("被征求意见的机关应当是本平台的其他机关", regulation(34), field="asked")
    return found


def _invitation(application: Application, seq: int, asked: Authority | None, on: date) -> OpinionInvitation:
    dossier = application.dossier
    row, made = OpinionInvitation.objects.of(dossier.authority).get_or_create(
        authority=dossier.authority,
        application=application,
        consulted_by=seq,
        defaults={"asked": asked, "made_on": on},
    )
    if made and asked is not None:
        for official in {*responsible(asked, Role.HANDLER, on), *responsible(asked, Role.REVIEWER, on)}:
            subject = f"{dossier.authority.name}征求我机关意见（第{row.pk}号）"
            notices.notify(asked, f"opinion asked {row.pk} {official.pk}", official, subject=subject)
    return row


@transaction.atomic
def issue_code(application: Application, key: str, *, on: date, by: Official) -> str:
    """生成意见码: for a consultation still open; kept as a digest, a new one puts the old one out of use."""
    dossier = application.dossier
    journal.lock(dossier)
    found = next(((seq, step) for each, seq, step in asking.consulted(application) if each == key), None)
    if found is None:
        raise Unlawful("没有这一项征求意见", regulation(32))
    row = _invitation(application, found[0], _asked(application, found[1]), on)
    if row.asked is not None:
        raise Unlawful("被征求意见的机关在本平台的工作台答复，不用意见码", regulation(34))
    if objection := asking.asked(row, on).objection:
        raise objection.raised()
    code = new_code()
    row.code_digest = asking.code_digest(code)
    row.save(update_fields=["code_digest"])
    journal.enter(dossier.authority, ISSUE, on=on, by=by, data={"told": f"第{key}项"}, dossier=dossier)
    return code


@transaction.atomic
def answer(
    invitation: OpinionInvitation,
    opinion: Opinion,
    reasons: str,
    files: Sequence[Attached],
    *,
    on: date,
    by: Official | None = None,
) -> Standing:
    """提交意见: the step 收到意见, its reasons sealed; late it is taken as late, twice and after the reply it is refused.

    The very same answer sent again on the same day is one answer.
    """
    application = invitation.application
    dossier = application.dossier
    journal.lock(dossier)
    asked = asking.asked(invitation, on)
    if asked.consultation and _same(application, asked.consultation.key, opinion, reasons, on):
        return asked.standing
    if asked.objection:
        raise asked.objection.raised()
    if opinion is Opinion.OBJECT and not reasons.strip():
        raise Unlawful("不同意公开的，应当说明理由", regulation(32), field="reasons")
    assert asked.consultation is not None  # noqa: S101 (whatever is not there was objected to)
    details: dict[str, JSON] = {"consultation": asked.consultation.key, "opinion": opinion.value}
    if reasons.strip():
        details["reason"] = reasons.strip()
    moved = journal.take(dossier, Step(Act.ANSWER_CONSULTATION.value, on, details), by=by)
    attaching.attach(application, files, on=on, by=by)
    after = queries.as_application(moved)
    messages.tell(application, Act.ANSWER_CONSULTATION, after, today=on, by=None)
    return after


def _same(application: Application, key: str, opinion: Opinion, reasons: str, on: date) -> bool:
    given: dict[str, JSON] = {"consultation": key, "opinion": opinion.value}
    if reasons.strip():
        given["reason"] = reasons.strip()
    return any(
        step.act == Act.ANSWER_CONSULTATION and step.on == on and dict(step.details) == given
        for step in journal_queries.steps(application.dossier)
    )
