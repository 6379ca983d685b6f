"""文件清理办理: open a round, decide each document, close it when all are decided; closing marks what was decided to end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.validity import CLEANING, ChangeKind, Keep
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.publication.documents.models import CleanUp, CleanUpItem
from gongkai.publication.documents.validity import acts, queries
from gongkai.publication.documents.validity.acts import Mark, Source

ENDS = {Keep.REPEAL: ChangeKind.REPEAL, Keep.LAPSE: ChangeKind.LAPSE}


@dataclass(frozen=True)
class Outcome:
    """清理结果: the document that publishes the catalogues, and the day what is ended ends."""

    title: str
    number: str
    made_on: date
    effective_on: date


@transaction.atomic
def open_clean_up(authority: Authority, title: str, *, as_of: date, on: date, today: date, by: Official) -> CleanUp:
    """开始清理: list every document in force on a day."""
    not_in_the_future(on, today)
    not_in_the_future(as_of, today, field="as_of")
    if not title.strip():
        raise Unlawful("清理名称不能为空", CLEANING, field="title")
    if CleanUp.objects.of(authority).filter(closed_on=None).exists():
        raise Unlawful("上一轮清理尚未办结", CLEANING, field="title")
    rows = list(queries.on_day(queries.instruments(authority), as_of, *queries.IN_EFFECT))
    if not rows:
        raise Unlawful("该日没有现行有效的文件可以清理", CLEANING, field="as_of")
    numbers: list[JSON] = [row.number for row in rows]
    data: dict[str, JSON] = {"title": title.strip(), "as_of": as_of.isoformat(), "numbers": numbers}
    round_ = CleanUp(authority=authority, title=title.strip(), as_of=as_of, opened_on=on)
    round_.entry = journal.enter(authority, "open_clean_up", on=on, by=by, data=data)
    round_.save(force_insert=True)
    CleanUpItem.objects.of(authority).bulk_create(
        CleanUpItem(authority=authority, clean_up=round_, instrument=row) for row in rows
    )
    return round_


@transaction.atomic
def decide(item: CleanUpItem, decision: Keep, *, reason: str, on: date, today: date, by: Official) -> None:
    """清理意见: whether a document stays, is to be amended, or ends, and why; it may be decided anew until the round closes."""
    not_in_the_future(on, today)
    _lock(item.clean_up)
    if decision is not Keep.CONTINUE and not reason.strip():
        raise Unlawful(f"{decision.label}的，应当写明理由", CLEANING, field="reason")
    item.decision, item.reason, item.decided_on, item.by = decision, reason.strip(), on, by
    data: dict[str, JSON] = {
        "clean_up": item.clean_up.entry,
        "number": item.instrument.number,
        "decision": decision.value,
        "reason": item.reason,
    }
    journal.enter(item.authority, "decide_clean_up", on=on, by=by, data=data)
    item.save(update_fields=["decision", "reason", "decided_on", "by"])


@transaction.atomic
def close(clean_up: CleanUp, outcome: Outcome, *, on: date, today: date, by: Official) -> None:
    """办结清理: only when every document is decided; what was decided to end ends by the document that publishes it.

    A document that ended meanwhile by itself is in its catalogue and needs no second end.
    """
    not_in_the_future(on, today)
    _lock(clean_up)
    if left := queries.undecided(clean_up):
        raise Unlawful(f"还有{left}件没有清理意见，不能办结", CLEANING)
    if not outcome.title.strip() or not outcome.number.strip():
        raise Unlawful("应当写明公布清理结果的文件名称和文号", CLEANING, field="number")
    if outcome.effective_on < outcome.made_on:
        raise Unlawful("废止、失效之日不能早于公布清理结果的文件成文之日", CLEANING, field="effective_on")
    source = Source(outcome.title.strip(), outcome.number.strip(), outcome.made_on)
    marks = [
        Mark(item.instrument, ENDS[Keep(item.decision)], outcome.effective_on, reason=item.reason)
        for item in queries.clean_up_items(clean_up).filter(decision__in=list(ENDS))
        if item.instrument.course.status(outcome.effective_on) in queries.IN_EFFECT
    ]
    if marks:
        acts.mark(source, marks, entered_on=on, today=today, by=by)
    decided: dict[str, JSON] = {keep.value: number for keep, number in queries.decided(clean_up).items()}
    data: dict[str, JSON] = {"clean_up": clean_up.entry, "decided": decided, "number": source.number}
    journal.enter(clean_up.authority, "close_clean_up", on=on, by=by, data=data)
    clean_up.closed_on, clean_up.source_title, clean_up.source_number = on, source.title, source.number
    clean_up.effective_on = outcome.effective_on
    clean_up.save(update_fields=["closed_on", "source_title", "source_number", "effective_on"])


def _lock(clean_up: CleanUp) -> None:
    held = CleanUp.objects.of(clean_up.authority).select_for_update().get(pk=clean_up.pk)
    if held.closed_on is not None:
        raise Unlawful("本轮清理已经办结", CLEANING)
