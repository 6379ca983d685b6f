"""查找: what the door of the public tells the rooms beneath it of what is public and who is likely right."""

from gongkai.doors.portal.suggestions import findings

FINDER = findings
