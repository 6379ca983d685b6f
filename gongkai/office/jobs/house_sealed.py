"""平台所封: the pieces of the files that jobs make."""

from __future__ import annotations

from django.db.models import Q

from gongkai.office.jobs.models import JobPiece
from gongkai.office.jobs.pieces import FIELD
from gongkai.office.journal.rewrapping import HouseSealed

COLUMNS = (HouseSealed(JobPiece, "sealed", FIELD, Q()),)
