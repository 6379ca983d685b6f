"""查阅点签收人: who of an archive, library or centre sees the deliveries to the own point, and signs for them."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from gongkai.law.carriers import PLACES
from gongkai.law.grammar.flow import JSON, Role, Unlawful
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.authorities.queries import holders
from gongkai.office.journal import acts as journal
from gongkai.publication.disclosure.carriers.models import GazetteDelivery, PointKeeper, ReadingPoint, Transfer


def kept(authority: Authority, official: Official) -> OwnedQuerySet[ReadingPoint]:
    """自己的查阅点: of an official at this authority; empty for whoever keeps none."""
    mine = PointKeeper.objects.of(authority).filter(official=official, until=None).values("point")
    return ReadingPoint.objects.of(authority).filter(pk__in=mine)


def transfers(authority: Authority, official: Official) -> OwnedQuerySet[Transfer]:
    """送到自己的查阅点的移送: the latest first."""
    rows = Transfer.objects.of(authority).filter(point__in=kept(authority, official))
    return rows.select_related("point", "issue", "authority").order_by("-delivered_on", "-pk")


def gazettes(authority: Authority, official: Official) -> OwnedQuerySet[GazetteDelivery]:
    """送到自己的查阅点的公报: the latest first, without what came back."""
    rows = GazetteDelivery.objects.of(authority).filter(point__in=kept(authority, official), returned_on=None)
    return rows.select_related("point", "issue", "authority").order_by("-delivered_on", "-pk")


def keepers(point: ReadingPoint) -> OwnedQuerySet[PointKeeper]:
    """签收人: those of now first, then those of before."""
    rows = PointKeeper.objects.of(point.authority).filter(point=point).select_related("official")
    return rows.order_by("until", "pk")


def possible(point: ReadingPoint, on: date) -> QuerySet[Official]:
    """可以指定的人: who holds the office for it here, and does not keep this point yet."""
    there = [official.pk for official in holders(point.authority, Role.KEEPER, on)]
    mine = PointKeeper.objects.of(point.authority).filter(point=point, until=None).values("official")
    return Official.objects.filter(pk__in=there).exclude(pk__in=mine).order_by("name")


@transaction.atomic
def appoint(point: ReadingPoint, official: Official, *, on: date, by: Official) -> PointKeeper:
    """指定签收人: somebody with the office for it; nobody appoints themselves."""
    if official == by:
        raise Unlawful("不能指定自己为签收人", PLACES, field="official")
    if point.closed_on is not None and point.closed_on <= on:
        raise Unlawful("查阅点已经撤销", PLACES)
    if official not in holders(point.authority, Role.KEEPER, on):
        raise Unlawful(f"{official.name}没有“馆、中心工作人员”岗位", PLACES, field="official")
    rows = PointKeeper.objects.of(point.authority)
    if rows.filter(point=point, official=official, until=None).exists():
        raise Unlawful(f"{official.name}已经是这个查阅点的签收人", PLACES, field="official")
    row = rows.create(authority=point.authority, point=point, official=official, since=on)
    _enter(row, "appoint_point_keeper", on, by)
    return row


@transaction.atomic
def relieve(keeper: PointKeeper, *, on: date, by: Official) -> None:
    """不再签收: from now on the point is not theirs; what they signed for stays signed."""
    if keeper.until is not None:
        raise Unlawful("已经不是这个查阅点的签收人", PLACES)
    keeper.until = on
    keeper.save(update_fields=["until"])
    _enter(keeper, "relieve_point_keeper", on, by)


def _enter(row: PointKeeper, act: str, on: date, by: Official) -> None:
    data: dict[str, JSON] = {"point": row.point_id, "official": row.official.username}
    journal.enter(row.authority, act, on=on, by=by, data=data)
