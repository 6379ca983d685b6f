"""归属: a queryset that has not been told whose rows are meant answers nothing, by whatever method it is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.models import Count, Model, Prefetch, QuerySet

from gongkai.law.grammar.flow import Step
from gongkai.office.authorities.models import Authority, LocalDay, Official, OwnedQuerySet, Posting, Unscoped
from gongkai.office.journal import acts
from gongkai.office.journal.models import Dossier
from tests.cast import Cast

MONDAY = date(2025, 9, 8)

ASKED: dict[str, Callable[[Any], object]] = {
    "iteration": list,
    "length": len,
    "truth": bool,
    "an index": lambda rows: rows[0],
    "a slice": lambda rows: list(rows[:2]),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "contains": lambda rows: rows.contains(Posting(pk=1)),
    "iterator": lambda rows: list(rows.iterator()),
    "aiterator": lambda rows: rows.aiterator(),
    "aggregate": lambda rows: rows.aggregate(Count("pk")),
    "values": lambda rows: list(rows.values("pk")),
    "values_list": lambda rows: list(rows.values_list("pk")),
    "annotate": lambda rows: list(rows.annotate(n=Count("pk"))),
    "dates": lambda rows: list(rows.dates("since", "year")),
    "distinct": lambda rows: list(rows.distinct()),
    "order_by": lambda rows: list(rows.order_by("pk")),
    "select_related": lambda rows: list(rows.select_related("official")),
    "filter": lambda rows: list(rows.filter(office="informant")),
    "exclude": lambda rows: list(rows.exclude(office="informant")),
    "get": lambda rows: rows.get(office="unit_head"),
    "first": lambda rows: rows.first(),
    "last": lambda rows: rows.last(),
    "earliest": lambda rows: rows.earliest("since"),
    "latest": lambda rows: rows.latest("since"),
    "in_bulk": lambda rows: rows.in_bulk(),
    "get_or_create": lambda rows: rows.get_or_create(office="informant"),
    "update_or_create": lambda rows: rows.update_or_create(office="informant"),
    "update": lambda rows: rows.update(section=""),
    "delete": lambda rows: rows.delete(),
    "bulk_create": lambda rows: rows.bulk_create([Posting(office="informant")]),
    "bulk_update": lambda rows: rows.bulk_update([Posting(pk=1)], ["section"]),
    "raw": lambda rows: rows.raw("SELECT * FROM authorities_posting"),
    "explain": lambda rows: rows.explain(),
    "union": lambda rows: list(rows.union(Posting.objects.everywhere())),
    "union as the other": lambda rows: list(Posting.objects.everywhere().union(rows)),
    "or": lambda rows: list(rows | Posting.objects.everywhere()),
    "or as the other": lambda rows: list(Posting.objects.everywhere() | rows),
    "and": lambda rows: list(rows & Posting.objects.everywhere()),
    "as a part of another query": lambda rows: list(Official.objects.filter(postings__in=rows)),
    "repr": repr,
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED.keys())
def test_a_queryset_that_was_not_told_refuses(people: Cast, ask: Callable[[Any], object]) -> None:
    for rows in (Posting.objects.all(), Posting.objects.filter(office="informant"), people.wang.postings.all()):
        with pytest.raises(Unscoped, match="任职"):
            ask(rows)


@pytest.mark.parametrize("name", ["count", "exists", "first", "in_bulk", "delete"])
def test_the_managers_own_methods_refuse_too(people: Cast, name: str) -> None:
    if name != "delete":
        with pytest.raises(Unscoped):
            getattr(Posting.objects, name)()
        with pytest.raises(Unscoped):
            getattr(people.wang.postings, name)()


def test_every_method_of_a_queryset_that_reaches_the_database_is_asked_about() -> None:
    """A method that a new Django adds must be judged: it is in the table above, or builds a query without reading."""
    lazy = {
        *("all", "alias", "complex_filter", "defer", "extra", "none", "only", "prefetch_related", "reverse", "using"),
        *("select_for_update", "datetimes", "intersection", "difference", "as_manager", "resolve_expression"),
        *(
            "create",
            "ordered",
            "db",
            "query",
            "model",
            "as_subquery_condition",
            "of",
            "under",
            "everywhere",
            "totally_ordered",
        ),
    }
    public = {name for name in dir(QuerySet) if not name.startswith("_")}
    asynchronous = {name for name in public if name.startswith("a") and name[1:] in public}
    assert public - asynchronous - ASKED.keys() - lazy == set()


def test_a_told_queryset_sees_its_authority_or_its_subtree_or_everything(people: Cast) -> None:
    at = {"of": people.bureau, "under": people.county}
    assert {posting.official for posting in Posting.objects.of(at["of"])} == {people.wang, people.li}
    assert {posting.official for posting in Posting.objects.under(at["under"])} == {people.wang, people.li, people.zhou}
    assert Posting.objects.everywhere().count() == 5
    assert people.zhao.postings.of(people.bureau).count() == 0
    assert Posting.objects.none().count() == 0


def test_what_is_derived_from_a_told_queryset_is_told(people: Cast) -> None:
    told = Posting.objects.of(people.bureau).order_by()
    assert told.filter(office="informant").exclude(section="x").order_by("pk").values_list("pk")[:5].count() == 1
    assert (told | told).count() == (told & told).count() == told.union(told).count() == 2


def test_a_foreign_key_is_followed_without_being_told(people: Cast) -> None:
    dossier = acts.open_dossier(people.bureau, "errand", Step("begin", MONDAY), by=people.wang)
    dossier.refresh_from_db()
    assert dossier.key.dossier == dossier
    with pytest.raises(Unscoped):
        list(Dossier.objects.everywhere().prefetch_related("entries"))
    entries = Prefetch("entries", queryset=dossier.entries.model.objects.everywhere())
    (read,) = Dossier.objects.everywhere().prefetch_related(entries)
    assert len(read.entries.all()) == 1


def test_a_row_may_be_saved_deleted_and_refreshed_by_itself(people: Cast) -> None:
    day = LocalDay(authority=people.bureau, date=MONDAY, name="节日", source="样政办〔2025〕1号")
    day.save()
    day.refresh_from_db()
    day.delete()
    assert LocalDay.objects.of(people.bureau).count() == 0


def test_the_subtree_is_what_the_parents_say(people: Cast) -> None:
    def beneath(top: Authority) -> set[Model]:
        return {top}.union(*(beneath(child) for child in Authority.objects.filter(parent=top)))

    for authority in Authority.objects.all():
        assert set(Authority.objects.under(authority)) == beneath(authority)


def test_an_owned_queryset_is_one_however_it_is_reached(people: Cast) -> None:
    assert isinstance(people.wang.postings.all(), OwnedQuerySet)
