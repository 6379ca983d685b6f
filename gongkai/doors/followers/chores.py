"""追随者的差事."""

from gongkai.doors.followers import index_chores, press_chores

CHORES = [*index_chores.CHORES, *press_chores.CHORES]
