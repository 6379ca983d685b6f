"""监督检查的表: each subject keeps its own beside it; Django finds them by this file."""

from gongkai.oversight.supervision.findings import models as finding_models  # noqa: F401
