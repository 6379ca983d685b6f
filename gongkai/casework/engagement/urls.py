"""地址: the desk's and the public's pages of the room, in the namespace ``engagement``."""

from gongkai.casework.engagement.activity import urls as activity
from gongkai.casework.engagement.interviews import urls as interviews
from gongkai.casework.engagement.surveys import urls as surveys
from gongkai.casework.engagement.tickets import urls as tickets
from gongkai.casework.engagement.topics import urls as topics

portal = [*tickets.portal, *topics.portal, *surveys.portal, *interviews.portal]
desk = [*tickets.desk, *topics.desk, *surveys.desk, *interviews.desk, *activity.desk]
