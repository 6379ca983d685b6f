"""征求意见的查询: what is asked, of whom, until when; never by whom it was applied for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.casework.applications import queries
from gongkai.casework.applications.codes import plain
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.opinions.models import OpinionInvitation
from gongkai.law.applicants import OpinionTerm, answered_late, objection_to_answering, opinion_term, scrubbed
from gongkai.law.application_form import fields, joint_applicants
from gongkai.law.applications import Act, Standing
from gongkai.law.consultations import Consultation, Consultee
from gongkai.law.grammar.flow import Objection, Step
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault

CODE_FIELD = "opinion code"
DESTROYED = "（已销毁）"


def code_digest(code: str) -> str:
    """意见码摘要: what is kept of a code; spaces, hyphens and case do not count."""
    return vault.blind(CODE_FIELD, plain(code))


def by_code(authority: Authority, code: str) -> OpinionInvitation | None:
    """凭意见码: the invitation, or None; the same work is done for every code."""
    known = vault.blinds(CODE_FIELD, plain(code))
    return _whole(OpinionInvitation.objects.of(authority)).filter(code_digest__in=known).first()


def put_to(authority: Authority) -> OwnedQuerySet[OpinionInvitation]:
    """征求我机关意见: what other authorities of the platform have asked this one, the latest first."""
    return _whole(OpinionInvitation.objects.everywhere()).filter(asked=authority).order_by("-pk")


def _whole(rows: OwnedQuerySet[OpinionInvitation]) -> OwnedQuerySet[OpinionInvitation]:
    return rows.select_related("application__dossier__authority__profile", "asked", "authority")


def consulted(application: Application) -> Iterator[tuple[str, int, Step]]:
    """征求意见的条目: key of the consultation, number of its entry, and the step as it counts now."""
    lines = journal.timeline(application.dossier)
    asked = [(line.seq, line.step) for line in lines if line.step is not None and line.step.act == Act.CONSULT]
    for key, (seq, step) in enumerate(asked, 1):
        yield str(key), seq, step


@dataclass(frozen=True)
class Asked:
    """所征求的意见: all that whoever is asked is shown."""

    invitation: OpinionInvitation
    standing: Standing
    consultation: Consultation | None
    subject: str
    opinion_term: OpinionTerm | None
    objection: Objection | None

    @property
    def asking(self) -> str:
        """征求机关."""
        return self.invitation.authority.name

    @property
    def answered_on(self) -> date | None:
        """答复日期."""
        return self.consultation.answered_on if self.consultation else None

    @property
    def told(self) -> str:
        """情况: in a word, for a list."""
        if self.answered_on and self.consultation and self.consultation.opinion:
            return f"已答复：{self.consultation.opinion.label}"
        if self.objection:
            return "不再征求"
        return "已逾期" if self.opinion_term and self.opinion_term.late else "待答复"


def asked(invitation: OpinionInvitation, on: date) -> Asked:
    """所征求的意见: as the file stands today, whatever was amended since."""
    application = invitation.application
    standing = queries.standing(application)
    calendar = calendar_of(application.dossier.authority)
    found = next(((key, step) for key, seq, step in consulted(application) if seq == invitation.consulted_by), None)
    consultation = standing.consultation(found[0]) if found else None
    return Asked(
        invitation=invitation,
        standing=standing,
        consultation=consultation,
        subject=_subject(application, str(found[1].details.get("subject", ""))) if found else "",
        opinion_term=opinion_term(consultation, standing, on, calendar) if consultation else None,
        objection=objection_to_answering(consultation, standing),
    )


def _subject(application: Application, text: str) -> str:
    """What is asked, without anything that tells who applied, even where the clerk wrote it."""
    try:
        filled = queries.filled(application)
    except vault.Shredded:
        return DESTROYED
    personal = [filled.values.get(row.key, "") for row in fields(filled.applicant) if row.personal]
    joint = [
        part
        for each in joint_applicants(filled.values.get("joint", ""))
        for part in _parts(each.name, each.identity_number)
    ]
    return scrubbed(text, [*personal, *joint])


def _parts(*parts: str) -> list[str]:
    return [part for part in parts if part]


@dataclass(frozen=True)
class Invited:
    """邀请情况: a consultation as the desk sees who may answer it and how."""

    consultation: Consultation
    invitation: OpinionInvitation | None
    late: bool

    @property
    def way(self) -> str:
        """答复方式."""
        if self.invitation and self.invitation.asked:
            return f"由{self.invitation.asked.name}在工作台答复"
        return "凭意见码网上答复" if self.invitation and self.invitation.code_digest else "尚未生成意见码"

    @property
    def takes_code(self) -> bool:
        """可生成意见码: whether an answer by code may still come."""
        by_desk = self.invitation is not None and self.invitation.asked is not None
        return self.consultation.answered_on is None and not by_desk


def invited(application: Application, standing: Standing) -> list[Invited]:
    """邀请情况: of every consultation of an application."""
    if not standing.consultations:
        return []
    calendar = calendar_of(application.dossier.authority)
    mine = OpinionInvitation.objects.of(application.dossier.authority).filter(application=application)
    rows = {row.consulted_by: row for row in mine.select_related("asked")}
    return [
        Invited(each, rows.get(seq), answered_late(each, standing, calendar))
        for key, seq, _ in consulted(application)
        for each in [standing.consultation(key)]
    ]


def is_third_party(step: Step) -> bool:
    """第三方: whether this consultation goes to somebody outside the administration."""
    return step.details.get("of") == Consultee.THIRD_PARTY
