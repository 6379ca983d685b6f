"""访谈查询: where an interview stands, what was asked, what was said."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from gongkai.casework.engagement.interviews.models import (
    Interview,
    InterviewLine,
    InterviewQuestion,
    QuestionStanding,
)
from gongkai.law.application_form import masked_name
from gongkai.law.applications import ApplicantKind
from gongkai.law.interviews import Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault

FIELD = "interview question"


def standing(interview: Interview) -> Standing:
    """访谈情况: replayed from the journal."""
    return as_interview(journal.standing(interview.dossier))


def as_interview(found: object) -> Standing:
    """访谈情况: the standing of a dossier of this kind in its own type."""
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def interviews(authority: Authority) -> OwnedQuerySet[Interview]:
    """全部访谈: of an authority, the newest first."""
    return (
        Interview.objects.of(authority).select_related("dossier__authority", "authority").order_by("-planned_on", "-pk")
    )


def public(authority: Authority) -> OwnedQuerySet[Interview]:
    """公众可见的访谈: those that were announced."""
    return interviews(authority).filter(noticed_on__isnull=False)


def lines(interview: Interview) -> OwnedQuerySet[InterviewLine]:
    """实录: what stands of it, in the order it was said."""
    rows = InterviewLine.objects.of(interview.authority).filter(interview=interview, withdrawn_on=None)
    return rows.order_by("pk")


def digest_of(interview: Interview) -> str:
    """实录摘要: what the entry holds of the words, so that nobody changes them unnoticed."""
    told = list(lines(interview).values_list("named", "text"))
    return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def questions(interview: Interview) -> OwnedQuerySet[InterviewQuestion]:
    """网友提问: all that came."""
    return InterviewQuestion.objects.of(interview.authority).filter(interview=interview).order_by("pk")


def adopted(interview: Interview) -> OwnedQuerySet[InterviewQuestion]:
    """采用的提问: what the public may read of them."""
    return questions(interview).filter(standing=QuestionStanding.ADOPTED)


def unanswered(interview: Interview) -> OwnedQuerySet[InterviewQuestion]:
    """待回答的提问: adopted, and not yet put to a guest."""
    return adopted(interview).exclude(lines__withdrawn_on=None, lines__isnull=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """打开的提问: as it was sent, for who reads it through; the name is masked."""

    row: InterviewQuestion
    name: str
    text: str

    @property
    def masked_name(self) -> str:
        """脱敏姓名."""
        return masked_name(self.name, ApplicantKind.PERSON) if self.name else "网友"


def asked(interview: Interview, rows: Sequence[InterviewQuestion]) -> list[Asked]:
    """打开提问: some questions, the key fetched once; after shredding nothing of them can be read."""
    secrets = vault.secrets_of_many([interview.dossier]).get(interview.dossier_id)
    gone = {"name": "", "text": "（已销毁）"}
    return [
        Asked(row, **(json.loads(secrets.unseal(FIELD, row.personal)) if secrets and row.personal else gone))
        for row in rows
    ]
