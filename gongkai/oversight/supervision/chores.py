"""监督检查的差事."""

from gongkai.oversight.supervision import nightly
from gongkai.oversight.supervision.dials import inspecting

CHORES = [*inspecting.CHORES, *nightly.CHORES]
