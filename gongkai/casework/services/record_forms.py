"""记录办理表: the forms of the acts that items and packages share; a valid one hands over the step that the law takes."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.law.grammar.flow import JSON, Role
from gongkai.law.service_versions import Act, Record
from gongkai.office.authorities.guards import DeskRequest
from gongkai.web.forms import DateField, long_text
from gongkai.web.step_forms import StepForm


class ReasonForm(StepForm):
    """写明理由的各步."""

    reason = long_text("理由")


class PlainForm(StepForm):
    """不用另填的各步."""


class FromForm(StepForm):
    """签发的各步: from which day it counts."""

    start = DateField(label="生效日期", help_text="自这一天起算；可以晚于签发日期，最多一年")

    def details(self) -> dict[str, JSON]:
        """明细: as the law names them."""
        return {"from": self.plain(self.cleaned_data["start"])}


FORMS: Mapping[Act, type[StepForm]] = {
    Act.WITHDRAW: PlainForm,
    Act.SIGN: FromForm,
    Act.TURN_DOWN: ReasonForm,
    Act.SIGN_CHANGE: FromForm,
    Act.TURN_CHANGE_DOWN: ReasonForm,
    Act.PROPOSE_END: ReasonForm,
    Act.END: FromForm,
    Act.KEEP: ReasonForm,
}
"""各环节的表: those whose content is not edited."""
WRITTEN = (Act.REVISE, Act.CHANGE)
"""改内容的环节."""


def offered(request: DeskRequest, record: Record, *, own: bool) -> tuple[Act, ...]:
    """可办事项: by the table and the roles of the official, at the authority whose record it is."""
    if not own:
        return ()
    return tuple(Act(row.act) for row in record.sort.flow.open_acts(record.state) if row.role in request.roles)


def role_of(record: Record, act: Act) -> Role:
    """由谁办."""
    return next(row.role for row in record.sort.flow.rows if row.act == act)
