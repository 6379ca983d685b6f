"""可办事项: of a file that belongs to one authority: what its official may do now, what the law refuses, and whose act it is."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from datetime import date
from enum import StrEnum

from gongkai.law.grammar.flow import Flow, Objection, Role, Unlawful, label
from gongkai.office.authorities.guards import DeskRequest
from gongkai.office.authorities.models import Owned
from gongkai.office.journal.offering import Offered, offering

Asked = Callable[[StrEnum, date], Sequence[Objection]]
"""问法: the objections of a standing to an act on a day."""


def offered(request: DeskRequest, row: Owned, flow: Flow, state: StrEnum, asked: Asked, on: date) -> Offered[StrEnum]:
    """可办事项: by the table, the roles of the official, and whose the file is."""
    if row.authority_id != request.authority.pk:
        return Offered((), ())
    mine = [each.act for each in flow.open_acts(state) if each.role in request.roles]
    return offering(mine, lambda act: asked(act, on))


def own_reviewer(request: DeskRequest, row: Owned) -> bool:
    """本机关审核人."""
    return row.authority_id == request.authority.pk and Role.REVIEWER in request.roles


def may(request: DeskRequest, flow: Flow, act: StrEnum) -> None:
    """由谁办理: raises Unlawful where the act belongs to another role."""
    of_act = [each for each in flow.rows if each.act == act]
    if not any(each.role in request.roles for each in of_act):
        raise Unlawful(f"“{label(act)}”应由{of_act[0].role}办理", of_act[0].basis)


def events(lines: Sequence[object], titles: type[StrEnum], said: Container[str]) -> list[dict[str, object]]:
    """办理过程: the steps of a file with what was said in them."""
    names = {each.value: label(each) for each in titles}
    found = []
    for line in lines:
        step = getattr(line, "step", None)
        details = step.details if step else {}
        text = "；".join(str(value) for name, value in details.items() if name in said and value)
        by = getattr(line, "by", None)
        shown = names.get(getattr(line, "act", ""), getattr(line, "label", ""))
        found.append({"on": getattr(line, "on", None), "title": shown, "by": by.name if by else "", "text": text})
    return found
