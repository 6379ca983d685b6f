"""平台所封: what of records stays inside, who objected to them and who inspects belong to no file."""

from __future__ import annotations

from django.db.models import Q

from gongkai.office.journal.rewrapping import HouseSealed
from gongkai.publication.registers import sealing
from gongkai.publication.registers.models import Record, RecordVersion
from gongkai.publication.registers.storing import SEALED_AS

COLUMNS = (
    HouseSealed(Record, "sealed", SEALED_AS, Q(sealed__isnull=False)),
    HouseSealed(RecordVersion, "sealed", SEALED_AS, Q(sealed__isnull=False)),
    *sealing.COLUMNS,
)
