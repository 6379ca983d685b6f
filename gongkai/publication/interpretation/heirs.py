"""政策解读的承接: packages whose material is not out yet, broken links somebody was told of, and briefings to come."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from gongkai.law.gatherings import GatheringState
from gongkai.law.grammar.flow import Role
from gongkai.law.handing_items import Chapter, Item
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.succession import Heir, Span, of_row
from gongkai.publication.interpretation import queries
from gongkai.publication.interpretation.briefings.models import PolicyBriefing
from gongkai.publication.interpretation.models import LinkFinding, Package


def _packages(authority: Authority, span: Span) -> Iterable[Item]:
    """No interpretation has come of them yet."""
    rows = Package.objects.of(authority).filter(interpretations=None).order_by("planned_on", "pk")
    for row in rows:
        href = reverse("interpretation:package", args=[row.pk])
        name = f"第{row.pk}号解读方案"
        yield of_row("package", row, name, title=row.title, named=row.submitted_by_id, due=row.planned_on, href=href)


def _findings(authority: Authority, span: Span) -> Iterable[Item]:
    for row in queries.open_findings(LinkFinding.objects.of(authority)).order_by("found_on", "pk"):
        href = reverse("interpretation:findings")
        yield of_row("link_finding", row, f"{row.found_on}发现：{row.says}"[:120], named=row.owner_id, href=href)


def _briefings(authority: Authority, span: Span) -> Iterable[Item]:
    """Announced, and neither held nor called off yet."""
    rows = PolicyBriefing.objects.of(authority).filter(state=GatheringState.ANNOUNCED).order_by("day", "pk")
    for row in rows:
        yield of_row("briefing", row, str(row), due=row.day, href=reverse("interpretation:briefing", args=[row.pk]))


HEIRS = (
    Heir("package", "解读方案", Chapter.DRAFTS, Role.HANDLER, _packages, models=(Package,)),
    Heir("link_finding", "关联问题", Chapter.PROMISES, Role.PUBLISHER, _findings, models=(LinkFinding,)),
    Heir("briefing", "吹风会、宣讲", Chapter.PROMISES, Role.HANDLER, _briefings, models=(PolicyBriefing,)),
)
