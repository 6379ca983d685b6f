"""村级门户的表: each subject keeps its own beside it; Django finds them by this file."""

from gongkai.casework.villages.boards import models as board_models  # noqa: F401
from gongkai.casework.villages.groups import models as group_models  # noqa: F401
from gongkai.casework.villages.questions import models as question_models  # noqa: F401
from gongkai.casework.villages.villagers import models as villager_models  # noqa: F401
