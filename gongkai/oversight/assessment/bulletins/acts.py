"""通报办理: gathered, drafted, signed by another person, issued."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful, not_in_the_future
from gongkai.law.supervision.assessment import ASSESSED
from gongkai.law.supervision.bulletins import KIND, Act, BulletinKind, Standing
from gongkai.law.supervision.measures import Window
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import responsible
from gongkai.office.journal import acts as journal
from gongkai.office.notices.acts import notify
from gongkai.oversight.assessment.bulletins import gathering, queries
from gongkai.oversight.assessment.bulletins.models import Bulletin
from gongkai.oversight.assessment.packing import digest, packed
from gongkai.oversight.assessment.sheets.models import AssessmentRun
from gongkai.publication.gate import acts as gate


@transaction.atomic
def draft(
    office: Authority,
    kind: BulletinKind,
    title: str,
    window: Window,
    run: AssessmentRun | None,
    *,
    on: date,
    today: date,
    by: Official,
) -> Bulletin:
    """起草通报: the tables are gathered at once and sealed."""
    not_in_the_future(on, today, ASSESSED)
    if window.until < window.since:
        raise Unlawful("期间的止日不能早于起日", ASSESSED, field="until")
    if window.until > on:
        raise Unlawful("期间还没有结束，不能通报", ASSESSED, field="until")
    content = _gathered(office, window, run, today)
    details: dict[str, JSON] = {
        "by": by.username,
        "digest": digest(content),
        "since": window.since.isoformat(),
        "until": window.until.isoformat(),
    }
    dossier = journal.open_dossier(office, KIND, Step(Act.DRAFT.value, on, details), by=by, title=title.strip())
    bulletin = Bulletin(authority=office, dossier=dossier, kind=kind, run=run, content=content)
    bulletin.since, bulletin.until = window.since, window.until
    bulletin.save(force_insert=True)
    return bulletin


@transaction.atomic
def act(bulletin: Bulletin, step: Step, *, today: date, by: Official, seen: int | None = None) -> Standing:
    """办理一步: who acts is added here; gathering again brings the digest; issuing tells the units."""
    not_in_the_future(step.on, today, ASSESSED)
    details = {**step.details, "by": by.username}
    if step.act == Act.GATHER:
        window = Window(bulletin.since, bulletin.until)
        bulletin.content = _gathered(bulletin.authority, window, bulletin.run, today)
        details["digest"] = digest(bulletin.content)
    taken = journal.take(bulletin.dossier, Step(step.act, step.on, details), by=by, seen=seen)
    if step.act == Act.GATHER:
        bulletin.save(update_fields=["content"])
    if step.act == Act.ISSUE:
        said = {"通报": [bulletin.dossier.title, bulletin.content]}
        gate.pass_words(bulletin.authority, f"bulletin {bulletin.pk}", said, on=step.on, by=by)
        _tell(bulletin, step.on)
    return queries.as_standing(taken)


def _gathered(office: Authority, window: Window, run: AssessmentRun | None, today: date) -> str:
    return packed([each.data() for each in gathering.gathered(office, window, run, today)])


def _tell(bulletin: Bulletin, on: date) -> None:
    for unit in Authority.objects.filter(parent=bulletin.authority, dissolved_on=None):
        for person in responsible(unit, Role.HANDLER, on):
            key = f"bulletin {bulletin.pk} {person.pk}"
            notify(unit, key, person, subject=f"已印发：{bulletin.dossier.title}", dossier=bulletin.dossier)
