"""人员与责任的表: each subject keeps its own beside it; Django finds them by this file."""

from gongkai.oversight.people.changes import models as change_models  # noqa: F401
from gongkai.oversight.people.division import models as division_models  # noqa: F401
from gongkai.oversight.people.drills import models as drill_models  # noqa: F401
from gongkai.oversight.people.funds import models as fund_models  # noqa: F401
from gongkai.oversight.people.groups import models as group_models  # noqa: F401
from gongkai.oversight.people.lights import models as light_models  # noqa: F401
from gongkai.oversight.people.points import models as point_models  # noqa: F401
from gongkai.oversight.people.responsibility import models as responsibility_models  # noqa: F401
