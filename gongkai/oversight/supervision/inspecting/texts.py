"""查文字: what the gate finds in what is public, less what a named person has decided to keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from gongkai.law.screening import Concern, Verdict
from gongkai.law.supervision.faults import BY_CONCERN, Fault
from gongkai.oversight.supervision.inspecting.pages import of_content
from gongkai.oversight.supervision.inspecting.suspecting import Scope, Suspicion
from gongkai.oversight.supervision.looking.models import PageLook
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content
from gongkai.publication.gate.findings import Finding, of_json
from gongkai.publication.gate.models import Screening, ScreeningDecision

_TOLD = 3


def screened(scope: Scope) -> Iterator[Suspicion | None]:
    """筛查所见: one suspicion of a kind for each content, with covered places only."""
    looks = PageLook.objects.under(scope.government).exclude(screened=[]).values_list("content", "screened")
    where: dict[int, list[int]] = dict(looks)
    keys = {key for keys in where.values() for key in keys}
    found = {row.pk: row for row in Screening.objects.under(scope.government).filter(pk__in=keys)}
    kept = _kept(scope, keys)
    rows = disclosure.public(Content.objects.under(scope.government)).filter(pk__in=where)
    for content in rows.select_related("authority", "column__owner", "column__deputy").defer("body", "text"):
        by_kind: dict[Fault, list[Finding]] = defaultdict(list)
        for row in filter(None, map(found.get, where[content.pk])):
            for each in of_json(row.findings):
                kind = BY_CONCERN.get(Concern(each.concern))
                if kind is not None and (row.pk, each.key) not in kept:
                    by_kind[kind].append(each)
        for kind, findings in by_kind.items():
            told = "；".join(f"{each.where}：{each.kind} {each.shown}".strip() for each in findings[:_TOLD])
            more = f"；共{len(findings)}处" if len(findings) > _TOLD else ""
            yield of_content(scope, kind, content, told + more)


def _kept(scope: Scope, screenings: set[int]) -> set[tuple[int, str]]:
    """What was decided to stay; the latest decision of each prevails."""
    rows = ScreeningDecision.objects.under(scope.government).filter(screening__in=screenings).order_by("pk")
    latest = {(row, finding): verdict for row, finding, verdict in rows.values_list("screening", "finding", "verdict")}
    return {key for key, verdict in latest.items() if verdict == Verdict.KEEP}
