"""平台所封: what of records, their versions, rows on their way in, objections and draws is sealed under the key of the house."""

from __future__ import annotations

from django.db.models import Q

from gongkai.office.journal.rewrapping import HouseSealed
from gongkai.publication.registers import sealing
from gongkai.publication.registers.importing.acts import SAMPLES
from gongkai.publication.registers.importing.carrying import FIELD as PIECE
from gongkai.publication.registers.importing.judging import FIELD as ROW
from gongkai.publication.registers.importing.models import ImportPiece, ImportRow, RecordImport
from gongkai.publication.registers.models import Record, RecordVersion
from gongkai.publication.registers.storing import SEALED_AS

COLUMNS = (
    HouseSealed(Record, "sealed", SEALED_AS, Q(sealed__isnull=False)),
    HouseSealed(RecordVersion, "sealed", SEALED_AS, Q(sealed__isnull=False)),
    HouseSealed(ImportPiece, "sealed", PIECE, Q()),
    HouseSealed(ImportRow, "sealed", ROW, Q()),
    HouseSealed(RecordImport, "samples", SAMPLES, Q()),
    *sealing.COLUMNS,
)
