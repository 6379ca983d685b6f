"""监督检查的表: each subject keeps its own beside it; Django finds them by this file."""

from gongkai.oversight.supervision.dials import models as dial_models  # noqa: F401
from gongkai.oversight.supervision.findings import models as finding_models  # noqa: F401
from gongkai.oversight.supervision.indicators import models as indicator_models  # noqa: F401
from gongkai.oversight.supervision.looking import models as looking_models  # noqa: F401
from gongkai.oversight.supervision.probing import models as probing_models  # noqa: F401
from gongkai.oversight.supervision.reading import models as reading_models  # noqa: F401
from gongkai.oversight.supervision.rounds import models as round_models  # noqa: F401
