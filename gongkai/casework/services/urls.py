"""地址: the desk's and the public's pages of the room, in the namespace ``services``."""

from gongkai.casework.services.cases import urls as cases
from gongkai.casework.services.halls import urls as halls
from gongkai.casework.services.items import urls as items
from gongkai.casework.services.online import urls as online
from gongkai.casework.services.packages import urls as packages

portal = [*items.portal, *packages.portal, *halls.portal, *cases.portal, *online.portal]
desk = [*items.desk, *packages.desk, *halls.desk, *cases.desk, *online.desk]
