"""登记簿办理核验: objections, draws and steps of the credit list against their entries; a draw is drawn again from its seed."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.law.registers.drawing import pairings, seal_of
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.office.journal.verify import Finding
from gongkai.publication.registers.chains.queries import SEALED_AS
from gongkai.publication.registers.draws import queries as draws
from gongkai.publication.registers.models import CreditStep, Protest, RandomDraw


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: authority by authority."""
    for model, check in ((Protest, _protests), (RandomDraw, _draws), (CreditStep, _steps)):
        for key in model.objects.everywhere().order_by().values_list("authority", flat=True).distinct():
            yield from check(Authority.objects.get(pk=key))


def _protests(authority: Authority) -> Iterator[Finding]:
    yield from _received(authority)
    rows = list(Protest.objects.of(authority).exclude(answer_entry=None))
    notes = journal.notes_numbered(authority, [row.answer_entry for row in rows if row.answer_entry])
    for row in rows:
        note = notes.get(row.answer_entry or 0, {})
        told = (note.get("protest"), note.get("record"), note.get("outcome"), note.get("answer"))
        if told != (row.entry, row.record_id, row.outcome, row.answer):
            yield Finding(f"{authority.name}异议{row.pk}", "答复与条目登记的不符，内容被改动")


def _received(authority: Authority) -> Iterator[Finding]:
    """What was raised is what came: the record, the last day and the keyed digest of what was said."""
    rows = list(Protest.objects.of(authority))
    notes = journal.notes_numbered(authority, [row.entry for row in rows])
    for row in rows:
        note, where = notes.get(row.entry, {}), f"{authority.name}异议{row.pk}"
        if (note.get("record"), note.get("due")) != (row.record_id, row.due_on.isoformat()):
            yield Finding(where, "对哪条记录或者答复到期日与条目登记的不符")
        try:
            sound = vault.is_blind(str(note.get("print")), SEALED_AS, vault.unseal(None, SEALED_AS, row.sealed))
        except vault.Unreadable:
            sound = False
        if not sound:
            yield Finding(where, "异议内容不能解读，或者与条目登记的不符")


def _draws(authority: Authority) -> Iterator[Finding]:
    rows = list(RandomDraw.objects.of(authority))
    notes = journal.notes_numbered(authority, [row.entry for row in rows])
    for row in rows:
        where, plan = f"{authority.name}双随机抽取{row.number}", draws.plan_of(row)
        if not row.digest == seal_of(plan.objects, plan.inspectors) == notes.get(row.entry, {}).get("digest"):
            yield Finding(where, "名录与公布的摘要不符，内容被改动")
        elif row.seed and draws.pairings_of(row) != list(pairings(row.seed, plan)):
            yield Finding(where, "抽取结果与由种子重抽的不符")


def _steps(authority: Authority) -> Iterator[Finding]:
    rows = list(CreditStep.objects.of(authority))
    notes = journal.notes_numbered(authority, [row.entry for row in rows])
    for row in rows:
        note = notes.get(row.entry, {})
        if note.get("record") != row.record_id or str(note.get("text", ""))[:300] != row.text:
            yield Finding(f"{authority.name}失信名单记录{row.record_id}", "环节与条目登记的不符，内容被改动")
