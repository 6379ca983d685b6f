"""考核的表: each subject keeps its own beside it; Django finds them by this file."""

from gongkai.oversight.assessment.bulletins import models as bulletin_models  # noqa: F401
from gongkai.oversight.assessment.cards import models as card_models  # noqa: F401
from gongkai.oversight.assessment.duties import models as duty_models  # noqa: F401
from gongkai.oversight.assessment.schemes import models as scheme_models  # noqa: F401
from gongkai.oversight.assessment.sheets import models as sheet_models  # noqa: F401
