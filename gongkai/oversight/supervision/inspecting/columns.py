"""查栏目: what has not been renewed within its cycle, what is empty, what stands in the wrong column."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Max
from django.urls import reverse

from gongkai.law.catalogue import NOTHING
from gongkai.law.columns import cycle_named, next_due
from gongkai.law.disclosure import ContentClass
from gongkai.law.expansions import Decision
from gongkai.law.supervision.faults import Fault
from gongkai.oversight.supervision.inspecting.suspecting import Scope, Suspicion
from gongkai.oversight.supervision.seeing import column_seen, last_by_column
from gongkai.publication.catalogue.models import Column, Placement
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content


def idle(scope: Scope) -> Iterator[Suspicion | None]:
    """不动的栏目: stale by its cycle, counting what stands beneath it; blank where nothing ever came and no reason is given."""
    rows = Column.objects.under(scope.government).filter(closed_on=None, opened_on__lte=scope.day)
    last = _last(scope)
    for column in rows.select_related("owner", "deputy", "authority").order_by("pk"):
        if NOTHING in column.accepts:
            continue
        came = last.get(column.pk)
        said = _blank(column, scope.day) if came is None else _stale(column, came, scope.day)
        if said is not None:
            kind, evidence, since = said
            href = reverse("disclosure:column", args=[column.authority.code, column.slug])
            subject = f"column {column.pk}"
            yield scope.suspicion(
                kind, column.authority_id, subject, f"“{column.name}”", evidence, since, href=href, column=column
            )


def _last(scope: Scope) -> dict[int, date]:
    """The day of the last public content of each column, itself and beneath."""
    rows = disclosure.public(Content.objects.under(scope.government)).filter(published_on__lte=scope.day).order_by()
    return last_by_column(rows.values_list("column__path").annotate(last=Max("published_on")))


def _stale(column: Column, last: date, day: date) -> tuple[Fault, str, date] | None:
    usual = cycle_named(column.name)
    cycle = column.cycle or (usual.days if usual else None)
    due = next_due(column.opened_on, last, cycle)
    if due is None or day <= due:
        return None
    return Fault.STALE, f"最近更新{last:%Y-%m-%d}，周期{cycle}日，应于{due:%Y-%m-%d}前更新", due


def _blank(column: Column, day: date) -> tuple[Fault, str, date] | None:
    if not column_seen(column, None).blank(day):
        return None
    return Fault.BLANK, f"{column.opened_on:%Y-%m-%d}设立，至今没有内容，也没有写明理由", column.opened_on


def misplaced(scope: Scope) -> Iterator[Suspicion | None]:
    """放错的栏目: a class its column does not take; and every proposal to move that nobody has decided.

    A proposal to move an interpretation or a document out of a column made for just that, because its title speaks of
    plans or budgets, is left to the desk: such a title is about the matter, not about what the content is.
    """
    public = disclosure.public(Content.objects.under(scope.government))
    rows = public.order_by().values_list("column", "kind").annotate(Count("pk"))
    accepts = dict(Column.objects.under(scope.government).filter(closed_on=None).values_list("pk", "accepts"))
    for column, kind, _ in rows:
        if accepts.get(column) and kind not in accepts[column]:
            for content in public.filter(column=column, kind=kind).select_related("column__owner", "column__deputy"):
                label = ContentClass(kind).label
                yield _misplaced(scope, content, f"栏目“{content.column.name}”不收{label}", scope.day)
    open_ones = Placement.objects.under(scope.government).filter(decision=Decision.OPEN).select_related("target")
    proposed = {row.index_number: row for row in open_ones}
    contents = public.filter(index_number__in=proposed).select_related("column__owner", "column__deputy", "authority")
    for content in contents:
        row = proposed[content.index_number]
        made_for_it = content.column.accepts == [content.kind]
        if row.column_id == content.column_id and not made_for_it:
            yield _misplaced(scope, content, f"应在“{row.target.name}”：{row.reason}", row.proposed_on)


def _misplaced(scope: Scope, content: Content, evidence: str, since: date) -> Suspicion | None:
    return scope.suspicion(
        Fault.MISPLACED,
        content.authority_id,
        f"content {content.pk}",
        content.title,
        evidence,
        since,
        href=disclosure.address_of(content.authority.code, content.index_number),
        column=content.column,
    )
