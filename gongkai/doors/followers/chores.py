"""追随者的差事."""

from gongkai.doors.followers import press_chores

CHORES = [*press_chores.CHORES]
