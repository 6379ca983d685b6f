"""地址: the desk's and the public's pages of the room, in the namespace ``engagement``."""

from gongkai.casework.engagement.tickets import urls as tickets
from gongkai.casework.engagement.topics import urls as topics

portal = [*tickets.portal, *topics.portal]
desk = [*tickets.desk, *topics.desk]
