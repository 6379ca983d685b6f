"""夜间检查: every night, over everything the platform itself knows, what seems wrong, with the evidence and who can mend it.

for suspicion in suspicions(government, day):
    suspicion.kind, suspicion.authority, suspicion.subject, suspicion.since, suspicion.due, suspicion.menders
"""

from gongkai.oversight.supervision.inspecting.suspecting import Suspicion
from gongkai.oversight.supervision.inspecting.whole import suspicions

__all__ = ["Suspicion", "suspicions"]
