"""交接的表: each subject keeps its own beside it; Django finds them by this file."""

from gongkai.oversight.handing.packs import models as pack_models  # noqa: F401
from gongkai.oversight.handing.ten import models as ten_models  # noqa: F401
