"""政务服务的表: each subject keeps its own beside it; Django finds them by this file."""

from gongkai.casework.services.cases import models as case_models  # noqa: F401
from gongkai.casework.services.halls import models as hall_models  # noqa: F401
from gongkai.casework.services.items import models as item_models  # noqa: F401
from gongkai.casework.services.online import models as online_models  # noqa: F401
from gongkai.casework.services.packages import models as package_models  # noqa: F401
