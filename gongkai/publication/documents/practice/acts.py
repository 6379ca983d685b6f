"""口径办理: set the figures; the entry keeps what they were."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from gongkai.law.decision_drafts import LEAST, DecisionKind
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.grammar.statute import Certainty
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.publication.documents.practice import queries
from gongkai.publication.documents.practice.models import Practice

LONGEST = 366


@dataclass(frozen=True)
class Figures:
    """口径各数: what is to be set, and on what local basis."""

    expiry_months: int
    major_days: int
    rules_days: int
    normative_days: int
    other_days: int
    source: str


@transaction.atomic
def set_practice(authority: Authority, figures: Figures, *, on: date, by: Official) -> Practice:
    """设置口径: a figure below a term whose text was seen is refused; others want the local basis they rest on."""
    _refuse(figures)
    row = queries.practice(authority)
    before: dict[str, JSON] = {name: getattr(row, name) for name in asdict(figures)}
    for name, value in asdict(figures).items():
        setattr(row, name, value)
    row.save()
    journal.enter(authority, "set_practice", on=on, by=by, data={"before": before, "after": asdict(figures)})
    return row


def _refuse(figures: Figures) -> None:
    for kind in DecisionKind:
        name, term = queries.FIELDS[kind], LEAST[kind]
        given = int(getattr(figures, name))
        if term.certainty is Certainty.SEEN and given < term.length:
            raise Unlawful(f"{kind.label}征求意见不能少于{term.length}{term.unit}", term.basis, field=name)
        if not 1 <= given <= LONGEST:
            raise Unlawful(f"征求意见的天数应在1至{LONGEST}之间", term.basis, field=name)
    if not 1 <= figures.expiry_months <= 60:
        raise Unlawful("届满前提醒应在1至60个月之间", field="expiry_months")
    if not figures.source.strip():
        raise Unlawful("依据不能为空：写明本地规定的名称或者文号", field="source")
