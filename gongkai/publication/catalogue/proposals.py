"""建议办理: contents in the wrong column, and what people wish to see in the catalogue. Proposed by rules, decided by people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from gongkai.law.catalogue import ColumnTraits, placement
from gongkai.law.expansions import WIDENING, Decision, Phrase, candidates, plain_phrase
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.matters import Matter
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.publication.catalogue import queries
from gongkai.publication.catalogue.models import Column, Expansion, Placement
from gongkai.publication.catalogue.shelves import Shelved, shelf

MOVED = "内容已经移走或者撤回"


# -- wrong columns -----------------------------------------------------------------------------------------------------


def column_traits(columns: Iterable[Column]) -> list[ColumnTraits]:
    """栏目要点: of columns, as the law compares them."""
    return [
        ColumnTraits(row.pk, row.name, tuple(row.accepts), Matter(row.matter) if row.matter else None)
        for row in columns
    ]


@transaction.atomic
def scan_placements(
    authority: Authority, *, on: date, by: Official | None = None, since: date | None = None
) -> list[Placement]:
    """排查放错的栏目: propose for every content that seems to stand wrongly; nothing is proposed twice, nothing is moved."""
    columns = {row.pk: row for row in queries.columns(authority, on)}
    facts = column_traits(columns.values())
    _forget_what_has_moved(authority, on)
    known = set(Placement.objects.of(authority).values_list("index_number", "column", "target"))
    found = [
        row for each in shelf().shelved(authority, since) if (row := _proposal(authority, each, facts, columns, on))
    ]
    new = [row for row in found if (row.index_number, row.column_id, row.target_id) not in known]
    if new:
        Placement.objects.of(authority).bulk_create(new)
        data: dict[str, JSON] = {"proposed": [[row.index_number, row.column_id, row.target_id] for row in new]}
        journal.enter(authority, "propose_placements", on=on, by=by, data=data)
    return new


def _proposal(
    authority: Authority, content: Shelved, facts: list[ColumnTraits], columns: dict[int, Column], on: date
) -> Placement | None:
    told = placement(content.facts, facts)
    here = columns.get(content.facts.column or 0)
    if told is None or here is None:
        return None
    return Placement(
        authority=authority,
        index_number=content.index_number,
        title=content.facts.title,
        column=here,
        target=columns[told.column.key],
        reason=str(told)[:500],
        proposed_on=on,
    )


def _forget_what_has_moved(authority: Authority, on: date) -> None:
    """Proposals nobody decided, whose content is no longer where it was."""
    for row in Placement.objects.of(authority).filter(decision=Decision.OPEN):
        if shelf().where(authority, row.index_number) != row.column_id:
            row.decision, row.decided_on, row.note = Decision.REJECTED, on, MOVED
            row.save(update_fields=["decision", "decided_on", "note"])


@transaction.atomic
def decide_placement(
    row: Placement, *, accepted: bool, on: date, by: Official, note: str = "", target: Column | None = None
) -> None:
    """处理移栏建议: accepted, the content is moved in the same step, its address and number unchanged; rejected, with a reason.

    ``target`` is another column than the proposed one, where the official knows better.
    """
    row.refresh_from_db(from_queryset=Placement.objects.of(row.authority).select_for_update())
    if row.decision != Decision.OPEN:
        raise Unlawful("这条建议已经处理")
    if not accepted and not note.strip():
        raise Unlawful("不采纳的应当写明理由", field="note")
    if accepted:
        if shelf().where(row.authority, row.index_number) != row.column_id:
            raise Unlawful(MOVED)
        row.target = target or row.target
        shelf().move(row.authority, row.index_number, row.target, on=on, by=by, reason=note.strip() or row.reason)
    row.decision = Decision.ACCEPTED if accepted else Decision.REJECTED
    row.decided_on, row.decided_by, row.note = on, by, note.strip()
    row.save()
    data: dict[str, JSON] = {
        "placement": row.pk,
        "index_number": row.index_number,
        "target": row.target_id,
        "decision": row.decision,
        "note": row.note,
    }
    journal.enter(row.authority, "decide_placement", on=on, by=by, data=data)


# -- what people wish for ----------------------------------------------------------------------------------------------


@transaction.atomic
def propose_expansions(
    authority: Authority, phrases: Iterable[Phrase], *, on: date, by: Official | None = None
) -> list[Expansion]:
    """提出扩展: from phrases counted by whoever knows them; the new proposals. One known already takes the new count."""
    names = [row.name for row in queries.columns(authority, on)]
    known = {(row.phrase, row.wish): row for row in Expansion.objects.of(authority).select_for_update()}
    new, changed = [], []
    for phrase in candidates(phrases, names):
        row = known.get((phrase.text[:100], phrase.wish.value))
        if row is None:
            new.append(_expansion(authority, phrase, on))
        elif (row.count, row.last_on) != (phrase.count, on):
            row.count, row.last_on = phrase.count, on
            changed.append(row)
    Expansion.objects.of(authority).bulk_create(new)
    Expansion.objects.of(authority).bulk_update(changed, ["count", "last_on"])
    if new:
        data: dict[str, JSON] = {"proposed": [[row.phrase, str(row.wish), row.count] for row in new]}
        journal.enter(authority, "propose_expansions", on=on, by=by, data=data)
    return new


@transaction.atomic
def suggest_expansion(authority: Authority, phrase: Phrase, *, on: date, by: Official) -> Expansion:
    """登记扩展建议: one an official has met with, whatever its count."""
    text = plain_phrase(phrase.text)
    if not text:
        raise Unlawful("事项不能为空", WIDENING, field="phrase")
    if Expansion.objects.of(authority).filter(phrase=text[:100], wish=phrase.wish).exists():
        raise Unlawful(f"“{text}”已经提出过", WIDENING, field="phrase")
    row = _expansion(authority, Phrase(text, phrase.count, phrase.wish), on)
    row.save(force_insert=True)
    data: dict[str, JSON] = {"proposed": [[row.phrase, str(row.wish), row.count]]}
    journal.enter(authority, "propose_expansions", on=on, by=by, data=data)
    return row


def _expansion(authority: Authority, phrase: Phrase, on: date) -> Expansion:
    return Expansion(
        authority=authority, phrase=phrase.text[:100], wish=phrase.wish, count=phrase.count, first_on=on, last_on=on
    )


@transaction.atomic
def decide_expansion(
    row: Expansion,
    decision: Decision,
    *,
    on: date,
    by: Official,
    note: str = "",
    column: Column | None = None,
    entry_name: str = "",
) -> None:
    """研究扩展建议: taken up into a column, with the entry of the catalogue it became, or not, with the reason."""
    row.refresh_from_db(from_queryset=Expansion.objects.of(row.authority).select_for_update())
    if row.decision != Decision.OPEN:
        raise Unlawful("这条建议已经研究过", WIDENING)
    if decision is Decision.OPEN:
        raise Unlawful("应选明采纳或者不采纳", WIDENING, field="decision")
    if decision is Decision.REJECTED and not note.strip():
        raise Unlawful("不采纳的应当写明理由", WIDENING, field="note")
    if decision is Decision.ACCEPTED and column is None:
        raise Unlawful("采纳的应当写明纳入哪个栏目", WIDENING, field="column")
    if column is not None and (column.authority_id != row.authority_id or not column.is_open):
        raise Unlawful("纳入的栏目应当是本机关开设中的栏目", WIDENING, field="column")
    row.decision, row.decided_on, row.decided_by, row.note = decision, on, by, note.strip()
    row.column, row.entry_name = (column, entry_name.strip()) if decision is Decision.ACCEPTED else (None, "")
    row.save()
    data: dict[str, JSON] = {
        "expansion": row.pk,
        "phrase": row.phrase,
        "decision": row.decision,
        "note": row.note,
        "column": row.column_id,
        "entry": row.entry_name,
    }
    journal.enter(row.authority, "decide_expansion", on=on, by=by, data=data)
