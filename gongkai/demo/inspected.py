"""检查样例: what crosses a red line in a place as it stands, two findings of people, a round begun and a page read."""

from __future__ import annotations

from datetime import date

from gongkai.demo.lively import Days
from gongkai.law.grammar.flow import Role, Step
from gongkai.law.supervision.paging import ReadVerdict
from gongkai.law.supervision.rectifications import Act, Gravity
from gongkai.law.supervision.rounds import RoundKind
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of, holders
from gongkai.oversight.supervision.dials import inspecting
from gongkai.oversight.supervision.findings import acts
from gongkai.oversight.supervision.findings.acts import Given
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.oversight.supervision.reading.acts import read
from gongkai.oversight.supervision.reading.queries import to_read
from gongkai.oversight.supervision.rounds import acts as rounds
from gongkai.oversight.supervision.rounds import queries
from gongkai.oversight.supervision.rounds.acts import Seen

SEED = "07 11 16 19 28 33"
"""As if it had been drawn by a lottery; invented."""
PHONE = Given(
    "other",
    Gravity.ORDINARY,
    "办事指南的咨询电话打不通",
    "按指南上的电话拨打三次，均提示号码有误（示例）。",
    "一份办事指南",
    "通话记录的截图（示例）",
)
DATE = Given(
    "other",
    Gravity.SERIOUS,
    "通知的成文日期晚于发布日期",
    "页面写明的成文日期比发布日期晚两天（示例）。",
    "一则通知",
    "页面快照（示例）",
)


def enter(government: Authority, unit: Authority, today: date) -> None:
    """检查样例: of a government about one of its departments."""
    days = Days(calendar_of(government), today)
    inspector = _who(government, Role.INSPECTOR, today)
    handler = _who(unit, Role.HANDLER, today)
    mended = _handed_over(government, unit, PHONE, days.ago(9), inspector, today)
    _take(mended, Act.MEND, days.ago(6), handler, today, done="已更正电话并逐个试拨（示例）", proof="更正后的指南")
    _take(mended, Act.PASS, days.ago(5), inspector, today, proof="复查时拨通（示例）")
    _handed_over(government, unit, DATE, days.ago(2), inspector, today)
    _begin_a_round(government, days, inspector, today)
    inspecting.inspect(government, today)
    inspecting.inspect(unit, today)


def _begin_a_round(government: Authority, days: Days, inspector: Official, today: date) -> None:
    """A sample of the month with its first items looked at, and the first of today's pages read."""
    if queries.units(government, days.ago(4)):
        row = rounds.open_round(
            government, RoundKind.SAMPLE, seed=SEED, rate=0.2, on=days.ago(4), today=today, by=inspector
        )
        for check in queries.checks(row)[:3]:
            rounds.see(check, Seen(ReadVerdict.FINE), on=days.ago(3), today=today, by=inspector)
    for each in to_read(government, today)[:1]:
        read(government, each.content, ReadVerdict.FINE, on=today, today=today, by=inspector)


def _handed_over(
    government: Authority, unit: Authority, given: Given, on: date, inspector: Official, today: date
) -> Finding:
    found = acts.find(government, unit, given, on=on, today=today, by=inspector)
    _take(found, Act.ASSIGN, on, inspector, today)
    return found


def _take(finding: Finding, act: Act, on: date, by: Official, today: date, **details: str) -> None:
    acts.act(finding, Step(act.value, on, details), today=today, by=by)


def _who(authority: Authority, role: Role, today: date) -> Official:
    return holders(authority, role, today)[0]
