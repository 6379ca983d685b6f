"""盲索引各栏: query codes of cases."""

from __future__ import annotations

from gongkai.casework.services.cases.models import ServiceCase
from gongkai.office.journal.reindexing import BlindIndexed

COLUMNS = (BlindIndexed(ServiceCase, "code_digest"),)
