"""办事人: who asks for a service and how they are reached; sealed, and shown masked in lists."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from gongkai.casework.services.cases.models import ServiceCase
from gongkai.law.application_form import masked_name
from gongkai.law.applications import ApplicantKind
from gongkai.law.case_kinds import CaseParty
from gongkai.office.journal import vault
from gongkai.office.journal.vault import Secrets

FIELD = "service_case"
_KINDS = {CaseParty.PERSON: ApplicantKind.PERSON, CaseParty.FIRM: ApplicantKind.BUSINESS}


@dataclass(frozen=True, slots=True)
class CaseApplicant:
    """办事人信息: all of it is sealed; ``agent`` is who comes in their place."""

    name: str
    identity_number: str
    phone: str
    address: str = ""
    agent: str = ""

    def masked(self, party: CaseParty) -> str:
        """办事人（脱敏）: a firm is named, a person is not."""
        return masked_name(self.name, _KINDS[party])


def packed(applicant: CaseApplicant) -> str:
    """装入."""
    return json.dumps(asdict(applicant), ensure_ascii=False)


def sealed(secrets: Secrets, applicant: CaseApplicant) -> bytes:
    """加密."""
    return secrets.seal(FIELD, packed(applicant))


def applicant_of(case: ServiceCase) -> CaseApplicant:
    """办事人信息: raises Shredded."""
    return CaseApplicant(**json.loads(vault.unseal(case.dossier, FIELD, case.personal)))
