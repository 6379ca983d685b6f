"""属性抽查查询: what may be drawn, a draw made again, and the error rate of each section."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.law.label_audit import Settlement, Verdict
from gongkai.law.samples import ErrorRate, error_rates, population_digest, sample
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.documents.models import AuditFinding, AuditRemark, Document, LabelAudit

UNNAMED = "未写明科室"


def audits(authority: Authority) -> OwnedQuerySet[LabelAudit]:
    """属性抽查: of an authority, the latest first."""
    return LabelAudit.objects.of(authority).select_related("authority")


def population(authority: Authority, since: date, through: date) -> OwnedQuerySet[Document]:
    """抽样总体: the numbered documents signed in a period."""
    rows = Document.objects.of(authority).filter(made_on__gte=since, made_on__lte=through)
    return rows.exclude(number="").select_related("dossier")


def findings(audit: LabelAudit) -> OwnedQuerySet[AuditFinding]:
    """抽查事项: in the order they were drawn."""
    rows = AuditFinding.objects.of(audit.authority).filter(audit=audit)
    return rows.select_related("document__dossier", "found_by", "audit").order_by("position")


def remarks(finding: AuditFinding) -> OwnedQuerySet[AuditRemark]:
    """沟通意见: on a finding, in order."""
    return AuditRemark.objects.of(finding.authority).filter(finding=finding).select_related("by").order_by("pk")


def redrawn(audit: LabelAudit) -> tuple[bool, tuple[str, ...]]:
    """重新抽样: whether the numbers it was drawn from are still the same, and what the seed draws from them now."""
    numbers = list(population(audit.authority, audit.since, audit.through).values_list("number", flat=True))
    return population_digest(numbers) == audit.digest, sample(audit.seed, numbers or [""], audit.size)


def open_findings(audit: LabelAudit) -> int:
    """未了事项: documents nobody has looked at, and wrong labels that are not settled."""
    rows = findings(audit)
    return rows.filter(verdict="").count() + rows.filter(verdict=Verdict.WRONG, settlement="").count()


def rates(rows: OwnedQuerySet[AuditFinding]) -> Mapping[str, ErrorRate]:
    """各科室差错率: of whatever findings are given, in every audit or in one."""
    looked = rows.exclude(verdict="").values_list("document__section", "verdict")
    return error_rates((section or UNNAMED, verdict == Verdict.WRONG) for section, verdict in looked)


def tallied(authority: Authority, year: int) -> dict[str, tuple[int, int]]:
    """各科室抽查结果: of the authority's own documents in the audits of a year: wrong labels and labels looked at, by section.

    A document that names no section stands under the empty name, as it does among the documents.
    """
    own = of_year(authority, year).filter(document__authority=authority)
    found = {"" if section == UNNAMED else section: each for section, each in rates(own).items()}
    return {section: (each.wrong, each.looked_at) for section, each in found.items()}


def of_year(authority: Authority, year: int) -> OwnedQuerySet[AuditFinding]:
    """年度抽查事项: of the audits drawn in a year, of an authority and those beneath it."""
    return AuditFinding.objects.under(authority).filter(audit__drawn_on__year=year)


def relabelled(authority: Authority, year: int) -> int:
    """抽查后变更的件数: labels that an audit had put right in a year."""
    return of_year(authority, year).filter(settlement=Settlement.RELABELLED).count()
