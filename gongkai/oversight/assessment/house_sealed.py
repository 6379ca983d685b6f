"""平台所封: the evidence of what people judged."""

from __future__ import annotations

from django.db.models import Q

from gongkai.office.journal.rewrapping import HouseSealed
from gongkai.oversight.assessment.sheets.models import ManualPoint
from gongkai.oversight.assessment.sheets.queries import FILE

COLUMNS = (HouseSealed(ManualPoint, "file", FILE, Q(file__isnull=False)),)
