"""站群巡检的差事."""

from datetime import timedelta

from gongkai.office.notices.work import Chore
from gongkai.oversight.crawling.minding import mind_all

CHORES = [Chore("看管巡检", timedelta(seconds=5), mind_all)]
