"""归属: rows that belong to an authority, and querysets that must be told whose rows they may read.

A queryset is told by ``.of(authority)``, ``.under(authority)`` or ``.everywhere()``; one that was not told raises
``Unscoped`` when it is read, changed or deleted. Explicit arguments rather than an ambient tenant: commands, tests and
roll-ups read as what they are.
"""

from __future__ import annotations

from typing import Any, Self, TypeVar

from django.db import models

from gongkai.office.authorities.authority import Authority

Row = TypeVar("Row", bound=models.Model, covariant=True)


class Unscoped(RuntimeError):
    """未说明归属: a queryset of owned rows was used before it was told whose rows it may touch."""


class OwnedQuerySet(models.QuerySet[Row]):
    """归属查询: a queryset that answers only after ``.of``, ``.under`` or ``.everywhere``."""

    _told = False

    def of(self, authority: Authority) -> Self:
        """本机关: the rows of one authority."""
        return self._tell(self.filter(authority=authority))

    def under(self, authority: Authority) -> Self:
        """及下级: the rows of an authority and of everything beneath it."""
        return self._tell(self.filter(authority__in=Authority.objects.under(authority)))

    def everywhere(self) -> Self:
        """全部: the rows of every authority; for commands and for pages that say why."""
        return self._tell(self.all())

    def none(self) -> Self:
        """无: no rows at all, which needs no telling."""
        return self._tell(super().none())

    def _tell(self, rows: Self) -> Self:
        rows._told = True
        return rows

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # private, but the one place every derived queryset passes
        clone._told = self._told
        return clone

    def _ask(self) -> None:
        if not self._told:
            raise Unscoped(f"查询“{self.model._meta.verbose_name}”前须说明归属：.of(机关)、.under(机关)或.everywhere()")

    def _combinator_query(self, combinator: str, *others: OwnedQuerySet[Any], all: bool = False) -> Self:
        self._ask()
        for other in others:
            other._ask()
        combined: Self = super()._combinator_query(combinator, *others, all=all)  # type: ignore[misc]
        return combined

    def _merge_sanity_check(self, other: OwnedQuerySet[Any]) -> None:
        self._ask()
        other._ask()
        super()._merge_sanity_check(other)  # type: ignore[misc]


def _asks_first(name: str) -> Any:
    inherited = getattr(models.QuerySet, name)

    def method(self: OwnedQuerySet[models.Model], *args: Any, **kwargs: Any) -> Any:
        self._ask()
        return inherited(self, *args, **kwargs)

    method.__name__ = name
    method.__doc__ = inherited.__doc__
    return method


# Everything of QuerySet that reaches the database or becomes part of another query. What is not here goes through one of these.
GUARDED = (
    *("_fetch_all", "iterator", "aiterator", "count", "exists", "aggregate", "in_bulk", "raw", "explain"),
    *("update", "_update", "delete", "_raw_delete", "bulk_create", "bulk_update", "resolve_expression"),
)
for _name in GUARDED:
    setattr(OwnedQuerySet, _name, _asks_first(_name))

OwnedManager = models.Manager.from_queryset(OwnedQuerySet)


class Owned(models.Model):
    """归属机关: the base of every table whose rows belong to one authority.

    ``full_clean`` is never called on these (its uniqueness checks would be unscoped): constraints live in the database and
    ``constraints.say`` turns a broken one into its message.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+", verbose_name="机关")

    objects = OwnedManager()

    class Meta:
        abstract = True
