"""程序总目: kind of dossier → the procedure that opens and moves it; the index of the subjects that have one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gongkai.law import applications, cases, tickets
from gongkai.law.advice import ADVICE
from gongkai.law.annual_report.procedure import ANNUAL_REPORT
from gongkai.law.application_figures import Reckoning, reckoning
from gongkai.law.applications import APPLICATION
from gongkai.law.circulars import CIRCULAR
from gongkai.law.complaints import COMPLAINT
from gongkai.law.corrections import CORRECTION
from gongkai.law.decision_drafts import DECISION_DRAFT
from gongkai.law.documents import DOCUMENT
from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.grammar.procedure import Procedure, Standing
from gongkai.law.interviews import INTERVIEW
from gongkai.law.maintenance import MAINTENANCE
from gongkai.law.proposals import PROPOSAL
from gongkai.law.registers.adjusting import LIST_ADJUSTMENT
from gongkai.law.remedies import REMEDY
from gongkai.law.response_warnings import WARNING
from gongkai.law.responses import EVENT
from gongkai.law.rules import RULE
from gongkai.law.services import SERVICE_ITEM, SERVICE_PACKAGE
from gongkai.law.supervision.rectifications import RECTIFICATION
from gongkai.law.surveys import SURVEY
from gongkai.law.training.classes import TRAINING
from gongkai.law.training.help import HELP_THREAD
from gongkai.law.training.knowledge import KNOWLEDGE_ENTRY
from gongkai.law.village_questions import VILLAGE_QUESTION
from gongkai.law.villagers import VILLAGER

__all__ = ["PROCEDURES", "Procedure", "Standing", "kind_choices", "procedure", "reckoned", "replay"]

PROCEDURES: dict[str, Procedure[Any]] = {
    each.kind: each
    for each in (
        APPLICATION,
        REMEDY,
        ADVICE,
        COMPLAINT,
        CORRECTION,
        ANNUAL_REPORT,
        DOCUMENT,
        DECISION_DRAFT,
        MAINTENANCE,
        PROPOSAL,
        tickets.TICKET,
        cases.CASE,
        SERVICE_ITEM,
        SERVICE_PACKAGE,
        EVENT,
        WARNING,
        SURVEY,
        INTERVIEW,
        RECTIFICATION,
        VILLAGER,
        VILLAGE_QUESTION,
        LIST_ADJUSTMENT,
        CIRCULAR,
        RULE,
        TRAINING,
        HELP_THREAD,
        KNOWLEDGE_ENTRY,
    )
}


def procedure(kind: str) -> Procedure[Any]:
    """案类程序: the procedure of a kind; raises Unlawful for a kind the law does not know."""
    try:
        return PROCEDURES[kind]
    except KeyError:
        raise Unlawful(f"没有“{kind}”这一类案卷", field="kind") from None


def kind_choices() -> list[tuple[str, str]]:
    """案卷种类: (key, label) pairs for forms and model fields."""
    return [(each.kind, each.label) for each in PROCEDURES.values()]


def replay(kind: str, steps: Sequence[Step], calendar: Calendar) -> Standing:
    """重放: the standing that follows from all steps, the first of which opened the file; raises Unlawful."""
    first, *rest = steps
    standing: Standing = procedure(kind).open(first, calendar)
    for step in rest:
        standing = standing.take(step, calendar)
    return standing


def reckoned(standing: Standing, calendar: Calendar, due: Reckoned | None) -> Reckoning:
    """计时: what figures go by, where the kind has any."""
    if isinstance(standing, tickets.Standing | cases.Standing):
        return standing.reckoning(calendar)
    return reckoning(standing, calendar, due) if isinstance(standing, applications.Standing) else Reckoning()
