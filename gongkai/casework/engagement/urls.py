"""地址: the desk's and the public's pages of the room, in the namespace ``engagement``."""

from gongkai.casework.engagement.tickets import urls as tickets

portal = [*tickets.portal]
desk = [*tickets.desk]
