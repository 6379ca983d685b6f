"""今日月报: the returns of the last months: handed in, late and put right, waiting for the reviewer, and one nobody has begun."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from gongkai.demo.place import Place
from gongkai.law.application_figures import Period
from gongkai.law.grammar.dates import BEIJING
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.grammar.statute import Certainty
from gongkai.law.monthly.returns import Act, DueDay
from gongkai.office.authorities.models import Authority, Official
from gongkai.oversight.reports.returns import acts
from gongkai.oversight.reports.returns.models import MonthlyReturn
from gongkai.oversight.reports.returns.rules import set_rule
from gongkai.oversight.reports.returns.waiting import waits

SIGNERS = {"": ("office", "deputy", "leader"), "minzheng": ("informant", "vice", "head")}
"""签字人: filled in, reviewed, signed."""
RULE = DueDay(10, "临泽县政务公开月报制度（示例）", Certainty.SEEN)


def enter(bodies: Mapping[str, Authority], place: Place, today: date) -> None:
    """入账: two months back for two units; the last month of the government waits for its reviewer."""
    if not SIGNERS.keys() <= bodies.keys():
        return
    people = {code: _people(place, code) for code in SIGNERS}
    since = _month(today, 4).first
    set_rule(bodies[""], RULE, since=since, on=since, today=today, by=people[""][0])
    for back in (2, 1):
        month = _month(today, back)
        handed = min(month.last + timedelta(days=14), today)
        _hand_in(bodies["minzheng"], month, people["minzheng"], min(month.last + timedelta(days=6), today))
        _hand_in(bodies[""], month, people[""], handed, whole=back != 1, note=back == 2)


def _people(place: Place, code: str) -> tuple[Official, Official, Official]:
    first, second, third = (Official.objects.get(username=f"{place.code}-{name}") for name in SIGNERS[code])
    return first, second, third


def _month(today: date, back: int) -> Period:
    """So many months before this one."""
    months = today.year * 12 + today.month - 1 - back
    return Period.month(months // 12, months % 12 + 1)


def _hand_in(
    unit: Authority,
    month: Period,
    people: tuple[Official, Official, Official],
    on: date,
    *,
    whole: bool = True,
    note: bool = False,
) -> None:
    row = acts.open_return(unit, month, on=min(on, month.last + timedelta(days=1)), today=on, by=people[0])
    if note:
        _take(
            row,
            Act.CORRECT,
            people[0],
            on,
            key="remedies.filed",
            now="1",
            reason="法院通知书月末收到，次月才登记（示例）",
        )
        _take(row, Act.NOTE, people[0], on, text="本月各项数据与上月相比没有大的变化。（示例）")
    lacking = {"waits_reason": "人员正在调整，已经报县政府办公室（示例）"} if waits(unit, on) else {}
    _take(row, Act.SUBMIT, people[0], on, **lacking)
    if whole:
        _take(row, Act.APPROVE, people[1], on)
        _take(row, Act.HAND_IN, people[2], on)


def _take(row: MonthlyReturn, act: Act, by: Official, on: date, **details: JSON) -> None:
    at = datetime.combine(on, time(10), BEIJING)
    acts.act(row, Step(act.value, on, details), today=on, at=at, by=by)
