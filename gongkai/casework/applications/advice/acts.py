"""建议办理: draw an advice, and every step after it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.casework.applications.advice.models import Advice
from gongkai.casework.applications.models import Application
from gongkai.law.advice import BASIS, KIND, Act, Standing
from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful, not_in_the_future
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import holders
from gongkai.office.journal import acts as journal
from gongkai.office.journal import queries as journal_queries
from gongkai.office.notices import acts as notices


@transaction.atomic
def draw(
    authority: Authority,
    addressee: Authority,
    text: str,
    *,
    on: date,
    today: date,
    by: Official,
    application: Application | None = None,
) -> Advice:
    """提出建议: opens its file at the authority that advises."""
    not_in_the_future(on, today, BASIS)
    if application is not None and application.authority_id != authority.pk:
        raise Unlawful("所涉申请应当是本机关办理的申请", BASIS, field="application")
    details: dict[str, JSON] = {
        "text": text.strip(),
        "to": addressee.name,
        "application": application.dossier.number if application else "",
    }
    title = f"致{addressee.name}的依法行政建议"
    dossier = journal.open_dossier(authority, KIND, Step(Act.DRAW.value, on, details), by=by, title=title)
    return Advice.objects.of(authority).create(
        authority=authority, dossier=dossier, addressee=addressee, application=application
    )


@transaction.atomic
def act(advice: Advice, step: Step, *, today: date, by: Official, seen: int | None = None) -> Standing:
    """办理一步; an advice that is sent is told to the handlers of the unit it is for."""
    not_in_the_future(step.on, today, BASIS)
    if step.act == Act.SEND and _drawn_by(advice) == by:
        raise Unlawful("提出建议的人不能签发自己提出的建议", BASIS)
    moved = journal.take(advice.dossier, step, by=by, seen=seen)
    assert isinstance(moved, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    if step.act in (Act.SEND, Act.RETURN):
        _tell(advice, today)
    return moved


def _drawn_by(advice: Advice) -> Official | None:
    first, *_ = journal_queries.timeline(advice.dossier)
    return first.by


def _tell(advice: Advice, today: date) -> None:
    for official in holders(advice.addressee, Role.HANDLER, today):
        notices.notify(
            advice.authority,
            f"advice {advice.pk} {advice.dossier.version} {official.pk}",
            official,
            subject=f"收到{advice.authority.name}的依法行政建议{advice.dossier.number}，请研究反馈",
            dossier=advice.dossier,
        )
