"""盲索引各栏: who is certified already, and the codes of their slips and telephones."""

from __future__ import annotations

from gongkai.casework.villages.villagers import people
from gongkai.casework.villages.villagers.models import Villager
from gongkai.office.journal.reindexing import BlindIndexed, Said


def _person(row: Villager) -> Said:
    return people.told_of(row.authority_id, people.person_of(row))


COLUMNS = (
    BlindIndexed(Villager, "mark", _person),
    BlindIndexed(Villager, "code_digest"),
    BlindIndexed(Villager, "passing_digest"),
)
