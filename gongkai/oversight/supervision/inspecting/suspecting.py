"""疑点: one thing that seems wrong, and the scope within which things are looked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from gongkai.law.authorities import AuthorityKind, duties
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Role
from gongkai.law.supervision.faults import RULES, Fault, FaultRule, Mender
from gongkai.law.supervision.rectifications import TERMS
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.on_duty import OnDuty
from gongkai.office.authorities.queries import calendar_of
from gongkai.publication.catalogue.models import Column

ROLES: Mapping[Mender, Role] = {
    Mender.KEEPER: Role.PUBLISHER,
    Mender.HANDLER: Role.HANDLER,
    Mender.PUBLISHER: Role.PUBLISHER,
    Mender.REVIEWER: Role.SECRECY_REVIEWER,
    Mender.ENGINEER: Role.SYSTEM_ADMINISTRATOR,
}
"""整改责任的职责: who is asked where a column has no keeper."""


@dataclass(frozen=True)
class Suspicion:
    """检查疑点: what kind of fault, at which authority, what opens it, since when, by when it is to be mended, and by whom.

    ``subject`` is the same every night as long as the thing is the same; ``href`` is the page that shows it.
    """

    kind: Fault
    authority: Authority
    subject: str
    title: str
    evidence: str
    since: date
    due: date
    href: str = ""
    menders: tuple[Official, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """查重键: one finding of a kind about one subject."""
        return f"{self.kind.value} {self.subject}"

    @property
    def rule(self) -> FaultRule:
        """问题规则."""
        return RULES[self.kind]

    @property
    def who(self) -> str:
        """谁能改: by name, or by their duty where nobody holds it."""
        return "、".join(each.name for each in self.menders) or f"{self.rule.mender.label}（无人在任）"


class Scope:
    """检查范围: a government with all beneath it on a day; who holds which duty is asked once."""

    def __init__(self, government: Authority, day: date) -> None:
        self.government, self.day = government, day
        self._people: dict[tuple[int, Role], tuple[Official, ...]] = {}
        self._due: dict[tuple[int, Fault], date] = {}
        self._calendars: dict[int, Calendar] = {}

    @cached_property
    def units(self) -> dict[int, Authority]:
        """所辖机关: that stand on the day, by key."""
        rows = Authority.objects.under(self.government).standing(self.day)
        return {row.pk: row for row in rows.select_related("profile", "parent")}

    @cached_property
    def on_duty(self) -> OnDuty:
        """在岗名册."""
        return OnDuty(self.government, self.day)

    def calendar(self, authority: Authority) -> Calendar:
        """工作日历: of a unit, asked once."""
        if authority.pk not in self._calendars:
            self._calendars[authority.pk] = calendar_of(authority)
        return self._calendars[authority.pk]

    def holders(self, authority: Authority, role: Role) -> tuple[Official, ...]:
        """承担者: on the day; whoever is away is replaced."""
        key = (authority.pk, role)
        if key not in self._people:
            self._people[key] = tuple(self.on_duty.responsible(authority, role))
        return self._people[key]

    def suspicion(
        self,
        kind: Fault,
        authority: int,
        subject: str,
        title: str,
        evidence: str,
        since: date,
        *,
        href: str = "",
        column: Column | None = None,
    ) -> Suspicion | None:
        """一个疑点: None where its authority does not stand any more."""
        unit = self.units.get(authority)
        if unit is None:
            return None
        menders = self._menders(kind, unit, column)
        due = self._mend_by(kind, unit)
        return Suspicion(kind, unit, subject, title[:120], evidence[:600], since, due, href, menders)

    def _menders(self, kind: Fault, unit: Authority, column: Column | None) -> tuple[Official, ...]:
        mender = RULES[kind].mender
        if mender is Mender.KEEPER and column is not None and (column.owner or column.deputy):
            return tuple(person for person in (column.owner, column.deputy) if person)
        asked = self.holders(unit, ROLES[mender])
        above = unit.parent
        return asked or (self.holders(above, ROLES[mender]) if mender is Mender.ENGINEER and above else ())

    def _mend_by(self, kind: Fault, unit: Authority) -> date:
        key = (unit.pk, kind)
        if key not in self._due:
            self._due[key] = self.calendar(unit).after(self.day, TERMS[RULES[kind].gravity].length).on
        return self._due[key]

    def inspector_of(self, unit: Authority) -> Authority:
        """检查机关: the nearest government above a unit, a township aside; what stands at the top inspects itself."""
        above = [self.units[key] for key in unit.line[:-1] if key in self.units]
        fit = [each for each in above if _inspects(each)]
        return fit[-1] if fit else (above[0] if above else unit)


def _inspects(authority: Authority) -> bool:
    return duties(AuthorityKind(authority.kind)).is_government and authority.kind != AuthorityKind.TOWNSHIP
