"""栏目抽查办理: draw, judge, move what stands wrongly or say why it stays, close."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.column_audit import (
    PLACING,
    ColumnSettlement,
    ColumnVerdict,
    objection_to_judging,
    objection_to_verdict,
)
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.samples import Draw, must_be_drawable, population_digest, sample
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal.queries import acts_numbered
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.placing import queries
from gongkai.publication.disclosure.placing.models import ColumnAudit, ColumnFinding

DRAW, JUDGE, SETTLE, CLOSE = "draw_column_audit", "judge_column", "settle_column", "close_column_audit"


@dataclass(frozen=True)
class ColumnDraw(Draw):
    """栏目抽样要素: and of which column or section; all where neither is named."""

    column: Column | None = None
    section: str = ""


@transaction.atomic
def draw(authority: Authority, given: ColumnDraw, *, on: date, today: date, by: Official) -> ColumnAudit:
    """抽样: the entry holds seed, size and the digest of all index numbers, so that anybody can draw the same again."""
    not_in_the_future(on, today)
    must_be_drawable(given, "发布", PLACING, today)
    there = queries.population(authority, given.since, given.through, given.column, given.section.strip())
    rows = {each.index_number: each for each in there}
    if not rows:
        raise Unlawful("这一期间没有公开中的内容", PLACING, field="since")
    seed = given.seed.strip() or secrets.token_hex(8)
    drawn = sample(seed, rows, given.size, PLACING)
    audit = ColumnAudit(
        authority=authority,
        title=given.title.strip(),
        since=given.since,
        through=given.through,
        column=given.column,
        section=given.section.strip(),
        seed=seed,
        size=given.size,
        population=len(rows),
        digest=population_digest(rows),
        drawn_on=on,
    )
    numbers: list[JSON] = list(drawn)
    data: dict[str, JSON] = {"seed": seed, "size": given.size, "digest": audit.digest, "drawn": numbers}
    data |= {"column": given.column.pk if given.column else None, "section": audit.section}
    audit.entry = journal.enter(authority, DRAW, on=on, by=by, data=data)
    audit.save(force_insert=True)
    ColumnFinding.objects.of(authority).bulk_create(
        ColumnFinding(
            authority=authority,
            audit=audit,
            content=rows[number],
            position=place,
            column=rows[number].column,
            section=rows[number].column.section,
        )
        for place, number in enumerate(drawn, 1)
    )
    return audit


@dataclass(frozen=True)
class Found:
    """栏目抽查意见: a wrong column comes with the right one and why."""

    verdict: ColumnVerdict
    belongs: Column | None = None
    note: str = ""


@transaction.atomic
def judge(finding: ColumnFinding, found: Found, *, on: date, today: date, by: Official) -> None:
    """登记栏目抽查意见: by somebody who neither keeps the column nor published the content."""
    not_in_the_future(on, today)
    _lock(finding)
    if finding.settlement:
        raise Unlawful("已经处理，不能再改意见", PLACING, field="verdict")
    if refused := objection_to_judging(by.username, _concerned(finding)):
        raise refused.raised(field="verdict")
    belongs = found.belongs if found.verdict is ColumnVerdict.WRONG else None
    if refused := objection_to_verdict(found.verdict, finding.column_id, belongs.pk if belongs else None, found.note):
        named = belongs is not None and belongs.pk != finding.column_id
        raise refused.raised(field="note" if named or found.verdict is not ColumnVerdict.WRONG else "belongs")
    if belongs is not None and (belongs.authority_id != finding.authority_id or not belongs.is_open):
        raise Unlawful("应在的栏目应当是本机关开设中的栏目", PLACING, field="belongs")
    finding.verdict, finding.belongs, finding.note, finding.found_by = found.verdict, belongs, found.note.strip(), by
    data: dict[str, JSON] = {
        "audit": finding.audit.entry,
        "number": finding.content.index_number,
        "column": finding.column_id,
        "verdict": found.verdict.value,
        "belongs": belongs.pk if belongs else None,
        "note": finding.note,
    }
    journal.enter(finding.authority, JUDGE, on=on, by=by, data=data)
    finding.save(update_fields=["verdict", "belongs", "note", "found_by"])


def _concerned(finding: ColumnFinding) -> set[str]:
    """Who keeps the column, and who entered the content as it is."""
    keepers = {each.username for each in (finding.column.owner, finding.column.deputy) if each}
    entry = finding.content.entry
    notes = acts_numbered(finding.authority, [entry]) if entry is not None else {}
    return keepers | {note.by.username for note in notes.values() if note.by}


@transaction.atomic
def move(finding: ColumnFinding, *, on: date, today: date, by: Official) -> None:
    """移正: to the column it was found to belong in, by the act that moves any content; its number and address stay."""
    not_in_the_future(on, today)
    _lock(finding)
    belongs = _unsettled(finding)
    if finding.content.column_id != finding.column_id:
        raise Unlawful("内容在抽样以后已经移动过，请说明理由后办结", PLACING)
    reason = f"栏目抽查“{finding.audit.title}”：{finding.note}"[:300]
    disclosure.move(finding.content, belongs, on=on, by=by, reason=reason)
    _settle(finding, ColumnSettlement.MOVED, "", on=on, by=by)


@transaction.atomic
def leave(finding: ColumnFinding, reason: str, *, on: date, today: date, by: Official) -> None:
    """不移: the content stays where it is, for a reason; it was found wrong all the same."""
    not_in_the_future(on, today)
    _lock(finding)
    _unsettled(finding)
    if not reason.strip():
        raise Unlawful("不移的应当写明理由", PLACING, field="reason")
    _settle(finding, ColumnSettlement.LEFT, reason.strip(), on=on, by=by)


def _unsettled(finding: ColumnFinding) -> Column:
    """Where it belongs, of a content found wrong and not settled yet."""
    if finding.verdict != ColumnVerdict.WRONG or finding.belongs is None or finding.settlement:
        raise Unlawful("没有待处理的放错栏目的内容", PLACING)
    return finding.belongs


def _settle(finding: ColumnFinding, settlement: ColumnSettlement, reason: str, *, on: date, by: Official) -> None:
    finding.settlement, finding.settled_on, finding.reason = settlement, on, reason
    data: dict[str, JSON] = {
        "audit": finding.audit.entry,
        "number": finding.content.index_number,
        "settlement": settlement.value,
        "belongs": finding.belongs_id,
        "reason": reason,
    }
    journal.enter(finding.authority, SETTLE, on=on, by=by, data=data)
    finding.save(update_fields=["settlement", "settled_on", "reason"])


@transaction.atomic
def close(audit: ColumnAudit, *, on: date, today: date, by: Official) -> None:
    """办结栏目抽查: when every content was judged and every wrong one moved or explained."""
    not_in_the_future(on, today)
    held = ColumnAudit.objects.of(audit.authority).select_for_update().get(pk=audit.pk)
    if held.closed_on is not None:
        raise Unlawful("本次抽查已经办结", PLACING)
    if left := queries.open_findings(audit):
        raise Unlawful(f"还有{left}件没有抽查意见或者没有处理，不能办结", PLACING)
    rate = queries.whole_rate(queries.findings(audit))
    data: dict[str, JSON] = {"audit": audit.entry, "wrong": rate.wrong, "judged": rate.looked_at}
    journal.enter(audit.authority, CLOSE, on=on, by=by, data=data)
    audit.closed_on = on
    audit.save(update_fields=["closed_on"])


def _lock(finding: ColumnFinding) -> None:
    held = ColumnAudit.objects.of(finding.authority).select_for_update().get(pk=finding.audit_id)
    if held.closed_on is not None:
        raise Unlawful("本次抽查已经办结", PLACING)
    finding.refresh_from_db(fields=["verdict", "belongs", "note", "settlement"])
    finding.content.refresh_from_db(fields=["column", "edition", "entry"])
