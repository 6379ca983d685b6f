"""夜间检查: every red line that is near is told to who can mend it; one that is crossed becomes a finding, once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from gongkai.law.grammar.flow import Role, Step
from gongkai.law.supervision.rectifications import Act, Gravity
from gongkai.law.supervision.vetoes import Dial, Nearness
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import holders
from gongkai.office.notices.acts import notify
from gongkai.office.notices.work import Chore
from gongkai.oversight.supervision.dials import trends
from gongkai.oversight.supervision.dials.measuring import Reading, reading
from gongkai.oversight.supervision.dials.present import Present, present
from gongkai.oversight.supervision.findings import acts, queries
from gongkai.oversight.supervision.findings.acts import Given

TOGETHER = 200
"""每批机关: with all their columns in memory."""


def inspect_all(now: datetime) -> None:
    """逐个机关检查: so many together that what each keeps is asked once for all of them."""
    listed, on = list(Authority.objects.filter(dissolved_on=None).order_by("path")), now.date()
    for at in range(0, len(listed), TOGETHER):
        some = listed[at : at + TOGETHER]
        there = present(some, on)
        for authority in some:
            inspect(authority, on, there)


def inspect(authority: Authority, on: date, there: Present | None = None) -> int:
    """检查一个机关: warn of what is near, enter what is crossed; how many findings are new."""
    seen, made = reading(authority, on, there), 0
    trends.keep(authority, seen.dials, on)
    for dial in seen.dials:
        if dial.nearness is Nearness.NEAR:
            _warn(seen, dial, on)
        elif dial.nearness is Nearness.CROSSED:
            made += _enter(seen, dial, on)
    return made


def _warn(seen: Reading, dial: Dial, on: date) -> None:
    """Once a week for each line, to those who keep what is behind it; where nobody does, to those who publish."""
    week = f"{on.isocalendar().year}-{on.isocalendar().week}"
    keepers = seen.keepers.get(dial.veto.measure) or holders(seen.authority, Role.PUBLISHER, on)
    for person in keepers:
        notify(seen.authority, f"dial {dial.veto.key} {week} {person.pk}", person, subject=f"临近红线：{dial}")


def _enter(seen: Reading, dial: Dial, on: date) -> int:
    """As a finding of the authority above, handed over at once; while it is open it is not found again."""
    inspecting, unit = seen.authority.parent or seen.authority, seen.authority
    key = f"{dial.veto.key} {unit.code}"
    if queries.is_open(inspecting, key):
        return 0
    behind = "、".join(seen.behind.get(dial.veto.measure, ())[:20])
    given = Given(
        dial.veto.key,
        Gravity.VETO,
        f"{unit.name}{dial.veto.label}",
        f"{dial}。{dial.veto.rule}。{behind}"[:2000],
        f"{unit.name}的{dial.veto.watched.label}",
        f"{on:%Y-%m-%d}自动检查的读数",
        key,
    )
    found = acts.find(inspecting, unit, given, on=on, today=on, by=None)
    acts.act(found, Step(Act.ASSIGN.value, on, {}), today=on, by=None)
    return 1


CHORES = [Chore("检查红线", timedelta(hours=24), inspect_all)]
