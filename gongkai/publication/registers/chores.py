"""登记簿的差事: those of its indexes."""

from gongkai.publication.registers import index_chores

CHORES = [*index_chores.CHORES]
