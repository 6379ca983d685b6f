"""统计的差事: on the first days of a month the returns on the month before are begun where a rule asks for them;
batches of reports that were checked go after a week.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.law.application_figures import Period
from gongkai.law.grammar.dates import BEIJING
from gongkai.office.notices.work import Chore
from gongkai.oversight.reports.proofreading.batches import acts as batches
from gongkai.oversight.reports.returns import acts, queries
from gongkai.oversight.reports.returns.models import ReturnRule
from gongkai.oversight.reports.returns.rules import owing


def open_returns(now: datetime) -> None:
    """开始上月的填报: for every unit under an authority that has set a rule; done twice it does nothing more."""
    today = now.astimezone(BEIJING).date()
    last = today.replace(day=1) - timedelta(days=1)
    period = Period.month(last.year, last.month)
    for setter in {
        rule.authority for rule in ReturnRule.objects.everywhere().select_related("authority").filter(since__lte=today)
    }:
        for unit in owing(setter, last):
            if queries.return_of(unit, period) is None:
                acts.open_return(unit, period, on=today, today=today, by=None)


CHORES = [
    Chore("开始月报", timedelta(hours=12), open_returns),
    Chore("清理年报批次", timedelta(hours=6), batches.let_go),
]
"""差事."""
