"""方案查询: the versions, what they say, and the one in force."""

from __future__ import annotations

import json
from datetime import date

from django.db.models import Q

from gongkai.law.authorities import AuthorityKind
from gongkai.law.supervision.schemes import SchemeText, read_scheme
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.oversight.assessment.packing import digest, unpacked
from gongkai.oversight.assessment.schemes.models import SchemeVersion


def versions(authority: Authority) -> OwnedQuerySet[SchemeVersion]:
    """全部版本: of an authority, the latest of each name first."""
    rows = SchemeVersion.objects.of(authority).select_related("authority", "drafted_by", "approved_by")
    return rows.order_by("name", "-edition")


def readable(authority: Authority) -> OwnedQuerySet[SchemeVersion]:
    """看得到的版本: one's own, and the approved ones of whoever stands above: a unit may read what it is assessed by."""
    above = Q(authority__in=authority.line) & Q(approved_on__isnull=False)
    rows = SchemeVersion.objects.everywhere().filter(Q(authority=authority) | above)
    return rows.select_related("authority", "drafted_by", "approved_by").order_by("name", "-edition")


def approved(authority: Authority) -> OwnedQuerySet[SchemeVersion]:
    """已批准的版本: the latest approved first."""
    return versions(authority).exclude(approved_on=None).order_by("-approved_on", "-pk")


def in_force(authority: Authority, on: date) -> SchemeVersion | None:
    """现行方案: the one approved last by a day."""
    return approved(authority).filter(approved_on__lte=on).first()


def text(version: SchemeVersion) -> SchemeText:
    """方案文本: raises Altered where an approved one is not what was approved."""
    if version.entry is None:
        return read_scheme(json.loads(version.content))
    told = journal.notes_numbered(version.authority, [version.entry]).get(version.entry, {})
    return read_scheme(unpacked(version.content, str(told.get("digest", "")), str(version)))


def digest_of(version: SchemeVersion) -> str:
    """方案摘要: as the runs that score by it name it."""
    return digest(version.content)


def units(authority: Authority, scheme: SchemeText) -> list[Authority]:
    """考核对象: the units directly beneath that the scheme is for."""
    rows = Authority.objects.filter(parent=authority, dissolved_on=None).order_by("path")
    return [each for each in rows if scheme.applies(AuthorityKind(each.kind))]
