"""更正查询: the requests of an authority, where one stands, what was filled in, and the letter that told the result."""

from __future__ import annotations

import json
from dataclasses import dataclass

from gongkai.casework.applications import letters
from gongkai.casework.applications.codes import code_from, opens, registered
from gongkai.casework.applications.corrections.models import Correction
from gongkai.law.application_form import masked_name
from gongkai.law.applications import ApplicantKind
from gongkai.law.corrections import SETTLING, Act, Standing, correction_letter
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.papers.document import Letter, Paragraph


def corrections(authority: Authority) -> OwnedQuerySet[Correction]:
    """更正申请: of an authority, the newest first."""
    return Correction.objects.of(authority).select_related("dossier").order_by("-dossier__opened_on", "-pk")


def standing(correction: Correction) -> Standing:
    """更正情况: replayed from the journal."""
    found = journal.standing(correction.dossier)
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def code_of(correction: Correction) -> str:
    """查询码: of a request; kept nowhere, it follows from what was sent and the key outside."""
    return code_from("correction code", correction.once)


def by_code(authority: Authority, number: str, code: str) -> Correction | None:
    """凭编号和查询码: the request, or None; an unknown number costs as much as a wrong code."""
    rows = Correction.objects.of(authority).filter(dossier__number=registered(number))
    row = rows.select_related("dossier__authority__profile", "of_record__authority").first()
    opened = opens(code, "correction code", row.once if row else "")
    return row if opened and row is not None else None


def filled(correction: Correction) -> dict[str, str]:
    """更正内容: the form as it was filled in; raises Shredded."""
    values: dict[str, str] = json.loads(vault.unseal(correction.dossier, "correction", bytes(correction.personal)))
    return values


@dataclass(frozen=True)
class Asked:
    """列表行: a request with the masked name of who asks."""

    correction: Correction
    masked: str


def asked(rows: list[Correction]) -> list[Asked]:
    """列表: with masked names."""
    return [Asked(row, _masked(row)) for row in rows]


def _masked(correction: Correction) -> str:
    try:
        return masked_name(filled(correction)["name"], ApplicantKind.PERSON)
    except vault.Shredded:
        return "已销毁"


def letter(correction: Correction) -> Letter | None:
    """更正文书: the letter of a settled request; None while it is open. It follows from the steps, whose number it bears."""
    steps = journal.steps(correction.dossier)
    settled = next((step for step in steps if step.act in SETTLING), None)
    if settled is None:
        return None
    verified = next(step for step in steps if step.act == Act.VERIFY)
    sender = letters.sender(correction.dossier.authority)
    values = filled(correction)
    told = correction_letter(
        settled,
        received_on=steps[0].on,
        record=values["record"],
        facts=str(verified.details["facts"]),
        reviewing_body=sender.reviewing_body,
        court=sender.court,
    )
    return Letter(
        authority=sender.name,
        title=told.title,
        addressee=values["name"],
        body=tuple(Paragraph(text) for text in told.paragraphs),
        made_on=settled.on,
        number=str(settled.details["number"]),
        contact=sender.contact,
    )
