"""经办: takes the acts of the house for an authority, each by somebody whose office carries the role it asks for."""

from __future__ import annotations

from datetime import date

from gongkai.casework.applications import acts
from gongkai.casework.applications.acts import Receipted
from gongkai.casework.applications.evidence import acts as evidence
from gongkai.casework.applications.models import Application
from gongkai.casework.remedies import acts as remedies
from gongkai.casework.remedies.acts import Notice
from gongkai.casework.remedies.models import Remedy
from gongkai.law.application_form import Filled
from gongkai.law.applications import FLOW_2007, FLOW_2019, Act
from gongkai.law.evidence import Search, SearchPlace
from gongkai.law.grammar.flow import JSON, Role, Step
from gongkai.law.receipt import Channel
from gongkai.law.repetition import OUTSIDE
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import holders

NOT_HELD = "not_held"
ROLES = {row.act: row.role for row in (*FLOW_2007.rows, *FLOW_2019.rows)}


class Clerk:
    """经办: of one authority, on one day."""

    def __init__(self, authority: Authority, today: date) -> None:
        self.authority = authority
        self.today = today
        self._holders: dict[Role, Official] = {}
        self._drafted: dict[int, Official] = {}

    def receive(self, number: int, filled: Filled, on: date) -> Receipted:
        """登记: what comes online is entered by nobody, everything else by the clerk; the same number, the same receipt."""
        once = f"demo {self.authority.code} {number}"
        by = None if filled.channel is Channel.ONLINE else self.holder(Role.HANDLER)
        return acts.receive(self.authority, filled, on=on, today=self.today, once=once, by=by)

    def take(self, application: Application, act: Act, on: date, **details: JSON) -> None:
        """办理一步: a paper from before the system is vouched for by a reviewer; who drafts does not sign."""
        role = Role.REVIEWER if details.get("proof") == OUTSIDE else ROLES[act]
        by = self.holder(role) if act is not Act.REPLY else self._signer(application)
        if act is Act.DRAFT:
            self._drafted[application.pk] = by
            if details.get("outcome") == NOT_HELD:
                self._search(application, on)
        acts.act(application, Step(act.value, on, details), today=self.today, by=by)

    def _signer(self, application: Application) -> Official:
        """签发人: somebody else than who drafted."""
        able = holders(self.authority, Role.SIGNER, self.today)
        return next(each for each in able if each != self._drafted.get(application.pk))

    def _search(self, application: Application, on: date) -> None:
        """检索: who says that nothing is held has looked."""
        by = self.holder(Role.HANDLER)
        for place, where in (
            (SearchPlace.ARCHIVE, "近五年的文件目录和案卷"),
            (SearchPlace.FILE_SYSTEM, "收文、发文登记"),
        ):
            found = Search(place, where, f"{application.subject[:30]}及其简称", "未见相关信息", on, by.name)
            evidence.register_search(application, found, today=self.today, by=by)

    def notified(self, application: Application, notice: Notice, on: date, earlier: Remedy | None = None) -> Remedy:
        """收到复议或应诉通知."""
        by = self.holder(Role.HANDLER)
        return remedies.receive(application, notice, on=on, today=self.today, by=by, earlier=earlier)

    def respond(self, remedy: Remedy, act: str, on: date, **details: JSON) -> None:
        """应诉一步."""
        remedies.act(remedy, Step(act, on, details), today=self.today, by=self.holder(Role.HANDLER))

    def drafter_and_signer(self) -> tuple[Official, Official]:
        """拟办人和签发人: two persons."""
        handler = self.holder(Role.HANDLER)
        able = holders(self.authority, Role.SIGNER, self.today)
        return handler, next(each for each in able if each != handler)

    def holder(self, role: Role) -> Official:
        """承担者: the first official who has the role here."""
        if role not in self._holders:
            self._holders[role] = holders(self.authority, role, self.today)[0]
        return self._holders[role]
