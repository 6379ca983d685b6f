"""监督检查的差事."""

from gongkai.oversight.supervision.dials.inspecting import CHORES

__all__ = ["CHORES"]
