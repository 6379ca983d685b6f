"""流程分工（牵头、承办、配合）: who takes which steps of a procedure, by its own rows, and who leads and helps as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law import (
    advice,
    applications,
    case_flow,
    circulars,
    complaints,
    corrections,
    decision_drafts,
    documents,
    handing,
    interviews,
    maintenance,
    proposal_flow,
    remedies,
    response_flow,
    response_warnings,
    rules,
    service_versions,
    surveys,
    ticket_flow,
    village_questions,
    villagers,
)
from gongkai.law.annual_report import procedure as annual_report
from gongkai.law.grammar.flow import Flow, Role, label
from gongkai.law.grammar.words import Word
from gongkai.law.monthly import returns
from gongkai.law.people import drills, institutional_changes
from gongkai.law.registers import adjusting
from gongkai.law.supervision import bulletins, plan_tasks, rectifications, responsibility, score_sheets
from gongkai.law.training import classes, help, knowledge


class WorkPart(Word):
    """分工: what an authority does in a procedure."""

    LEAD = "lead", "牵头"
    OPERATE = "operate", "承办"
    COOPERATE = "cooperate", "配合"


FLOW_OF: Mapping[str, Flow] = {
    "document": documents.FLOW,
    "decision_draft": decision_drafts.FLOW,
    "application": applications.FLOW_2019,
    "correction": corrections.FLOW,
    "remedy": remedies.FLOW,
    "complaint": complaints.FLOW,
    "advice": advice.FLOW,
    "ticket": ticket_flow.FLOW,
    "survey": surveys.FLOW,
    "interview": interviews.FLOW,
    "proposal": proposal_flow.FLOW,
    "service_item": service_versions.ITEM_FLOW,
    "service_package": service_versions.PACKAGE_FLOW,
    "service_case": case_flow.FLOW,
    "event": response_flow.FLOW,
    "warning": response_warnings.FLOW,
    "list_adjustment": adjusting.FLOW,
    "annual_report": annual_report.FLOW,
    "rectification": rectifications.FLOW,
    "maintenance": maintenance.FLOW,
    "villager": villagers.FLOW,
    "village_question": village_questions.FLOW,
    "institutional_change": institutional_changes.FLOW,
    "deputy_drill": drills.FLOW,
    "handover": handing.FLOW,
    "circular": circulars.FLOW,
    "rule": rules.FLOW,
    "training_class": classes.FLOW,
    "help_thread": help.FLOW,
    "knowledge_entry": knowledge.FLOW,
    "plan_task": plan_tasks.FLOW,
    "score_sheet": score_sheets.FLOW,
    "bulletin": bulletins.FLOW,
    "responsibility_letter": responsibility.FLOW,
    "monthly_return": returns.FLOW,
}
"""各类案卷的现行程序: what a new file of each kind goes by."""


@dataclass(frozen=True, slots=True)
class RoleSteps:
    """职责所办: the steps of a procedure one role takes, each once, in the order of the table."""

    role: Role
    steps: tuple[str, ...]


def steps_by_role(flow: Flow) -> tuple[RoleSteps, ...]:
    """各职责所办环节: the rows of a procedure gathered by who takes them; every step of the table stands in exactly one line
    for each role that may take it."""
    roles = dict.fromkeys(row.role for row in flow.rows)
    taken = {role: dict.fromkeys(label(row.act) for row in flow.rows if row.role is role) for role in roles}
    return tuple(RoleSteps(role, tuple(acts)) for role, acts in taken.items())
