"""卷宗: a document as the desk sees it, how its pages find it, and what an official may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse

from gongkai.law.documents import FLOW, Act, Attribute, Standing
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Objection, Role, Unlawful
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import access
from gongkai.publication.documents import queries
from gongkai.publication.documents.act_forms import ACT_FORMS, ELSEWHERE
from gongkai.publication.documents.models import Document, Version
from gongkai.web.jinja import url_or_none

STAFF = ("handler", "reviewer", "secrecy_reviewer", "signer", "publisher", "inspector")
"""可查看者: who reads documents; auditors read everything by the guard itself."""
OFFERED = (
    *(
        Act.SUBMIT,
        Act.LABEL,
        Act.PACKAGE_COMPLETE,
        Act.EXEMPT,
        Act.REVIEW,
        Act.SIGN,
        Act.PUBLISH,
        Act.ARCHIVE,
        Act.REOPEN,
    ),
    *(Act.RENEW, Act.RELABEL, Act.WITHDRAW, Act.RETURN, Act.ABANDON),
)
"""事项的排列: what brings a document on comes first."""
TAKERS = ("handler", "reviewer", "secrecy_reviewer", "signer", "publisher")
"""可办理者: whoever has a part in the flow; each act asks for its own role besides."""


@dataclass(frozen=True)
class File:
    """公文卷宗: the record and everything its pages show of it."""

    record: Document

    @cached_property
    def standing(self) -> Standing:
        """公文情况."""
        return queries.standing(self.record)

    @cached_property
    def calendar(self) -> Calendar:
        """工作日历."""
        return calendar_of(self.record.authority)

    @cached_property
    def latest(self) -> Version | None:
        """最新版本."""
        return queries.latest(self.record)

    @property
    def pk(self) -> int:
        """案卷号: what its addresses bear."""
        return int(self.record.dossier_id)

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """当前位置."""
        return [("公文", reverse("documents:all")), (self.record.title, reverse("documents:file", args=[self.pk]))]

    def acts_for(self, request: DeskRequest, today: date) -> tuple[list[tuple[str, str]], list[tuple[str, Objection]]]:
        """可办和不能办的: every act of the flow once, as a button, or with the reason and article why not."""
        allowed: list[tuple[str, str]] = []
        refused: list[tuple[str, Objection]] = []
        if self.record.authority_id != request.authority.pk:
            return allowed, refused
        for act in OFFERED:
            objection = self.objection(request, act, today)
            address = self.address(act)
            if objection is None and address is None:
                objection = Objection("在公开、解读的页面随公开内容一并办理")
            if objection is not None:
                refused.append((act.label, objection))
            elif address is not None:
                allowed.append((self._label(act), address))
        return allowed, refused

    def _label(self, act: Act) -> str:
        """What the button says: of the material, what one does, not what then holds."""
        if act is Act.PACKAGE_COMPLETE:
            return "报送解读材料" if self.standing.package_on is None else "修改解读材料"
        if act is Act.PUBLISH and self.standing.goes_out_explained:
            return "与解读同步发布"
        return act.label

    def objection(self, request: DeskRequest, act: Act, today: date) -> Objection | None:
        """不能办的理由: by the law, by the role, or because this person has already judged; None where nothing stands against."""
        for found in self.standing.objections(act, max(today, self.standing.last_on), self.calendar):
            return found
        role = self.standing.role_for(act)
        if role not in request.roles:
            basis = next((row.basis for row in FLOW.rows if row.act == act), None)
            return Objection(f"应由{role}办理", basis)
        return self.standing.barred(act, request.official.username)

    def require(self, request: DeskRequest, act: Act) -> None:
        """须有职责: raises Unlawful for whoever has not the role of this act now."""
        role = self.standing.role_for(act)
        if role not in request.roles:
            basis = next((row.basis for row in FLOW.rows if row.act == act), None)
            raise Unlawful(f"“{act.label}”应由{role}办理", basis)

    def address(self, act: Act) -> str | None:
        """办理地址: the page of an act; None where nobody has built it."""
        if act in ACT_FORMS:
            return reverse("documents:act", args=[self.pk, act.value])
        return url_or_none(ELSEWHERE[act], self.pk)


def file_of(request: DeskRequest, dossier: int) -> File:
    """取卷: a document one may read, or not found. Whoever opens what is not public is entered in the log."""
    rows = readable_rows(request, Document.objects.all())
    record = get_object_or_404(
        rows.select_related("dossier__authority__profile", "authority__profile", "drafter"), dossier=dossier
    )
    if record.attribute != Attribute.PROACTIVE:
        access.look(request.official, record.dossier, "查看未标注或者不公开的公文")
    return File(record)


def own_file(request: DeskRequest, dossier: int) -> File:
    """取本机关的卷: what one may read of others one may not touch."""
    file = file_of(request, dossier)
    own(request, file.record)
    return file


def may_amend(request: DeskRequest, file: File) -> bool:
    """可更正登记."""
    return Role.REVIEWER in request.roles and file.record.authority_id == request.authority.pk
