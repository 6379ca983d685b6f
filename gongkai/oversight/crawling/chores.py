"""站群巡检的差事."""

from datetime import timedelta

from gongkai.office.notices.work import Chore
from gongkai.oversight.crawling.minding import begin_owed

CHORES = [Chore("到期巡检", timedelta(minutes=1), begin_owed)]
