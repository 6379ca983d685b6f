"""培训的表: each subject keeps its own beside it; Django finds them by this file."""

from gongkai.oversight.training.classes import models as class_models  # noqa: F401
from gongkai.oversight.training.help import models as help_models  # noqa: F401
from gongkai.oversight.training.knowledge import models as knowledge_models  # noqa: F401
from gongkai.oversight.training.practice import models as practice_models  # noqa: F401
