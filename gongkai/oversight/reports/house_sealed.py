"""平台所封: what reports say that wait to be checked, and what was found in them."""

from __future__ import annotations

from django.db.models import Q

from gongkai.office.journal.rewrapping import HouseSealed
from gongkai.oversight.reports.proofreading.batches import sealing
from gongkai.oversight.reports.proofreading.batches.models import ProofBatch, ProofFile

COLUMNS = (
    HouseSealed(ProofFile, "called", sealing.NAME, Q()),
    HouseSealed(ProofFile, "content", sealing.CONTENT, Q(content__isnull=False)),
    HouseSealed(ProofFile, "told", sealing.TOLD, Q(told__isnull=False)),
    HouseSealed(ProofBatch, "overview", sealing.OVERVIEW, Q(overview__isnull=False)),
)
