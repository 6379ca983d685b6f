"""回应关切的表: each subject keeps its own beside it; Django finds them by this file."""

from gongkai.publication.response.conferences import models as conference_models  # noqa: F401
from gongkai.publication.response.duty import models as duty_models  # noqa: F401
from gongkai.publication.response.events import models as event_models  # noqa: F401
from gongkai.publication.response.warnings import models as warning_models  # noqa: F401
