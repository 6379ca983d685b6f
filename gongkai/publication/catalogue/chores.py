"""目录的差事: those of its columns and those of its slots."""

from gongkai.publication.catalogue import column_chores
from gongkai.publication.catalogue.slots import chores as slot_chores

CHORES = [*column_chores.CHORES, *slot_chores.CHORES]
