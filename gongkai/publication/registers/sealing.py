"""所封的各栏: who objected and what they said, and who inspects, under the key of the house."""

from __future__ import annotations

from django.db.models import Q

from gongkai.office.journal.rewrapping import HouseSealed
from gongkai.publication.registers.chains.queries import SEALED_AS as PROTESTS
from gongkai.publication.registers.draws.queries import SEALED_AS as INSPECTORS
from gongkai.publication.registers.models import Protest, RandomDraw

COLUMNS = (
    HouseSealed(Protest, "sealed", PROTESTS, Q()),
    HouseSealed(RandomDraw, "inspectors_sealed", INSPECTORS, Q()),
)
