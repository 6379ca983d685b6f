"""目录查询: the columns of an authority and the rule of its index numbers."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from gongkai.law.catalogue import USUAL_RULE, IndexRule, Reset, Segment, SegmentKind, SerialScope
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.catalogue.models import Column, IndexSetting


def columns(authority: Authority, on: date) -> OwnedQuerySet[Column]:
    """栏目: those open on a day, in the order of the tree."""
    open_then = Q(opened_on__lte=on) & (Q(closed_on=None) | Q(closed_on__gt=on))
    return Column.objects.of(authority).filter(open_then).order_by("path", "place", "pk")


def index_rule(authority: Authority, on: date) -> tuple[IndexRule, str]:
    """索引号规则: the rule in force on a day and the code of the body that stands in its numbers."""
    setting = IndexSetting.objects.of(authority).filter(since__lte=on).order_by("-since", "-pk").first()
    if setting is None:
        return USUAL_RULE, authority.code
    segments = tuple(
        Segment(SegmentKind(each["kind"]), each.get("width", 0), each.get("text", ""), each.get("before", ""))
        for each in setting.segments
    )
    return IndexRule(segments, SerialScope(setting.scope), Reset(setting.reset)), setting.code
