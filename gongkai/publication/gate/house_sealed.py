"""平台所封: previews of what was screened, and files dropped at the gate."""

from __future__ import annotations

from django.db.models import Q

from gongkai.office.journal.rewrapping import HouseSealed
from gongkai.publication.gate.models import Screening
from gongkai.publication.gate.queries import CONTENT, PREVIEW

COLUMNS = (
    HouseSealed(Screening, "preview", PREVIEW, Q(preview__isnull=False)),
    HouseSealed(Screening, "content", CONTENT, Q(content__isnull=False)),
)
