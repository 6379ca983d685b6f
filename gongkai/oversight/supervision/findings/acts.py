"""问题整改办理: what was found opens a file; every further step is one step by the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.supervision.rectifications import KIND, MENDED, Act, Gravity, Standing
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.supervision.findings import queries
from gongkai.oversight.supervision.findings.models import Finding


@dataclass(frozen=True, slots=True)
class Given:
    """发现内容: what is wrong, where, how grave, and what proves it."""

    indicator: str
    gravity: Gravity
    title: str
    text: str
    where: str
    proof: str
    key: str = ""


@transaction.atomic
def find(authority: Authority, unit: Authority, given: Given, *, on: date, today: date, by: Official | None) -> Finding:
    """登记发现: about the authority itself or one beneath it."""
    not_in_the_future(on, today, MENDED)
    if not unit.path.startswith(authority.path):
        raise Unlawful(f"{unit.name}不在本机关的检查范围", MENDED, field="unit")
    if not given.title.strip():
        raise Unlawful("问题名称不能为空", MENDED, field="title")
    details: dict[str, JSON] = {
        "indicator": given.indicator,
        "gravity": given.gravity.value,
        "text": given.text,
        "where": given.where,
        "proof": given.proof,
        "unit": unit.code,
    }
    step = Step(Act.FIND.value, on, details)
    dossier = journal.open_dossier(authority, KIND, step, by=by, title=given.title.strip())
    finding = Finding(
        authority=authority,
        dossier=dossier,
        unit=unit,
        indicator=given.indicator,
        gravity=given.gravity,
        where=given.where.strip()[:400],
        proof=given.proof.strip()[:400],
        by_machine=by is None,
        key=given.key[:120],
        found_on=on,
    )
    finding.save(force_insert=True)
    return finding


@transaction.atomic
def act(finding: Finding, step: Step, *, today: date, by: Official | None, seen: int | None = None) -> Standing:
    """办理一步: who acts and the unit are added here."""
    not_in_the_future(step.on, today, MENDED)
    details = {**step.details, "by": by.username if by else ""}
    if step.act == Act.ASSIGN:
        details["unit"] = finding.unit.code
    return queries.as_standing(journal.take(finding.dossier, Step(step.act, step.on, details), by=by, seen=seen))
