"""依申请公开的差事: those of its sub-rooms, where the worker looks for them."""

from gongkai.casework.applications.drafts.chores import CHORES as DRAFTS
from gongkai.casework.applications.finding.chores import CHORES as FINDING

CHORES = [*DRAFTS, *FINDING]
