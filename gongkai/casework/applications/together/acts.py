"""并案办理: the same step on several files in one transaction; where one may not be taken, none is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.casework.applications import acts
from gongkai.casework.applications.models import Application
from gongkai.law.applications import Act
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.office.authorities.models import Official

TOGETHER = frozenset({Act.DRAFT, Act.REVIEW, Act.REPLY, Act.EXTEND})
"""可并案的环节: what may be the same for several applicants; service is each applicant's own."""


@transaction.atomic
def take(applications: Sequence[Application], step: Step, *, today: date, by: Official) -> None:
    """一并办理: the step on every file, in the order of their numbers so that two who do so never wait for each other."""
    if step.act not in {act.value for act in TOGETHER}:
        raise Unlawful("这一环节应当逐件办理", regulation(45))
    if len({each.pk for each in applications}) < 2:
        raise Unlawful("并案办理应当选择两件以上的申请", regulation(45), field="chosen")
    for application in sorted(applications, key=lambda each: each.dossier_id):
        try:
            acts.act(application, step, today=today, by=by)
        except Unlawful as refusal:
            reason = f"{application.dossier.number}：{refusal.reason}（各件均未办理）"
            raise Unlawful(reason, refusal.basis, field="chosen") from refusal
