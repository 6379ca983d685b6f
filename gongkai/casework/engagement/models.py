"""政民互动的表: each subject keeps its own beside it; Django finds them by this file."""

from gongkai.casework.engagement.interviews import models as interview_models  # noqa: F401
from gongkai.casework.engagement.surveys import models as survey_models  # noqa: F401
from gongkai.casework.engagement.tally import models as tally_models  # noqa: F401
from gongkai.casework.engagement.tickets import models as ticket_models  # noqa: F401
from gongkai.casework.engagement.topics import models as topic_models  # noqa: F401
