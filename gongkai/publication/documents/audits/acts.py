"""属性抽查办理: draw, look, talk, settle, close."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.documents import LABELLING, Act, Attribute, Ground
from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.label_audit import Settlement, Verdict
from gongkai.law.samples import Draw, must_be_drawable, population_digest, sample
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents.audits import queries
from gongkai.publication.documents.models import AuditFinding, AuditRemark, LabelAudit
from gongkai.publication.documents.queries import standing as standing_of


@transaction.atomic
def draw(authority: Authority, given: Draw, *, on: date, today: date, by: Official) -> LabelAudit:
    """抽样: the entry holds seed, size and the digest of all numbers, so that anybody can draw the same again."""
    not_in_the_future(on, today)
    must_be_drawable(given, "文件", LABELLING, today)
    rows = {each.number: each for each in queries.population(authority, given.since, given.through)}
    if not rows:
        raise Unlawful("这一期间没有签发编号的公文", LABELLING, field="since")
    seed = given.seed.strip() or secrets.token_hex(8)
    drawn = sample(seed, rows, given.size, LABELLING)
    audit = LabelAudit(
        authority=authority,
        title=given.title.strip(),
        since=given.since,
        through=given.through,
        seed=seed,
        size=given.size,
        population=len(rows),
        digest=population_digest(rows),
        drawn_on=on,
    )
    numbers: list[JSON] = list(drawn)
    data: dict[str, JSON] = {"seed": seed, "size": given.size, "digest": audit.digest, "drawn": numbers}
    audit.entry = journal.enter(authority, "draw_label_audit", on=on, by=by, data=data)
    audit.save(force_insert=True)
    AuditFinding.objects.of(authority).bulk_create(
        AuditFinding(
            authority=authority,
            audit=audit,
            document=rows[number],
            position=place,
            labelled=rows[number].attribute,
        )
        for place, number in enumerate(drawn, 1)
    )
    return audit


@dataclass(frozen=True)
class Found:
    """抽查意见: what an auditor finds; a wrong label comes with the right one, its ground and why."""

    verdict: Verdict
    right: Attribute | None = None
    ground: Ground | None = None
    note: str = ""


@transaction.atomic
def find(finding: AuditFinding, found: Found, *, on: date, today: date, by: Official) -> None:
    """登记抽查意见: by somebody who neither drafted nor reviewed the document."""
    not_in_the_future(on, today)
    _lock(finding)
    _disinterested(finding, by)
    if found.verdict is Verdict.WRONG:
        _whole(finding, found)
    finding.verdict, finding.note, finding.found_by = found.verdict, found.note.strip(), by
    wrong = found.verdict is Verdict.WRONG
    finding.right = found.right or "" if wrong else ""
    finding.ground = found.ground or "" if wrong else ""
    data: dict[str, JSON] = {
        "audit": finding.audit.entry,
        "number": finding.document.number,
        "verdict": found.verdict.value,
        "right": str(finding.right),
        "note": finding.note,
    }
    journal.enter(finding.authority, "find_label", on=on, by=by, data=data)
    finding.save(update_fields=["verdict", "right", "ground", "note", "found_by"])


def _disinterested(finding: AuditFinding, by: Official) -> None:
    standing = standing_of(finding.document)
    if by.username in {standing.drafted_by, *(each.by for each in standing.passed)}:
        raise Unlawful("拟稿人和审查人不能抽查自己经手的公文", LABELLING, field="verdict")


def _whole(finding: AuditFinding, found: Found) -> None:
    if found.right is None or found.right == finding.labelled:
        raise Unlawful("标注有误的，应当选明正确的公开属性，并且与原标注不同", LABELLING, field="right")
    if found.right is not Attribute.PROACTIVE and found.ground is None:
        raise Unlawful("不主动公开的，应当选明理由", LABELLING, field="ground")
    if not found.note.strip():
        raise Unlawful("标注有误的，应当写明错在哪里", LABELLING, field="note")


@transaction.atomic
def remark(finding: AuditFinding, text: str, *, on: date, today: date, by: Official) -> AuditRemark:
    """沟通: publisher and drafter say to each other what they think of a finding."""
    not_in_the_future(on, today)
    _lock(finding)
    if finding.verdict != Verdict.WRONG:
        raise Unlawful("只有标注有误的需要沟通", LABELLING, field="text")
    if not text.strip():
        raise Unlawful("意见不能为空", LABELLING, field="text")
    data: dict[str, JSON] = {"audit": finding.audit.entry, "number": finding.document.number, "text": text.strip()}
    entry = journal.enter(finding.authority, "remark_on_label", on=on, by=by, data=data)
    rows = AuditRemark.objects.of(finding.authority)
    return rows.create(authority=finding.authority, finding=finding, by=by, on=on, text=text.strip(), entry=entry)


@transaction.atomic
def settle(finding: AuditFinding, settlement: Settlement, *, reason: str, on: date, today: date, by: Official) -> None:
    """处理: the label is changed by a step of its own document, or upheld after both sides have spoken."""
    not_in_the_future(on, today)
    _lock(finding)
    if finding.verdict != Verdict.WRONG or finding.settlement:
        raise Unlawful("没有待处理的标注差错", LABELLING, field="settlement")
    if not reason.strip():
        raise Unlawful("处理应当写明理由", LABELLING, field="reason")
    if settlement is Settlement.UPHELD and not queries.remarks(finding).exclude(by=finding.found_by).exists():
        raise Unlawful("维持原标注的，应当先有起草一方的沟通意见", LABELLING, field="settlement")
    if settlement is Settlement.RELABELLED:
        _relabel(finding, reason, on=on, today=today, by=by)
    finding.settlement, finding.settled_on = settlement, on
    data: dict[str, JSON] = {
        "audit": finding.audit.entry,
        "number": finding.document.number,
        "settlement": settlement.value,
        "reason": reason.strip(),
    }
    journal.enter(finding.authority, "settle_label", on=on, by=by, data=data)
    finding.save(update_fields=["settlement", "settled_on"])


def _relabel(finding: AuditFinding, reason: str, *, on: date, today: date, by: Official) -> None:
    details: dict[str, JSON] = {"attribute": finding.right, "reason": reason.strip()}
    if finding.ground:
        details["ground"] = finding.ground
    documents.act(finding.document, Step(Act.RELABEL.value, on, details), today=today, by=by)


@transaction.atomic
def close(audit: LabelAudit, *, on: date, today: date, by: Official) -> None:
    """办结抽查: when every document was looked at and every wrong label settled."""
    not_in_the_future(on, today)
    held = LabelAudit.objects.of(audit.authority).select_for_update().get(pk=audit.pk)
    if held.closed_on is not None:
        raise Unlawful("本次抽查已经办结", LABELLING)
    if left := queries.open_findings(audit):
        raise Unlawful(f"还有{left}件没有抽查意见或者没有处理，不能办结", LABELLING)
    wrong: dict[str, JSON] = {section: rate.wrong for section, rate in queries.rates(queries.findings(audit)).items()}
    journal.enter(audit.authority, "close_label_audit", on=on, by=by, data={"audit": audit.entry, "wrong": wrong})
    audit.closed_on = on
    audit.save(update_fields=["closed_on"])


def _lock(finding: AuditFinding) -> None:
    held = LabelAudit.objects.of(finding.authority).select_for_update().get(pk=finding.audit_id)
    if held.closed_on is not None:
        raise Unlawful("本次抽查已经办结", LABELLING)
    finding.refresh_from_db(fields=["verdict", "settlement", "right", "ground"])
